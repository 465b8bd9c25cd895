//! What comes after a month is public: its lines are put right by lines of a later one, another limit holds, and what was taken out is told.

use super::{LINE, act, begun, page, published, with};
use crate::{
    common::{Page, Person, Place, engines},
    takeback::tamper,
};
use rules::published::DisclosureContent;

engines!(
    a_line_of_a_public_month_is_put_right_by_a_later_one,
    a_wrong_heading_is_put_right_by_two_lines,
    what_the_supervisors_judged_is_not_taken_out_unseen,
    another_limit_holds_from_a_month_on,
    a_number_of_thousands_of_rows_is_answered_with_a_sentence,
);

fn april(place: &Place, act: &str) -> String {
    format!("/do/c/{}/ledger/2026-04/{act}", place.community)
}

/// The only line of a month.
async fn line_of(person: &Person, place: &Place, month: &str) -> String {
    let page = person.get(&format!("/c/{}/ledger/{month}", place.community)).await;
    Page::of(&page).values("line").first().cloned().expect("a line")
}

/// March is public with one line, an electricity bill of 3,180.50; it is April. The line's id.
async fn march(place: &Place) -> (String, String) {
    place.clock_at("2026-03-20T10:00");
    begun(place).await;
    let clerk = place.clerk().await;
    clerk.post(&act(place, "line"), &with(&[])).await.done();
    let id = line_of(&clerk, place, "2026-03").await;
    place.clock_at("2026-04-05T10:00");
    (id, published(place, "2026-03").await)
}

fn correction<'a>(id: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = [("corrects", id), ("day", "2026-04-03"), ("voucher", "记-0403"), ("summary", "更正电费，多记")];
    let other: Vec<_> =
        own.iter().filter(|(name, _)| !other.iter().any(|(one, _)| one == name)).chain(other).copied().collect();
    with(&other)
}

async fn a_line_of_a_public_month_is_put_right_by_a_later_one(place: Place) {
    let (id, sheet) = march(&place).await;
    let clerk = place.clerk().await;
    let fixed = clerk.get(&page(&place)).await;
    assert!(fixed.contains(&format!("/ledger/2026-04?corrects={id}#line")), "{fixed}");
    let form = clerk.get(&format!("/c/{}/ledger/2026-04?corrects={id}", place.community)).await;
    assert!(form.contains("更正 2026年3月第 1 笔：路灯电费，− 3,180.50 元"), "{form}");
    let shown = Page::of(&form);
    let shown = shown.form("/line");
    for (name, value) in
        [("corrects", id.as_str()), ("payee", "县供电公司"), ("summary", "更正2026年3月第 1 笔（路灯电费）")]
    {
        assert_eq!(shown.value(name).as_deref(), Some(value), "{name}");
    }
    let line = april(&place, "line");
    let red = |other: &[(&'static str, &'static str)]| correction(&id, other);
    // Red stands only where a line is put right, and takes away no more than was written under the heading.
    clerk.post(&line, &with(&[("day", "2026-04-03"), ("expense", "-900")])).await.refused("ledger-red").await;
    clerk.post(&line, &red(&[("expense", "-3180.51")])).await.refused("ledger-red-beyond").await;
    clerk.post(&line, &red(&[("expense", "-900"), ("class", "3.5")])).await.refused("ledger-red-beyond").await;
    clerk.post(&line, &red(&[("expense", "-900"), ("corrects", "none")])).await.refused("ledger-no-line").await;
    clerk.post(&line, &red(&[("expense", "-900"), ("day", "2026-04-06")])).await.refused("ledger-day-to-come").await;
    // What was refused is there again, with what is put right.
    let back = clerk.post(&line, &red(&[("expense", "-3180.51")])).await.refused("ledger-red-beyond").await;
    assert_eq!(Page::of(&back).form("/line").value("corrects").as_deref(), Some(id.as_str()));
    assert!(back.contains("-3180.51"), "{back}");
    clerk.post(&line, &red(&[("expense", "-900")])).await.done();
    clerk.post(&line, &red(&[("expense", "-2280.51")])).await.refused("ledger-red-beyond").await;
    let own = line_of(&clerk, &place, "2026-04").await;
    clerk.post(&line, &correction(&own, &[("expense", "100")])).await.refused("ledger-corrects-twice").await;
    // Of a month that is open nothing is put right: it is taken out.
    clerk.post(&line, &with(&[("day", "2026-04-04"), ("voucher", "记-0404"), ("summary", "办公用品")])).await.done();
    let open = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    let other = Page::of(&open).values("line").into_iter().find(|one| *one != own).expect("a line");
    clerk.post(&line, &correction(&other, &[("expense", "-1")])).await.refused("ledger-corrects-open").await;
    assert!(open.contains("红字") && open.contains("2026年3月第 1 笔：路灯电费"), "{open}");
    // 83,239.50 + 900.00 − 3,180.50 = 80,959.00.
    assert!(open.contains("84,139.50") && open.contains("80,959.00"), "{open}");
    clerk.post(&april(&place, "drop"), &[("line", &other), ("reason", "重复记账")]).await.done();
    assert!(!place.public(&sheet).await.contains("更正"), "the correction is not public yet");
    place.clock_at("2026-05-05T10:00");
    let later = super::published_as(&place, "2026-04", "更正电费").await;
    let march = place.public(&sheet).await;
    assert!(
        march.contains("已在2026年4月第 1 笔更正：冲减支出 900.00 元") && march.contains(&format!("{later}#line-1")),
        "{march}"
    );
    let april = place.public(&later).await;
    for words in
        ["红字", "2026年3月第 1 笔：路灯电费（− 3,180.50 元，3.4，县供电公司）", "冲减支出 900.00 元", "84,139.50"]
    {
        assert!(april.contains(words), "{words}: {april}");
    }
    assert!(!april.contains("重复记账"), "nobody had judged what was taken out");
    let told = place.public(&format!("{later}.json")).await;
    let month = serde_json::from_str::<DisclosureContent>(&told).expect("a disclosure").ledger.expect("an account");
    assert_eq!((month.contradicts(), month.expense.to_string().as_str()), (None, "-900.00"));
    place.verifies().await;
}

/// 3.4 was 3.5: it is taken away under the one and added under the other.
async fn a_wrong_heading_is_put_right_by_two_lines(place: Place) {
    let (id, _) = march(&place).await;
    let clerk = place.clerk().await;
    let line = april(&place, "line");
    clerk.post(&line, &correction(&id, &[("expense", "-3180.50")])).await.done();
    let right = [("expense", "3180.50"), ("class", "3.5"), ("voucher", "记-0405")];
    clerk.post(&line, &correction(&id, &right)).await.done();
    clerk
        .post(&line, &correction(&id, &[("expense", "-0.01"), ("voucher", "记-0406")]))
        .await
        .refused("ledger-red-beyond")
        .await;
    let shown = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    assert!(shown.contains("86,420.00") && shown.contains("83,239.50"), "{shown}");
    // What a red line takes away is not taken out from under it.
    clerk.post(&line, &correction(&id, &[("expense", "5000"), ("class", "3.10"), ("voucher", "记-0407")])).await.done();
    let open = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    let black = Page::of(&open).values("line").last().cloned().expect("a line");
    clerk
        .post(&line, &correction(&id, &[("expense", "-5000"), ("class", "3.10"), ("voucher", "记-0407")]))
        .await
        .done();
    let shown = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    assert!(!shown.contains("票据号重复"), "one voucher takes and writes: {shown}");
    let drop = [("line", black.as_str()), ("reason", "记错了")];
    clerk.post(&april(&place, "drop"), &drop).await.refused("ledger-red-beyond").await;
    place.verifies().await;
}

async fn what_the_supervisors_judged_is_not_taken_out_unseen(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let (clerk, supervisor) = (place.clerk().await, place.supervisor().await);
    clerk.post(&act(&place, "line"), &with(&[("summary", "宴请"), ("voucher", "记-0311")])).await.done();
    let id = line_of(&clerk, &place, "2026-03").await;
    let no = [("line", id.as_str()), ("decision", "refused"), ("reason", "不该由村里出")];
    supervisor.post(&act(&place, "review"), &no).await.done();
    let name = place.member(&place.community, "0014").await.name;
    let naming = [("line", id.as_str()), ("reason", &format!("{name}垫付"))];
    clerk.post(&act(&place, "drop"), &naming).await.refused("ledger-names-member").await;
    clerk.post(&act(&place, "drop"), &[("line", &id), ("reason", "由本人退回")]).await.done();
    clerk.post(&act(&place, "line"), &with(&[])).await.done();
    // Who names a decision has the line judged anew, and what was said of it is not forgotten.
    clerk.post(&act(&place, "line"), &with(&[("summary", "礼品"), ("voucher", "记-0313")])).await.done();
    let shown = clerk.get(&page(&place)).await;
    let gift = Page::of(&shown).values("line").last().cloned().expect("a line");
    let no = [("line", gift.as_str()), ("decision", "refused"), ("reason", "没有名单")];
    supervisor.post(&act(&place, "review"), &no).await.done();
    tamper(&place, "UPDATE ledger_lines SET review = 'waiting' WHERE summary = '礼品'").await;
    let desk = supervisor.get(&page(&place)).await;
    assert!(desk.contains("监督委员会没有通过：没有名单") && desk.contains("剩下的 1 笔都通过"), "{desk}");
    clerk.post(&act(&place, "drop"), &[("line", &gift), ("reason", "重复")]).await.done();
    assert_eq!(
        place.count("SELECT COUNT(*) FROM ledger_drops WHERE review = 'refused' AND said = '没有名单'").await,
        1
    );
    // Nobody judges what they get.
    let own = place.named("0009").await;
    clerk.post(&act(&place, "line"), &with(&[("payee", &own), ("voucher", "记-0314")])).await.done();
    let shown = clerk.get(&page(&place)).await;
    let line = Page::of(&shown).values("line").last().cloned().expect("a line");
    supervisor
        .post(&act(&place, "review"), &[("line", &line), ("decision", "passed")])
        .await
        .refused("ledger-pays-judge")
        .await;
    clerk.post(&act(&place, "drop"), &[("line", &line), ("reason", "改由别人审")]).await.done();
    let desk = supervisor.get(&page(&place)).await;
    assert!(desk.contains("记入后又去掉的 2 笔") && desk.contains("由本人退回"), "{desk}");
    place.clock_at("2026-04-05T10:00");
    let sheet = published(&place, "2026-03").await;
    let public = place.public(&sheet).await;
    for words in ["宴请", "监督委员会原未通过：不该由村里出", "由本人退回", "礼品"] {
        assert!(public.contains(words), "{words}: {public}");
    }
    assert!(!public.contains("改由别人审"), "nobody had judged that");
}

async fn another_limit_holds_from_a_month_on(place: Place) {
    let (_, sheet) = march(&place).await;
    let clerk = place.clerk().await;
    let to = format!("/do/c/{}/ledger/limit", place.community);
    let of = |from: &'static str, limit: &'static str, basis: &'static str| {
        [("from", from), ("limit", limit), ("limit_basis", basis)]
    };
    clerk.post(&to, &of("2026-03", "3000", "财务管理制度修订稿")).await.refused("ledger-published").await;
    clerk.post(&to, &of("2026-04", "3000", "")).await.refused("ledger-limit-basis").await;
    clerk.post(&to, &of("2026-05", "3000", "财务管理制度修订稿")).await.refused("ledger-to-come").await;
    clerk.post(&to, &of("2026-04", "5000", "财务管理制度第九条")).await.refused("act-nothing-changes").await;
    clerk.post(&to, &of("2026-04", "0", "每一笔都要决定")).await.refused("ledger-limit-zero").await;
    let name = place.member(&place.community, "0014").await.name;
    let spaced: String = name.chars().flat_map(|one| [one, ' ']).collect();
    for basis in [format!("{name}同意"), format!("{spaced}同意")] {
        let named = [("from", "2026-04"), ("limit", "3000"), ("limit_basis", basis.as_str())];
        clerk.post(&to, &named).await.refused("ledger-names-member").await;
    }
    clerk.post(&to, &of("2026-04", "3000", "财务管理制度修订稿")).await.done();
    clerk.post(&april(&place, "line"), &with(&[("day", "2026-04-02"), ("voucher", "记-0402")])).await.done();
    let open = clerk.get(&format!("/c/{}/ledger/2026-04", place.community)).await;
    assert!(open.contains("第 1 笔超过限额") && open.contains("财务管理制度修订稿"), "{open}");
    assert!(open.contains("限额从本月起由5,000.00 元改为3,000.00 元"), "{open}");
    // What was judged by it is not judged by another one afterwards.
    place.supervisor().await.post(&april(&place, "pass"), &[]).await.done();
    clerk.post(&to, &of("2026-04", "", "不再设限额")).await.refused("ledger-limit-judged").await;
    let march = place.public(&sheet).await;
    assert!(march.contains("财务管理制度第九条") && !march.contains("修订稿"), "{march}");
    place.verifies().await;
}

/// 5,000 rows are more than is taken at once: it is said so, and nothing is entered.
async fn a_number_of_thousands_of_rows_is_answered_with_a_sentence(place: Place) {
    place.clock_at("2026-03-20T10:00");
    begun(&place).await;
    let clerk = place.clerk().await;
    let line = LINE.map(|(_, value)| value).join("\t");
    let rows = format!("日期\t摘要\t科目\n{}", format!("{line}\n").repeat(5_000));
    let back = clerk.post(&act(&place, "lines"), &[("rows", &rows)]).await;
    assert!(
        back.status == 403 && back.body.contains("一次填的太多") && back.body.contains("从文件读"),
        "{}",
        back.body
    );
    assert_eq!(place.count("SELECT COUNT(*) FROM ledger_lines").await, 0);
}
