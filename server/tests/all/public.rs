//! What the public reads and what strangers may send.

use crate::common::{BASE, Place, engines};

/// The demonstration's people all have a family name followed by 示.
pub fn names_somebody(page: &str) -> bool {
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨".chars().any(|family| page.contains(&format!("{family}示")))
}

engines!(
    nothing_typed_closes_its_field,
    a_chosen_look_is_kept_on_public_pages,
    public_pages_are_plain_and_cached,
    a_notice_names_the_basis_of_the_ways_that_it_opens,
    forms_from_elsewhere_are_refused,
    a_roll_is_imported_whole_or_not_at_all
);

/// A meeting that is held in the room alone says nothing of taking part online, whatever its body has resolved.
async fn a_notice_names_the_basis_of_the_ways_that_it_opens(place: Place) {
    place.give_basis().await;
    let chair = place.chair().await;
    let presiding = place.named("0002").await;
    for (held, named) in [("both", true), ("online", true), ("onsite", false)] {
        let fields = [
            ("body", place.body.as_str()),
            ("title", "村民代表会议"),
            ("place", "村委会会议室"),
            ("held", held),
            ("starts_at", "2026-03-16T19:30"),
            ("chair", &presiding),
            ("deputy", ""),
        ];
        let to = chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await.done();
        let session = to.split('/').nth(2).expect("a session").to_owned();
        place.add_item(&chair, &session, "议题", "public_affairs").await;
        chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
        let page = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
        assert_eq!(page.contains("线上参会依据"), named, "{held}: {page}");
    }
}

/// No script, no cookie, an ETag that answers 304; another language has another ETag; nobody is named.
async fn public_pages_are_plain_and_cached(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let nobody = place.nobody();
    let board = format!("/c/{}", place.community);
    let pages = [
        "/".to_owned(),
        board.clone(),
        format!("{board}/check"),
        format!("{board}/notice/{session}"),
        format!("{board}/journal.jsonl"),
    ];
    for path in pages {
        let (status, headers, body) = nobody.fetch(&path, &[]).await;
        assert_eq!(status, 200, "{path}");
        assert!(!body.contains("<script") && !body.contains(".wasm") && !names_somebody(&body), "{path}: {body}");
        assert!(!headers.contains_key("set-cookie"), "{path}");
        let tag = headers["etag"].to_str().expect("text").to_owned();
        assert_eq!(nobody.fetch(&path, &[("if-none-match", &tag)]).await.0, 304, "{path}");
        if !path.ends_with("jsonl") {
            let policy = headers["content-security-policy"].to_str().expect("text");
            assert!(policy.contains("script-src 'none'"), "{policy}");
            let english = nobody.fetch(&format!("{path}?lang=en&elder=0"), &[]).await;
            assert_ne!(english.1["etag"].to_str().expect("text"), tag, "{path}");
            assert!(english.2.contains("lang=\"en\""));
        }
    }
    assert_eq!(nobody.status(&format!("{board}/notice/unknown")).await, 404);
}

/// `Sec-Fetch-Site` decides when present, else `Origin` must be ours, else the form is refused.
/// What somebody typed stands in a field of several lines as they typed it: it neither closes the field nor changes.
async fn nothing_typed_closes_its_field(place: Place) {
    place.on_the_evening();
    let clerk = place.clerk().await;
    let body = "甲</textarea><form method=post action=/do/x><button>点这里</button></form> &lt; 乙";
    let fields =
        [("title", "通知"), ("category", "affairs"), ("body", body), ("basis", "依据"), ("responsible", "村民委员会")];
    let to = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &fields).await.done();
    let page = clerk.get(&to).await;
    assert!(
        page.contains("甲&lt;/textarea>&lt;form method=post action=/do/x>") && page.contains("&amp;lt; 乙"),
        "{page}"
    );
    assert!(!page.contains("<form method=post"), "{page}");
}

/// Large type and language, once chosen, are kept on the way from one's own pages to public ones and back; the choice made on
/// a public page is kept by whoever made one before, and whoever made none is given no cookie.
async fn a_chosen_look_is_kept_on_public_pages(place: Place) {
    let nobody = place.nobody();
    let board = format!("/c/{}", place.community);
    let elder = "yishi_look=zh-CN.1";
    let header = |headers: &axum::http::HeaderMap, name: &str| {
        headers.get(name).map_or_else(String::new, |value| value.to_str().expect("text").to_owned())
    };
    let (status, headers, _) = nobody.fetch(&format!("{board}?category=finance"), &[("cookie", elder)]).await;
    let large = format!("{board}?lang=zh-CN&elder=1&category=finance");
    assert_eq!((status, header(&headers, "location")), (303, large.clone()));
    assert_eq!(header(&headers, "cache-control"), "no-store");
    let (status, headers, page) = nobody.fetch(&large, &[("cookie", elder)]).await;
    assert!(status == 200 && page.contains("class=\"elder\"") && header(&headers, "set-cookie").is_empty(), "{page}");
    // Off again, on the public page itself.
    let (status, headers, _) = nobody.fetch(&format!("{board}?lang=en&elder=0"), &[("cookie", elder)]).await;
    assert!(status == 200 && header(&headers, "set-cookie").is_empty(), "somebody else's link leaves one's own look");
    let off = format!("{board}?lang=zh-CN&elder=0&keep=1");
    assert!(page.contains(&off.replace('&', "&amp;")), "{page}");
    let (status, headers, _) = nobody.fetch(&off, &[("cookie", elder)]).await;
    assert!(status == 200 && header(&headers, "set-cookie").starts_with("yishi_look=zh-CN.0;"), "{headers:?}");
    let (status, ..) = nobody.fetch(&board, &[("cookie", "yishi_look=zh-CN.0")]).await;
    assert_eq!(status, 200);
    let (_, headers, page) = nobody.fetch(&format!("{board}?lang=en&elder=1"), &[]).await;
    assert!(header(&headers, "set-cookie").is_empty() && page.contains(&format!("{board}/room?lang=en&amp;elder=1")));
    let (_, headers, _) = nobody.fetch(&format!("{board}/room?lang=en&elder=1"), &[]).await;
    let to = header(&headers, "location");
    assert!(to.starts_with("/in?lang=en&elder=1&next=%2Fc%2F"), "{to}");
    let (_, headers, _) = nobody.fetch(&to, &[]).await;
    assert!(header(&headers, "set-cookie").starts_with("yishi_look=en.1;"), "{headers:?}");
    // Who is signed in already is led in.
    let member = place.representative().await;
    let name = place.member(&place.community, "0014").await.name;
    assert!(member.get("/in").await.contains(&format!("您已登录为{name}")));
}

async fn forms_from_elsewhere_are_refused(place: Place) {
    let chair = place.chair().await;
    let path = format!("/do/c/{}/sessions", place.community);
    for headers in [
        vec![],
        vec![("origin", "https://evil.example")],
        vec![("origin", BASE), ("sec-fetch-site", "cross-site")],
        vec![("origin", BASE), ("sec-fetch-site", "same-site")],
        vec![("origin", "null")],
    ] {
        let answer = chair.post_from(&path, &[], &headers).await;
        assert_eq!(answer.status, 403, "{headers:?}");
        assert!(answer.body.contains("请求不是从本站页面发出的"), "{}", answer.body);
    }
    assert_eq!(chair.post_from(&path, &[], &[("sec-fetch-site", "same-origin")]).await.status, 303);
}

/// GB18030 as Excel saves it: preview, then all or nothing; the same file again changes nothing.
async fn a_roll_is_imported_whole_or_not_at_all(place: Place) {
    let clerk = place.clerk().await;
    let upload = format!("/do/c/{}/import", place.community);
    let total = place.seated().await.len();
    let file = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let good = "编号,姓名,户号,小组,电话,身份证号,机构\n9001,测示一,H9001,第三组,000,110101199003071234,村民代表会议\n";
    let to = clerk.upload(&upload, &file(good)).await.done();
    let preview = clerk.get(&to).await;
    assert!(preview.contains("新增 1 人") && preview.contains("没有读取：身份证号"), "{preview}");
    assert!(!preview.contains("110101"));
    let apply = format!("/do{to}");
    clerk.post(&apply, &[("of_age", "1")]).await.done();
    assert_eq!(place.seated().await.len(), total + 1);
    let again = clerk.upload(&upload, &file(good)).await.done();
    assert!(clerk.get(&again).await.contains("新增 0 人，变更 0 人，不变 1 人"));

    // Without a number a line matches by name and household when that is unique.
    let matched = clerk.upload(&upload, "姓名,户号,电话\n测示一,H9001,111\n".as_bytes()).await.done();
    assert!(clerk.get(&matched).await.contains("变更 1 人"));
    // A refused line is named, and nothing of the file is taken in.
    let bad =
        "编号,姓名,户号,职务\n9002,测示二,H8001,主持人\n9003,,H8001,\n9004,测示四,H8001,县长\n9002,测示五,H8001,\n";
    let to = clerk.upload(&upload, bad.as_bytes()).await.done();
    let preview = clerk.get(&to).await;
    for why in ["没有姓名", "出现了两次"] {
        assert!(preview.contains(why), "{why}: {preview}");
    }
    // A clerk gives no roles: what stands in that column is no obstacle.
    assert!(!preview.contains("不认识的职务"), "{preview}");
    clerk.post(&format!("/do{to}"), &[]).await.refused("file-refused-lines").await;
    // The roll changed after the preview: look again.
    let to = clerk.upload(&upload, "编号,姓名,户号\n9005,测示六,H8001\n".as_bytes()).await.done();
    place
        .administrator()
        .await
        .post(
            &format!("/do/c/{}/staff", place.community),
            &[("number", "9005"), ("name", "别人"), ("outside", "1"), ("role", "teller")],
        )
        .await
        .done();
    clerk.post(&format!("/do{to}"), &[]).await.refused("file-roll-changed").await;
    // Broken files get their sentence.
    clerk.upload(&upload, &[0xff, 0xfe, 0x00]).await.refused("file-encoding").await;
    clerk.upload(&upload, b"a,b\n").await.refused("file-no-header").await;
    clerk.upload(&upload, &vec![b'x'; 21 * 1024 * 1024]).await.refused("file-too-large").await;
    // A file of one line speaks of nobody else: nobody is offered, and whoever is not offered does not leave
    // (`roll::a3_a_file_of_one_line_speaks_of_nobody_else` has a file that covers a group).
    let to = clerk.upload(&upload, good.as_bytes()).await.done();
    assert!(!clerk.get(&to).await.contains("name=\"leave\""));
    let member = place.member(&place.community, "0021").await.id;
    clerk.post(&format!("/do{to}"), &[("leave", &member)]).await.done();
    assert!(clerk.get(&format!("/c/{}/members/{member}", place.community)).await.contains("在册"));
    place.verifies().await;
}
