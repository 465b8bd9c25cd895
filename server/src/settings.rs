//! Settings from flags, then `YISHI_*` variables, then `yishi.toml`. A wrong one is named with what would be right.

mod laid;
mod problem;
mod webhook;

use clap::Args;
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use problem::problem;
use rules::{days::Holidays, rule_set::RuleBook};
use serde::{Deserialize, Deserializer, Serialize};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

/// The settings file, in the working folder.
const FILE: &str = "yishi.toml";

/// The settings as flags; every one may also stand in the environment or in `yishi.toml`.
#[derive(Debug, Clone, Default, Args, Serialize)]
pub struct Flags {
    /// The database: sqlite:PATH (one machine) or postgres://… (several)
    #[arg(long, value_name = "ADDRESS", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Where to listen, e.g. 127.0.0.1:3000
    #[arg(long, value_name = "IP:PORT", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// The address people type, e.g. https://yishi.example; repeatable, the first is printed on paper
    #[arg(long = "public-url", value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub public_url: Vec<String>,
    /// Certificate file (PEM), for TLS without a proxy
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    /// Key file (PEM)
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Serve plain HTTP beyond 127.0.0.1: anybody on the same network can read and change what is sent
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "is_false")]
    pub insecure_http: bool,
    /// A proxy whose X-Forwarded-For counts; repeatable
    #[arg(long, value_name = "IP", global = true)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trusted_proxy: Vec<String>,
    /// Local rules laid over the national ones: a file, or shanghai, shandong, hainan, sichuan; repeatable
    #[arg(long = "rules", value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The days off of years that do not come with the program, as their announcement has them; holidays.toml, where that is there
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<PathBuf>,
    /// A program that tells a telephone: the event is its argument, the message its input as JSON; it ends with 0 when it was sent
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_program: Option<PathBuf>,
    /// An address to which public events are posted as signed JSON; its webhook_secret stands in yishi.toml or YISHI_WEBHOOK_SECRET
    #[arg(long, value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook: Option<String>,
    /// Connections at once, in all; as many as the limit of open files allows, where that is less
    #[arg(long, value_name = "NUMBER", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<usize>,
    /// Connections at once from one address: a hall is one address, and each telephone takes up to eight
    #[arg(long, value_name = "NUMBER", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections_per_address: Option<usize>,
    /// How to log: text or json
    #[arg(long, value_name = "FORM", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    database: String,
    listen: String,
    #[serde(deserialize_with = "one_or_many")]
    public_url: Vec<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    insecure_http: bool,
    #[serde(deserialize_with = "one_or_many")]
    trusted_proxy: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    rules: Vec<String>,
    holidays: Option<PathBuf>,
    notify_program: Option<PathBuf>,
    webhook: Option<String>,
    webhook_secret: Option<String>,
    connections: usize,
    connections_per_address: usize,
    log: String,
}

impl Default for Raw {
    fn default() -> Self {
        Self {
            database: "sqlite:data/yishi.sqlite".to_owned(),
            listen: "127.0.0.1:3000".to_owned(),
            public_url: Vec::new(),
            tls_cert: None,
            tls_key: None,
            insecure_http: false,
            trusted_proxy: Vec::new(),
            rules: Vec::new(),
            holidays: None,
            notify_program: None,
            webhook: None,
            webhook_secret: None,
            connections: 20_000,
            connections_per_address: 5_000,
            log: "text".to_owned(),
        }
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::One(text) => {
            text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
        }
        Either::Many(many) => many,
    })
}

/// Where a server that listens here is reached on its own machine: one that listens everywhere has no address by that name.
fn reached(listen: SocketAddr) -> SocketAddr {
    let own = if listen.is_ipv4() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V6(Ipv6Addr::LOCALHOST) };
    SocketAddr::new(if listen.ip().is_unspecified() { own } else { listen.ip() }, listen.port())
}

/// Checked settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The database's address.
    pub database: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The addresses that people type, without a slash at the end; never empty.
    pub public_urls: Vec<String>,
    /// None of them was given: links are those of the address that the server listens on.
    pub unnamed: bool,
    /// Certificate and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Proxies whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// The national rules and what is laid over them.
    pub rules: Arc<RuleBook>,
    /// What was laid beside the program of years that do not come with it.
    pub holidays: Option<Holidays>,
    /// The program that tells telephones, if there is one.
    pub notify_program: Option<PathBuf>,
    /// Where public events are posted, and the secret by which they are signed.
    pub webhook: Option<(String, String)>,
    /// Connections at once, in all and from one address.
    pub connections: (usize, usize),
    /// Log lines as JSON.
    pub log_json: bool,
    /// Cookies carry `Secure` and the `__Host-` name.
    pub secure: bool,
}

impl Settings {
    /// The address printed on paper.
    #[must_use]
    pub fn public_url(&self) -> &str {
        self.public_urls.first().map_or("", String::as_str)
    }

    /// Reads and checks the settings.
    ///
    /// # Errors
    /// A sentence that names the setting and what would be right.
    pub fn load(flags: &Flags) -> Result<Self, String> {
        // Whoever lists the processes of this machine reads what is given as an argument.
        if flags.database.as_deref().is_some_and(holds_password) {
            return Err(
                "--database holds a password, which everybody on this machine could read in the list of processes: \
                        give it by YISHI_DATABASE, by PGPASSWORD or ~/.pgpass, or in yishi.toml"
                    .to_owned(),
            );
        }
        let figment = Figment::new()
            .merge(Toml::file(FILE))
            .merge(Env::prefixed("YISHI_").ignore(&["log_level"]))
            .merge(Serialized::defaults(flags));
        let raw: Raw = figment.extract().map_err(|error| problem(&error))?;
        raw.check()
    }
}

/// The file of an SQLite address.
#[must_use]
pub fn sqlite_path(address: &str) -> Option<&str> {
    address.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"))
}

/// A database address as it may be printed: scheme, host and name, without user, password and parameters. Where it cannot be told
/// which part is which, for a mark stands in the password that belongs encoded, the scheme alone.
#[must_use]
pub fn shown(address: &str) -> String {
    if let Some(path) = sqlite_path(address) {
        return if path.contains("://") { "sqlite:…".to_owned() } else { address.to_owned() };
    }
    let Some((scheme, rest)) = address.split_once("://") else { return "…".to_owned() };
    let scheme = if ["postgres", "postgresql"].contains(&scheme) { scheme } else { "…" };
    let (user, host) = rest.rsplit_once('@').map_or((None, rest), |(user, host)| (Some(user), host));
    let host = host.split(['?', '#']).next().unwrap_or_default();
    let port = host.split('/').next().and_then(|name| name.rsplit_once(':'));
    let port_is_one = port.is_none_or(|(_, port)| port.ends_with(']') || port.parse::<u16>().is_ok());
    match user {
        Some(user) if !user.contains(['?', '#']) && port_is_one => format!("{scheme}://…@{host}"),
        None if port_is_one => format!("{scheme}://{host}"),
        _ => format!("{scheme}://…"),
    }
}

/// A slip of the pen in the settings file, by line and key: what the parser says of it shows the line itself, which may hold a password.
fn slip(message: &str) -> Option<String> {
    let (first, rest) = message.strip_prefix("TOML parse error at line ")?.split_once('\n')?;
    let number: usize = first.split(',').next()?.trim().parse().ok()?;
    let text = std::fs::read_to_string(FILE).unwrap_or_default();
    let line = text.lines().nth(number.saturating_sub(1)).and_then(|line| line.split_once('='));
    let key = line.map_or("", |(key, _)| key.trim());
    let is_name = !key.is_empty() && key.chars().all(|one| one.is_ascii_alphanumeric() || "_-.".contains(one));
    let key = if is_name { format!(", {key}") } else { String::new() };
    let why = rest.lines().skip_while(|line| !line.trim_end().ends_with('^')).skip(1).collect::<Vec<_>>().join(", ");
    Some(format!("{FILE}, line {number}{key}: {why}"))
}

/// Whether a database address holds a password: after the user's name, or as a parameter.
fn holds_password(address: &str) -> bool {
    let (plain, parameters) = address.split_once('?').unwrap_or((address, ""));
    let user = plain.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')).map_or("", |(user, _)| user);
    let is_file = sqlite_path(address).is_some_and(|path| !path.contains("://"));
    let words = !plain.contains("://") && plain.contains("password=");
    !is_file && (words || user.contains(':') || parameters.contains("password="))
}

impl Raw {
    fn check(self) -> Result<Settings, String> {
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|start| self.database.starts_with(start));
        // An address behind `sqlite:` would be taken for the name of a file, and made.
        let behind = sqlite_path(&self.database).is_some_and(|path| path.contains("://"));
        if !known || behind {
            return Err(format!(
                "database = {:?} is neither sqlite:PATH nor postgres://USER:PASSWORD@HOST/NAME",
                shown(&self.database)
            ));
        }
        let listen: SocketAddr = self
            .listen
            .parse()
            .map_err(|_| format!("listen = {:?} is not IP:PORT, e.g. 127.0.0.1:3000 or 0.0.0.0:443", self.listen))?;
        let tls = match (self.tls_cert, self.tls_key) {
            (Some(cert), Some(key)) => Some((cert, key)),
            (None, None) => None,
            _ => return Err("tls_cert and tls_key belong together: give both files or neither".to_owned()),
        };
        for file in tls.iter().flat_map(|(cert, key)| [cert, key]) {
            if !file.is_file() {
                return Err(format!("the TLS file {} does not exist or cannot be read", file.display()));
            }
        }
        let scheme = if tls.is_some() { "https" } else { "http" };
        let unnamed = self.public_url.is_empty();
        let given = if unnamed { vec![format!("{scheme}://{}", reached(listen))] } else { self.public_url };
        let mut public_urls = Vec::new();
        for url in given {
            let plain = url.trim_end_matches('/');
            let host = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://"));
            if host.is_none_or(|host| host.is_empty() || host.contains(['/', '?', '#', '@', ' '])) {
                return Err(format!("public_url = {url:?} is not an address like https://yishi.example"));
            }
            public_urls.push(plain.to_owned());
        }
        let secure = public_urls.iter().all(|url| url.starts_with("https://"));
        let beyond = !listen.ip().is_loopback() && tls.is_none();
        if beyond && !secure && !self.insecure_http {
            return Err(format!(
                "listen = {listen} reaches beyond this machine over plain HTTP. Give tls_cert and tls_key, or a public_url \
                 that begins with https:// if a proxy in front does TLS, or --insecure-http for a hall's own network, \
                 where anybody on it could then read and change what is sent"
            ));
        }
        let mut trusted_proxies = Vec::new();
        for proxy in self.trusted_proxy {
            let ip = proxy.parse().map_err(|_| format!("trusted_proxy = {proxy:?} is not an IP address"))?;
            trusted_proxies.push(ip);
        }
        let log_json = match self.log.as_str() {
            "json" => true,
            "text" => false,
            other => return Err(format!("log = {other:?} is neither text nor json")),
        };
        if self.connections_per_address == 0 || self.connections < self.connections_per_address {
            return Err(format!(
                "connections = {} and connections_per_address = {}: the first is at least the second, and neither is 0",
                self.connections, self.connections_per_address
            ));
        }
        let notify_program = self.notify_program;
        if let Some(program) = notify_program.as_ref().filter(|program| !program.is_file()) {
            return Err(format!("notify_program = {} is not a file", program.display()));
        }
        let webhook = webhook::checked(self.webhook, self.webhook_secret)?;
        Ok(Settings {
            database: self.database,
            listen,
            public_urls,
            unnamed,
            tls,
            trusted_proxies,
            rules: Arc::new(laid::rule_book(&self.rules)?),
            holidays: laid::holidays(self.holidays)?,
            notify_program,
            webhook,
            connections: (self.connections, self.connections_per_address),
            log_json,
            secure,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Flags, Raw, Settings, holds_password, shown};

    #[test]
    fn e22_a_password_is_neither_printed_nor_taken_as_an_argument() {
        for address in
            ["postgres://u:geheim@h:5432/db", "postgres://u@h/db?password=geheim", "postgre:/u:geheim@h", "u:geheim@h"]
        {
            assert!(!shown(address).contains("geheim"), "{}", shown(address));
            let said = Raw { database: address.into(), ..Raw::default() }.check().err().unwrap_or_default();
            assert!(!said.contains("geheim"), "{said}");
        }
        assert_eq!(shown("postgres://u:p@h/db"), "postgres://…@h/db");
        assert_eq!(shown("sqlite:a@b?.sqlite"), "sqlite:a@b?.sqlite");
        assert!(holds_password("postgres://u:p@h/db") && holds_password("postgres:///db?user=u&password=p"));
        assert!(!holds_password("postgres://u@h:5432/db") && !holds_password("sqlite:a:b@c"));
        let flags = Flags { database: Some("postgres://u:geheim@h/db".into()), ..Flags::default() };
        let said = Settings::load(&flags).err().unwrap_or_default();
        assert!(said.contains("YISHI_DATABASE") && !said.contains("geheim"), "{said}");
    }

    #[test]
    fn a_wrong_setting_is_named_with_what_would_be_right() {
        let wrong = [
            (Raw { database: "mysql://x".into(), ..Raw::default() }, "sqlite:PATH"),
            (Raw { listen: "3000".into(), ..Raw::default() }, "127.0.0.1:3000"),
            (Raw { public_url: vec!["yishi.example".into()], ..Raw::default() }, "https://yishi.example"),
            (Raw { listen: "0.0.0.0:80".into(), ..Raw::default() }, "--insecure-http"),
            (Raw { tls_cert: Some("c.pem".into()), ..Raw::default() }, "tls_key"),
            (Raw { log: "xml".into(), ..Raw::default() }, "json"),
            (Raw { trusted_proxy: vec!["proxy".into()], ..Raw::default() }, "IP address"),
            (Raw { connections: 10, ..Raw::default() }, "at least the second"),
        ];
        for (raw, right) in wrong {
            let said = raw.check().expect_err("refused");
            assert!(said.contains(right), "{said}");
        }
        assert!(Raw { listen: "0.0.0.0:80".into(), insecure_http: true, ..Raw::default() }.check().is_ok());
        let proxied =
            Raw { listen: "0.0.0.0:80".into(), public_url: vec!["https://y.example/".into()], ..Raw::default() };
        assert!(proxied.check().expect("behind a proxy").secure);
    }
}
