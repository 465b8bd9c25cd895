//! The yearly appraisal: everybody on one sheet, by phone and on paper, two tellers, the published result, and what it brings.

mod after;
mod secret;

use crate::common::{Page, Person, Place, engines};
use rules::record::VoteRecord;

engines!(
    a_village_appraises_those_in_office,
    a_ballot_that_is_none_is_refused_and_an_empty_line_counts_as_the_rule_says,
    whoever_is_appraised_keeps_out_unless_the_rules_let_them_vote,
    who_stands_on_the_ballot_is_named_back_and_fixed_when_it_opens,
    tellers_fill_in_every_pile_and_differ_person_by_person,
);

/// Those who are appraised: number and office.
pub const PEOPLE: [(&str, &str); 2] = [("0002", "村民委员会主任"), ("0005", "村民委员会委员")];

/// A sitting of the representatives with an appraisal of these, called for a time.
pub async fn called(place: &Place, at: &str, people: &[(&str, &str)]) -> (String, String) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, at).await;
    let item = place.add_item(&chair, &session, "村委会成员民主评议", "member_appraisal").await;
    named(place, &chair, &item, people).await;
    for (ground, said) in [("delegation", "2025-01-10 村民会议决议"), ("women", "18")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    (session, item)
}

/// Puts these on the ballot.
pub async fn named(place: &Place, chair: &Person, item: &str, people: &[(&str, &str)]) {
    for (number, office) in people {
        let who = place.named(number).await;
        chair.post(&format!("/do/i/{item}/appraised/name"), &[("who", &who), ("office", office)]).await.done();
    }
}

/// The supervision committee presides over an appraisal: whoever has the chair gives it to one of them.
pub async fn handed(place: &Place, session: &str) -> Person {
    let to = place.named("0009").await;
    place.chair().await.post(&format!("/do/s/{session}/hand-chair"), &[("to", &to)]).await.done();
    place.supervisor().await
}

/// The sitting opens at its time with 36 present, and the ballot with it: the vote, and who may grade, by id and number.
pub async fn opened(place: &Place, (session, item): (&str, &str), at: &str) -> (String, Vec<(String, String)>) {
    place.clock_at(at);
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let present: Vec<_> = place.seated().await.into_iter().take(36).collect();
    for (id, _) in &present {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let vote = place.open_vote_by(&handed(place, session).await, session, item, "secret").await;
    let out = |number: &String| PEOPLE.iter().any(|(one, _)| one == number);
    (vote, present.into_iter().filter(|(_, number)| !out(number)).collect())
}

/// One ballot by phone: a mark for each person.
pub async fn grade(place: &Place, vote: &str, number: &str, marks: &[&str]) {
    let names: Vec<String> = (0..marks.len()).map(|at| format!("p{at}")).collect();
    let mut form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(marks.iter().copied()).collect();
    form.push(("key", number));
    place.sign_in(number).await.post(&format!("/do/v/{vote}/appraisal-ballot"), &form).await.done();
}

/// What a teller enters: for each person 优秀, 称职, 基本称职, 不称职, 弃权, 未填, 无效.
pub fn piles(people: &[[u64; 7]]) -> Vec<(String, String)> {
    let names = ["excellent", "competent", "basically_competent", "incompetent", "abstain", "blank", "invalid"];
    let mut form = Vec::new();
    for (at, one) in people.iter().enumerate() {
        form.extend(names.iter().zip(one).map(|(name, votes)| (format!("p{at}-{name}"), votes.to_string())));
    }
    let collected: u64 = people.first().map(|one| one.iter().sum()).unwrap_or_default();
    form.push(("collected".to_owned(), collected.to_string()));
    form
}

pub fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// It is closed; both tellers find these; the result is declared.
pub async fn counted(place: &Place, vote: &str, found: Option<&[[u64; 7]]>) {
    let chair = place.supervisor().await;
    chair.post(&format!("/do/v/{vote}/close"), &[("few", "1")]).await.done();
    if let Some(found) = found {
        for teller in place.tellers().await {
            teller.post(&format!("/do/v/{vote}/count"), &borrowed(&piles(found))).await.done();
        }
    }
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
}

/// The result is written, countersigned and published: its page.
pub async fn published(place: &Place, vote: &str) -> String {
    let text = [("body", "评议结果如上，予以公布。"), ("responsible", "村务监督委员会")];
    place.clerk().await.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(vote).await.done();
    place.supervisor().await.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    format!("/c/{}/outcome/{vote}", place.community)
}

/// The accepted count, person by person: 称职, 不称职, 弃权, 无效.
pub async fn votes_of(place: &Place, vote: &str) -> Vec<[u64; 4]> {
    let (record, _) = place.vote(vote).await.count().expect("read").expect("a count");
    let VoteRecord::Appraisal(record) = record else { panic!("an appraisal") };
    let of = |one: &rules::kind::appraisal::Person, key: &str| one.votes.get(key).copied().unwrap_or_default();
    let keys = ["competent", "incompetent", "abstain", "invalid"];
    record.people.iter().map(|one| keys.map(|key| of(one, key))).collect()
}

async fn a_village_appraises_those_in_office(place: Place) {
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (session, item) = (sitting.0.as_str(), sitting.1.as_str());
    let chair = place.chair().await;
    place.clock_at("2026-03-16T19:35");
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let present: Vec<_> = place.seated().await.into_iter().take(36).collect();
    for (id, _) in &present {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    // Nobody presides over their own appraisal, and by law it is the supervision committee that presides.
    let open = format!("/do/i/{item}/open-vote");
    let secret = [("mode", "secret"), ("few", "1")];
    chair.post(&open, &secret).await.refused("appraisal-host-appraised").await;
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(desk.contains("主持人自己在评议名单上") && !desk.contains("name=\"mode\""), "{desk}");
    let hand = format!("/do/s/{session}/hand-chair");
    chair.post(&hand, &[("to", &place.named("0014").await)]).await.refused("text-not-offered").await;
    let chair = handed(&place, session).await;
    // By name or by hands it is not taken; the desk offers no such way.
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(desk.contains("村民委员会主任") && !desk.contains("name=\"mode\" value=\"named\""), "{desk}");
    chair.post(&open, &[("mode", "named"), ("few", "1")]).await.refused("appraisal-secret").await;
    // Papers with everybody on them, two to a sheet of A4.
    let sheet = clerk.get(&format!("/i/{item}/ballots?n=4")).await;
    assert!(sheet.contains("ballot-page halves") && sheet.matches("村民委员会委员").count() == 4, "{sheet}");
    assert!(sheet.contains("基本称职") && sheet.contains("一人打两格的，对这个人无效"), "{sheet}");
    let vote = place.open_vote_by(&chair, session, item, "secret").await;
    assert!(chair.get(&format!("/v/{vote}/tally-sheet")).await.contains("不称职"));

    // A phone shows everybody on one form, then what was chosen, and only then casts it.
    let graders: Vec<_> = present.iter().filter(|(_, number)| number != "0002" && number != "0005").collect();
    let first = place.sign_in(&graders[0].1).await;
    let page = first.get(&format!("/v/{vote}")).await;
    assert!(!page.contains(" checked"), "nobody is chosen for beforehand: {page}");
    assert!(page.contains("name=\"p1\" value=\"i\"") && page.contains("没有选的，对这个人按弃权计"), "{page}");
    let check = first.post(&format!("/do/v/{vote}/check"), &[("p0", "c"), ("p1", "i")]).await;
    let read = Page::of(&check.body);
    let form = read.form("/appraisal-ballot");
    assert_eq!((check.status, form.value("p0").as_deref(), form.value("p1").as_deref()), (200, Some("c"), Some("i")));
    assert!(check.body.contains("称职") && check.body.contains("不称职"), "{}", check.body);
    for (at, (_, number)) in graders[..12].iter().enumerate() {
        grade(&place, &vote, number, if at < 9 { &["c", "i"] } else { &["e", "b"] }).await;
    }
    let ballot = format!("/do/v/{vote}/appraisal-ballot");
    let again = [("p0", "i"), ("p1", "i"), ("key", "another")];
    let page = first.post(&ballot, &again).await.refused("ballot-secret-already").await;
    assert!(page.contains("您的无记名票已保存。"), "{page}");
    // The same form once more is the same ballot.
    let same = [("p0", "c"), ("p1", "i"), ("key", graders[0].1.as_str())];
    assert!(first.post(&ballot, &same).await.done().contains("again"));
    for (id, _) in &graders[20..28] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    place.sign_in(&graders[20].1).await.post(&ballot, &same).await.refused("paper-handed-out").await;
    counted(&place, &vote, Some(&[[1, 5, 1, 0, 0, 1, 0], [0, 2, 0, 4, 1, 0, 1]])).await;
    // 称职 9 + 5, of the unmarked one abstention; 不称职 9 + 4 of 20.
    assert_eq!(votes_of(&place, &vote).await, [[14, 0, 1, 0], [2, 13, 1, 1]]);
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(desk.contains("评议完成") && !desk.contains("没有通过"), "{desk}");

    let at = published(&place, &vote).await;
    let page = place.public(&at).await;
    for words in ["评议完成", "应到", "收回", "村民委员会主任", "未被评为不称职", "不称职"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<script"));
    // Whoever has the file counts again, and finds what was changed in it.
    let json = place.public(&format!("{at}/record.json")).await;
    assert!(recount::report(&json, rules::Language::Zh).iter().all(|(mark, _)| *mark == recount::Mark::Same), "{json}");
    for (from, to) in [("\"incompetent\": 13", "\"incompetent\": 3"), ("\"not_incompetent\"", "\"incompetent\"")] {
        let forged = json.replacen(from, to, 1);
        assert_ne!(forged, json, "{from}: {json}");
        let found = recount::report(&forged, rules::Language::Zh);
        assert!(found.iter().any(|(mark, _)| *mark == recount::Mark::Differs), "{from}: {found:?}");
    }
    let content = place.public(&format!("{at}.json")).await;
    assert!(content.contains("\"results\":{") && content.contains("\"kind\":\"appraisal\""), "{content}");
    assert!(place.public(&format!("/c/{}/search?q=民主评议", place.community)).await.contains("村委会成员民主评议"));
    assert!(place.public(&format!("/c/{}/decisions.csv", place.community)).await.contains("appraised"));
    let minutes = clerk.get(&format!("/s/{session}/minutes")).await;
    assert!(minutes.contains("收回 20 票"), "{minutes}");
    place.verifies().await;
}

async fn a_ballot_that_is_none_is_refused_and_an_empty_line_counts_as_the_rule_says(mut place: Place) {
    let invalid = "version = \"y-1\"\nname = \"云岭镇\"\neffective = \"2026-01-01\"\n[appraisal]\n\
        grades = { of = [\"competent\", \"basically_competent\", \"incompetent\"], mark = \"local\", checked = \"text\", source = \"办法\" }\n\
        unmarked = { counts = \"invalid\", mark = \"local\", checked = \"text\", source = \"办法\" }\n";
    place.with_rules(&[("town.toml", invalid)]);
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (vote, graders) = opened(&place, (&sitting.0, &sitting.1), "2026-03-16T19:35").await;
    let voter = place.sign_in(&graders[0].1).await;
    let page = voter.get(&format!("/v/{vote}")).await;
    assert!(!page.contains("value=\"e\"") && page.contains("没有选的，对这个人按无效计"), "{page}");
    let (check, ballot) = (format!("/do/v/{vote}/check"), format!("/do/v/{vote}/appraisal-ballot"));
    // A grade that the place does not know, and no mark at all, are no ballot: neither when looked at nor when cast.
    for wrong in [[("p0", "e"), ("p1", "c")], [("p0", "c"), ("p1", "competent")], [("p0", ""), ("p1", "-")]] {
        let answer = voter.post(&check, &wrong).await;
        assert!(answer.status == 303 && answer.location.starts_with(&format!("/v/{vote}")), "{wrong:?}");
        voter.post(&ballot, &wrong).await.refused("ballot-no-choice").await;
    }
    // Forms of other votes cast nothing here.
    voter.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.refused("text-not-offered").await;
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.refused("text-not-offered").await;
    let page = voter.post(&check, &[("p0", "c")]).await.body;
    assert!(page.contains("没有选") && Page::of(&page).form("/appraisal-ballot").value("p1").as_deref() == Some("-"));
    grade(&place, &vote, &graders[0].1, &["c"]).await;
    grade(&place, &vote, &graders[1].1, &["a", "i"]).await;
    counted(&place, &vote, None).await;
    assert_eq!(votes_of(&place, &vote).await, [[1, 0, 1, 0], [0, 1, 0, 1]]);
    place.verifies().await;
}

async fn whoever_is_appraised_keeps_out_unless_the_rules_let_them_vote(mut place: Place) {
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (vote, graders) = opened(&place, (&sitting.0, &sitting.1), "2026-03-16T19:35").await;
    let head = place.sign_in("0005").await;
    let ballot = format!("/do/v/{vote}/appraisal-ballot");
    head.post(&ballot, &[("p0", "e"), ("p1", "e")]).await.refused("ballot-recused").await;
    let id = place.member(&place.community, "0005").await.id.0;
    let clerk = place.clerk().await;
    let answer = clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &id)]).await;
    assert!(!answer.is_done(), "no paper either");
    for (_, number) in &graders[..6] {
        grade(&place, &vote, number, &["c", "c"]).await;
    }
    counted(&place, &vote, None).await;
    let (record, verdict) = place.vote(&vote).await.count().expect("read").expect("a count");
    let there = record.appraisal().and_then(|one| one.attendance).expect("who was there");
    let seated = place.seated().await.into_iter().take(36).filter(|(_, one)| one == "0002" || one == "0005").count();
    assert_eq!((there.recused, verdict.present), (seated as u64, 36), "they are present and cast nothing");
    place.verifies().await;

    // Where the place says otherwise they vote like the others.
    let votes = "version = \"y-1\"\nname = \"云岭镇\"\neffective = \"2026-01-01\"\n[appraisal]\n\
        appraised = { votes = true, mark = \"local\", checked = \"text\", source = \"办法\" }\n";
    place.with_rules(&[("town.toml", votes)]);
    place.clock_at("2026-04-01T10:00");
    let sitting = called(&place, "2026-04-10T19:30", &PEOPLE).await;
    let (vote, _) = opened(&place, (&sitting.0, &sitting.1), "2026-04-10T19:35").await;
    grade(&place, &vote, "0005", &["c", "e"]).await;
    place.verifies().await;
}

async fn who_stands_on_the_ballot_is_named_back_and_fixed_when_it_opens(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let other = place.add_item(&chair, &session, "年度工作报告", "annual_report").await;
    let item = place.add_item(&chair, &session, "民主评议", "member_appraisal").await;
    let name = format!("/do/i/{item}/appraised/name");
    let who = place.named("0002").await;
    let office = ("office", "主任");
    assert_eq!(chair.status(&format!("/i/{other}/appraised")).await, 404);
    let elsewhere = format!("/do/i/{other}/appraised/name");
    let answer = chair.post(&elsewhere, &[("who", &who), office]).await;
    assert!(!answer.is_done(), "another type of matter");
    let page = chair.post(&name, &[("who", "0002"), office]).await.refused("person-name-to-confirm").await;
    assert_eq!(Page::of(&page).form("/appraised/name").value("who").as_deref(), Some(who.as_str()), "named back");
    chair.post(&name, &[("who", "9999"), office]).await.refused("text-no-member").await;
    chair.post(&name, &[("who", &who), ("office", " ")]).await.refused("text-empty").await;
    let answer = place.representative().await.post(&name, &[("who", &who), office]).await;
    assert!(!answer.is_done(), "a representative names nobody");
    chair.post(&name, &[("who", &who), office]).await.done();
    chair.post(&name, &[("who", &who), office]).await.refused("appraisal-named").await;
    named(&place, &chair, &item, &[("0005", "委员")]).await;
    let (one, two) =
        (place.member(&place.community, "0002").await.id.0, place.member(&place.community, "0005").await.id.0);
    let drop = format!("/do/i/{item}/appraised/drop");
    chair.post(&drop, &[("member", &two)]).await.done();
    assert!(!chair.post(&drop, &[("member", &two)]).await.is_done());
    let page = chair.get(&format!("/i/{item}/appraised")).await;
    assert!(page.contains("回避投票") && page.contains("第三十八条") && !page.contains("委员</span>"), "{page}");
    for (ground, said) in [("delegation", "2025-01-10 村民会议决议"), ("women", "18")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    // An item that is dropped from the draft takes its ballot along.
    let gone = place.add_item(&chair, &session, "另一次评议", "member_appraisal").await;
    named(&place, &chair, &gone, &[("0005", "委员")]).await;
    chair.post(&format!("/do/s/{session}/drop-item"), &[("item", &gone), ("base", "1")]).await.done();
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    let (vote, _) = opened(&place, (&session, &item), "2026-03-16T19:35").await;
    let host = place.supervisor().await;
    chair.post(&name, &[("who", &place.named("0005").await), office]).await.refused("appraisal-fixed").await;
    assert!(!chair.post(&drop, &[("member", &one)]).await.is_done());
    // A void ballot is made anew, with others on it.
    host.post(&format!("/do/v/{vote}/void"), &[("reason", "名单有误")]).await.done();
    named(&place, &host, &item, &[("0005", "委员")]).await;
    // Whose chair it is takes it back, and stands on the ballot still.
    let hand = format!("/do/s/{session}/hand-chair");
    chair.post(&hand, &[]).await.done();
    let secret = [("mode", "secret"), ("few", "1")];
    chair.post(&format!("/do/i/{item}/open-vote"), &secret).await.refused("appraisal-host-appraised").await;
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(desk.contains("主持人自己在评议名单上") && desk.contains("把主持交给监督委员会"), "{desk}");
    let host = handed(&place, &session).await;
    host.post(&hand, &[]).await.done();
    let vote = place.open_vote_by(&handed(&place, &session).await, &session, &item, "secret").await;
    grade(&place, &vote, "0014", &["c", "c"]).await;
    place.verifies().await;
}

async fn tellers_fill_in_every_pile_and_differ_person_by_person(place: Place) {
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (vote, graders) = opened(&place, (&sitting.0, &sitting.1), "2026-03-16T19:35").await;
    let (chair, clerk) = (place.supervisor().await, place.clerk().await);
    for (id, _) in &graders[..8] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let tellers = place.tellers().await;
    let at = format!("/do/v/{vote}/count");
    // Silence is nought nowhere, and each empty field says so.
    let page = tellers[0].post(&at, &[("collected", "8"), ("p0-excellent", "3")]).await.refused("text-empty").await;
    let read = Page::of(&page);
    let form = read.form("/count");
    for (field, empty) in [("p0-excellent", false), ("p0-competent", true), ("p1-invalid", true), ("collected", false)]
    {
        assert_eq!(form.refusal(field).is_some(), empty, "{field}: {page}");
    }
    assert_eq!(form.value("p0-excellent").as_deref(), Some("3"));
    // The piles of each person come to the papers in the box: whose do not is said beside them.
    let right = [[2, 6, 0, 0, 0, 0, 0], [0, 3, 0, 5, 0, 0, 0]];
    let short = borrowed(&piles(&[right[0], [0, 3, 0, 4, 0, 0, 0]]))
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect::<Vec<_>>();
    let page = tellers[0].post(&at, &borrowed(&short)).await.refused("count-piles").await;
    assert!(Page::of(&page).form("/count").refusal("p1").is_some(), "{page}");
    // One paper too few is asked about once more.
    let fewer = piles(&[[2, 5, 0, 0, 0, 0, 0], [0, 3, 0, 4, 0, 0, 0]]);
    tellers[0].post(&at, &borrowed(&fewer)).await.refused("count-fewer-than-issued").await;
    tellers[0].post(&at, &borrowed(&piles(&right))).await.done();
    let other = [right[0], [0, 4, 0, 4, 0, 0, 0]];
    tellers[1].post(&at, &borrowed(&piles(&other))).await.done();
    let page = tellers[1].get(&format!("/v/{vote}/count")).await;
    assert!(page.contains("<caption>") && page.contains("村民委员会委员"), "{page}");
    assert_eq!(place.vote(&vote).await.phase.id(), "closed", "they differ");
    for teller in &tellers {
        teller.post(&at, &borrowed(&piles(&right))).await.done();
    }
    assert_eq!(votes_of(&place, &vote).await, [[6, 0, 0, 0], [3, 5, 0, 0]]);
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    place.verifies().await;
}
