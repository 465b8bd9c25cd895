//! The account, line by line (逐笔账): entered, pasted or read from a file, judged by the supervisors, published as its duty, and held by
//! `verify`.

mod later;

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{findings, id_after, tamper},
};
use rules::published::DisclosureContent;
use server::check::folder;

engines!(
    a_month_is_entered_judged_and_published,
    a_table_is_pasted_whole_or_not_at_all,
    a_draft_follows_its_account,
    a_public_month_is_fixed_and_whoever_changes_it_is_found,
    a_month_before_a_public_one_is_fixed,
    a_file_is_shown_as_it_was_read_before_anything_is_entered,
);

const LINE: [(&str, &str); 10] = [
    ("day", "2026-03-12"),
    ("voucher", "记-0312"),
    ("summary", "路灯电费"),
    ("class", "3.4"),
    ("expense", "3180.50"),
    ("source", "collective"),
    ("payee", "县供电公司"),
    ("handler", "文书"),
    ("witness", "二组组长"),
    ("approver", "村委会主任"),
];

fn with<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = LINE.iter().filter(|(name, _)| !other.iter().any(|(one, _)| one == name));
    own.copied().chain(other.iter().copied()).collect()
}

fn act(place: &Place, act: &str) -> String {
    format!("/do/c/{}/ledger/2026-03/{act}", place.community)
}

fn page(place: &Place) -> String {
    format!("/c/{}/ledger/2026-03", place.community)
}

/// The account begins with March and 86,420.00; above 5,000 a decision is needed.
async fn begun(place: &Place) {
    let begin = [("first", "2026-03"), ("opening", "86420"), ("limit", "5000"), ("limit_basis", "财务管理制度第九条")];
    place.clerk().await.post(&format!("/do/c/{}/ledger", place.community), &begin).await.done();
}

/// Every line of a month passes, and its disclosure is drafted: where it is signed.
async fn drafted(place: &Place, month: &str) -> String {
    let clerk = place.clerk().await;
    let pass = format!("/do/c/{}/ledger/{month}/pass", place.community);
    place.supervisor().await.post(&pass, &[]).await.done();
    let form = clerk.get(&format!("/c/{}/disclosures/new?ledger={month}", place.community)).await;
    let form = Page::of(&form);
    let form = form.form("/disclosures/new");
    let of = |name: &str| form.value(name).unwrap_or_default();
    let (title, body, ledger, duty) = (of("title"), of("body"), of("ledger"), of("duty"));
    assert_eq!(ledger, month);
    let written = [("title", title.as_str()), ("body", &body), ("ledger", &ledger), ("duty", &duty)];
    let written = [&written[..], &GROUND].concat();
    clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &written).await.done()
}

const GROUND: [(&str, &str); 3] =
    [("category", "finance"), ("basis", "村民委员会组织法第三十五条"), ("responsible", "村民委员会")];

/// What a form of a draft shows of it.
async fn seen(person: &Person, at: &str, form: &str) -> String {
    Page::of(&person.get(at).await).form(form).value("seen").expect("what is shown")
}

/// It is signed and published: where it is read.
async fn published(place: &Place, month: &str) -> String {
    published_as(place, month, "路灯电费").await
}

/// The same of a month with a line of these words.
async fn published_as(place: &Place, month: &str, words: &str) -> String {
    let at = drafted(place, month).await;
    let (supervisor, chair) = (place.supervisor().await, place.chair().await);
    let draft = supervisor.get(&at).await;
    assert!(draft.contains(words), "the signer sees the lines: {draft}");
    let shown = seen(&supervisor, &at, "/sign").await;
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &shown)]).await.done();
    let shown = seen(&chair, &at, "/publish").await;
    chair.post(&format!("/do{at}/publish"), &[("seen", &shown)]).await.done();
    format!("/c/{}/disclosure/{}", place.community, at.rsplit('/').next().expect("an id"))
}

/// What changes after it was drafted is not what is signed: the draft is saved anew, with the lines as they stand.
async fn a_draft_follows_its_account(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let (clerk, supervisor) = (place.clerk().await, place.supervisor().await);
    clerk.post(&act(&place, "line"), &with(&[])).await.done();
    place.clock_at("2026-04-05T10:00");
    let at = drafted(&place, "2026-03").await;
    let shown = seen(&supervisor, &at, "/sign").await;
    clerk.post(&act(&place, "line"), &with(&[("voucher", "记-0313"), ("summary", "办公用品")])).await.done();
    let sign = format!("/do{at}/sign");
    supervisor.post(&sign, &[("seen", &shown)]).await.refused("ledger-unreviewed").await;
    supervisor.post(&act(&place, "pass"), &[]).await.done();
    supervisor.post(&sign, &[("seen", &shown)]).await.refused("ledger-moved").await;
    let draft = clerk.get(&at).await;
    let form = Page::of(&draft);
    let form = form.form(&at);
    let of = |name: &str| form.value(name).unwrap_or_default();
    let (title, body, base) = (of("title"), of("body"), of("base"));
    let again = [("title", title.as_str()), ("body", &body), ("base", &base)];
    clerk.post(&format!("/do{at}"), &[&again[..], &GROUND].concat()).await.done();
    let draft = supervisor.get(&at).await;
    assert!(draft.contains("办公用品"), "{draft}");
    let shown = seen(&supervisor, &at, "/sign").await;
    supervisor.post(&sign, &[("seen", &shown)]).await.done();
    place.verifies().await;
}

async fn a_month_is_entered_judged_and_published(place: Place) {
    place.clock_at("2026-03-20T10:00");
    let (clerk, chair, supervisor) = (place.clerk().await, place.chair().await, place.supervisor().await);
    let adopt = [("catalogue", "village")];
    chair.post(&format!("/do/c/{}/duties/adopt", place.community), &adopt).await.done();
    let line = act(&place, "line");
    clerk.post(&line, &with(&[])).await.refused("ledger-not-begun").await;
    begun(&place).await;
    for (other, why) in [
        (("day", "2026-04-01"), "ledger-other-month"),
        (("voucher", ""), "ledger-no-voucher"),
        (("income", "3"), "ledger-one-sum"),
        (("class", "2.2"), "ledger-class"),
        (("witness", "文书"), "ledger-same-hands"),
        (("payee", "村委会主任"), "ledger-own-payee"),
        (("payee", "13800138000"), "masking-mobile"),
        (("day", "2026-03-21"), "ledger-day-to-come"),
        (("basis", "outcome/none"), "text-not-offered"),
    ] {
        clerk.post(&line, &with(&[other])).await.refused(why).await;
    }
    // A member is paid by number: the name alone is asked about, and only the number is kept.
    let (name, paid) = (place.member(&place.community, "0014").await.name, place.named("0014").await);
    clerk.post(&line, &with(&[("payee", &name)])).await.refused("ledger-payee-name").await;
    // No text of a line names somebody on the roll.
    let paid_to = format!("付{name}工资");
    for field in ["summary", "handler", "why_none"] {
        clerk.post(&line, &with(&[(field, &paid_to)])).await.refused("ledger-names-member").await;
    }
    clerk.post(&line, &with(&[("payee", &format!("{name}（四组）"))])).await.refused("ledger-payee-name").await;
    clerk.post(&line, &with(&[])).await.done();
    let labour = [("payee", paid.as_str()), ("summary", "清沟误工补贴"), ("expense", "6,000"), ("voucher", "记-0313")];
    clerk.post(&line, &with(&labour)).await.done();
    let rent = [("income", "24000"), ("expense", ""), ("class", "2.2"), ("summary", "鱼塘租金"), ("day", "2026-03-02")];
    clerk.post(&line, &with(&[&rent[..], &[("voucher", "记-0301")]].concat())).await.done();
    // 86,420.00 + 24,000.00 − 3,180.50 − 6,000.00 = 101,239.50, in the order of the days.
    let shown = supervisor.get(&page(&place)).await;
    for words in ["110,420.00", "107,239.50", "101,239.50", "第 3 笔超过限额，没有写明会议决定", "成员 0014"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains(&name), "of a member only the number");
    assert!(!place.resident().await.post(&line, &with(&[])).await.is_done());
    assert_eq!(place.resident().await.status(&page(&place)).await, 403);
    assert_eq!(place.foreigner().await.status(&page(&place)).await, 404);

    // The supervisors judge each line; what they do not let pass says why, in public. Whoever entered it judges nothing.
    let home = supervisor.get(&format!("/c/{}/room", place.community)).await;
    assert!(home.contains("3 笔待监督委员会审"), "{home}");
    let ids: Vec<String> = Page::of(&shown).values("line");
    let judge = act(&place, "review");
    let last = ids.last().expect("a line").as_str();
    supervisor
        .post(&judge, &[("line", last), ("decision", "refused"), ("reason", "x")])
        .await
        .refused("session-reason-missing")
        .await;
    clerk.post(&judge, &[("line", last), ("decision", "passed")]).await.refused("permit-not-your-role").await;
    let naming = [("line", last), ("decision", "refused"), ("reason", paid_to.as_str())];
    supervisor.post(&judge, &naming).await.refused("ledger-names-member").await;
    let nothing = [("code", "V21"), ("span", "2026-03"), ("said", "nothing"), ("why", "这个月没有收支")];
    let no = [("line", last), ("decision", "refused"), ("reason", "没有用工清单")];
    supervisor.post(&judge, &no).await.done();
    let early = clerk.get(&page(&place)).await;
    assert!(early.contains("这个月还没有过完"), "{early}");
    place.clock_at("2026-04-05T10:00");
    clerk.post(&format!("/do/c/{}/duties/say", place.community), &nothing).await.refused("ledger-has-lines").await;
    // Whoever comes from the calendar is led to the lines.
    let by_hand = clerk.get(&format!("/c/{}/disclosures/new?duty=V21:2026-03", place.community)).await;
    assert!(by_hand.contains(&format!("href=\"{}\"", page(&place))), "{by_hand}");
    let sheet = published(&place, "2026-03").await;
    let public = place.public(&sheet).await;
    for words in ["101,239.50", "鱼塘租金", "成员 0014", "没有用工清单", "程序检查发现 2 处", "2.2"]
    {
        assert!(public.contains(words), "{words}: {public}");
    }
    assert!(!public.contains(&name) && !public.contains("<script"), "{public}");
    let year = place.public(&format!("/c/{}/duties/2026", place.community)).await;
    assert!(year.contains(&sheet), "its duty is met: {year}");
    let told = place.public(&format!("{sheet}.json")).await;
    let content: DisclosureContent = serde_json::from_str(&told).expect("a disclosure");
    let month = content.ledger.expect("an account");
    assert_eq!((month.contradicts(), month.closing.to_string().as_str()), (None, "101239.50"));
    place.verifies().await;
}

const TABLE: &str = "序号\t日期\t凭证号\t摘要\t科目\t收入\t支出\t余额\t资金来源\t对方单位\t经手人\t证明人\t审批人
1\t3月2日\t记-0301\t鱼塘租金\t2.2\t24,000.00\t\t110,420.00\t集体\t承包方\t文书\t二组组长\t村委会主任
2\t3月12日\t记-0312\t路灯电费\t3.4\t\t3,180.50\t107,239.50\t集体\t县供电公司\t文书\t二组组长\t村委会主任
合计\t\t\t\t\t24,000.00\t3,180.50";

async fn a_table_is_pasted_whole_or_not_at_all(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let clerk = place.clerk().await;
    let to = act(&place, "lines");
    for (from, into, row, why) in [
        ("24,000.00\t3,180.50", "24,001.00\t3,180.50", "第 4 行", "ledger-sums"),
        ("107,239.50", "107,239.05", "第 3 行", "ledger-balance"),
        ("\n2\t3月", "\n3\t3月", "第 3 行", "ledger-gap"),
        ("县供电公司", "李某 13800138000", "第 3 行", "masking-mobile"),
    ] {
        let wrong = TABLE.replace(from, into);
        let back = clerk.post(&to, &[("rows", &wrong)]).await.refused(why).await;
        assert!(back.contains(row), "{row}: {back}");
        assert_eq!(place.count("SELECT COUNT(*) FROM ledger_lines").await, 0, "nothing is taken in");
    }
    // It is shown as it was read; sent again, it is entered.
    let back = clerk.post(&to, &[("rows", TABLE)]).await.refused("ledger-to-confirm").await;
    assert!(back.contains("读到 2 笔") && back.contains("+24,000.00"), "{back}");
    let read = Page::of(&back).form("/lines").value("read").expect("what was read");
    clerk.post(&to, &[("rows", TABLE), ("read", &read)]).await.done();
    assert_eq!(place.count("SELECT COUNT(*) FROM ledger_lines").await, 2);
    clerk.post(&to, &[("rows", TABLE), ("read", &read)]).await.refused("ledger-lines-there").await;
    let lines = Page::of(&clerk.get(&page(&place)).await).values("line");
    let first = lines.first().expect("a line").as_str();
    clerk.post(&act(&place, "drop"), &[("line", first), ("reason", "")]).await.refused("session-reason-missing").await;
    clerk.post(&act(&place, "drop"), &[("line", first), ("reason", "记错月份")]).await.done();
    clerk.post(&act(&place, "drop"), &[("line", first), ("reason", "记错月份")]).await.refused("ledger-no-line").await;
    place.verifies().await;
}

async fn a_public_month_is_fixed_and_whoever_changes_it_is_found(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let (clerk, supervisor) = (place.clerk().await, place.supervisor().await);
    clerk.post(&act(&place, "line"), &with(&[])).await.done();
    place.clock_at("2026-04-05T10:00");
    let sheet = published(&place, "2026-03").await;
    clerk.post(&act(&place, "line"), &with(&[])).await.refused("ledger-published").await;
    let twice = [("title", "又一份"), ("body", "同一个月"), ("ledger", "2026-03"), ("category", "finance")];
    let twice = [&twice[..], &[("basis", "村组法第三十五条"), ("responsible", "村民委员会")]].concat();
    let new = format!("/do/c/{}/disclosures/new", place.community);
    clerk.post(&new, &twice).await.refused("ledger-drafted").await;
    clerk.post(&new, &[&twice[..], &[("members", "1")]].concat()).await.refused("ledger-public").await;
    supervisor.post(&act(&place, "pass"), &[]).await.refused("ledger-no-line").await;
    let again = [("first", "2026-03"), ("opening", "1")];
    clerk.post(&format!("/do/c/{}/ledger", place.community), &again).await.refused("ledger-begun").await;
    // Nobody takes it back alone.
    let about = sheet.replace("/disclosure/", "/about/disclosure/");
    let alone = place.chair().await.post(&format!("/do{about}/withdraw"), &[("reason", "数字有误")]).await;
    alone.refused("posting-takes-two").await;
    // The next month runs on from it, and is not published before it.
    let april = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    assert!(april.contains("记一笔"), "{april}");
    let next = format!("/do/c/{}/ledger/2026-04/line", place.community);
    clerk.post(&next, &with(&[("day", "2026-04-02"), ("voucher", "记-0402")])).await.done();
    let april = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    assert!(april.contains("83,239.50") && april.contains("80,059.00"), "{april}");
    place.verifies().await;
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    assert_eq!(folder::verify(files.path(), &[], None).expect("an export").findings, Vec::new());
    let file = files.path().join(format!("{}.json", sheet.trim_start_matches('/')));
    let text = std::fs::read_to_string(&file).expect("its file");
    std::fs::write(&file, text.replace("3180.50", "3108.50")).expect("written");
    assert!(!folder::verify(files.path(), &[], None).expect("an export").findings.is_empty());
    for (set, back, words) in [
        ("amount = 310850", "amount = 318050", "account of 2026-03: what is published is not what stands in it"),
        ("payee = '某公司'", "payee = '县供电公司'", "lines of the account: changed since"),
    ] {
        let of = |set: &str| format!("UPDATE ledger_lines SET {set} WHERE month = '2026-03'");
        assert_eq!(tamper(&place, &of(set)).await, 1);
        let found = findings(&place).await;
        assert!(found.contains(words), "{set}: {found}");
        tamper(&place, &of(back)).await;
        assert_eq!(findings(&place).await, "", "{set}");
    }
}

/// What a later month begins with stands, also where an earlier one was taken back, by two.
async fn a_month_before_a_public_one_is_fixed(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let (clerk, chair, supervisor) = (place.clerk().await, place.chair().await, place.supervisor().await);
    clerk.post(&act(&place, "line"), &with(&[])).await.done();
    place.clock_at("2026-04-05T10:00");
    let march = published(&place, "2026-03").await;
    let next = format!("/do/c/{}/ledger/2026-04/line", place.community);
    clerk.post(&next, &with(&[("day", "2026-04-02"), ("voucher", "记-0402")])).await.done();
    place.clock_at("2026-05-05T10:00");
    published(&place, "2026-04").await;
    let about = march.replace("/disclosure/", "/about/disclosure/");
    let whole = [("what", "withdraw"), ("reason", "票据有误")];
    chair.post(&format!("/do{about}/take-back-whole"), &whole).await.done();
    let asked = id_after(&supervisor.get(&about).await, "action=\"/do/t/");
    supervisor.post(&format!("/do/t/{asked}/answer"), &[("decision", "agree")]).await.done();
    clerk.post(&act(&place, "line"), &with(&[])).await.refused("ledger-published").await;
    place.verifies().await;
}

async fn a_file_is_shown_as_it_was_read_before_anything_is_entered(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let clerk = place.clerk().await;
    let csv = format!("云杉村2026年3月收支明细表\n{}", TABLE.replace(',', "").replace('\t', ","));
    let wrong = csv.replace("24000.00,3180.50", "24001.00,3180.50");
    clerk.upload_as(&act(&place, "file"), "账.csv", wrong.as_bytes()).await.refused("ledger-sums").await;
    let long =
        format!("{csv}{}", "\n3,3月12日,记-1,电费,3.4,,1,,集体,县供电公司,文书,二组组长,村委会主任".repeat(1900));
    clerk.upload_as(&act(&place, "file"), "账.csv", long.as_bytes()).await.refused("ledger-too-long").await;
    assert_eq!(place.count("SELECT COUNT(*) FROM ledger_lines").await, 0, "nothing of it is taken in");
    let answer = clerk.upload_as(&act(&place, "file"), "账.csv", csv.as_bytes()).await;
    let back = answer.refused("ledger-to-confirm").await;
    assert!(back.contains("读到 2 笔"), "{back}");
    let read = Page::of(&back).form("/lines").value("read").expect("what was read");
    let rows = Page::of(&back).form("/lines").value("rows").expect("the rows");
    clerk.post(&act(&place, "lines"), &[("rows", &rows), ("read", &read)]).await.done();
    assert_eq!(place.count("SELECT COUNT(*) FROM ledger_lines").await, 2);
    let resident = place.resident().await;
    assert!(!resident.upload_as(&act(&place, "file"), "账.csv", csv.as_bytes()).await.is_done());
    clerk.upload_as(&act(&place, "file"), "账.csv", b"").await.refused("file-empty").await;
}
