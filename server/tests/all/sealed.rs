//! What the chain, which is public, says of what stays within the community: that something was done, and no more. Every
//! line of it is read.

use crate::common::{Person, Place, engines, png};
use serde_json::Value;
use sha2::{Digest, Sha256};

engines!(
    the_chain_tells_nothing_of_relief,
    the_chain_tells_nothing_of_a_disclosure_for_members,
    a_sealed_part_that_was_changed_or_struck_is_found,
    whom_a_thing_is_for_is_held_by_the_chain,
);

/// A character in every text that these stories write about what stays within the community.
const MARK: char = '密';

/// The acts that are about nobody's matter: people, the session as a whole, its agenda, its notice and its minutes.
const ABOUT_ALL: [&str; 12] = [
    "session.",
    "item.added",
    "notice.",
    "presence.",
    "minutes.",
    "slip.",
    "login.",
    "staff.",
    "member.",
    "vote.counted",
    "body.",
    "community.",
];

/// The lines of the published journal after one of its entries: act and body.
async fn lines_after(place: &Place, seq: i64) -> Vec<(String, Value)> {
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    let mut lines = Vec::new();
    for line in journal.lines() {
        let line: Value = serde_json::from_str(line).expect("a line");
        if line["seq"].as_i64().expect("a number") > seq {
            let body = serde_json::from_str(line["body"].as_str().expect("a body")).expect("a body");
            lines.push((line["act"].as_str().expect("an act").to_owned(), body));
        }
    }
    lines
}

/// Of what stays within the community, no line holds a word that was written nor anything but which item it was about, a
/// number, and hashes that cannot be guessed; and every act in `acts` is there.
async fn tells_nothing(place: &Place, seq: i64, acts: &[&str]) {
    let lines = lines_after(place, seq).await;
    for (act, body) in &lines {
        assert!(!body.to_string().contains(MARK) || act.starts_with("notice."), "{act}: {body}");
        if ABOUT_ALL.iter().any(|start| act.starts_with(start)) {
            continue;
        }
        let body = body.as_object().expect("an object");
        for (key, said) in body {
            // How things stand after the act: salted hashes of what nobody reads from them.
            if key == "stands" {
                let hash = |one: &Value| {
                    one.as_str().is_some_and(|one| one.len() == 32 && one.chars().all(|one| one.is_ascii_hexdigit()))
                };
                assert!(said.as_object().expect("hashes").values().all(hash), "{act}: {said}");
                continue;
            }
            assert!(["item", "revision", "content_hash", "sealed"].contains(&key.as_str()), "{act}: {key} {said}");
        }
    }
    for act in acts {
        assert!(lines.iter().any(|(one, _)| one == act), "{act} was not done");
    }
}

/// The members' copy of something published: its bytes give the hash in the chain, and hold a salt.
async fn is_named_by_its_hash(place: &Place, member: &Person, address: &str) {
    let text = member.get(&format!("{address}.json")).await;
    let content: Value = serde_json::from_str(&text).expect("JSON");
    assert!(content["salt"].as_str().is_some_and(|salt| salt.len() >= 32), "{text}");
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let named = lines_after(place, 0).await.into_iter().any(|(_, body)| body["content_hash"] == hash.as_str());
    assert!(named, "no line names {hash} of {address}");
    assert!(member.get(address).await.contains(&hash), "the sheet says its hash");
}

fn after<'t>(to: &'t str, mark: &str) -> &'t str {
    to.split(mark).nth(1).expect("an id")
}

fn value<'p>(page: &'p str, start: &str) -> &'p str {
    page.split(start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{start} in {page}"))
}

/// A session with two items about relief: its text written, its grounds on record, announced and open with 36.
async fn evening(place: &Place, chair: &Person) -> (String, [String; 2], Vec<(String, String)>) {
    let session = place.drafted(chair, "2026-03-16T19:30").await;
    let mut items = Vec::new();
    for title in ["甲", "乙"] {
        let item = place.add_item(chair, &session, title, "priority_aid").await;
        let text = [("title", "密：名单"), ("body", "密：三户"), ("base", "1")];
        chair.post(&format!("/do/i/{item}/text"), &text).await.done();
        for (ground, said) in
            [("delegation", "密：授权"), ("women", "18"), ("party_study", "密：支部"), ("consultation", "密：征求")]
        {
            place.record_ground(chair, &item, ground, said).await.done();
        }
        items.push(item);
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let members = place.seated().await;
    for (id, _) in &members[..36] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    (session, items.try_into().expect("two items"), members)
}

/// A thread with a remark that is hidden and shown again, an interest, and an order with its reason.
async fn talked(place: &Place, chair: &Person, item: &str, [speaker, relative]: [&Person; 2]) {
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let text = [("title", "密：再加一户"), ("body", "密：第四户")];
    let to = speaker.post(&format!("/do/i/{item}/propose"), &text).await.done();
    let proposal = after(&to, "#proposal-").to_owned();
    let to = speaker.post(&format!("/do/i/{item}/remark"), &[("body", "密：他家有车")]).await.done();
    let remark = after(&to, "#remark-").to_owned();
    chair.post(&format!("/do/r/{remark}/answered"), &[]).await.done();
    let to = chair.post(&format!("/do/r/{remark}/hide"), &[("reason", "密：涉及隐私")]).await.done();
    let hiding = after(&to, "/hidden#").to_owned();
    speaker.post(&format!("/do/h/{hiding}/appeal"), &[("appeal", "密：属实")]).await.done();
    let answer = [("decision", "undo"), ("answer", "密：可以说")];
    place.supervisor().await.post(&format!("/do/h/{hiding}/answer"), &answer).await.done();
    let interest = [("interest", "密：亲属"), ("recused", "1")];
    relative.post(&format!("/do/i/{item}/interest"), &interest).await.done();
    chair.post(&format!("/do/p/{proposal}/put"), &[("revision", "1")]).await.done();
    chair.post(&format!("/do/i/{item}/order"), &[("locked", "1"), ("reason", "密：准备表决")]).await.done();
}

/// A first round that is voided, a second that is given more time, closed early, counted, declared, decided and published.
async fn voted(place: &Place, chair: &Person, (session, item): (&str, &str), members: &[(String, String)]) -> String {
    let first = place.open_vote(chair, session, item).await;
    chair.post(&format!("/do/v/{first}/void"), &[("reason", "密：名单有误")]).await.done();
    chair.post(&format!("/do/i/{item}/open-vote"), &[("minutes", "10")]).await.done();
    let vote = place.latest_vote(session).await;
    for (_, number) in &members[..20] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    // One votes on paper: what the tellers do is sealed too.
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &members[22].0)]).await.done();
    let more = [("minutes", "10"), ("reason", "密：等一户")];
    chair.post(&format!("/do/v/{vote}/extend"), &more).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[("reason", "密：都投了")]).await.done();
    place.tellers_count(&vote, [1, 0, 0, 0, 0]).await;
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "密：通过。"), ("responsible", "密：小组"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&format!("/v/{vote}/outcome")).await;
    let back = [("seen", value(&page, "name=\"seen\" value=\"")), ("reason", "密：写明户数")];
    supervisor.post(&format!("/do/v/{vote}/outcome/return"), &back).await.done();
    assert!(clerk.get(&format!("/v/{vote}/outcome")).await.contains("已退回，请修改。原因：密：写明户数"));
    let text = [("body", "密：通过，十户。"), ("responsible", "密：小组"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    vote
}

/// From the plan to the rating, an objection with its reply, a photo, and that it is withdrawn.
async fn followed(place: &Place, chair: &Person, vote: &str) {
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let step = [("name", "密：发放"), ("responsible", "密：小组"), ("due", "2026-03-16"), ("money", "87654")];
    chair.post(&format!("{at}/plan"), &step).await.done();
    let page = chair.get(&about).await;
    let step = value(&page, "action=\"/do/m/").split('/').next().expect("an id");
    let reached = [("done", "2026-03-16"), ("money", "87654"), ("note", "密：当面")];
    chair.post(&format!("/do/m/{step}/reach"), &reached).await.done();
    let back = [("reason", "密：缺签字")];
    place.supervisor().await.post(&format!("/do/m/{step}/return"), &back).await.done();
    let signed = [reached[0], reached[1], ("note", "密：当面，已签字")];
    chair.post(&format!("/do/m/{step}/reach"), &signed).await.done();
    let extra = [("name", "密：补发"), ("responsible", "密：小组"), ("due", "2026-03-20"), ("money", "")];
    chair.post(&format!("{at}/plan"), &extra).await.done();
    let page = chair.get(&about).await;
    let gone = page.rsplit("action=\"/do/m/").next().and_then(|rest| rest.split('/').next()).expect("an id");
    chair.post(&format!("/do/m/{gone}/drop"), &[("reason", "密：不需要")]).await.done();
    chair.upload(&format!("/do/m/{step}/photo"), &png()).await.done();
    chair.upload(&format!("/do{about}/photo"), &png()).await.done();
    place.supervisor().await.post(&format!("/do/m/{step}/accept"), &[]).await.done();
    chair.post(&format!("{at}/complete"), &[("text", "密：发完了")]).await.done();
    let member = place.representative().await;
    member.post(&format!("{at}/rate"), &[("grade", "satisfied")]).await.done();
    answered(place, &format!("/do{about}"), &about).await;
}

/// An objection to something published, and the reply to it.
async fn answered(place: &Place, at: &str, about: &str) {
    let member = place.representative().await;
    member.post(&format!("{at}/object"), &[("kind", "objection"), ("text", "密：漏了一户")]).await.done();
    let chair = place.chair().await;
    let page = chair.get(about).await;
    let objection = value(&page, "action=\"/do/o/").split('/').next().expect("an id").to_owned();
    let reply = [("result", "kept"), ("reply", "密：不符合条件")];
    chair.post(&format!("/do/o/{objection}/reply"), &reply).await.done();
}

async fn the_chain_tells_nothing_of_relief(place: Place) {
    let (from, _) = place.head().await;
    let chair = place.chair().await;
    let (session, [item, other], members) = evening(&place, &chair).await;
    let (speaker, relative) = (place.sign_in(&members[11].1).await, place.sign_in(&members[30].1).await);
    talked(&place, &chair, &item, [&speaker, &relative]).await;
    let vote = voted(&place, &chair, (&session, &item), &members).await;
    let ended = [("kind", "consensus"), ("body", "密：同意"), ("dissent", "密：一人不同意")];
    chair.post(&format!("/do/i/{other}/end"), &ended).await.done();
    chair.post(&format!("/do/i/{other}/end/publish"), &[]).await.done();
    followed(&place, &chair, &vote).await;
    place.verifies().await;
    // No telephone and no other program is told of it either: neither of the vote, nor of what came of it, nor of the reply.
    let told = "SELECT COUNT(*) FROM outbox WHERE event NOT LIKE 'session%'";
    assert_eq!(place.count(told).await, 0, "relief stays within");

    let member = place.representative().await;
    let about = format!("/do/c/{}/about/ending/{other}", place.community);
    chair.post(&format!("{about}/withdraw"), &[("reason", "密：说错了")]).await.done();
    for sheet in [format!("outcome/{vote}"), format!("ending/{other}")] {
        is_named_by_its_hash(&place, &member, &format!("/c/{}/{sheet}", place.community)).await;
    }
    let acts = "text.written ground.recorded item.called proposal.made remark.made remark.marked thread.hidden appeal.made \
                appeal.decided interest.declared proposal.put thread.ordered vote.opened vote.voided ballot.cast \
                vote.extended vote.closed paper.handed_out count.entered vote.counted vote.declared outcome.written outcome.returned outcome.countersigned \
                outcome.published item.ended ending.published milestone.planned milestone.reached \
                milestone.returned \
                milestone.dropped milestone.photographed posting.photographed milestone.accepted completion.published completion.rated \
                objection.filed objection.replied ending.withdrawn";
    tells_nothing(&place, from, &acts.split_whitespace().collect::<Vec<_>>()).await;

    // The minutes, which everybody reads, name the items, and the acts without their reasons.
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/s/{session}/minutes"), &[("notes", "")]).await.done();
    let page = chair.get(&format!("/s/{session}/minutes")).await;
    let seen = value(&page, "name=\"seen\" value=\"").to_owned();
    chair.post(&format!("/do/s/{session}/minutes/sign"), &[("seen", &seen)]).await.done();
    let minutes = chair.post(&format!("/do/s/{session}/minutes/publish"), &[]).await.done();
    for page in [minutes.clone(), format!("{minutes}.json")] {
        let page = place.public(&page).await;
        assert!(page.contains('甲') && page.contains('乙') && !page.contains(MARK), "{page}");
        assert!(!page.contains("人说明利害关系") && !page.contains("\"recused\":1"), "{page}");
    }
    // Running the platform opens neither the session nor the vote.
    let outsider = place.foreigner().await;
    let person = place.member("xiangyang", "0002").await.person;
    let mut conn = place.db.begin().await.expect("a transaction");
    server::rows::member::promote(&mut conn, &person).await.expect("an administrator");
    conn.commit().await.expect("committed");
    place.desk.tell_of_administrators().await.expect("told");
    assert!(outsider.get(&format!("/c/{}/room", place.community)).await.contains("<h1>"));
    for address in [format!("/s/{session}"), format!("/s/{session}/hidden"), format!("/v/{vote}")] {
        assert_eq!(outsider.status(&address).await, 404, "{address}");
        assert_eq!(member.status(&address).await, 200, "{address}");
    }
    place.verifies().await;
}

async fn the_chain_tells_nothing_of_a_disclosure_for_members(place: Place) {
    place.on_the_evening();
    let (from, _) = place.head().await;
    let clerk = place.clerk().await;
    let fields = [
        ("title", "密：帮扶金"),
        ("category", "affairs"),
        ("body", "密：三户各 800 元"),
        ("basis", "密：依据"),
        ("responsible", "密：小组"),
        ("members", "1"),
    ];
    let at = format!("/do/c/{}/disclosures", place.community);
    let to = clerk.post(&format!("{at}/new"), &fields).await.done();
    let id = to.rsplit('/').next().expect("an id");
    // What a supervisor has read as kept within the community is not what they sign when it is for everybody.
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&to).await;
    let seen = value(&page, "name=\"seen\" value=\"").to_owned();
    clerk.post(&format!("{at}/{id}"), &fields[..5]).await.done();
    supervisor.post(&format!("{at}/{id}/sign"), &[("seen", &seen)]).await.refused("draft-changed").await;
    // Signed as public and then ticked: what was signed leaves no hash that could be guessed.
    let page = supervisor.get(&to).await;
    let open = value(&page, "name=\"seen\" value=\"");
    supervisor.post(&format!("{at}/{id}/sign"), &[("seen", open)]).await.done();
    clerk.post(&format!("{at}/{id}"), &fields).await.done();
    supervisor.post(&format!("{at}/{id}/sign"), &[("seen", &seen)]).await.done();
    let chair = place.chair().await;
    chair.post(&format!("{at}/{id}/publish"), &[]).await.done();
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    chair.upload(&format!("/do{about}/photo"), &png()).await.done();
    answered(&place, &format!("/do{about}"), &about).await;
    let member = place.representative().await;
    is_named_by_its_hash(&place, &member, &format!("/c/{}/disclosure/{id}", place.community)).await;
    chair.post(&format!("/do{about}/withdraw"), &[("reason", "密：有误")]).await.done();
    let acts = [
        "disclosure.written",
        "disclosure.countersigned",
        "disclosure.published",
        "posting.photographed",
        "objection.filed",
        "objection.replied",
        "disclosure.withdrawn",
    ];
    tells_nothing(&place, from, &acts).await;
    place.verifies().await;
}

/// A declared result about relief is held by its sealed part: changed or struck, `verify` names the entry.
async fn a_sealed_part_that_was_changed_or_struck_is_found(place: Place) {
    let chair = place.chair().await;
    let (session, [item, _], members) = evening(&place, &chair).await;
    voted(&place, &chair, (&session, &item), &members).await;
    place.verifies().await;
    for (number, statement) in [
        "UPDATE journal_sealed SET body = '{}' WHERE seq = (SELECT seq FROM journal WHERE act = 'vote.declared')",
        "DELETE FROM journal_sealed WHERE seq = (SELECT seq FROM journal WHERE act = 'vote.extended')",
    ]
    .into_iter()
    .enumerate()
    {
        struck(&place, statement).await;
        let report = server::check::verify::database(&place.db, &[]).await.expect("verified");
        let named = report.findings.iter().filter(|one| one.what.contains("its sealed part is gone")).count();
        assert_eq!(named, number + 1, "{:?}", report.findings);
    }
}

/// What is for members does not become public by a stroke in the database, nor does a sealed part come from nowhere.
async fn whom_a_thing_is_for_is_held_by_the_chain(place: Place) {
    let chair = place.chair().await;
    let (session, [item, _], members) = evening(&place, &chair).await;
    voted(&place, &chair, (&session, &item), &members).await;
    place.verifies().await;
    let outcome =
        "UPDATE publications SET audience = 'members', category = 'affairs', superseded = 0 WHERE kind = 'outcome'";
    let stray = "INSERT INTO journal_sealed (community, seq, salt, body) VALUES ('yunshan', 1, 's', '{}')";
    for (stroke, named, back) in [
        ("UPDATE publications SET audience = 'public' WHERE kind = 'outcome'", "not the one in the journal", outcome),
        ("UPDATE publications SET category = 'party' WHERE kind = 'outcome'", "not the one in the journal", outcome),
        ("UPDATE publications SET superseded = 1 WHERE kind = 'outcome'", "another revision is shown", outcome),
        (stray, "entry 1: its sealed part", "UPDATE journal_sealed SET seq = 100000 WHERE seq = 1"),
        ("SELECT 1", "entry 100000: there is a sealed part", "DELETE FROM journal_sealed WHERE seq = 100000"),
    ] {
        struck(&place, stroke).await;
        let report = server::check::verify::database(&place.db, &[]).await.expect("verified");
        assert!(report.findings.iter().any(|one| one.what.contains(named)), "{stroke}: {:?}", report.findings);
        struck(&place, back).await;
    }
    place.verifies().await;
}

async fn struck(place: &Place, statement: &'static str) {
    let mut conn = place.db.begin().await.expect("a transaction");
    sqlx::query(statement).execute(&mut *conn).await.expect("struck");
    conn.commit().await.expect("committed");
}
