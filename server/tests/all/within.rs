//! What is for members alone: on no board, in no search, in no file, for nobody else (relief, and what comes to be for members).

use crate::{
    board::{GOOD, about, ask, posted, publish, with},
    common::{Place, engines, png},
};

engines!(relief_stays_within_the_community, what_comes_to_be_for_members_takes_its_earlier_revisions_along,);

/// Relief is for members of the community: not on the board, not in the search, not in a file, not for a foreigner; and
/// its title is not in the public chain.
async fn relief_stays_within_the_community(place: Place) {
    place.on_the_evening();
    let mut fields = with("title", "重点帮扶名单公示");
    fields.push(("matter", "priority_aid"));
    let id = posted(&place, &fields).await;
    let board = format!("/c/{}", place.community);
    for page in [board.clone(), format!("{board}/search?q=重点帮扶"), format!("{board}/journal.jsonl")] {
        assert!(!place.public(&page).await.contains("重点帮扶名单"), "{page}");
    }
    let chair = place.chair().await;
    let photo = format!("/do{}/photo", about(&place, &id));
    chair.upload(&photo, &png()).await.done();
    let sheet = format!("{board}/disclosure/{id}");
    let member = place.representative().await;
    let page = member.get(&sheet).await;
    let photo = page.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a photo").to_owned();
    let foreigner = place.foreigner().await;
    for address in [sheet.clone(), format!("{sheet}.json"), format!("{sheet}/v/1"), photo.clone()] {
        assert_eq!(place.nobody().status(&address).await, 404, "{address}");
        assert_eq!(foreigner.status(&address).await, 404, "{address}");
        let (status, headers, _) = member.fetch(&address, &[("cookie", member.cookie())]).await;
        let kept = headers["cache-control"].to_str().expect("text").to_owned();
        assert_eq!((status, kept.as_str()), (200, "no-store"), "{address}");
    }
    // Asked for again after a member had it, it is still not there for the public.
    assert_eq!(place.nobody().status(&sheet).await, 404);
    assert!(!place.public(&board).await.contains("priority_aid"), "the board offers nothing to choose it by");

    // The sheet is whole: text, basis, whom to ask, days, photo, place in the chain; and the member is led to it from home.
    for part in ["重点帮扶名单公示", "只向本村", "结余 3,700 元", "第三十五条", "公示期", "提出异议或询问", "核验"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let line = format!("href=\"{sheet}\"");
    for list in [format!("{board}/room"), format!("{board}/within")] {
        let page = member.get(&list).await;
        assert!(page.contains(&line) && page.contains("公示到 2026年3月31日（周二）"), "{page}");
        assert_ne!(place.nobody().status(&list).await, 200);
        assert_ne!(foreigner.status(&list).await, 200);
    }
    assert!(member.get(&about(&place, &id)).await.contains(&line));
    // An objection to it is for those who may read it, also as a number.
    let figures = place.public(&format!("{board}/figures")).await;
    ask(&member, &place, &id, "漏了一户").await.done();
    place.after_minutes(20 * 24 * 60);
    assert_eq!(place.public(&format!("{board}/figures")).await, figures);
    assert!(!place.public(&board).await.contains("没有答复"));
    assert!(member.get(&sheet).await.contains("漏了一户"));
    // Whoever runs the platform without being a member looks in at the community's home, and is shown nothing of it.
    let outsider = place.foreigner().await;
    let person = place.member("xiangyang", "0002").await.person;
    let mut conn = place.db.begin().await.expect("a transaction");
    server::rows::member::promote(&mut conn, &person).await.expect("an administrator");
    conn.commit().await.expect("committed");
    place.desk.tell_of_administrators().await.expect("told");
    assert!(!outsider.get(&format!("{board}/room")).await.contains("重点帮扶名单"));
    assert_eq!(outsider.status(&sheet).await, 404);
    // Who is not signed in is told no more than that, and signs in on the way to it.
    let (_, _, nothing) = place.nobody().fetch(&sheet, &[]).await;
    assert!(nothing.contains(&format!("/in?next={}", sheet.replace('/', "%2F"))), "{nothing}");
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1", folder.path()).await.expect("exported");
    let taken = walked(folder.path());
    assert!(taken.iter().any(|path| path.contains("journal.jsonl")), "{taken:?}");
    let name = photo.rsplit('/').next().expect("a name");
    assert!(!taken.iter().any(|path| path.contains(&id) || path.contains(name)), "{taken:?}");
    place.verifies().await;

    // Withdrawn, it stays for its members with the reason; the chain keeps the reason's hash.
    chair.post(&format!("/do{}/withdraw", about(&place, &id)), &[("reason", "五组一户有误")]).await.done();
    assert!(member.get(&sheet).await.contains("五组一户有误"));
    assert!(!place.public(&format!("{board}/journal.jsonl")).await.contains("五组一户有误"));
    place.verifies().await;

    // Home shows the newest, and how many there are.
    for _ in 0..5 {
        posted(&place, &fields).await;
    }
    let home = member.get(&format!("{board}/room")).await;
    assert!(!home.contains(&line) && home.contains("全部 6 件"), "{home}");
    assert!(member.get(&format!("{board}/within")).await.contains(&line));
}

/// The paths of all files in a folder.
fn walked(folder: &std::path::Path) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            paths.extend(walked(&path));
        } else {
            paths.push(path.display().to_string());
        }
    }
    paths
}

/// What was published for everybody by mistake is corrected to be for members: then no revision of it is public any more.
async fn what_comes_to_be_for_members_takes_its_earlier_revisions_along(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &GOOD).await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    assert!(place.public(&sheet).await.contains("结余 3,700 元"));
    let mut fields = GOOD.to_vec();
    fields.extend([("members", "1"), ("correction", "应只向本村公开")]);
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/c/{}/disclosures/{id}", place.community), &fields).await.done();
    publish(&place, &id).await;
    let member = place.representative().await;
    for address in [sheet.clone(), format!("{sheet}/v/1"), format!("{sheet}/v/2"), format!("{sheet}.json")] {
        assert_eq!(place.nobody().status(&address).await, 404, "{address}");
        assert_eq!(member.status(&address).await, 200, "{address}");
    }
    assert!(!place.public(&format!("/c/{}", place.community)).await.contains(&id));
    assert!(!place.public(&format!("/c/{}/search?q=财务收支", place.community)).await.contains(&id));
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1", folder.path()).await.expect("exported");
    assert!(!walked(folder.path()).iter().any(|path| path.contains(&id)));
    // It does not come out again by a further correction.
    let again = [&GOOD[..], &[("correction", "改为向社会公开")]].concat();
    let at = format!("/do/c/{}/disclosures/{id}", place.community);
    clerk.post(&at, &again).await.refused("posting-stays-within").await;
    let form = clerk.get(&format!("/c/{}/disclosures/{id}", place.community)).await;
    assert!(form.contains("type=\"hidden\" name=\"members\" value=\"1\""), "{form}");
    place.verifies().await;
}
