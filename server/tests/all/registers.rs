//! The registers (台账): a row is entered, changed with its reason, ends; a table is read; what is published of one is what stands.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::findings,
};
use rules::published::DisclosureContent;
use server::check::folder;

engines!(
    a_contract_is_kept_changed_reminded_of_and_ended,
    a_register_is_published_as_it_stands,
    a_table_of_a_register_is_read_whole_or_not_at_all,
    a_register_about_people_is_for_members,
    whoever_changes_a_row_behind_the_program_is_found,
);

const LEASE: [(&str, &str); 12] = [
    ("number", "HT-2026-01"),
    ("type", "租赁"),
    ("subject", "村口门面两间"),
    ("party", "县粮油公司"),
    ("official", "否"),
    ("begins", "2026-03-01"),
    ("ends", "2026-06-10"),
    ("total", "72,000"),
    ("received", "24000"),
    ("way", "公开竞价"),
    ("decision", "村民代表会议第 3 号决定"),
    ("note", "押金收据在会计处"),
];

fn with<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = LEASE.iter().filter(|(name, _)| !other.iter().any(|(one, _)| one == name));
    own.copied().chain(other.iter().copied()).collect()
}

fn at(place: &Place, register: &str, act: &str) -> String {
    format!("/do/c/{}/register/{register}/{act}", place.community)
}

fn page(place: &Place, register: &str) -> String {
    format!("/c/{}/register/{register}", place.community)
}

/// The page of a register's only row.
async fn row_of(person: &Person, place: &Place, register: &str) -> String {
    let shown = person.get(&page(place, register)).await;
    let path = format!("{}/", page(place, register));
    let way = shown.split(&format!("href=\"{path}")).nth(1).and_then(|rest| rest.split('"').next());
    format!("{path}{}", way.expect("a row"))
}

async fn a_contract_is_kept_changed_reminded_of_and_ended(place: Place) {
    place.clock_at("2026-03-05T10:00");
    let (clerk, supervisor) = (place.clerk().await, place.supervisor().await);
    let enter = at(&place, "contracts", "row");
    for (other, why) in [
        (("number", ""), "text-empty"),
        (("type", "借用"), "text-not-offered"),
        (("ends", "2026-02-28"), "register-order"),
        (("total", "七万二"), "execution-bad-money"),
        (("subject", "联系 13800138000"), "masking-mobile"),
    ] {
        clerk.post(&enter, &with(&[other])).await.refused(why).await;
    }
    // A member is named by number and name; the name alone, or in another text, does not stand there.
    let name = place.member(&place.community, "0014").await.name;
    clerk.post(&enter, &with(&[("party", &name)])).await.refused("ledger-payee-name").await;
    clerk.post(&enter, &with(&[("party", "#0014x")])).await.refused("text-no-member").await;
    clerk.post(&enter, &with(&[("party", &format!("0999 {name}"))])).await.refused("ledger-payee-name").await;
    clerk.post(&enter, &with(&[("subject", &format!("{name}家门面"))])).await.refused("ledger-names-member").await;
    clerk.post(&enter, &with(&[])).await.done();
    clerk.post(&enter, &with(&[("number", "HT-2026-01 ")])).await.refused("register-twice").await;
    assert!(!place.resident().await.post(&enter, &with(&[("number", "2")])).await.is_done());
    assert!(!supervisor.post(&enter, &with(&[("number", "2")])).await.is_done());
    assert_eq!(place.resident().await.status(&page(&place, "contracts")).await, 403);
    assert_eq!(place.foreigner().await.status(&page(&place, "contracts")).await, 404);
    assert_eq!(clerk.status(&page(&place, "nothing")).await, 404);
    let shown = supervisor.get(&page(&place, "contracts")).await;
    assert!(shown.contains("72,000.00") && shown.contains("押金收据") && !shown.contains("登记一行"), "{shown}");
    // Reminded ninety days before its end, and not before.
    let home = format!("/c/{}/room", place.community);
    assert!(!clerk.get(&home).await.contains("HT-2026-01"));
    place.clock_at("2026-03-12T10:00");
    let reminded = clerk.get(&home).await;
    assert!(reminded.contains("合同台账 HT-2026-01：到期日期 2026年6月10日（周三），还有 90 天"), "{reminded}");

    // It is changed over what was shown, with a reason, and what it was stays.
    let row = row_of(&clerk, &place, "contracts").await;
    let form = clerk.get(&row).await;
    let stands = Page::of(&form).form("/change").value("base").expect("what stands");
    let change = format!("/do{row}/change");
    let base = ("base", stands.as_str());
    let more = with(&[("received", "48000"), ("reason", "收到第二笔租金"), base]);
    clerk.post(&change, &with(&[("reason", "没有改"), base])).await.refused("act-nothing-changes").await;
    clerk.post(&change, &with(&[("received", "48000"), base])).await.refused("session-reason-missing").await;
    clerk.post(&change, &more).await.done();
    clerk.post(&change, &more).await.refused("form-changed-meanwhile").await;
    let shown = clerk.get(&row).await;
    assert!(shown.contains("<del>24,000.00</del>") && shown.contains("<ins>48,000.00</ins>"), "{shown}");
    assert!(shown.contains("收到第二笔租金"), "{shown}");
    let stands = Page::of(&shown).form("/end").value("base").expect("what stands");
    let end = format!("/do{row}/end");
    clerk.post(&end, &[("base", &stands), ("reason", "x")]).await.refused("session-reason-missing").await;
    clerk.post(&end, &[("base", &stands), ("reason", "承租方提前退租")]).await.done();
    clerk.post(&end, &[("base", &stands), ("reason", "承租方提前退租")]).await.refused("register-ended").await;
    clerk.post(&enter, &with(&[])).await.refused("register-twice").await;
    assert!(!clerk.get(&home).await.contains("HT-2026-01"), "nobody is reminded of what has ended");
    place.verifies().await;
}

/// What a form of a draft shows of it.
async fn seen(person: &Person, at: &str, form: &str) -> String {
    Page::of(&person.get(at).await).form(form).value("seen").expect("what is shown")
}

const GROUND: [(&str, &str); 3] =
    [("category", "finance"), ("basis", "村民委员会组织法第三十五条"), ("responsible", "村民委员会")];

/// A disclosure of a register, as its form begins; where it is signed.
async fn drafted(place: &Place, register: &str, other: &[(&str, &str)]) -> crate::common::Answered {
    let clerk = place.clerk().await;
    let form = clerk.get(&format!("/c/{}/disclosures/new?register={register}", place.community)).await;
    let form = Page::of(&form);
    let form = form.form("/disclosures/new");
    let of = |name: &str| form.value(name).unwrap_or_default();
    let (title, body) = (of("title"), of("body"));
    let own = [("title", title.as_str()), ("body", &body), ("register", register)];
    clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &[&own[..], &GROUND, other].concat()).await
}

async fn a_register_is_published_as_it_stands(place: Place) {
    place.clock_at("2026-03-05T10:00");
    let (clerk, chair, supervisor) = (place.clerk().await, place.chair().await, place.supervisor().await);
    let none = clerk.status(&format!("/c/{}/disclosures/new?register=contracts", place.community)).await;
    assert_eq!(none, 403, "there is nothing to publish");
    let paid = place.named("0014").await;
    let enter = at(&place, "contracts", "row");
    clerk.post(&enter, &with(&[])).await.done();
    clerk
        .post(&enter, &with(&[("number", "HT-2026-02"), ("party", &paid), ("total", "1000.50"), ("received", "")]))
        .await
        .done();
    let at = drafted(&place, "contracts", &[]).await.done();
    let draft = supervisor.get(&at).await;
    assert!(draft.contains("HT-2026-02") && draft.contains("1,000.50"), "the signer sees the rows: {draft}");
    let shown = seen(&supervisor, &at, "/sign").await;
    // What changes after it was drafted is not what is signed.
    clerk.post(&enter, &with(&[("number", "HT-2026-03"), ("total", "1")])).await.done();
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &shown)]).await.refused("register-moved").await;
    let form = clerk.get(&at).await;
    let form = Page::of(&form);
    let form = form.form(&at);
    let of = |name: &str| form.value(name).unwrap_or_default();
    let (title, body, base) = (of("title"), of("body"), of("base"));
    let again = [("title", title.as_str()), ("body", &body), ("base", &base)];
    clerk.post(&format!("/do{at}"), &[&again[..], &GROUND].concat()).await.done();
    let shown = seen(&supervisor, &at, "/sign").await;
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &shown)]).await.done();
    let shown = seen(&chair, &at, "/publish").await;
    chair.post(&format!("/do{at}/publish"), &[("seen", &shown)]).await.done();
    let sheet = format!("/c/{}/disclosure/{}", place.community, at.rsplit('/').next().expect("an id"));
    let public = place.public(&sheet).await;
    for words in ["村口门面两间", "1,000.50", "成员 0014", "截至2026年3月5日", "共 3 行"] {
        assert!(public.contains(words), "{words}: {public}");
    }
    let name = place.member(&place.community, "0014").await.name;
    for hidden in ["押金收据", name.as_str(), "<script"] {
        assert!(!public.contains(hidden), "{hidden}: {public}");
    }
    let told = place.public(&format!("{sheet}.json")).await;
    let content: DisclosureContent = serde_json::from_str(&told).expect("a disclosure");
    let register = content.register.expect("a register");
    assert_eq!((register.contradicts(), register.rows.len()), (None, 3));
    assert!(!register.columns.iter().any(|one| one.id == "note"), "what is for the keepers alone");
    let kept = clerk.get(&page(&place, "contracts")).await;
    assert!(kept.contains(&format!("href=\"{sheet}\"")), "{kept}");
    // Whose number changes is the same person in what is kept, and published next.
    let own = place.member(&place.community, "0014").await.id;
    let form = clerk.get(&format!("/c/{}/members/{own}/edit", place.community)).await;
    let form = Page::of(&form);
    let form = form.form("/correct-member");
    let names = ["base", "member", "name", "household", "division", "phone", "born", "adult"];
    let kept: Vec<_> = names.into_iter().filter_map(|name| Some((name, form.value(name)?))).collect();
    let fields: Vec<_> = kept.iter().map(|(name, value)| (*name, value.as_str())).chain([("number", "7014")]).collect();
    clerk.post(&format!("/do/c/{}/correct-member", place.community), &fields).await.done();
    let kept = clerk.get(&page(&place, "contracts")).await;
    assert!(kept.contains("7014") && !kept.contains("0014"), "{kept}");
    assert!(place.public(&sheet).await.contains("成员 0014"), "what was published stays");
    place.verifies().await;
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    assert_eq!(folder::verify(files.path(), &[], None).expect("an export").findings, Vec::new());
}

const TABLE: &str = "云杉村固定资产\n编号\t名称\t坐落\t数量或面积\t原值（元）\t累计折旧\t使用状况\t备注
G-1\t水泵\t二组机房\t2\t12,000.00\t3,000\t自用\t好
G-2\t老校舍\t村口\t420.5\t86000\t\t闲置\t\n合计\t\t\t\t98,000.00";

async fn a_table_of_a_register_is_read_whole_or_not_at_all(place: Place) {
    place.clock_at("2026-03-05T10:00");
    let clerk = place.clerk().await;
    let to = at(&place, "assets", "rows");
    for (from, into, row, why) in [
        ("闲置", "不用", "第 4 行", "text-not-offered"),
        ("3,000\t", "30,000\t", "第 3 行", "register-more"),
        ("G-2", "G-1", "第 4 行", "register-twice"),
        ("原值（元）", "价值", "第 1 行", "register-headings"),
    ] {
        let wrong = TABLE.replace(from, into);
        let back = clerk.post(&to, &[("rows", &wrong)]).await.refused(why).await;
        assert!(back.contains(row), "{row}: {back}");
        assert_eq!(place.count("SELECT COUNT(*) FROM register_rows").await, 0, "nothing is taken in");
    }
    let back = clerk.post(&to, &[("rows", TABLE)]).await.refused("ledger-to-confirm").await;
    assert!(back.contains("读到 2 行") && back.contains("不认识的列没有读：备注"), "{back}");
    let read = Page::of(&back).form("/rows").value("read").expect("what was read");
    clerk.post(&to, &[("rows", TABLE), ("read", &read)]).await.done();
    clerk.post(&to, &[("rows", TABLE), ("read", &read)]).await.refused("register-twice").await;
    let shown = clerk.get(&page(&place, "assets")).await;
    assert!(shown.contains("98,000.00") && shown.contains("420.50"), "{shown}");
    // What is downloaded can be read in again.
    clerk
        .post(&at(&place, "assets", "row"), &[("number", "=1+1"), ("name", "台秤"), ("cost", "1"), ("use", "自用")])
        .await
        .done();
    let csv = clerk.get(&format!("{}.csv", page(&place, "assets"))).await;
    assert!(csv.contains("\n'=1+1,台秤"), "no spreadsheet takes it for a formula: {csv}");
    assert!(csv.contains("G-1,水泵,二组机房,2.00,,12000.00,3000.00,自用"), "{csv}");
    let other = csv.replace("G-1", "G-3").replace("G-2", "G-4").replace("=1+1", "=1+2");
    let answer = clerk.upload_as(&at(&place, "assets", "file"), "资产.csv", other.as_bytes()).await;
    let back = answer.refused("ledger-to-confirm").await;
    let (read, rows) = (Page::of(&back).form("/rows").value("read"), Page::of(&back).form("/rows").value("rows"));
    clerk.post(&to, &[("rows", &rows.expect("rows")), ("read", &read.expect("read"))]).await.done();
    assert_eq!(place.count("SELECT COUNT(*) FROM register_rows").await, 6);
    place.verifies().await;
}

async fn a_register_about_people_is_for_members(place: Place) {
    place.clock_at("2026-03-05T10:00");
    let clerk = place.clerk().await;
    let paid = place.named("0014").await;
    let row = [("number", "1"), ("batch", "2026 年耕地地力保护补贴"), ("household", paid.as_str())];
    let row = [&row[..], &[("quantity", "12.5"), ("rate", "98"), ("sum", "1225")]].concat();
    clerk.post(&at(&place, "subsidies", "row"), &row).await.done();
    drafted(&place, "subsidies", &[]).await.refused("register-members").await;
    drafted(&place, "subsidies", &[("members", "1")]).await.done();
    place.verifies().await;
}

async fn whoever_changes_a_row_behind_the_program_is_found(place: Place) {
    place.clock_at("2026-03-05T10:00");
    place.clerk().await.post(&at(&place, "contracts", "row"), &with(&[])).await.done();
    place.verifies().await;
    crate::takeback::tamper(&place, "UPDATE register_rows SET cells = REPLACE(cells, '72000.00', '7200.00')").await;
    let found = findings(&place).await;
    assert!(found.contains("rows of registers"), "{found}");
}
