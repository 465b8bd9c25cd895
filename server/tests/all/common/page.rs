//! A page as a story reads it: by its forms, their fields and what stands beside them.

use scraper::{ElementRef, Html, Selector};

/// Holds a page to what a screen reader goes by: headings go down by one level at a time, and no id stands twice.
pub fn is_sound(path: &str, html: &str) {
    let level = |tag: &str| tag.strip_prefix('h').and_then(|rest| rest.chars().next()?.to_digit(10));
    let headings = html.split('<').filter(|tag| tag.as_bytes().get(2).is_some_and(|after| b" >".contains(after)));
    // What was just typed or refused stands above the page, under a heading of its own.
    let mut before = 1;
    for (tag, now) in headings.filter_map(|tag| Some((tag, level(tag)?))) {
        assert!(now <= before + 1, "{path}: <{tag} stands right under a heading of level {before}");
        before = now;
    }
    let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let twice = ids.windows(2).find(|two| two[0] == two[1]);
    assert_eq!(twice, None, "{path}: an id that stands twice");
}

/// A page.
pub struct Page(Html);

/// One form of it.
pub struct Form<'p>(ElementRef<'p>);

fn all(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

impl Page {
    /// A page that was sent.
    pub fn of(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// The form whose address ends so: `page.form("/extend")`.
    pub fn form(&self, ending: &str) -> Form<'_> {
        self.find(ending).unwrap_or_else(|| panic!("no form to {ending} in {}", self.0.html()))
    }

    /// The same, where there may be none.
    pub fn find(&self, ending: &str) -> Option<Form<'_>> {
        let forms = all("form");
        let mut own = self
            .0
            .select(&forms)
            .filter(|form| form.value().attr("action").is_some_and(|action| action.ends_with(ending)));
        own.next().map(Form)
    }

    /// Where the first form goes whose address ends so.
    pub fn action(&self, ending: &str) -> Option<String> {
        self.find(ending).and_then(|form| form.0.value().attr("action")).map(str::to_owned)
    }

    /// The places of the page to which the links within an element lead.
    pub fn ways(&self, within: &str) -> Vec<String> {
        let links = all(&format!("{within} a[href^=\"#\"]"));
        let to =
            |link: ElementRef<'_>| link.value().attr("href").and_then(|to| to.strip_prefix('#')).map(str::to_owned);
        self.0.select(&links).filter_map(to).collect()
    }

    /// Of every form to an address: whom it is about (`member`), and its key.
    pub fn keys(&self, ending: &str) -> Vec<(String, String)> {
        let forms = all("form");
        let own =
            self.0.select(&forms).filter(|form| form.value().attr("action").is_some_and(|to| to.ends_with(ending)));
        own.map(Form).filter_map(|form| Some((form.value("member")?, form.value("key")?))).collect()
    }

    /// The value of the first field of a name, in whatever form.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values(name).into_iter().next()
    }

    /// The values of every field of a name, in their order.
    pub fn values(&self, name: &str) -> Vec<String> {
        let named = all(&format!("[name=\"{name}\"]"));
        self.0.select(&named).filter_map(|field| field.value().attr("value").map(str::to_owned)).collect()
    }
}

impl Form<'_> {
    /// The value of its field of a name.
    pub fn value(&self, name: &str) -> Option<String> {
        let named = all(&format!("[name=\"{name}\"]"));
        let field = self.0.select(&named).next()?;
        let text = || (field.value().name() == "textarea").then(|| field.text().collect());
        field.value().attr("value").map(str::to_owned).or_else(text)
    }

    /// The sentence that stands beside a field.
    pub fn refusal(&self, field: &str) -> Option<String> {
        let beside = all(&format!("p.refusal[id^=\"{field}\"], p.refusal#problem"));
        let mut found = self.0.select(&beside);
        let own = |one: &ElementRef<'_>| one.value().id().is_some_and(|id| id.starts_with(field));
        found.find(own).map(|one| one.text().collect())
    }
}
