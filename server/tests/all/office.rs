//! Offices above communities: the tree, who serves in it and what they read, what is put on file with them, what they order.

mod files;
mod orders;
mod walk;

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{findings, tamper},
};
use server::demo;

engines!(the_tree_is_checked_and_held, staff_come_and_go, nobody_but_the_administrator_keeps_offices);

/// An office, and somebody of it who is signed in.
pub struct Office {
    pub id: String,
    pub staff: Person,
}

impl Place {
    /// An office of a level under another one, or at the top.
    pub async fn office(&self, level: &str, name: &str, above: &str) -> String {
        let admin = self.administrator().await;
        let to = admin.post("/do/offices", &[("name", name), ("level", level), ("above", above)]).await.done();
        to.rsplit('/').next().expect("an id").to_owned()
    }

    /// Hangs a community under an office, or under none.
    pub async fn hang(&self, community: &str, office: &str) {
        let admin = self.administrator().await;
        // Whoever runs the platform is a member of the village alone.
        admin.post(&format!("/do/c/{community}/office"), &[("above", office)]).await.done();
    }

    /// Somebody joins an office, chooses a password by the link that is shown once, and is signed in.
    pub async fn serves(&self, office: &str, name: &str) -> Person {
        let admin = self.administrator().await;
        admin.post(&format!("/do/offices/{office}/staff"), &[("name", name)]).await.done();
        let page = admin.get(&format!("/admin/office/{office}")).await;
        let line = page.split(&format!("<strong>{name}</strong>")).nth(1).expect("a line");
        let staff =
            line.split("name=\"staff\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
        let shown = admin.post(&format!("/do/offices/{office}/staff-link"), &[("staff", staff)]).await.body;
        let link = shown.split("/link/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
        let fields = [("username", name), ("password", "a-long-password-1"), ("again", "a-long-password-1")];
        let answer = self.nobody().post(&format!("/do/link/{link}"), &fields).await;
        self.with_cookie(answer.cookie.expect("a cookie"))
    }

    /// A township over the village, with somebody of it.
    pub async fn township(&self) -> Office {
        let id = self.office("township", "云岭镇", "").await;
        self.hang(&self.community, &id).await;
        let staff = self.serves(&id, "宋示镇").await;
        Office { id, staff }
    }
}

/// Levels stand in order, no circle comes about, and every chain beneath holds what stands above it.
async fn the_tree_is_checked_and_held(place: Place) {
    let admin = place.administrator().await;
    let new = async |name: &str, level: &str, above: &str| {
        admin.post("/do/offices", &[("name", name), ("level", level), ("above", above)]).await
    };
    new("", "township", "").await.refused("text-empty").await;
    new("云岭镇", "province", "").await.refused("text-not-offered").await;
    let township = place.office("township", "云岭镇", "").await;
    new("云岭镇", "township", "").await.refused("text-name-taken").await;
    new("另一镇", "township", &township).await.refused("office-order").await;
    new("另一镇", "township", "nowhere").await.refused("text-not-offered").await;
    let city = place.office("city", "云州市", "").await;
    let county = place.office("county", "云水县", &city).await;
    // The same name under another office is another office.
    let namesake = place.office("township", "云岭镇", &county).await;
    let admin_page = |id: &str| format!("/admin/office/{id}");
    let moved = async |id: &str, above: &str| admin.post(&format!("/do/offices/{id}/move"), &[("above", above)]).await;
    moved(&county, &township).await.refused("office-order").await;
    moved(&county, &county).await.refused("office-order").await;
    moved(&township, &county).await.refused("text-name-taken").await;
    moved(&city, &city).await.refused("office-order").await;
    admin.post(&format!("/do/offices/{namesake}/rename"), &[("name", "云谷乡")]).await.done();
    moved(&township, &county).await.done();
    moved(&township, &county).await.refused("act-nothing-changes").await;

    // A community hangs under one; its chain says so, and its page leads to the tree.
    place.hang(&place.community, &township).await;
    let journal = format!("/c/{}/journal.jsonl", place.community);
    let lines = async || place.public(&journal).await;
    assert!(lines().await.contains("community.placed"));
    admin
        .post(&format!("/do/c/{}/office", place.community), &[("above", &township)])
        .await
        .refused("act-nothing-changes")
        .await;
    let board = place.public(&format!("/c/{}", place.community)).await;
    assert!(board.contains(&format!("href=\"/o/{township}\"")) && board.contains("上级：云岭镇"), "{board}");
    let tree = place.public("/offices").await;
    for name in ["云州市", "云水县", "云岭镇", "云谷乡", "云杉村"] {
        assert!(tree.contains(name), "{name}: {tree}");
    }
    let office = place.public(&format!("/o/{county}")).await;
    assert!(office.contains("云岭镇") && office.contains("云杉村") && !office.contains("超期"), "{office}");

    // What is done above is told beneath, and to nobody else.
    let before = lines().await.lines().count();
    admin.post(&format!("/do/offices/{county}/rename"), &[("name", "云水区")]).await.done();
    let after = lines().await;
    assert_eq!(after.lines().count(), before + 1);
    assert!(after.contains("office.changed"));
    let elsewhere = place.public(&format!("/c/{}/journal.jsonl", demo::URBAN)).await;
    assert!(!elsewhere.contains("office."), "{elsewhere}");
    // A form over what has changed since is not taken.
    let shown = admin.shown(&format!("/do/offices/{township}/rename")).await;
    admin.post(&format!("/do/offices/{township}/rename"), &[("name", "云岭街道")]).await.done();
    let stale: Vec<_> = shown.iter().map(|(name, value)| (*name, value.as_str())).chain([("name", "别的")]).collect();
    admin.post(&format!("/do/offices/{township}/rename"), &stale).await.refused("form-changed-meanwhile").await;

    // Retired, it takes nothing in; what hangs there stays, and it can be taken up again.
    admin.post(&format!("/do/offices/{namesake}/retire"), &[]).await.done();
    let under = format!("/do/c/{}/office", demo::VILLAGE);
    admin.post(&under, &[("above", &namesake)]).await.refused("office-retired").await;
    assert!(admin.get(&admin_page(&namesake)).await.contains("起停用"));
    admin.post(&format!("/do/offices/{namesake}/staff"), &[("name", "某人")]).await.refused("office-retired").await;
    admin.post(&format!("/do/offices/{namesake}/retire"), &[]).await.done();
    assert!(!admin.get(&admin_page(&namesake)).await.contains("起停用"));
    place.serves(&county, "周示县").await;
    place.verifies().await;

    // Whoever changes it beside the acts is found, at whatever height.
    for (sql, back, part) in [
        (
            format!("UPDATE offices SET name = '假' WHERE id = '{city}'"),
            format!("UPDATE offices SET name = '云州市' WHERE id = '{city}'"),
            "offices above",
        ),
        (
            format!("UPDATE offices SET parent = '{city}' WHERE id = '{township}'"),
            format!("UPDATE offices SET parent = '{county}' WHERE id = '{township}'"),
            "offices above",
        ),
        (
            format!("UPDATE communities SET office = '{namesake}' WHERE id = '{}'", place.community),
            format!("UPDATE communities SET office = '{township}' WHERE id = '{}'", place.community),
            "what it hangs under",
        ),
        (
            "UPDATE office_staff SET name = '别人' WHERE name = '周示县'".to_owned(),
            "UPDATE office_staff SET name = '周示县' WHERE name = '别人'".to_owned(),
            "staff of offices above",
        ),
    ] {
        assert_eq!(tamper(&place, &sql).await, 1, "{sql}");
        assert!(findings(&place).await.contains(part), "{sql}");
        assert_eq!(tamper(&place, &back).await, 1, "{back}");
    }
    place.verifies().await;
    // Under none again, its board leads nowhere above.
    place.hang(&place.community, "").await;
    assert!(!place.public(&format!("/c/{}", place.community)).await.contains("上级："));
    place.verifies().await;
}

/// Staff of an office sign in by a link, find their office, and are out when they are dismissed.
async fn staff_come_and_go(place: Place) {
    let Office { id, staff } = place.township().await;
    let at = format!("/o/{id}");
    let (_, headers, _) = staff.fetch("/home", &[("cookie", staff.cookie())]).await;
    assert_eq!(headers["location"], at);
    let room = format!("/c/{}/room", place.community);
    let (_, headers, _) = staff.fetch(&room, &[("cookie", staff.cookie())]).await;
    assert_eq!(headers["location"], at, "the home of a place leads to the office's page");
    let page = staff.get(&at).await;
    assert!(page.contains("宋示镇") && page.contains("备案待收悉") && page.contains("云杉村"), "{page}");
    // Others read the public part of the same page.
    let chair = place.chair().await;
    for other in [chair.get(&at).await, place.public(&at).await] {
        assert!(other.contains("云杉村") && !other.contains("备案待收悉"), "{other}");
    }
    let admin = place.administrator().await;
    admin.post(&format!("/do/offices/{id}/staff"), &[("name", "宋示镇")]).await.refused("text-name-taken").await;
    let kept = Page::of(&admin.get(&format!("/admin/office/{id}")).await).value("staff").expect("somebody");
    // Of another office nobody is dismissed or let in by this one's address.
    let other = place.office("county", "云水县", "").await;
    let elsewhere = admin.post(&format!("/do/offices/{other}/dismiss"), &[("staff", &kept)]).await;
    assert_eq!(elsewhere.status, 404);
    assert_eq!(admin.post(&format!("/do/offices/{other}/staff-link"), &[("staff", &kept)]).await.status, 404);

    // A retired office reads nothing.
    admin.post(&format!("/do/offices/{id}/retire"), &[]).await.done();
    assert!(!staff.get(&at).await.contains("备案待收悉"));
    assert_eq!(staff.status(&format!("/c/{}/overdue", place.community)).await, 404);
    admin.post(&format!("/do/offices/{id}/retire"), &[]).await.done();
    assert_eq!(staff.status(&format!("/c/{}/overdue", place.community)).await, 200);

    // Dismissed, they are signed out, and neither password nor link leads back.
    let unused = admin.post(&format!("/do/offices/{id}/staff-link"), &[("staff", &kept)]).await.body;
    let link = unused.split("/link/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link").to_owned();
    admin.post(&format!("/do/offices/{id}/dismiss"), &[("staff", &kept)]).await.done();
    assert_ne!(staff.status("/home").await, 200);
    assert!(!staff.get(&at).await.contains("备案待收悉"));
    let fields = [("username", "宋示镇"), ("password", "a-long-password-1")];
    assert!(place.nobody().post("/do/in/password", &fields).await.cookie.is_none());
    let fields = [("username", "宋示镇"), ("password", "a-long-password-1"), ("again", "a-long-password-1")];
    assert!(place.nobody().post(&format!("/do/link/{link}"), &fields).await.cookie.is_none());
    place.verifies().await;
}

/// Whoever does not run the platform finds nothing there.
async fn nobody_but_the_administrator_keeps_offices(place: Place) {
    let Office { id, staff } = place.township().await;
    let (chair, foreigner) = (place.chair().await, place.foreigner().await);
    let before = place.head().await;
    for person in [&staff, &chair, &foreigner] {
        for page in ["/admin/offices".to_owned(), format!("/admin/office/{id}")] {
            assert_eq!(person.status(&page).await, 404, "{page}");
        }
        for act in ["", "/x/rename", "/x/move", "/x/retire", "/x/staff", "/x/dismiss", "/x/staff-link"] {
            let act = format!("/do/offices{}", act.replace('x', &id));
            let fields = [("name", "x"), ("level", "city"), ("staff", "x")];
            assert_eq!(person.post(&act, &fields).await.status, 404, "{act}");
        }
    }
    let hung = chair.post(&format!("/do/c/{}/office", place.community), &[("above", ""), ("base", "x")]).await;
    assert!(!hung.is_done(), "{}", hung.location);
    assert_eq!(place.head().await, before);
    place.verifies().await;
}
