//! What the program says of itself: its log at the loudest, and where the links that it prints lead.

use crate::command::{Server, folder, run, text};
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Stdio,
    time::Duration,
};

const TOKEN: &str = "geheim0123456789geheim0123456789";

/// One request over a line of HTTP/2, by hand: fields that no table shortens, so that a library could show them.
fn ask_http_2(base: &str, path: &str) {
    let literal = |head: &[u8], value: &str| {
        let length = u8::try_from(value.len()).expect("short");
        [head, &[length], value.as_bytes()].concat()
    };
    // GET, http, then path, authority and a cookie as they stand.
    let fields = [
        vec![0x82, 0x86],
        literal(&[0x04], path),
        literal(&[0x01], "x"),
        literal(&[0x0f, 0x11], &format!("yishi={TOKEN}")),
    ];
    let fields = fields.concat();
    let frame = |kind: u8, flags: u8, stream: u8, body: &[u8]| {
        let length = u8::try_from(body.len()).expect("short");
        [&[0, 0, length, kind, flags, 0, 0, 0, stream], body].concat()
    };
    let all = [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), frame(4, 0, 0, &[]), frame(1, 5, 1, &fields)].concat();
    let mut line = TcpStream::connect(base.trim_start_matches("http://")).expect("connected");
    line.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
    line.write_all(&all).expect("sent");
    // Answered: a frame of fields on the stream.
    loop {
        let mut head = [0; 9];
        line.read_exact(&mut head).expect("an answer");
        let mut body = vec![0; usize::from(head[2]) | usize::from(head[1]) << 8];
        line.read_exact(&mut body).expect("a frame");
        if head[3] == 1 {
            return;
        }
    }
}

/// The token of a slip or of a link, the room's code, a cookie and what is typed stand in no line of the log, however the address is
/// written and however loud the log is: of an address it shows the pattern that it was matched to.
#[test]
fn d17_no_line_of_the_loudest_log_shows_a_secret() {
    let folder = folder();
    let log = fs::File::create(folder.join("log")).expect("a file");
    let server = Server::start_heard(&folder, &[], Stdio::from(log), "trace");
    let link = server.printed.iter().find_map(|line| line.split("/link/").nth(1)).expect("a link").to_owned();
    let village = server.village();
    assert_eq!(server.make_body(&village, "Group 1").0, 303);
    let paths = [
        format!("/slip/{TOKEN}"),
        format!("/slip%2f{TOKEN}"),
        format!("/\\slip\\{TOKEN}"),
        format!("/slip;/{TOKEN}"),
        format!("//slip//{TOKEN}"),
        format!("/%73lip/{TOKEN}"),
        format!("/link/{TOKEN}"),
        format!("/s/{TOKEN}/here/{TOKEN}"),
        format!("/in?next=/slip/{TOKEN}"),
        format!("/healthz?code={TOKEN}"),
    ];
    for path in &paths {
        let headers = format!("host: x\r\nconnection: close\r\nreferer: http://x{path}\r\ncookie: yishi={TOKEN}");
        server.send(&format!("GET {path} HTTP/1.1\r\n{headers}\r\n\r\n")).expect("an answer");
        ask_http_2(&server.base, path);
        server.post(&format!("/do{path}"), &format!("yishi={TOKEN}"), &format!("key={TOKEN}")).expect("an answer");
    }
    let typed = format!("number={TOKEN}&code={TOKEN}&username={TOKEN}&password={TOKEN}&next=/slip/{TOKEN}");
    for door in ["/do/in/code", "/do/in/password"] {
        server.post(door, &village.0, &typed).expect("an answer");
    }
    drop(server);
    let said = fs::read_to_string(folder.join("log")).expect("a log");
    for heard in ["path=\"/slip/{token}\"", "path=\"/s/{session}/here/{code}\"", "TRACE", "h2", "sign-in refused"] {
        assert!(said.contains(heard), "the log was heard: {heard}");
    }
    let cookie = village.0.trim_start_matches("yishi=");
    for secret in [TOKEN, "0123456789geheim", link.trim(), cookie, "long+enough"] {
        let line = said.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} in {line:?}");
    }
}

/// Whoever gave no public address is told that the links open on this machine alone, beside the answer and not in it.
#[test]
fn d18_links_say_where_they_lead() {
    let folder = folder();
    assert!(run(&folder, &["migrate"]).status.success());
    let asked = |arguments: &[&str]| {
        let output = run(&folder, arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    };
    let (link, words) = asked(&["admin", "link", "--listen", "0.0.0.0:4000", "--insecure-http"]);
    assert!(link.starts_with("http://127.0.0.1:4000/link/") && link.lines().count() == 1, "{link}");
    assert!(words.contains("--public-url") && words.contains("http://127.0.0.1:4000"), "{words}");
    let (_, words) = asked(&["export", "there"]);
    assert!(words.contains("--public-url"), "{words}");
    let (link, words) = asked(&["admin", "link", "--public-url", "https://yishi.example"]);
    assert!(link.starts_with("https://yishi.example/link/") && words.is_empty(), "{link} {words}");
}
