//! The door: nobody is shut out by strangers, a slip is never lost with its answer, and no caller takes the machine.

mod lost;

use crate::common::{Person, Place, engines};
use futures::future::join_all;
use lost::password_link;

engines!(
    d17_strangers_wait_and_nobody_else_does,
    d17_parallel_tries_do_not_pass,
    d17_a_hall_signs_in_from_one_address,
    d17_the_clerk_sees_the_wait_and_lifts_it,
    d17_a_name_that_nobody_has_waits_alike,
    d17_a_refused_sign_in_is_one_line_of_the_log,
);

const WECHAT: &str =
    "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/86 Mobile Safari/537.36 MicroMessenger/8.0.1";

/// A browser that keeps its cookies.
struct Phone {
    place: Person,
    cookies: Vec<(String, String)>,
    agent: &'static str,
}

impl Phone {
    fn new(place: &Place, agent: &'static str) -> Self {
        Self { place: place.nobody(), cookies: Vec::new(), agent }
    }

    fn headers(&self) -> Vec<(String, String)> {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        vec![("cookie".to_owned(), jar.join("; ")), ("user-agent".to_owned(), self.agent.to_owned())]
    }

    fn keep(&mut self, headers: &axum::http::HeaderMap) {
        for line in headers.get_all("set-cookie") {
            let pair = line.to_str().expect("text").split(';').next().expect("a pair").to_owned();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.retain(|(held, _)| held != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    async fn get(&mut self, path: &str) -> String {
        let headers = self.headers();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (status, answer, body) = self.place.fetch(path, &headers).await;
        assert_eq!(status, 200, "{path}: {body}");
        self.keep(&answer);
        body
    }

    /// Sends a form; `lost`: the answer never arrives.
    async fn press(&mut self, path: &str, fields: &[(&str, &str)], lost: bool) -> String {
        let headers = self.headers();
        let mut headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.push(("origin", crate::common::BASE));
        let answer = self.place.post_raw(path, fields, &headers).await;
        assert_eq!(answer.0, 303, "{path}: {}", answer.2);
        if !lost {
            self.keep(&answer.1);
        }
        answer.1.get("location").expect("a place").to_str().expect("text").to_owned()
    }

    /// The page that an answer leads to.
    async fn at(&mut self, to: &str) -> String {
        self.get(to.split('#').next().expect("a path")).await
    }

    /// A form whose answer is a page.
    async fn press_for_page(&mut self, path: &str) -> String {
        let headers = self.headers();
        let mut headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.push(("origin", crate::common::BASE));
        let (status, _, body) = self.place.post_raw(path, &[], &headers).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    fn is_signed_in(&self) -> bool {
        self.cookies.iter().any(|(name, _)| name == "yishi")
    }
}

/// A code printed for a member.
async fn code(place: &Place, clerk: &Person, number: &str) -> String {
    let member = place.member(&place.community, number).await;
    let (at, form) = (format!("/do/c/{}/slips", place.community), [("member", member.id.as_str()), ("anew", "1")]);
    let mut page = clerk.post(&at, &form).await.body;
    if !page.contains("<p class=\"code\">") {
        // That of somebody with an office is the administrator's to make.
        page = place.administrator().await.post(&at, &form).await.body;
    }
    let (_, rest) = page.split_once("<p class=\"code\">").expect("a code");
    rest.split('<').next().expect("a code").to_owned()
}

async fn wrong(phone: &mut Phone, number: &str) -> String {
    phone.press("/do/in/code", &[("number", number), ("code", "AAAABBBB")], false).await
}

/// Five wrong tries from elsewhere close the typed way for strangers: not the link, not the member's own device.
async fn d17_strangers_wait_and_nobody_else_does(place: Place) {
    let clerk = place.clerk().await;
    let mut own = Phone::new(&place, WECHAT);
    let token = place.slip("0004").await;
    own.get(&format!("/slip/{token}")).await;
    own.press(&format!("/do/slip/{token}"), &[], false).await;
    assert!(own.is_signed_in());
    let mut stranger = Phone::new(&place, "");
    for _ in 0..5 {
        assert!(wrong(&mut stranger, "0004").await.contains("form="));
    }
    let printed = code(&place, &clerk, "0004").await;
    let to = stranger.press("/do/in/code", &[("number", "0004"), ("code", &printed)], false).await;
    assert!(to.contains("login-too-many-tries") && to.contains("wait=1"), "{to}");
    let page = stranger.at(&to).await;
    assert!(page.contains("请等 1 分钟再试") && page.contains("二维码不用等"), "{page}");
    // Another stranger waits as well, wherever they are; nothing of it is kept.
    let mut other = Phone::new(&place, "");
    assert!(wrong(&mut other, "0004").await.contains("wait=1"));
    // The link always works.
    let fresh = place.slip("0004").await;
    assert!(place.nobody().post(&format!("/do/slip/{fresh}"), &[]).await.is_done());
    // So does the code, on a device that was signed in before, with a counter of its own.
    own.press("/do/sign-out", &[], false).await;
    assert!(!own.is_signed_in());
    let printed = code(&place, &clerk, "0004").await;
    assert!(wrong(&mut own, "0004").await.contains("form="));
    let to = own.press("/do/in/code", &[("number", "0004"), ("code", &printed)], false).await;
    assert_eq!(to, format!("/c/{}/room", place.community));
    // They are told at home how often, and when; until they have read it. Their own mistake is not counted.
    let room = own.at(&to).await;
    assert!(room.contains("5 次没有成功") && room.contains("最后一次"), "{room}");
    assert!(own.get("/me").await.contains("5 次没有成功"));
    own.press("/do/refused-read", &[("back", &to)], false).await;
    assert!(!own.at(&to).await.contains("没有成功"));
    // The wait grows, and ends.
    place.after_minutes(1);
    assert!(wrong(&mut stranger, "0004").await.contains("form="));
    assert!(wrong(&mut stranger, "0004").await.contains("wait=2"));
    place.after_minutes(2);
    let printed = code(&place, &clerk, "0004").await;
    let to = stranger.press("/do/in/code", &[("number", "0004"), ("code", &printed)], false).await;
    assert!(to.ends_with("/room"), "{to}");
    // It came out right: all is forgotten.
    assert!(wrong(&mut other, "0004").await.contains("form="));
    place.verifies().await;
}

/// Two hundred at once: five are looked at, codes and passwords alike.
async fn d17_parallel_tries_do_not_pass(place: Place) {
    let link = password_link(&place).await;
    let set = [("username", "guan"), ("password", "correct horse"), ("again", "correct horse")];
    place.nobody().post(&format!("/do/link/{link}"), &set).await.done();
    for (path, field) in [("/do/in/code", "number"), ("/do/in/password", "username")] {
        let name = if field == "number" { "0004" } else { "guan" };
        let nobody = place.nobody();
        let form = [(field, name), ("code", "AAAABBBB"), ("password", "wrong horse")];
        // Forty at once, five times: a slow machine refuses more at a time for want of a connection, which is no answer to a try.
        let mut answers = Vec::new();
        for _ in 0..5 {
            answers.extend(join_all((0..40).map(|_| nobody.post(path, &form))).await);
        }
        let looked = answers.iter().filter(|one| !one.location.contains("wait=")).count();
        assert_eq!(looked, 5, "{path}");
        assert!(answers.iter().all(|one| one.location.contains("form=")));
    }
    // The right password waits as well, until it is time.
    let right = [("username", "guan"), ("password", "correct horse")];
    assert!(place.nobody().post("/do/in/password", &right).await.location.contains("wait="));
    place.after_minutes(1);
    place.nobody().post("/do/in/password", &right).await.done();
}

/// One hall, one address, one minute: fifty sign in, half of them by typing, while others mistype.
async fn d17_a_hall_signs_in_from_one_address(place: Place) {
    let clerk = place.clerk().await;
    let numbers: Vec<String> = place.seated().await.into_iter().map(|(_, number)| number).take(50).collect();
    assert_eq!(numbers.len(), 50);
    for number in &numbers {
        let mut phone = Phone::new(&place, WECHAT);
        wrong(&mut phone, number).await;
    }
    let mut slips = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        slips.push((
            number,
            if at % 2 == 0 { Err(code(&place, &clerk, number).await) } else { Ok(place.slip(number).await) },
        ));
    }
    let began = std::time::Instant::now();
    let all = join_all(slips.iter().map(|(number, slip)| {
        let nobody = place.nobody();
        async move {
            match slip {
                Ok(token) => nobody.post(&format!("/do/slip/{token}"), &[]).await,
                Err(code) => nobody.post("/do/in/code", &[("number", number.as_str()), ("code", code)]).await,
            }
        }
    }))
    .await;
    let inside = all.iter().filter(|one| one.is_done() && one.cookie.is_some()).count();
    assert_eq!(inside, 50);
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

/// The member's page says until when, and the clerk ends it; the journal keeps that.
async fn d17_the_clerk_sees_the_wait_and_lifts_it(place: Place) {
    let clerk = place.clerk().await;
    let member = place.member(&place.community, "0004").await;
    let page = format!("/c/{}/members/{}", place.community, member.id);
    assert!(!clerk.get(&page).await.contains("lift-wait"));
    let mut stranger = Phone::new(&place, "");
    for _ in 0..6 {
        wrong(&mut stranger, "0004").await;
    }
    let shown = clerk.get(&page).await;
    assert!(shown.contains("要等到") && shown.contains("5 次登录没有成功"), "{shown}");
    let lift = format!("/do/c/{}/lift-wait", place.community);
    // Not everybody may.
    let resident = place.sign_in("0003").await;
    assert!(!resident.post(&lift, &[("member", &member.id)]).await.is_done());
    let before = place.head().await.0;
    clerk.post(&lift, &[("member", &member.id)]).await.done();
    assert_eq!(place.head().await.0, before + 1);
    assert!(!clerk.get(&page).await.contains("lift-wait"));
    let printed = code(&place, &clerk, "0004").await;
    let to = stranger.press("/do/in/code", &[("number", "0004"), ("code", &printed)], false).await;
    assert!(to.ends_with("/room"), "{to}");
    place.verifies().await;
}

/// Nobody learns by waiting who exists, and a number that nobody has keeps nothing but one of a bounded set of counters.
async fn d17_a_name_that_nobody_has_waits_alike(place: Place) {
    let mut stranger = Phone::new(&place, "");
    for _ in 0..5 {
        assert!(!wrong(&mut stranger, "no-such-number").await.contains("wait="));
    }
    assert!(wrong(&mut stranger, "no-such-number").await.contains("wait=1"));
    let form = [("username", "nobody-at-all"), ("password", "wrong horse")];
    for _ in 0..5 {
        assert!(!stranger.press("/do/in/password", &form, false).await.contains("wait="));
    }
    assert!(stranger.press("/do/in/password", &form, false).await.contains("wait=1"));
    let counted = place.count("SELECT COUNT(*) FROM tries").await;
    assert_eq!(counted, 2);
    // After a restart, and on another node, they still wait.
    let node = place.second_node(&place.address()).await;
    assert!(wrong(&mut Phone::new(&node, ""), "no-such-number").await.contains("wait=1"));
}

/// One stable line with address and kind, whoever tried and whatever was typed stands nowhere; the README's pattern finds it.
async fn d17_a_refused_sign_in_is_one_line_of_the_log(place: Place) {
    use std::{
        io::Write,
        sync::{LazyLock, Mutex},
    };
    static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    struct Lines;
    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            LINES.lock().expect("lines").write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    // One listener for the whole process, told apart by threads: what is heard by one thread alone, others may silence.
    static HEARING: LazyLock<bool> = LazyLock::new(|| {
        let lines = tracing_subscriber::fmt().with_ansi(false).with_thread_ids(true).with_env_filter("server=warn");
        lines.with_writer(|| Lines).try_init().is_ok()
    });
    let _alone = crate::common::LOG.lock().await;
    assert!(*HEARING, "somebody else listens");
    tracing::callsite::rebuild_interest_cache();
    let mut stranger = Phone::new(&place, "");
    for _ in 0..6 {
        wrong(&mut stranger, "0004").await;
    }
    let secret = [("username", "some-name"), ("password", "wrong horse")];
    stranger.press("/do/in/password", &secret, false).await;
    stranger.press("/do/slip/0123456789abcdef0123456789abcdef", &[], false).await;
    // As the lines write it: two digits at least.
    let own = format!("{:0>2?}", std::thread::current().id());
    let said = String::from_utf8(LINES.lock().expect("lines").clone()).expect("text");
    let said: String = said.lines().filter(|line| line.contains(&own)).map(|line| format!("{line}\n")).collect();
    for (kind, times) in [("code", 6), ("password", 1), ("slip", 1)] {
        assert_eq!(said.matches(&format!("sign-in refused ip=127.0.0.1 kind={kind}\n")).count(), times, "{said}");
    }
    for typed in ["0004", "AAAABBBB", "some-name", "wrong horse", "0123456789abcdef"] {
        assert!(!said.contains(typed), "{typed} in {said}");
    }
}
