//! A slip or a link is never lost with its answer, and nobody signs out by mistake.

use super::{Phone, WECHAT, code};
use crate::common::{Place, engines};
use futures::future::join_all;

engines!(
    d19_the_same_slip_opens_again_on_its_device,
    d19_two_presses_at_once_both_open,
    d19_elsewhere_the_page_says_when_and_where,
    d19_a_link_is_spent_with_its_login,
    d19_signing_out_asks,
);

/// The answer is lost again and again: every further press on the same device signs in.
async fn d19_the_same_slip_opens_again_on_its_device(place: Place) {
    let token = place.slip("0004").await;
    let (page, press) = (format!("/slip/{token}"), format!("/do/slip/{token}"));
    let mut phone = Phone::new(&place, WECHAT);
    assert!(phone.get(&page).await.contains("李示四"));
    for _ in 0..5 {
        assert!(phone.press(&press, &[], true).await.ends_with("/room"));
        assert!(!phone.is_signed_in());
        assert!(phone.get(&page).await.contains("李示四"), "the page asks again");
    }
    assert!(phone.press(&press, &[], false).await.ends_with("/room"));
    assert!(phone.is_signed_in() && phone.get("/me").await.contains("微信"));
    // Nor does a sixth press, signed in already, shut out.
    phone.press(&press, &[], false).await;
    phone.get("/me").await;
    // A slip is spent only with its login: there are as many logins as presses that were answered.
    assert_eq!(place.count("SELECT COUNT(*) FROM codes WHERE spent_at IS NOT NULL AND kind = 'slip'").await, 1);
    // The typed code of that slip as well.
    let clerk = place.clerk().await;
    let printed = code(&place, &clerk, "0003").await;
    let form = [("number", "0003"), ("code", printed.as_str())];
    let mut typing = Phone::new(&place, "");
    typing.get("/in").await;
    assert!(typing.press("/do/in/code", &form, true).await.ends_with("/room"));
    assert!(typing.press("/do/in/code", &form, true).await.ends_with("/room"));
    assert!(Phone::new(&place, "").press("/do/in/code", &form, false).await.contains("form="));
    // After a day it is over, and so it is after signing out or a new slip.
    phone.press("/do/sign-out", &[], false).await;
    assert!(phone.press(&press, &[], false).await.contains("login-code-spent"));
    place.after_minutes(24 * 60);
    assert!(typing.press("/do/in/code", &form, false).await.contains("form="));
    place.verifies().await;
}

/// Two presses of an impatient thumb.
async fn d19_two_presses_at_once_both_open(place: Place) {
    for _ in 0..5 {
        let token = place.slip("0004").await;
        let mut phone = Phone::new(&place, WECHAT);
        phone.get(&format!("/slip/{token}")).await;
        let headers = phone.headers();
        let mut headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.push(("origin", crate::common::BASE));
        let path = format!("/do/slip/{token}");
        let nobody = place.nobody();
        let all = join_all((0..6).map(|_| nobody.post_raw(&path, &[], &headers))).await;
        for (status, answer, body) in all {
            let to = answer.get("location").expect("a place").to_str().expect("text").to_owned();
            assert!(status == 303 && to.ends_with("/room"), "{to} {body}");
            // Each answer holds a login that holds, whichever arrives last.
            let mut one = Phone::new(&place, WECHAT);
            one.keep(&answer);
            one.get("/me").await;
        }
    }
}

/// Somebody else's device is told when it was used and in what, and what leads on.
async fn d19_elsewhere_the_page_says_when_and_where(place: Place) {
    let token = place.slip("0004").await;
    let (page, press) = (format!("/slip/{token}"), format!("/do/slip/{token}"));
    let mut wechat = Phone::new(&place, WECHAT);
    let first = wechat.get(&page).await;
    assert!(first.contains("微信自己的浏览器") && first.contains("在浏览器打开"), "{first}");
    wechat.press(&press, &[], false).await;
    let mut browser =
        Phone::new(&place, "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36");
    let told = browser.get(&page).await;
    let at = server::zone::date_time(place.desk.now(), "Asia/Shanghai", rules::Language::Zh);
    assert!(told.contains(&at) && told.contains("Android · 微信"), "{told}");
    assert!(
        told.contains("生成登录码") && told.contains("请文书打印一张新纸条") && !told.contains("/do/slip/"),
        "{told}"
    );
    let to = browser.press(&press, &[], false).await;
    assert!(to.contains("login-code-spent") && !browser.is_signed_in());
    assert!(browser.at(&to).await.contains("Android · 微信"));
    assert!(!browser.get(&page).await.contains("微信自己的浏览器"));
    // Its printed code, typed by hand on another phone, says the same, and opens nothing.
    let clerk = place.clerk().await;
    let printed = code(&place, &clerk, "0003").await;
    let form = [("number", "0003"), ("code", printed.as_str())];
    let mut typing = Phone::new(&place, WECHAT);
    typing.get("/in").await;
    assert!(typing.press("/do/in/code", &form, false).await.ends_with("/room"));
    let at = server::zone::date_time(place.desk.now(), "Asia/Shanghai", rules::Language::Zh);
    place.after_minutes(60);
    let mut other = Phone::new(&place, "");
    other.get("/in").await;
    let to = other.press("/do/in/code", &form, false).await;
    assert!(to.starts_with("/in?form=") && !other.is_signed_in(), "{to}");
    let told = other.at(&to).await;
    assert!(told.contains(&at) && told.contains("Android · 微信"), "{told}");
    assert!(
        told.contains("生成登录码") && told.contains("请文书打印一张新纸条") && told.contains("href=\"/in\""),
        "{told}"
    );
    // A code that was never right tells nothing of that slip.
    let to = other.press("/do/in/code", &[("number", "0003"), ("code", "AAAA AAAA")], false).await;
    let told = other.at(&to).await;
    assert!(!told.contains("Android · 微信") && told.contains("id=\"code-refusal\""), "{told}");
    // Another own device: a code from there signs in here.
    let code = wechat.press_for_page("/do/device-code").await;
    let link = code.split("/slip/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link").to_owned();
    assert!(browser.get(&format!("/slip/{link}")).await.contains("李示四"));
    assert!(browser.press(&format!("/do/slip/{link}"), &[], false).await.ends_with("/room"));
    // Somebody else who is signed in there is named before they are signed out.
    let other = place.slip("0003").await;
    assert!(browser.get(&format!("/slip/{other}")).await.contains("现在登录的是李示四"));
}

/// The link that sets a password: its answer lost, the same form signs in; on another device it does not.
async fn d19_a_link_is_spent_with_its_login(place: Place) {
    let token = password_link(&place).await;
    let (page, press) = (format!("/link/{token}"), format!("/do/link/{token}"));
    let set = [("username", "guan"), ("password", "correct horse"), ("again", "correct horse")];
    let mut phone = Phone::new(&place, "");
    phone.get(&page).await;
    assert_eq!(phone.press(&press, &set, true).await, "/home");
    assert_eq!(phone.press(&press, &set, false).await, "/home");
    phone.get("/me").await;
    let mut other = Phone::new(&place, "");
    assert!(other.press(&press, &set, false).await.contains("form=") && !other.is_signed_in());
    let another = [("username", "guan"), ("password", "another horse"), ("again", "another horse")];
    assert!(phone.press(&press, &another, false).await.contains("form="));
}

/// No page signs out at one tap.
async fn d19_signing_out_asks(place: Place) {
    let person = place.resident().await;
    for path in ["/me".to_owned(), format!("/c/{}/room", place.community)] {
        let page = person.get(&path).await;
        assert!(!page.contains("/do/sign-out") && !page.contains("换人"), "{path}");
    }
    assert!(person.get("/me").await.contains("href=\"/me/leave\""));
    let asked = person.get("/me/leave").await;
    assert!(asked.contains("李示四，要在这台设备上退出吗？") && asked.contains("action=\"/do/sign-out\""), "{asked}");
    person.get("/me").await;
    person.post("/do/sign-out", &[]).await.done();
    assert_eq!(person.status("/me").await, 303);
}

/// A link by which the clerk of the village sets a password.
pub(super) async fn password_link(place: &Place) -> String {
    let admin = place.administrator().await;
    let clerk = place.member(&place.community, "0006").await;
    let page = admin.post(&format!("/do/c/{}/staff-link", place.community), &[("member", &clerk.id)]).await.body;
    let (_, rest) = page.split_once("/link/").expect("a link");
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}
