//! The command line as people run it: the real binary, its exit codes and what it prints. Also kill -9.

mod carried;
mod large;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

pub fn yishi(folder: &std::path::Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yishi"));
    command.args(arguments).current_dir(folder).env_clear().env("YISHI_LOG_LEVEL", "warn");
    command
}

pub fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    yishi(folder, arguments).output().expect("yishi runs")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn folder() -> PathBuf {
    tempfile::tempdir().expect("a folder").keep()
}

const RECORD: &str = r#"{"id":"R1","kind":"resolution","rule":{"body":"villager_rep_meeting",
 "quorum":{"num":2,"den":3,"inclusive":true,"base":"eligible"},"pass":{"num":1,"den":2,"inclusive":false,"base":"present"}},
 "counts":{"eligible":52,"onsite":41},"ballots":{"issued":41,"collected":41,"for":33,"against":5,"abstain":3}}"#;

#[test]
fn recount_judges_what_it_can_and_names_what_it_cannot() {
    let folder = folder();
    let list =
        format!("[{RECORD},{{\"id\":\"R2\",\"kind\":\"owners\"}},{}]", RECORD.replace("\"for\":33", "\"for\":40"));
    fs::write(folder.join("list.json"), list).expect("written");
    let output = run(&folder, &["recount", "list.json"]);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["id"], &lines[0]["passed"]), (&"R1".into(), &true.into()));
    assert_eq!((&lines[0]["required_present"], &lines[0]["required_for"]), (&35.into(), &21.into()));
    let said = text(&output.stderr);
    assert!(said.contains("record 2, rule: is missing") && said.contains("record 3, ballots"), "{said}");

    let mut child =
        yishi(&folder, &["recount", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starts");
    child.stdin.take().expect("input").write_all(RECORD.as_bytes()).expect("sent");
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("赞成 33 人，超过到会人员的半数"));
}

/// Every kind of the examples by command, compared with what they expect; a difference exits 1, a malformed record is
/// named with file, index and field and exits 2, and the rest is judged.
#[test]
fn recount_checks_every_kind_and_names_what_differs() {
    let folder = folder();
    let examples = include_str!("../../../rules/tests/count_records.json");
    fs::write(folder.join("all.json"), examples).expect("written");
    let output = run(&folder, &["recount", "--check", "all.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 18);
    let of = |id: &str| lines.iter().find(|line| line["id"] == id).expect("a line").clone();
    assert_eq!(of("HV-104")["quorum_met"], serde_json::Value::Null);
    assert_eq!(of("HV-110")["rejected"][0]["why"], "duplicate");
    assert_eq!(of("HV-099")["results"]["委员甲"]["post_terminated"], true);
    assert!(of("HV-080")["explain"].as_str().expect("a sentence").contains("民法典第278条"));

    let mut altered: serde_json::Value = serde_json::from_str(examples).expect("JSON");
    altered[0]["expected"]["required_present"] = 33.into();
    altered[1]["counts"]["onsite"] = (-1).into();
    altered[9]["counts"]["participating_area"] = "50000.001".into();
    altered[16]["events"][3]["choice"] = "perhaps".into();
    fs::write(folder.join("altered.json"), altered.to_string()).expect("written");
    let output = run(&folder, &["recount", "--check", "altered.json"]);
    assert_eq!((output.status.code(), text(&output.stdout).lines().count()), (Some(2), 15));
    let said = text(&output.stderr);
    for wanted in [
        "altered.json, record 1, required_present: the record says 33, the recount gives 34",
        "altered.json, record 2, counts.onsite",
        "altered.json, record 10, counts.participating_area",
        "altered.json, record 17, events[3].choice",
    ] {
        assert!(said.contains(wanted), "{wanted} in {said}");
    }
    altered.as_array_mut().expect("a list").truncate(1);
    fs::write(folder.join("one.json"), altered.to_string()).expect("written");
    assert_eq!(run(&folder, &["recount", "--check", "one.json"]).status.code(), Some(1));
    let output = run(&folder, &["recount", "--explain", "one.json"]);
    let said = text(&output.stdout);
    assert!(said.contains("未达法定人数，不能作出决定") && said.contains("33 of 50 entitled were present"), "{said}");
    for bad in ["", "{", "[1]", "\"x\"", "{\"kind\":\"lottery\"}", "{\"kind\":7}"] {
        fs::write(folder.join("bad.json"), bad).expect("written");
        assert_eq!(run(&folder, &["recount", "bad.json"]).status.code(), Some(2), "{bad}");
    }
}

#[test]
fn a_wrong_setting_stops_the_start_and_is_named() {
    let folder = folder();
    let output = run(&folder, &["check-config", "--listen", "0.0.0.0:80"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--insecure-http"), "{}", text(&output.stderr));
    // Flags come before variables, variables before the file.
    fs::write(folder.join("yishi.toml"), "listen = \"127.0.0.1:1\"\nlog = \"json\"\n").expect("written");
    let output = yishi(&folder, &["check-config"]).env("YISHI_LISTEN", "127.0.0.1:2").output().expect("runs");
    assert!(text(&output.stdout).contains("127.0.0.1:2"), "{}", text(&output.stdout));
    let mut flags = yishi(&folder, &["check-config", "--listen", "127.0.0.1:3"]);
    let output = flags.env("YISHI_LISTEN", "127.0.0.1:2").output().expect("runs");
    assert!(text(&output.stdout).contains("127.0.0.1:3"));
    // Holidays that were announced after the program was made lie in its working folder.
    fs::write(
        folder.join("holidays.toml"),
        "[2027]\nsource = \"s\"\nchecked = \"text\"\noff = [\"02-30\"]\nworked = []\n",
    )
    .expect("written");
    let output = run(&folder, &["check-config"]);
    let said = text(&output.stderr);
    assert!(
        output.status.code() == Some(2) && said.contains("holidays.toml: 2027") && said.contains("02-30"),
        "{said}"
    );
    fs::write(
        folder.join("holidays.toml"),
        "[2027]\nsource = \"s\"\nchecked = \"text\"\noff = [\"01-01\"]\nworked = []\n",
    )
    .expect("written");
    assert_eq!(run(&folder, &["check-config"]).status.code(), Some(0));
    let output = run(&folder, &["check-config", "--holidays", "none.toml"]);
    assert!(text(&output.stderr).contains("none.toml"), "{}", text(&output.stderr));
    fs::write(folder.join("yishi.toml"), "databse = \"x\"\n").expect("written");
    let output = run(&folder, &["check-config"]);
    assert!(text(&output.stderr).contains("databse") && text(&output.stderr).contains("public_url"));
    fs::write(folder.join("yishi.toml"), "sms_program = \"x\"\n").expect("written");
    let output = run(&folder, &["check-config"]);
    assert!(text(&output.stderr).contains("notify_program takes its place"), "{}", text(&output.stderr));
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = folder();
    let commands: [&[&str]; 12] = [
        &["serve"],
        &["migrate"],
        &["demo"],
        &["roll", "import"],
        &["export"],
        &["verify"],
        &["recount"],
        &["backup"],
        &["restore"],
        &["admin", "link"],
        &["member", "erase"],
        &["check-config"],
    ];
    for command in commands {
        let output = run(&folder, &[command, &["--help"]].concat());
        assert!(output.status.success() && text(&output.stdout).contains("Example"), "{command:?}");
    }
}

pub struct Server {
    pub child: Child,
    pub base: String,
    pub printed: Vec<String>,
}

impl Server {
    /// Starts the server and reads what it prints until it serves.
    pub fn start(folder: &std::path::Path, arguments: &[&str]) -> Self {
        Self::start_with(folder, arguments, Stdio::inherit())
    }

    /// The same, with another place for its log.
    pub fn start_with(folder: &std::path::Path, arguments: &[&str], log: Stdio) -> Self {
        Self::start_heard(folder, arguments, log, "warn")
    }

    /// The same, with so much in it.
    pub fn start_heard(folder: &std::path::Path, arguments: &[&str], log: Stdio, level: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let base = format!("http://127.0.0.1:{port}");
        let listen = format!("127.0.0.1:{port}");
        let all = [&["serve", "--listen", &listen], arguments].concat();
        let mut child = yishi(folder, &all)
            .env("YISHI_LOG_LEVEL", level)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("starts");
        let mut printed = Vec::new();
        for line in BufReader::new(child.stdout.take().expect("output")).lines() {
            let line = line.expect("text");
            let ready = line.starts_with("Serving on");
            printed.push(line);
            if ready {
                break;
            }
        }
        let server = Self { child, base, printed };
        for _ in 0..100 {
            if server.get("/healthz").is_some_and(|(status, _)| status == 200) {
                return server;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the server does not answer");
    }

    pub fn get(&self, path: &str) -> Option<(u16, String)> {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
    }

    /// A page as somebody who is signed in sees it.
    pub fn get_as(&self, cookie: &str, path: &str) -> Option<(u16, String)> {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: {cookie}\r\n\r\n"))
    }

    /// The first administrator makes a village: their cookie, and the village's id.
    pub fn village(&self) -> (String, String) {
        let link = self.printed.iter().find_map(|line| line.split("/link/").nth(1)).expect("a link");
        let form = "username=root&password=long+enough+1&again=long+enough+1";
        let (status, answer) = self.post(&format!("/do/link/{link}"), "", form).expect("an answer");
        assert_eq!(status, 303);
        let cookie = answer.split("yishi=").nth(1).and_then(|rest| rest.split(';').next()).expect("a cookie");
        let cookie = format!("yishi={cookie}");
        let made = "name=Village&kind=village&zone=Asia/Shanghai";
        let (status, answer) = self.post("/do/communities", &cookie, made).expect("an answer");
        assert_eq!(status, 303);
        let place = answer.split("/admin/").nth(1).and_then(|rest| rest.split('\r').next()).expect("a place");
        (cookie, place.to_owned())
    }

    /// One act: a body of this name. Its status and page.
    pub fn make_body(&self, (cookie, place): &(String, String), name: &str) -> (u16, String) {
        let form = format!("kind=villager_group_meeting&name={}", name.replace(' ', "+"));
        self.post(&format!("/do/c/{place}/bodies"), cookie, &form).expect("an answer")
    }

    pub fn post(&self, path: &str, cookie: &str, body: &str) -> Option<(u16, String)> {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: {}\r\ncookie: {cookie}\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.base,
            body.len()
        ))
    }

    pub fn send(&self, request: &str) -> Option<(u16, String)> {
        use std::io::Read;
        let mut stream = std::net::TcpStream::connect(self.base.trim_start_matches("http://")).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = text(&answer);
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        Some((status, answer))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An empty database is not a dead end, and what was acknowledged survives kill -9.
#[test]
fn an_empty_database_offers_its_first_administrator_and_survives_kill_9() {
    let folder = folder();
    let server = Server::start(&folder, &[]);
    assert_eq!(server.get("/readyz").expect("an answer").0, 200);
    assert!(server.get("/metrics").expect("an answer").1.contains("yishi_requests_total"));
    let village = server.village();
    // Writes arrive while the server is killed: every acknowledged one is there afterwards.
    let mut acknowledged = 0;
    for index in 0..20 {
        assert_eq!(server.make_body(&village, &format!("Group {index}")).0, 303);
        acknowledged += 1;
    }
    drop(server);
    let server = Server::start(&folder, &[]);
    assert!(server.printed.iter().all(|line| !line.contains("/link/")), "an administrator exists");
    let page = server.get_as(&village.0, &format!("/admin/{}", village.1)).expect("a page").1;
    assert_eq!(page.matches(">Group ").count(), acknowledged);
    drop(server);
    let output = run(&folder, &["verify"]);
    assert!(output.status.success() && text(&output.stdout).contains("0 findings"), "{}", text(&output.stderr));
    // Demonstration data does not go beside real data.
    let output = run(&folder, &["demo"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("real data"));
}

/// Told to stop, the server answers what is under way, takes nothing new, and ends well.
#[test]
fn stopping_answers_what_is_under_way() {
    use std::{io::Read, net::TcpStream};
    let folder = folder();
    let log = fs::File::create(folder.join("log.txt")).expect("a file");
    let mut server = Server::start_with(&folder, &[], log.into());
    let address = server.base.trim_start_matches("http://").to_owned();
    let body = "number=0001&code=AAAABBBB";
    let mut stream = TcpStream::connect(&address).expect("connects");
    let head = format!(
        "POST /do/in/code HTTP/1.1\r\nhost: x\r\norigin: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        server.base,
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    // It is under way once the server asks for the rest.
    let mut asked = vec![0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut asked).expect("asked");
    assert!(text(&asked).starts_with("HTTP/1.1 100"), "{}", text(&asked));
    stream.write_all(&body.as_bytes()[..10]).expect("sent");
    let told = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().expect("kill");
    assert!(told.success());
    let began = std::time::Instant::now();
    while TcpStream::connect(&address).is_ok() && server.get("/healthz").is_some() {
        assert!(began.elapsed() < std::time::Duration::from_secs(10), "nothing new is taken");
    }
    stream.write_all(&body.as_bytes()[10..]).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    assert!(text(&answer).starts_with("HTTP/1.1 303"), "{}", text(&answer));
    assert_eq!(server.child.wait().expect("ends").code(), Some(0));
    // A log in a file is plain text, which other programs read.
    let log = fs::read_to_string(folder.join("log.txt")).expect("a log");
    assert!(log.contains("sign-in refused") && !log.contains('\u{1b}'), "{log}");
}

/// HTTPS from certificate files, with the cookie that only HTTPS may carry.
#[test]
fn certificate_files_serve_https() {
    use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, pki_types::ServerName};
    use std::{io::Read, net::TcpStream, sync::Arc};
    let folder = folder();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    fs::write(folder.join("cert.pem"), made.cert.pem()).expect("written");
    fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).expect("written");
    let half = run(&folder, &["check-config", "--tls-cert", "cert.pem"]);
    assert!(text(&half.stderr).contains("belong together"));
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let listen = format!("127.0.0.1:{port}");
    let flags = ["serve", "--listen", &listen, "--tls-cert", "cert.pem", "--tls-key", "key.pem"];
    let mut child = yishi(&folder, &flags).stdout(Stdio::piped()).spawn().expect("starts");
    let mut link = String::new();
    for line in BufReader::new(child.stdout.take().expect("output")).lines().map_while(Result::ok) {
        if let Some((_, token)) = line.split_once("/link/") {
            token.clone_into(&mut link);
        }
        if line.starts_with("Serving on") {
            assert!(line.contains("https://"), "{line}");
            break;
        }
    }
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let config = Arc::new(config);
    let send = |request: String| {
        let name = ServerName::try_from("localhost").expect("a name");
        let tcp = (0..100)
            .find_map(|_| {
                std::thread::sleep(std::time::Duration::from_millis(30));
                TcpStream::connect(&listen).ok()
            })
            .expect("connects");
        let mut stream = StreamOwned::new(ClientConnection::new(config.clone(), name).expect("a client"), tcp);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        text(&answer)
    };
    assert!(send("GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".to_owned()).contains(" 200 "));
    let body = "username=root&password=long+enough+1&again=long+enough+1";
    let answer = send(format!(
        "POST /do/link/{link} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ));
    let _ = child.kill();
    let _ = child.wait();
    assert!(answer.contains(" 303 ") && answer.contains("__Host-yishi=") && answer.contains("; Secure"), "{answer}");
}
