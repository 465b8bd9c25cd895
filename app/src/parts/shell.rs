//! The page around a page: head, who is signed in, language and elder mode, foot.

use super::{base, refusals, render};
use crate::{address, t, view::Cx};
use leptos::{config::LeptosOptions, hydration::HydrationScripts, nonce::Nonce, prelude::*};
use rules::{Language, typed::opening};

/// A whole page without script.
pub fn page<V: IntoView + 'static>(cx: &Cx, title: &str, body: impl FnOnce() -> V) -> String {
    document(cx, (title, Shared::default()), As::Plain, body)
}

/// What stands on the card of a page whose address is sent to somebody: what is empty says what the page says.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The news in a few words: the result before the title.
    pub title: String,
    /// A line of what stands on it.
    pub description: String,
}

impl Shared {
    /// Letters of a text that a card shows.
    const LETTERS: usize = 80;

    /// The card of a posting: what is no longer held says so before its title.
    pub fn posting(cx: &Cx, title: &str, withdrawn: bool, text: &str) -> Self {
        let title = title.to_owned();
        if withdrawn {
            let mark = t!(cx, "board-withdrawn-mark");
            return Self { title: t!(cx, "shared-title", result = mark, title = title), ..Self::default() };
        }
        Self { title, description: opening(text, Self::LETTERS) }
    }
}

/// A whole page without script that tells its news to whoever is sent its address.
pub fn shared_page<V: IntoView + 'static>(cx: &Cx, title: &str, shared: Shared, body: impl FnOnce() -> V) -> String {
    document(cx, (title, shared), As::Plain, body)
}

/// A whole page with islands.
pub fn island_page<V: IntoView + 'static>(cx: &Cx, title: &str, body: impl FnOnce() -> V) -> String {
    document(cx, (title, Shared::default()), As::Islands(None), body)
}

/// A whole page that asks to be loaded anew after so many seconds, for browsers without script.
pub fn refreshing_page<V: IntoView + 'static>(cx: &Cx, title: &str, seconds: u32, body: impl FnOnce() -> V) -> String {
    document(cx, (title, Shared::default()), As::Islands(Some(seconds)), body)
}

/// A whole page of sheets to print: on paper they are alone.
pub fn paper_page<V: IntoView + 'static>(cx: &Cx, title: &str, body: impl FnOnce() -> V) -> String {
    document(cx, (title, Shared::default()), As::Sheets, body)
}

/// What kind of page it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// Without script.
    Plain,
    /// With islands; loaded anew after so many seconds where there is no script.
    Islands(Option<u32>),
    /// Sheets for the room: they fill the paper and carry nothing else.
    Sheets,
}

fn document<V: IntoView + 'static>(
    cx: &Cx,
    (title, shared): (&str, Shared),
    kind: As,
    body: impl FnOnce() -> V,
) -> String {
    let (islands, refresh) = match kind {
        As::Islands(refresh) => (true, refresh),
        As::Plain | As::Sheets => (false, None),
    };
    let page = render(|| {
        let class = if cx.elder { "elder" } else { "" };
        let title = format!("{title} · {}", t!(cx, "site-name"));
        let scripts = islands.then(|| {
            provide_context(Nonce::from_value(cx.nonce.as_str()));
            let options =
                LeptosOptions::builder().output_name("yishi").site_pkg_dir(format!("pkg/{}", cx.build)).build();
            view! { <HydrationScripts options islands=true /> }
        });
        let refresh = refresh
            .map(|seconds| view! { <noscript><meta http-equiv="refresh" content=seconds.to_string() /></noscript> });
        view! {
            <!DOCTYPE html>
            <html lang=cx.language.tag() class=class>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="theme-color" content="#a3161a" />
                    <title>{title.clone()}</title>
                    <link rel="stylesheet" href=address::asset(&cx.build, "yishi.css") />
                    <link rel="icon" href=address::asset(&cx.build, "mark.svg") type="image/svg+xml" />
                    <link rel="apple-touch-icon" href=address::asset(&cx.build, "icon-180.png") />
                    <link rel="manifest" href="/site.webmanifest" />
                    {canonical(cx, &title, shared)}
                    {refresh}
                    {scripts}
                </head>
                <body class=(kind == As::Sheets).then_some("paper")>
                    <a class="skip" href="#main">{t!(cx, "skip-to-content")}</a>
                    {cx.practice.then(|| view! { <aside class="practice" aria-label=t!(cx, "practice-label")>{t!(cx, "practice-banner")}</aside> })}
                    {cx.demo.then(|| view! { <aside class="demo" aria-label=t!(cx, "demo-label")>{t!(cx, "demo-banner")}</aside> })}
                    {(!cx.retired.is_empty()).then(|| view! { <aside class="demo" aria-label=t!(cx, "retired-label")>{t!(cx, "retired-community", day = cx.retired)}</aside> })}
                    {elsewhere(cx)}
                    {top(cx)}
                    <main id="main">{body()}</main>
                    <footer class="foot">
                        <p>{t!(cx, "site-line")}</p>
                        <p class="foot-ways screen-only">
                            <a href=cx.href(address::TAKING_PART)>{t!(cx, "help-taking-part")}</a> " "
                            <a href=cx.href(address::PASSING)>{t!(cx, "help-passing")}</a>
                        </p>
                    </footer>
                </body>
            </html>
        }
    });
    let page = match base::left_over(cx, &page) {
        None => page,
        Some(typed) => {
            let main = "<main id=\"main\">";
            page.replacen(main, &format!("{main}{}", render(|| typed)), 1)
        }
    };
    let page = refusals::told(cx, page);
    // The renderer's marks are for hydration alone; nothing typed can look like one, for what is typed is escaped.
    // Leptos writes the nonce where HTML knows two words alone: it stays out of what anybody can read.
    if islands {
        page.replace(&format!("crossorigin=\"{}\"", cx.nonce), "crossorigin=\"anonymous\"")
    } else {
        page.replace("<!>", "")
    }
}

/// Where the page was opened at an address that is not the site's, forms are refused and nothing follows: the right address.
fn elsewhere(cx: &Cx) -> Option<AnyView> {
    let right = cx.elsewhere.clone()?;
    Some(
        view! {
            <aside class="demo" aria-label=t!(cx, "elsewhere-label")>
                {t!(cx, "elsewhere")} " " <a href=right.clone()>{right.clone()}</a>
            </aside>
        }
        .into_any(),
    )
}

/// A line that messengers read.
fn og(name: &'static str, value: String) -> impl IntoView {
    leptos::html::meta().attr("property", name).attr("content", value)
}

/// What search engines and messengers are told of a public page: its one address, its name, its language. A list by filter, and
/// whatever is behind a login, is not for them.
fn canonical(cx: &Cx, title: &str, shared: Shared) -> AnyView {
    // An office's page is for whoever reads, as well as for its staff.
    if !cx.public && cx.who.is_none() && cx.path.starts_with("/o/") {
        return view! { <meta name="description" content=format!("{title} · {}", t!(cx, "site-lead")) /> }.into_any();
    }
    if !cx.public {
        return view! { <meta name="robots" content="noindex" /> }.into_any();
    }
    // An earlier revision, for those who look for it.
    if cx.path.rsplit_once('/').is_some_and(|(before, _)| before.ends_with("/v")) {
        return view! { <meta name="robots" content="noindex" /> }.into_any();
    }
    // Larger letters are the same page.
    let of = |language| format!("{}{}{}", cx.base, cx.path, cx.query(language, false));
    let own = of(cx.language);
    let other = |language: Language| view! { <link rel="alternate" hreflang=language.tag() href=of(language) /> };
    let description = if shared.description.is_empty() { t!(cx, "site-lead") } else { shared.description };
    let title = if shared.title.is_empty() { title.to_owned() } else { shared.title };
    let card = format!("{}{}", cx.base, address::asset(&cx.build, "card.png"));
    view! {
        <link rel="canonical" href=own.clone() />
        {other(Language::Zh)}
        {other(Language::En)}
        {og("og:title", title)}
        {og("og:image", card)}
        {og("og:image:width", "1200".to_owned())}
        {og("og:image:height", "630".to_owned())}
        {og("og:image:alt", t!(cx, "site-line"))}
        {og("og:type", "article".to_owned())}
        {og("og:url", own)}
        {og("og:site_name", t!(cx, "site-name"))}
        {og("og:locale", cx.language.tag().replace('-', "_"))}
        {og("og:description", description.clone())}
        <meta name="description" content=description />
    }
    .into_any()
}

fn top(cx: &Cx) -> AnyView {
    let other = match cx.language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    // Whose page it is stands at its head, and leads to the board; on the board itself it leads to all of them.
    let home = match (&cx.who, &cx.place) {
        (Some(who), _) => who.home(),
        (None, Some((_, board))) if cx.public && *board != cx.path => cx.href(board),
        _ => cx.href("/"),
    };
    let own = cx.who.as_ref().and_then(|who| who.community.as_ref()).map(|(_, name)| name.clone());
    let place = own.or_else(|| cx.place.as_ref().filter(|_| cx.public).map(|(name, _)| name.clone()));
    let elder = if cx.elder { t!(cx, "elder-off") } else { t!(cx, "elder-on") };
    // A page that answers a form stands at no address of its own: nothing can show it again in another look.
    let look = (!cx.path.starts_with("/do/")).then(|| {
        view! {
            <nav class="look" aria-label=t!(cx, "look-label")>
                <a href=format!("{}{}&keep=1", cx.path, Cx::look(cx.language, !cx.elder))>{elder}</a>
                <a href=format!("{}{}&keep=1", cx.path, Cx::look(other, cx.elder)) lang=other.tag()>
                    {match other {
                        Language::Zh => "中文",
                        Language::En => "English",
                    }}
                </a>
            </nav>
        }
    });
    // Who is signed in is read at once, as one phone serves a family; what they may choose folds under their name.
    let right = match &cx.who {
        None => look.into_any(),
        Some(who) => {
            let unverified = (!who.verified).then(|| view! { <span class="mark">{t!(cx, "login-unverified")}</span> });
            let admin = who.administrator.then(|| view! { <a href="/admin">{t!(cx, "admin")}</a> });
            view! {
                <details class="who">
                    <summary class="name">{who.name.clone()} " " {unverified}</summary>
                    <div class="menu"><a href="/me">{t!(cx, "me")}</a> {admin} {look}</div>
                </details>
            }
            .into_any()
        }
    };
    view! {
        <header class="top">
            <a class="home" href=home>
                <span class="seal" aria-hidden="true">"议"</span>
                <span>{place.unwrap_or_else(|| t!(cx, "site-name"))}</span>
            </a>
            {right}
        </header>
    }
    .into_any()
}
