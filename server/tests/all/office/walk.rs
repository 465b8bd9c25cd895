//! Every page and every act, walked by somebody of an office above: they read what anybody may, what of it is overdue, and do nothing but
//! the acts of offices.

use super::Office;
use crate::{
    board::{ask, posted, published, with},
    common::{Place, engines},
};
use server::demo;

engines!(an_office_reads_and_has_no_hand_in_anything, the_places_are_chosen_and_ordered_before_any_limit);

/// The acts of offices: walked in the stories of what is put on file and ordered.
const OWN: [&str; 3] = ["/do/filing/", "/do/order/", "/orders"];

async fn an_office_reads_and_has_no_hand_in_anything(place: Place) {
    let Office { staff, .. } = place.township().await;
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[1].1).await;
    let (proposal, remark, hiding) = place.hidden_remark(&chair, &speaker, &item).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let mut relief = with("title", "重点帮扶名单公示");
    relief.push(("matter", "priority_aid"));
    let within = posted(&place, &relief).await;
    let public = published(&place).await;
    let resident = place.resident().await;
    ask(&resident, &place, &within, "漏了我家一户").await.done();
    ask(&resident, &place, &public, "支出写得不清楚").await.done();
    place.after_minutes(20 * 24 * 60);

    let community = &place.community;
    let ids = [
        ("community", &community.0),
        ("session", &session),
        ("item", &item),
        ("vote", &vote),
        ("proposal", &proposal),
        ("remark", &remark),
        ("hiding", &hiding),
        ("member", &members[0].0),
        ("body", &place.body.0),
        ("id", &public),
        ("subject", &public),
    ];
    let before = place.head().await;
    let (mut readable, mut walked) = (Vec::new(), 0);
    for (method, path) in crate::common::routes() {
        let mut path = path.clone();
        for (name, id) in ids {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        path = path.replace("{kind}", "disclosure").replace("{of}", "disclosure").replace("{way}", "hand");
        for other in ["{objection}", "{takeback}", "{milestone}", "{attachment}", "{code}", "{filing}", "{order}"] {
            path = path.replace(other, "x");
        }
        path = path.replace("{step}", "close").replace("{feed}", "all.atom").replace("{revision}", "1");
        let scoped = ids.iter().any(|(_, id)| path.contains(id.as_str()));
        if !scoped || path.contains('{') || OWN.iter().any(|own| path.starts_with(own) || path.ends_with(own)) {
            continue;
        }
        walked += 1;
        if method == "GET" {
            let (status, page) = staff.open(&path).await;
            // What anybody reads is everybody's; what is left is what an office reads beyond that.
            if status == 200 && place.nobody().status(&path).await != 200 {
                for kept in ["重点帮扶名单", "漏了我家一户", "某某人是骗子"] {
                    assert!(!page.contains(kept), "{path}: {kept}");
                }
                readable.push(path.replace(&community.0, "PLACE"));
            }
            assert!(status < 500, "{path}");
            continue;
        }
        let file = ["/import", "/photo", &format!("/attachments/disclosure/{public}")];
        let status = if file.iter().any(|end| path.ends_with(end)) {
            staff.upload_status(&path).await
        } else {
            let fields = [("member", members[0].0.as_str()), ("choice", "for"), ("base", "x"), ("seen", "x")];
            let answer = staff.post(&path, &fields).await;
            // Refused for want of the role: the page that would say so is none of theirs.
            if answer.status == 303 {
                assert!(!answer.is_done(), "{path}");
                continue;
            }
            answer.status
        };
        assert!([403, 404].contains(&status), "{method} {path}: {status}");
    }
    assert!(walked >= 120, "only {walked} routes were walked");
    assert_eq!(readable, ["/c/PLACE/overdue", "/c/PLACE/orders/new"], "beyond what anybody reads");
    assert_eq!(place.head().await, before);
    // Of what is overdue it reads what anybody may read; the supervisors of the place read of everything.
    let overdue = format!("/c/{community}/overdue");
    let page = staff.get(&overdue).await;
    assert!(page.contains("支出写得不清楚") && !page.contains("漏了我家一户") && !page.contains("重点帮扶"), "{page}");
    assert!(page.contains(&format!("/c/{community}/disclosure/{public}")) && !page.contains("/about/"), "{page}");
    let page = place.supervisor().await.get(&overdue).await;
    assert!(page.contains("支出写得不清楚") && page.contains("漏了我家一户"), "{page}");
    // What it reads at all, it reads without members: not by their address either.
    for address in [
        format!("/c/{community}/disclosure/{within}"),
        format!("/c/{community}/within"),
        format!("/c/{community}/members"),
        format!("/s/{session}"),
        format!("/v/{vote}"),
        format!("/live/s/{session}"),
    ] {
        assert_ne!(staff.status(&address).await, 200, "{address}");
    }
    // The practice of a place is none that hangs under anything.
    assert_eq!(place.count("SELECT COUNT(*) FROM communities WHERE office <> '' AND id LIKE 'practice-%'").await, 0);
    place.verifies().await;
}

async fn the_places_are_chosen_and_ordered_before_any_limit(place: Place) {
    place.on_the_evening();
    let county = place.office("county", "云水县", "").await;
    let township = place.office("township", "云岭镇", &county).await;
    place.hang(&place.community, &township).await;
    let staff = place.serves(&county, "周示县").await;
    // Thirty places of which the last by name is the one with something overdue.
    let admin = place.administrator().await;
    for number in 10..40 {
        let fields =
            [("name", format!("丙{number}村")), ("kind", "village".to_owned()), ("zone", "Asia/Shanghai".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let to = admin.post("/do/communities", &fields).await.done();
        place.hang(to.rsplit('/').next().expect("an id"), &township).await;
    }
    let id = published(&place).await;
    ask(&place.resident().await, &place, &id, "支出写得不清楚").await.done();
    place.after_minutes(20 * 24 * 60);
    let at = format!("/o/{county}");
    let page = staff.get(&at).await;
    let section = |page: &str| {
        page.split("id=\"places\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("places").to_owned()
    };
    let first = section(&page);
    let names = |section: &str| -> Vec<String> {
        let all = section.split("<h3>").skip(1).filter_map(|part| part.split("</a>").next()?.rsplit('>').next());
        all.map(str::to_owned).collect()
    };
    assert_eq!(names(&first).len(), 20);
    assert_eq!(names(&first)[0], "云杉村", "what is most overdue stands first: {first}");
    assert!(first.contains("异议、询问未按期答复 1 件"), "{first}");
    let second = section(&staff.get(&format!("{at}?page=2")).await);
    assert_eq!(names(&second).len(), 11);
    assert_eq!(names(&section(&staff.get(&format!("{at}?only=overdue")).await)), ["云杉村"]);
    assert_eq!(names(&section(&staff.get(&format!("{at}?q=39")).await)), ["丙39村"]);
    assert!(names(&section(&staff.get(&format!("{at}?only=filings")).await)).is_empty());
    let by_name = names(&section(&staff.get(&format!("{at}?by=name")).await));
    assert!(by_name.windows(2).all(|two| two[0] <= two[1]), "{by_name:?}");
    // Another place is not beneath it.
    assert!(!page.contains("向阳里社区"));
    place.hang(demo::URBAN, &county).await;
    assert!(section(&staff.get(&format!("{at}?q=向阳")).await).contains("向阳里社区"));
    place.verifies().await;
}
