//! Who is who: a number alone names nobody, moving away ends neither seat nor ownership.

mod linked;

use crate::common::{Place, engines};
use rules::body::BodyKind;
use server::{
    demo,
    rows::{community, objection, presence},
    store::Answer,
};

engines!(
    a2_a_number_alone_comes_back_with_its_name,
    a2_staff_are_named_by_number_and_name,
    a2_a_list_of_units_is_shown_with_its_names,
    a2_a_paper_objection_without_a_number_is_nobodys,
    a2_erasing_asks_for_the_name,
    a5_who_moved_away_sits_until_the_body_changes_it,
    a5_who_moved_away_stays_an_owner,
    a5_at_opening_everybody_is_judged_by_the_roll_of_that_moment,
);

/// The value of a field on a page.
fn value(page: &str, name: &str) -> String {
    let field = page.split("<input").find(|one| one.contains(&format!("name=\"{name}\""))).expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// Interests, mandates and session drafts: the name is shown back, and what is sent with another name is refused and names
/// nobody; of another community nobody is found at all.
async fn a2_a_number_alone_comes_back_with_its_name(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (_, item) = place.announced(&chair).await;
    let record = format!("/do/i/{item}/interest/record");
    let name = place.member(&place.community, "0021").await.name;

    let page = clerk
        .post(&record, &[("number", "0021"), ("interest", "亲属"), ("recused", "1")])
        .await
        .refused("person-name-to-confirm")
        .await;
    assert!(page.contains(&format!("0021 {name}")), "{page}");
    assert_eq!(value(&page, "number"), format!("0021 {name}"));
    assert!(value(&page, "interest").contains("亲属") || page.contains("亲属"), "what was typed is kept");
    let wrong = [("number", "0021 某某人"), ("interest", "亲属")];
    let page = clerk.post(&record, &wrong).await.refused("person-name-differs").await;
    assert!(!page.contains(&name), "who it is, is not told to who said another name: {page}");
    // Seen and sent again, however the two are parted.
    let seen = format!("0021，{name}");
    clerk.post(&record, &[("number", &seen), ("interest", "亲属")]).await.done();
    let wide = format!("００２２ {}", place.member(&place.community, "0022").await.name);
    clerk.post(&record, &[("number", &wide), ("interest", "亲属")]).await.done();

    // Of another community nobody is named, whatever the number.
    let urban = place.sign_in_elsewhere("0006").await;
    let upload = format!("/do/c/{}/import", demo::URBAN);
    let to = urban.upload(&upload, "编号,姓名,户号\nX777,别处示人,H9777\n".as_bytes()).await.done();
    urban.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    for typed in ["X777", "X777 别处示人"] {
        let page =
            clerk.post(&record, &[("number", typed), ("interest", "亲属")]).await.refused("text-no-member").await;
        assert!(typed.contains("别处示人") || !page.contains("别处示人"), "{page}");
    }

    // Whoever may not record is told no name.
    let resident = place.representative().await;
    let refused = resident.post(&record, &[("number", "0021"), ("interest", "x")]).await;
    assert!(!refused.refused("permit-not-your-role").await.contains(&format!("value=\"0021 {name}\"")));

    // A draft of a session offers number and name; the number alone is asked back.
    let form = format!("/c/{}/sessions/new", place.community);
    let presiding = place.named("0002").await;
    assert!(chair.get(&form).await.contains(&format!("<option value=\"{presiding}\"")));
    let fields = |chair: &str| {
        [
            ("body", place.body.to_string()),
            ("title", "会".to_owned()),
            ("place", "室".to_owned()),
            ("held", "both".to_owned()),
        ]
        .into_iter()
        .chain([("starts_at", "2026-03-20T19:30".to_owned()), ("chair", chair.to_owned())])
        .collect::<Vec<_>>()
    };
    let send = async |name: &str| {
        let fields = fields(name);
        let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
        chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await
    };
    let page = send("0002").await.refused("person-name-to-confirm").await;
    assert!(page.contains(&format!("<option value=\"{presiding}\" selected")), "{page}");
    send("0002 别人").await.refused("person-name-differs").await;
    let to = send(&presiding).await.done();
    let edit = to.replace("/chair", "/edit");
    assert!(chair.get(&edit).await.contains(&format!("<option value=\"{presiding}\" selected")));
    place.verifies().await;
}

/// An office goes to who is meant: by number and name; that somebody is not on the roll is said and never concluded.
async fn a2_staff_are_named_by_number_and_name(place: Place) {
    let admin = place.administrator().await;
    let staff = format!("/do/c/{}/staff", place.community);
    let name = place.member(&place.community, "0030").await.name;
    let roles = async || {
        let mut conn = place.db.read().await.expect("a connection");
        community::roles(&mut conn, &place.community).await.expect("roles").len()
    };
    let before = roles().await;
    let page = admin.post(&staff, &[("number", "0030"), ("role", "teller")]).await;
    let page = page.refused("person-name-to-confirm").await;
    assert_eq!(value(&page, "number"), format!("0030 {name}"));
    admin
        .post(&staff, &[("number", "0030"), ("name", "别人"), ("role", "teller")])
        .await
        .refused("person-name-differs")
        .await;
    let both = format!("0030 {name}");
    admin
        .post(&staff, &[("number", &both), ("name", "别人"), ("role", "teller")])
        .await
        .refused("person-name-differs")
        .await;
    // A slip of the pen makes nobody new.
    admin
        .post(&staff, &[("number", "00300"), ("name", &name), ("role", "teller")])
        .await
        .refused("text-no-member")
        .await;
    assert_eq!(roles().await, before);
    admin.post(&staff, &[("number", "0030"), ("name", &name), ("role", "teller")]).await.done();
    let outside = [("number", "T02"), ("name", "乡示干"), ("outside", "1"), ("role", "township")];
    admin.post(&staff, &outside).await.done();
    assert_eq!(roles().await, before + 2);
    place.verifies().await;
}

/// A list by numbers alone comes back with the names, and is taken in when it is sent again; a name that is another's is not.
async fn a2_a_list_of_units_is_shown_with_its_names(mut place: Place) {
    place.with_body("owners_assembly", "业主大会").await;
    let clerk = place.clerk().await;
    let register = format!("/c/{}/owners/{}", place.community, place.body);
    let paste = async |text: &str| clerk.post(&format!("/do{register}"), &[("units", text)]).await;
    let page = paste("1-101,0001,89.5\n1-102,0002,77").await.refused("person-names-to-confirm").await;
    let lines = "1-101\t0001\t赵示一\t89.50\n1-102\t0002\t钱示二\t77.00\n";
    assert!(page.contains(lines), "{page}");
    assert!(clerk.get(&register).await.contains("0 套房屋"), "nothing is taken in unseen");
    let swapped = paste("1-101,0001,钱示二,89.5\n1-102,0002,赵示一,77").await;
    let page = clerk.get(&swapped.location).await;
    assert!(page.contains("第 1 行") && page.contains("编号和姓名对不上"), "{page}");
    paste(lines).await.done();
    let page = clerk.get(&register).await;
    assert!(page.contains("2 套房屋，业主 2 人") && page.contains(lines), "{page}");
    place.verifies().await;
}

/// What comes on paper and names nobody is nobody's; the clerk who enters it may answer it, and it is not among their own.
async fn a2_a_paper_objection_without_a_number_is_nobodys(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, _) = place.announced(&chair).await;
    let about = format!("/c/{}/about/notice/{session}", place.community);
    let paper = format!("/do{about}/paper");
    let resident = place.representative().await;
    let unnamed = [("number", ""), ("kind", "query"), ("text", "会议为什么改期？")];
    resident.post(&paper, &unnamed).await.refused("permit-not-your-role").await;
    clerk.post(&paper, &unnamed).await.done();
    let all = objection::all(&mut place.db.read().await.expect("a connection"), &place.community).await.expect("all");
    let row = all.last().expect("an objection");
    assert_eq!((row.member.as_deref(), *row.on_paper), (None, true));
    let home = clerk.get(&format!("/c/{}/room", place.community)).await;
    assert!(!home.contains("我提出的异议和询问"), "{home}");
    // A number on the paper needs its name; a form of one's own takes no number of another.
    let numbered = [("number", "0021"), ("kind", "query"), ("text", "账本在哪里？")];
    clerk.post(&paper, &numbered).await.refused("person-name-to-confirm").await;
    clerk.post(&format!("/do{about}/object"), &numbered).await.done();
    let own = place.member(&place.community, "0006").await.id;
    let all = objection::all(&mut place.db.read().await.expect("a connection"), &place.community).await.expect("all");
    let filed = all.iter().find(|one| one.body.contains("账本")).expect("filed");
    assert_eq!((filed.member.as_deref(), *filed.on_paper), (Some(own.as_str()), false));
    let reply = [("reply", "没有改期。"), ("result", "kept")];
    clerk.post(&format!("/do/o/{}/reply", row.id), &reply).await.done();
    place.verifies().await;
}

/// The command says whose number it is, and erases when the name was said.
async fn a2_erasing_asks_for_the_name(place: Place) {
    let erase = async |name: &str| place.desk.erase_member(&place.community, "0070", name).await.expect("an answer");
    let name = place.member(&place.community, "0070").await.name;
    let clerk = place.clerk().await;
    let gone = place.member(&place.community, "0070").await.id;
    leave(&place, &clerk, &[&gone]).await;
    let asked = Answer::refused(&format!("number:0070 {name}"), rules::Refusal::NameToConfirm);
    assert_eq!(erase("").await, asked);
    assert_eq!(erase("别人").await, Answer::refused("number", rules::Refusal::NameDiffers));
    assert_eq!(place.member(&place.community, "0070").await.name, name);
    assert!(matches!(erase(&name).await, Answer::Done { .. }));
    assert_eq!(place.member(&place.community, "0070").await.name, "");
    place.verifies().await;
}

/// Takes these members off the roll, as the clerk does with a file that they are not in.
async fn leave(place: &Place, clerk: &crate::common::Person, members: &[&str]) {
    let mut conn = place.db.read().await.expect("a connection");
    let all = server::rows::member::all(&mut conn, &place.community).await.expect("members");
    drop(conn);
    let stay = all.iter().filter(|one| one.household.is_some() && !members.contains(&one.id.as_str()));
    let mut file = String::from("编号,姓名,户号,小组\n");
    for one in stay {
        let (house, group) =
            (one.household.as_deref().unwrap_or_default(), one.division.as_deref().unwrap_or_default());
        file.push_str(&format!("{},{},{house},{group}\n", one.number, one.name));
    }
    let to = clerk.upload(&format!("/do/c/{}/import", place.community), file.as_bytes()).await.done();
    let ticked: Vec<_> = members.iter().map(|one| ("leave", *one)).collect();
    clerk.post(&format!("/do{to}"), &ticked).await.done();
    for member in members {
        let page = clerk.get(&format!("/c/{}/members/{member}", place.community)).await;
        assert!(page.contains("已不在册"), "{page}");
    }
}

/// A representative moves away: they sign in, are on the roll, come and vote, until the clerk puts the end of the seat on record.
async fn a5_who_moved_away_sits_until_the_body_changes_it(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let moved = place.member(&place.community, "0001").await.id;
    let gone = place.member(&place.community, "0070").await.id;
    leave(&place, &clerk, &[&moved, &gone]).await;
    let list = clerk.get(&format!("/c/{}/members?away=1", place.community)).await;
    assert!(list.contains("共 1 人") && list.contains("已不在册，仍有席位或房屋") && list.contains("赵示一"), "{list}");
    // Who left for good has no way in; who sits has.
    let slips = format!("/do/c/{}/slips", place.community);
    clerk.post(&slips, &[("member", &gone), ("in_person", "1")]).await.refused("member-left").await;
    let rep = place.sign_in("0001").await;
    rep.get(&format!("/c/{}/room", place.community)).await;

    let (session, item, members) = place.open_with(&chair, 0).await;
    assert_eq!(members.len(), 52);
    let page = rep.get(&format!("/s/{session}")).await;
    assert!(page.contains("应到 52"), "{page}");
    let door = clerk.get(&format!("/s/{session}/door?q=赵示一")).await;
    assert!(door.contains(moved.as_str()), "{door}");
    clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &moved)]).await.done();
    for (id, _) in members.iter().filter(|(id, _)| *id != moved.0).take(35) {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let vote = place.open_vote(&chair, &session, &item).await;
    rep.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();

    // The body elects another: the clerk ends the seat, with the reason; the roll of this evening stays.
    let end = format!("/do/c/{}/end-seat", place.community);
    let seat = [("member", moved.as_str()), ("body", place.body.as_str()), ("reason", "村民小组补选，由李示四接任")];
    chair.post(&end, &seat).await.refused("permit-not-your-role").await;
    let page = clerk.get(&format!("/c/{}/members/{moved}", place.community)).await;
    assert!(page.contains("这个人已经不在册") && page.contains("结束这个席位"), "{page}");
    let empty = [("member", moved.as_str()), ("body", place.body.as_str()), ("reason", " ")];
    clerk.post(&end, &empty).await.refused("text-empty").await;
    clerk.post(&end, &seat).await.done();
    clerk.post(&end, &seat).await.refused("member-no-seat").await;
    assert!(!chair.get(&format!("/s/{session}")).await.contains("应到 51"));
    // Nobody of the community any more.
    assert_eq!(rep.status(&format!("/c/{}/room", place.community)).await, 404);
    let next = place.drafted(&chair, "2026-03-28T19:30").await;
    assert!(chair.get(&format!("/s/{next}")).await.contains("应到 51 人"));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("seat.ended") && !journal.contains("补选"), "who and why stay out of the public chain");
    place.verifies().await;
}

/// Owners live where they like: a new roll of residents takes no owner's vote, and the list of units takes them in.
async fn a5_who_moved_away_stays_an_owner(mut place: Place) {
    place.with_body("owners_assembly", "业主大会").await;
    let clerk = place.clerk().await;
    let register = format!("/c/{}/owners/{}", place.community, place.body);
    let units = "1-101\t0001\t赵示一\t100\n1-102\t0014\t沈示一四\t60\n1-103\t0003\t孙示三\t40\n";
    clerk.post(&format!("/do{register}"), &[("units", units)]).await.done();
    // 0014 sits as well; the seat is not what lets them own.
    let owner = place.member(&place.community, "0014").await;
    let bodies = community::bodies(&mut place.db.read().await.expect("a connection"), &place.community).await;
    let reps =
        bodies.expect("bodies").into_iter().find(|one| one.kind == BodyKind::VillagerRepMeeting).expect("reps").id;
    let end = [("member", owner.id.as_str()), ("body", reps.as_str()), ("reason", "辞去代表")];
    clerk.post(&format!("/do/c/{}/end-seat", place.community), &end).await.done();
    leave(&place, &clerk, &[&owner.id]).await;

    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-22T19:30").await;
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("业主 3 人，面积 200.00 平方米"), "{page}");
    // The list is kept with them in it: saved again it is taken, and there is nothing to change.
    clerk.post(&format!("/do{register}"), &[("units", units)]).await.refused("act-nothing-changes").await;
    let item = place.add_item(&chair, &session, "议题", "owners_special").await;
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    place.on_the_evening();
    place.after_minutes(6 * 24 * 60);
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("业主 3 人，面积 200.00 平方米"), "{page}");
    let vote = place.open_vote(&chair, &session, &item).await;
    let paper = clerk.get(&format!("/v/{vote}/paper")).await;
    assert!(paper.contains("沈示一四"), "{paper}");
    clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &owner.id)]).await.done();
    // The meeting of the village counts who lives there: of 66 adults one has moved away.
    let assembly = community::bodies(&mut place.db.read().await.expect("a connection"), &place.community).await;
    let assembly =
        assembly.expect("bodies").into_iter().find(|one| one.kind == BodyKind::VillagerAssembly).expect("a body").id;
    let seating = rules::body::Seating::Adults;
    let mut conn = place.db.read().await.expect("a connection");
    let roll = presence::expected_roll(&mut conn, &place.community, &assembly, seating).await.expect("a roll");
    drop(conn);
    assert_eq!(roll.len(), 65);
    assert!(!roll.iter().any(|line| line.member == owner.id));
    place.verifies().await;
}

/// A corrected roll between checking in and opening: a seat is taken, another given. Every page says the same, before and after.
async fn a5_at_opening_everybody_is_judged_by_the_roll_of_that_moment(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    let (lost, won) =
        (place.member(&place.community, "0001").await.id, place.member(&place.community, "0061").await.id);
    for member in [&lost, &won] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", member)]).await.done();
    }
    let (loser, winner) = (place.sign_in("0001").await, place.sign_in("0061").await);
    let seen = async |here: &str| {
        for page in [format!("/s/{session}"), format!("/s/{session}/chair"), format!("/s/{session}/screen")] {
            let shown = chair.get(&page).await;
            assert!(shown.contains(here), "{page}: {here} not in {shown}");
        }
    };
    seen("应到 52 人，须到 35 人；现已签到 1 人").await;
    assert!(loser.get(&format!("/s/{session}")).await.contains("您已签到"));

    // The seat of one ends, and the corrected file gives another theirs.
    let end = [("member", lost.as_str()), ("body", place.body.as_str()), ("reason", "补选")];
    clerk.post(&format!("/do/c/{}/end-seat", place.community), &end).await.done();
    let file = "编号,姓名,户号,机构\n0061,何示六一,H0061,村民代表会议\n";
    let to = clerk.upload(&format!("/do/c/{}/import", place.community), file.as_bytes()).await.done();
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();

    // Already before the opening everybody reads what it will say.
    seen("应到 52 人，须到 35 人；现已签到 1 人").await;
    let own = async |counts: bool| {
        let (one, other) = (loser.get(&format!("/s/{session}")).await, winner.get(&format!("/s/{session}")).await);
        assert!(!one.contains("您已签到"), "{one}");
        assert_eq!(other.contains("您已签到"), counts, "{other}");
    };
    own(true).await;
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    seen("应到 52，实到 1").await;
    own(true).await;
    let mut conn = place.db.read().await.expect("a connection");
    let rows = presence::attendees(&mut conn, &session.as_str().into()).await.expect("attendees");
    drop(conn);
    let counting: Vec<_> = rows.iter().filter(|row| row.counts()).map(|row| row.member.clone()).collect();
    assert_eq!(counting, std::slice::from_ref(&won));
    assert_eq!(rows.iter().filter(|row| *row.on_roll).count(), 52);
    // The roll is called of the same people.
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    let call = clerk.get(&format!("/s/{session}/roll-call")).await;
    assert!(call.contains("何示六一") && !call.contains("赵示一"), "{call}");
    for (name, says, not) in [("赵示一", "旁听", "已到会"), ("何示六一", "已到会", "不在名单上")] {
        let door = clerk.get(&format!("/s/{session}/door?q={name}")).await;
        let line = door.split("<li>").skip(1).find(|line| line.contains(name)).expect("a line");
        assert!(line.contains(says) && !line.contains(not), "{line}");
    }
    place.verifies().await;
}
