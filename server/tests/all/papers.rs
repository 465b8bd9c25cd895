//! What is printed for a sitting: all of it from one page, in the community's language, with nothing cut off and nothing that is not
//! needed.

use crate::common::{Page, Place, engines};

engines!(
    i18_everything_for_the_evening_is_one_page,
    i18_a_sitting_prints_only_what_it_needs,
    i18_what_is_counted_needs_no_ballots,
    i18_a_long_title_stands_whole_on_each_ballot,
    i18_the_count_page_says_who_has_entered,
    where_every_paper_came_back_the_box_is_looked_into_and_nothing_is_counted,
);

const BALLOT: &str = "<article class=\"paper-ballot\">";

async fn i18_everything_for_the_evening_is_one_page(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let at = format!("/s/{session}/papers");
    let clerk = place.clerk().await;
    for (person, way) in [(&clerk, format!("/s/{session}")), (&chair, format!("/s/{session}/chair"))] {
        assert!(person.get(&way).await.contains(&format!("href=\"{at}\"")), "{way} leads there");
    }
    // Whoever prints reads English; the papers are the village's.
    let page = clerk.get(&format!("{at}?lang=en&elder=0")).await;
    assert!(page.contains("<html lang=\"en\"") && page.contains("Print everything for this meeting"), "{page}");
    let papers = page.split("class=\"papers\"").nth(1).expect("papers");
    assert!(!papers.contains("Ballot") && !papers.contains("Signature"), "{papers}");
    // The notice, with its day of the week, who signs and where the seal goes.
    let notice =
        papers.split("board-notice").nth(1).and_then(|rest| rest.split("</article>").next()).expect("a notice");
    for words in [
        "2026年3月16日（周一）19:30",
        "村委会会议室",
        "村内道路硬化",
        "召集人签名",
        "盖章处",
        "张贴日期",
        "扫码看同一份通知",
    ] {
        assert!(notice.contains(words), "{words}: {notice}");
    }
    assert!(notice.contains("class=\"qr\"") && notice.contains("<svg"), "a phone finds it: {notice}");
    // Everybody on the roll signs, each group on a sheet of its own.
    let seated = place.seated().await;
    assert_eq!(papers.matches("<h1>签到簿</h1>").count(), groups(papers).len());
    assert!(groups(papers).len() > 1, "{:?}", groups(papers));
    assert_eq!(groups(papers).iter().map(|(_, count)| count).sum::<usize>(), seated.len());
    // One ballot for each of them, the text, and a sheet to count on.
    assert_eq!(papers.matches(BALLOT).count(), seated.len());
    assert!(papers.contains("表决文本 · 第 1 稿") && papers.contains("硬化三组道路。"), "the text is on paper");
    assert_eq!(papers.matches("<h1>计票单</h1>").count(), 1);
    assert!(!papers.contains("class=\"code\"") && page.contains(&format!("/c/{}/slips?way=none", place.community)));
    // Nobody else prints the roll.
    for person in [place.supervisor().await, place.resident().await] {
        assert_eq!(person.status(&at).await, 403);
    }
}

/// The groups that have a sheet, with how many sign on it.
fn groups(papers: &str) -> Vec<(String, usize)> {
    let of = |rest: &str| {
        let (group, rest) = rest.split("</h2>").next()?.split_once('（')?;
        Some((group.to_owned(), rest.split(' ').next()?.parse().ok()?))
    };
    papers.split("<h1>签到簿</h1>").skip(1).filter_map(|sheet| of(sheet.split("<h2>").nth(1)?)).collect()
}

async fn i18_a_sitting_prints_only_what_it_needs(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let clerk = place.clerk().await;
    let at = format!("/s/{session}/papers");
    // By hands there is nothing to cut out, and those who raise none are counted too.
    let hands = clerk.get(&format!("{at}?by=hands&tally=1&ballots=1")).await;
    assert!(!hands.contains(BALLOT) && hands.contains("<h1>计票单</h1>") && hands.contains("没有举手"), "{hands}");
    assert!(!hands.contains("<h1>签到簿</h1>") && !hands.contains("board-notice"));
    let few = clerk.get(&format!("{at}?by=paper&ballots=1&n=3")).await;
    assert_eq!(few.matches(BALLOT).count(), 3);
    // An item without a text takes no ballots.
    let clerks = clerk.get(&at).await;
    assert_eq!(clerks.matches("<h1>计票单</h1>").count(), 1);
    // While it runs nobody needs a notice; what is decided needs no ballots any more.
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let running = clerk.get(&at).await;
    assert!(!running.contains("board-notice") && running.contains("<h1>签到簿</h1>"), "{running}");
    assert!(running.contains(BALLOT));
}

async fn i18_what_is_counted_needs_no_ballots(place: Place) {
    let (clerk, _, vote) = place.closed_with("named", 5, 0).await;
    let session = place.vote(&vote).await.session;
    let page = clerk.get(&format!("/s/{session}/papers")).await;
    assert!(!page.contains(BALLOT) && page.contains("<h1>计票单</h1>") && page.contains("记名"), "{page}");
}

async fn i18_a_long_title_stands_whole_on_each_ballot(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let long =
        "关于村内第一组至第七组道路硬化及配套排水沟渠建设工程承包方案".repeat(4).chars().take(120).collect::<String>();
    let item = place.add_item(&chair, &session, "村内道路硬化", "public_works_contract_plan").await;
    let clerk = place.clerk().await;
    let short = clerk.get(&format!("/i/{item}/ballots?n=8")).await;
    assert!(short.contains("class=\"ballot-page\"") && short.matches("class=\"ballot-page").count() == 1, "{short}");
    let text = [("title", long.as_str()), ("body", "正文"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let page = clerk.get(&format!("/i/{item}/ballots?n=8")).await;
    assert_eq!(page.matches("class=\"ballot-page large\"").count(), 2, "four on a sheet: {page}");
    assert_eq!(page.matches(&format!("<h2>{long}</h2>")).count(), 8);
}

async fn i18_the_count_page_says_who_has_entered(place: Place) {
    let (_, [first, second], vote) = place.closed_with("named", 5, 0).await;
    let at = format!("/v/{vote}/count");
    let page = second.get(&at).await;
    assert!(page.contains("第 1 次清点还差 2 名计票人") && page.contains("id=\"own-count\" data-own"), "{page}");
    assert!(page.contains("/live/s/"), "the page follows the sitting");
    let found =
        [("collected", "5"), ("for", "3"), ("against", "1"), ("abstain", "1"), ("blank", "0"), ("invalid", "0")];
    first.post(&format!("/do{at}"), &found).await.done();
    let page = second.get(&at).await;
    assert!(page.contains("已提交第 1 次清点") && page.contains("还差 1 名计票人"), "{page}");
    // Who has, and nothing of what.
    assert!(!page.contains("class=\"found\""), "{page}");
    let chair = place.chair().await.get(&at).await;
    assert!(chair.contains("已提交第 1 次清点") && !chair.contains("class=\"found\""), "{chair}");
}

/// Tellers are not asked for seven noughts: each looks into the box and says that it is empty. A paper that nobody handed out still makes
/// the vote void (E10).
async fn where_every_paper_came_back_the_box_is_looked_into_and_nothing_is_counted(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    for stray in [true, false] {
        let vote = place.open_vote_by(&chair, &session, &item, "named").await;
        let at = |step: &str| format!("/do/v/{vote}/{step}");
        for way in ["hand", "exchange", "back"] {
            clerk.post(&at(&format!("paper/{way}")), &[("member", &members[30].0)]).await.done();
        }
        for (_, number) in &members[..20] {
            place.sign_in(number).await.post(&at("ballot"), &[("choice", "for")]).await.done();
        }
        chair.post(&at("close"), &[("reason", "都投了")]).await.done();
        for teller in place.tellers().await {
            let page = teller.get(&format!("/v/{vote}/count")).await;
            assert!(page.contains("票箱是空的") && page.contains("<summary>票箱里有票"), "{page}");
            let page = Page::of(&page);
            let form = page.form("/count");
            let names = ["base", "collected", "for", "against", "abstain", "blank", "invalid"];
            let mut found: Vec<(&str, String)> =
                names.iter().map(|name| (*name, form.value(name).expect("a value"))).collect();
            if stray {
                found.extend([("collected", "1".to_owned()), ("for", "1".to_owned()), ("differs", "1".to_owned())]);
                found.drain(1..3);
            }
            let found: Vec<_> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
            teller.post(&at("count"), &found).await.done();
        }
        if stray {
            assert_eq!(place.vote(&vote).await.phase, rules::vote::Phase::Void);
        } else {
            assert_eq!(place.vote(&vote).await.phase, rules::vote::Phase::Counted);
            chair.post(&at("declare"), &[]).await.done();
        }
    }
    place.verifies().await;
}
