//! Issue 16, C14: words are blanked however they are written, whatever still held them is let go, and the page names every taking back.

use crate::{
    board,
    common::{Page, Place, engines, png},
    takeback,
    takeback::{blanked, in_markdown},
};

engines!(
    c14_no_mark_between_their_characters_hides_words,
    c14_however_words_are_written_they_go,
    c14_no_page_and_no_file_holds_them_afterwards,
    c14_the_page_names_every_taking_back,
    c14_a_taking_back_of_an_earlier_revision_is_named,
    c14_a_signature_from_which_words_were_taken_says_so,
    c14_refused_forms_that_hold_the_words_go_with_them,
);

const NAME: &str = "欧阳试甲";

/// A debtor's name, as people type it when they know that it should not stand there.
const HIDDEN: &str = "欠款人 欧**阳**试甲，欠 300 元。\n\n又欧阳试甲；又 [欧阳](http://x.example)试甲；又欧<b>阳</b>试甲；\
                      又欧&#38451;试甲；又歐陽試甲；又欧\\_阳~~试~~`甲`。\n\n打 138**0013**8**000** 找他。";

/// A disclosure in Markdown, signed and published.
async fn published(place: &Place, body: &str) -> String {
    let clerk = place.clerk().await;
    let fields = board::with("body", body);
    let fields: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "form").collect();
    let to = in_markdown(&clerk, &format!("/do/c/{}/disclosures/new", place.community), &fields).await;
    let id = to.rsplit('/').next().expect("an id").to_owned();
    board::publish(place, &id).await;
    id
}

/// What a page reads like: without tags.
fn read(page: &str) -> String {
    page.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect()
}

/// Page, file, feed, journal and search hold the words no more, in whatever marks they stood; what stands around them stays.
async fn c14_no_mark_between_their_characters_hides_words(place: Place) {
    place.on_the_evening();
    let body = HIDDEN.replace("打 138**0013**8**000** 找他。", "住得不远。");
    let id = published(&place, &body).await;
    let board = format!("/c/{}", place.community);
    let search = |word: &str| format!("{board}/search?q={word}");
    assert!(place.public(&search(NAME)).await.contains("class=\"listed\""), "it is found before");
    let about = format!("{board}/about/disclosure/{id}");
    let ask = |reason: &'static str| [("what", "blank"), ("words", NAME), ("reason", reason)];
    let chair = place.chair().await;
    let says = ask("欧**阳**试甲不愿意");
    chair.post(&format!("/do{about}/take-back"), &says).await.refused("takeback-says-it").await;
    blanked(&place, &about, &ask("不该公开的姓名")).await;
    for path in ["disclosure/{id}", "disclosure/{id}/v/1", "disclosure/{id}.json", "feed/all.atom", "journal.jsonl"] {
        let path = format!("{board}/{}", path.replace("{id}", &id));
        let page = place.public(&path).await;
        let read = read(&page);
        assert!(!read.contains(NAME) && !read.contains("歐陽"), "{path}: {read}");
        assert!(!page.contains("&#38451;") && !page.contains("**阳**"), "{path}: {page}");
    }
    let page = place.public(&format!("{board}/disclosure/{id}")).await;
    assert!(page.contains("欠款人") && page.contains("欠 300 元") && page.contains("住得不远"), "{page}");
    for word in [NAME, "歐陽試甲"] {
        assert!(!place.public(&search(word)).await.contains("class=\"listed\""), "{word}");
    }
    place.verifies().await;
}

/// A name, a number, an address and a plate, each in many ways: on no page, file, feed, table, map and search is one of them read.
async fn c14_however_words_are_written_they_go(place: Place) {
    place.on_the_evening();
    let ways = [
        "阿依·古丽甲",
        "阿依古丽乙",
        "阿依‧古丽丙",
        "阿依•古丽丁",
        "阿依\n古丽戊",
        "阿 依 古 丽己",
        "阿\u{301}依\u{20dd}古\u{302a}丽庚",
        "[辛](http://x.example/%E9%98%BF%E4%BE%9D%E5%8F%A4%E4%B8%BD)",
        "[壬](http://x.example/?n=阿依古丽)",
        "<a href=\"http://x.example/\" title=\"阿依古丽\">癸</a>",
        "![阿依古丽](x.png)子",
        "&#38463;&#x4f9d;&shy;古&#8203;丽丑",
        "电话 0931 8888 888 寅",
        "电话 0931—8888888 卯",
        "电话 ０９３１８８８８８８８ 辰",
        "电话 0931/8888/888 巳",
        "电话 零九三一八八八八八八八 午",
        "写信 A.Yi@Example.org 未",
        "[申](mailto:a.yi%40example.org)",
        "车 甘A·12345 酉",
        "车 甘a-12345 戌",
        "Ayi\nGuli 亥",
    ];
    let id = published(&place, &ways.join("\n\n")).await;
    let board = format!("/c/{}", place.community);
    let about = format!("{board}/about/disclosure/{id}");
    let words = "阿依古丽\n0931-8888888\na.yi@example.org\n甘A12345\nAYI GULI";
    blanked(&place, &about, &[("what", "blank"), ("words", words), ("reason", "不该公开")]).await;
    // None of them can stand in a hash.
    let gone = [
        "古丽",
        "古\u{302a}丽",
        "古 丽",
        "%E9%98%BF",
        "38463",
        "8888 888",
        "—888",
        "/888",
        "８８８８",
        "八八八八",
        "xample.org",
        "A·1",
        "a-1",
        "Guli",
    ];
    for path in ["disclosure/{id}", "disclosure/{id}/v/1", "disclosure/{id}.json", "feed/all.atom", "journal.jsonl", ""]
    {
        let path = format!("{board}/{}", path.replace("{id}", &id));
        let page = place.public(path.trim_end_matches('/')).await;
        for word in gone {
            assert!(!page.contains(word), "{word} in {path}: {page}");
        }
    }
    // What stood around them stays.
    let page = place.public(&format!("{board}/disclosure/{id}")).await;
    for kept in "甲乙丙丁戊己庚辛壬癸丑寅卯辰巳午未申酉戌亥".chars() {
        assert!(page.contains(kept), "{kept} in {page}");
    }
    for word in ["阿依古丽", "09318888888", "12345"] {
        let found = place.public(&format!("{board}/search?q={word}")).await;
        assert!(!found.contains("class=\"listed\""), "{word}: {found}");
    }
    place.verifies().await;
}

/// The letters of a page or file, and nothing that lies between them; with its tags and without.
fn letters(text: &str) -> [String; 2] {
    let only = |text: &str| text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    [only(text), only(&read(text))]
}

/// A name that stands otherwise in every text of a decision's life: no page of it, nor a file of an export, holds its letters in a row.
async fn c14_no_page_and_no_file_holds_them_afterwards(place: Place) {
    let (session, item, vote) = takeback::decided(&place).await;
    let (chair, resident) = (place.chair().await, place.representative().await);
    let board = format!("/c/{}", place.community);
    let about = format!("{board}/about/outcome/{vote}");
    let text = [
        ("body", "通过。阿依‧古丽家门前先修；**阿依** 古丽不同意。http://x.example/?n=阿依·古丽"),
        ("responsible", "阿依 古丽"),
        ("correction", "补写阿依\u{301}古丽一段"),
    ];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let question = [("kind", "query"), ("text", "阿依\n古丽为什么不同意？")];
    resident.post(&format!("/do{about}/object"), &question).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan =
        [("name", "阿·依·古·丽门前路基"), ("responsible", "「阿依」古丽"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    let clerk = place.clerk().await;
    let asked = takeback::id_after(&chair.get(&about).await, "action=\"/do/o/");
    clerk
        .post(&format!("/do/o/{asked}/reply"), &[("reply", "阿依－古丽后来同意了。"), ("result", "kept")])
        .await
        .done();
    let pages = [
        board.clone(),
        about.clone(),
        format!("/v/{vote}/outcome"),
        format!("/s/{session}"),
        format!("/i/{item}/thread"),
        format!("{board}/room"),
        format!("{board}/overdue"),
        format!("{board}/outcome/{vote}"),
        format!("{board}/outcome/{vote}/v/1"),
        format!("{board}/outcome/{vote}/v/2"),
        format!("{board}/outcome/{vote}.json"),
        format!("{board}/outcome/{vote}/record.json"),
        format!("{board}/search?q=硬化"),
        format!("{board}/feed/all.atom"),
        format!("{board}/feed/affairs.atom"),
        format!("{board}/decisions.csv"),
        format!("{board}/decisions.json"),
        format!("{board}/figures"),
        format!("{board}/journal.jsonl"),
        format!("{board}/sessions.ics"),
    ];
    let holds = |text: &str| letters(text).iter().any(|text| text.contains("阿依古丽"));
    let mut before = 0;
    for path in &pages {
        before += usize::from(holds(&chair.get(path).await));
    }
    assert!(before >= 8, "{before}");
    blanked(&place, &about, &[("what", "blank"), ("words", "阿依古丽"), ("reason", "不该公开的姓名")]).await;
    for path in &pages {
        assert!(!holds(&chair.get(path).await), "{path}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let mut open = vec![folder.path().to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder").flatten().map(|one| one.path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if let Ok(text) = std::fs::read_to_string(&entry) {
                assert!(!holds(&text), "{}", entry.display());
            }
        }
    }
    place.verifies().await;
}

/// Words stood in the first revision alone: the page of the second says of the first that they were taken back.
async fn c14_a_taking_back_of_an_earlier_revision_is_named(place: Place) {
    place.on_the_evening();
    let id = board::posted(&place, &board::with("body", "由赵示一经办。")).await;
    let mut fields = board::with("body", "由村委会经办。");
    fields.push(("correction", "改写经办"));
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/c/{}/disclosures/{id}", place.community), &fields).await.done();
    board::publish(&place, &id).await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", "赵示一"), ("reason", "经办人不该公开")]).await;
    let page = place.public(&sheet).await;
    assert!(page.contains("第 1 版：") && page.contains("经办人不该公开"), "{page}");
    let first = place.public(&format!("{sheet}/v/1")).await;
    assert!(first.contains("经办人不该公开") && !first.contains("第 1 版：") && !first.contains("赵示一"), "{first}");
    place.verifies().await;
}

/// A draft in which words were blanked after it was signed: its writer and its publisher read that the signature no longer holds, and
/// where it is saved anew; saved and signed anew it is published.
async fn c14_a_signature_from_which_words_were_taken_says_so(place: Place) {
    place.on_the_evening();
    let id = board::posted(&place, &board::with("body", "由赵示一经办。")).await;
    let draft = board::write(&place, &board::with("body", "也由赵示一经办。")).await;
    board::sign(&place, &draft).await;
    let at = format!("/c/{}/disclosures/{draft}", place.community);
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    assert!(chair.get(&at).await.contains(&format!("action=\"/do{at}/publish\"")));
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", "赵示一"), ("reason", "经办人不该公开")]).await;
    for person in [&chair, &clerk] {
        let page = person.get(&at).await;
        assert!(
            page.contains("原来的会签不再有效") && !page.contains(&format!("action=\"/do{at}/publish\"")),
            "{page}"
        );
    }
    let page = clerk.get(&at).await;
    assert!(page.contains("href=\"#write\"") && page.contains("id=\"write\" open"), "{page}");
    let room = clerk.get(&format!("/c/{}/room", place.community)).await;
    assert!(room.contains(&at) && room.contains("要重新保存、会签"), "{room}");
    chair.post(&format!("/do{at}/publish"), &[]).await.refused("draft-moved").await;
    let base = Page::of(&page).form(&at).value("base").expect("what stands");
    let mut fields = board::with("body", "也由 ■■■ 经办。");
    fields.push(("base", base.as_str()));
    clerk.post(&format!("/do{at}"), &fields).await.done();
    assert!(!clerk.get(&at).await.contains("原来的会签不再有效"));
    board::publish(&place, &draft).await;
    place.verifies().await;
}

/// Photos alone, then words, then other words: each with its day, its reason, and the file's fingerprint before and after.
async fn c14_the_page_names_every_taking_back(place: Place) {
    place.on_the_evening();
    let id = board::posted(&place, &board::with("body", "由赵示一经办，钱示二验收。")).await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    let clerk = place.clerk().await;
    clerk.upload(&format!("/do{about}/photo"), &png()).await.done();
    let file = |text: String| takeback::server_digest(&text);
    let first = file(place.public(&format!("{sheet}.json")).await);
    blanked(&place, &about, &[("what", "blank"), ("words", ""), ("photos", "1"), ("reason", "照片里有孩子")]).await;
    let page = place.public(&sheet).await;
    assert!(page.contains("撤下了照片") && page.contains("照片里有孩子") && !page.contains("<img src=\"/c/"), "{page}");
    assert!(!page.contains("遮盖了部分内容"), "no word was blanked: {page}");
    assert_eq!(file(place.public(&format!("{sheet}.json")).await), first);

    blanked(&place, &about, &[("what", "blank"), ("words", "赵示一"), ("reason", "经办人不该公开")]).await;
    let second = file(place.public(&format!("{sheet}.json")).await);
    blanked(&place, &about, &[("what", "blank"), ("words", "钱示二"), ("reason", "验收人也不该公开")]).await;
    let third = file(place.public(&format!("{sheet}.json")).await);
    let page = place.public(&sheet).await;
    for said in ["照片里有孩子", "经办人不该公开", "验收人也不该公开", &first, &second, &third] {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(page.matches(&second).count() >= 2, "after the first and before the second: {page}");
    // Words blanked from the page of another thing are named on each.
    let other = board::posted(&place, &board::with("body", "孙示三负责。")).await;
    let also = board::posted(&place, &board::with("body", "也由孙示三负责。")).await;
    let about = format!("/c/{}/about/disclosure/{other}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", "孙示三"), ("reason", "两处都写错")]).await;
    for id in [other, also] {
        let page = place.public(&format!("/c/{}/disclosure/{id}", place.community)).await;
        assert!(page.contains("两处都写错") && page.contains("遮盖了部分内容"), "{page}");
    }
    assert!(!place.public(&sheet).await.contains("两处都写错"));
    place.verifies().await;
}

/// What somebody typed and had refused is kept for an hour: not with words that are taken back.
async fn c14_refused_forms_that_hold_the_words_go_with_them(place: Place) {
    place.on_the_evening();
    let id = board::posted(&place, &board::with("body", "欧阳试甲欠款。")).await;
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    let resident = place.representative().await;
    for text in ["欧阳试甲为什么不还？", "欧**阳**试甲呢？", "路灯什么时候修？"] {
        resident
            .post(&format!("/do{about}/object"), &[("kind", ""), ("text", text)])
            .await
            .refused("text-not-offered")
            .await;
    }
    let kept = "SELECT COUNT(*) FROM drafts WHERE fields LIKE '%为什么不还%' OR fields LIKE '%试甲呢%'";
    let other = "SELECT COUNT(*) FROM drafts WHERE fields LIKE '%路灯什么时候%'";
    assert_eq!((place.count(kept).await, place.count(other).await), (2, 1));
    blanked(&place, &about, &[("what", "blank"), ("words", NAME), ("reason", "不该公开的姓名")]).await;
    assert_eq!((place.count(kept).await, place.count(other).await), (0, 1), "theirs go, and no other");
}
