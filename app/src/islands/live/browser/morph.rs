//! Makes an element of the page what the server says it is, and touches as little of it as it can: what stands on both sides stays
//! the same node, so that the focus, a half-done click and whatever was unfolded stay where they are. A form that somebody has
//! begun to fill in is passed over.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Node, NodeList};

/// Attributes that are the reader's or the island's, never the server's.
const OURS: [&str; 4] = ["data-used", "data-sending", "data-held", "data-step"];

/// Makes `old` what `new` is. With `even_in_use` forms in use are no exception: there is nothing left to send. Whether it could:
/// elements of two kinds cannot become one another.
pub fn morph(old: &Element, new: &Element, even_in_use: bool) {
    if !alike(old, new) {
        if even_in_use || !holds_in_use(old) {
            keep_focus(old, || {
                let _ = old.replace_with_with_node_1(new);
                Some(new.clone())
            });
        }
        return;
    }
    keep_focus(old, || {
        settle(old, new, even_in_use);
        None
    });
}

/// Does something to an element; where the focus was inside and its place is gone, the element (or the one that took its place)
/// gets it, so that a keyboard goes on from there and not from the top of the page.
fn keep_focus(old: &Element, change: impl FnOnce() -> Option<Element>) {
    let focus = document().active_element();
    let inside = focus.as_ref().is_some_and(|focus| old.contains(Some(focus)) && focus != old);
    let taken = change();
    if inside && focus.is_some_and(|focus| !focus.is_connected()) {
        let place = taken.unwrap_or_else(|| old.clone());
        let _ = place.set_attribute("tabindex", "-1");
        if let Some(place) = place.dyn_ref::<HtmlElement>() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = place.focus_with_options(&options);
        }
    }
}

fn settle(old: &Element, new: &Element, even_in_use: bool) {
    if old.is_equal_node(Some(new)) || (!even_in_use && old.tag_name() == "FORM" && in_use(old)) {
        return;
    }
    attributes(old, new);
    if let (Some(old), Some(new)) = (old.dyn_ref::<HtmlInputElement>(), new.dyn_ref::<HtmlInputElement>()) {
        // A key that this page has set is not the one in its markup.
        if old.type_() == "hidden" {
            old.set_value(&new.value());
        }
        return;
    }
    children(old, new, even_in_use);
}

fn attributes(old: &Element, new: &Element) {
    let is_ours = |name: &str| {
        OURS.contains(&name)
            || (name == "open" && !new.has_attribute("data-stays"))
            || (name == "hidden" && old.has_attribute("data-held"))
            || (name == "tabindex" && !new.has_attribute("tabindex"))
    };
    for name in names(old).into_iter().filter(|name| !is_ours(name) && !new.has_attribute(name)) {
        let _ = old.remove_attribute(&name);
    }
    for name in names(new).into_iter().filter(|name| !is_ours(name)) {
        let value = new.get_attribute(&name).unwrap_or_default();
        if old.get_attribute(&name).as_ref() != Some(&value) {
            let _ = old.set_attribute(&name, &value);
        }
    }
}

fn names(element: &Element) -> Vec<String> {
    element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect()
}

fn children(old: &Element, new: &Element, even_in_use: bool) {
    let mut next = old.first_child();
    for wanted in nodes(&new.child_nodes()) {
        match counterpart(next.as_ref(), &wanted) {
            Some(found) => {
                // What stands before it is gone, unless it has only to make way.
                if next.as_ref() != Some(&found) {
                    let _ = old.insert_before(&found, next.as_ref());
                } else {
                    next = found.next_sibling();
                }
                match (found.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) {
                    (Some(found), Some(wanted)) => settle(found, wanted, even_in_use),
                    _ if found.node_value() != wanted.node_value() => {
                        found.set_node_value(wanted.node_value().as_deref());
                    }
                    _ => {}
                }
            }
            None => {
                let _ = old.insert_before(&wanted, next.as_ref());
            }
        }
    }
    while let Some(left) = next {
        next = left.next_sibling();
        if even_in_use || !left.dyn_ref::<Element>().is_some_and(holds_in_use) {
            let _ = old.remove_child(&left);
        }
    }
}

/// The node of the page that is to become a wanted one: of those that are left the first of its kind.
fn counterpart(from: Option<&Node>, wanted: &Node) -> Option<Node> {
    let mut next = from.cloned();
    while let Some(node) = next {
        next = node.next_sibling();
        let same = match (node.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) {
            (Some(old), Some(new)) => alike(old, new),
            (None, None) => node.node_type() == wanted.node_type(),
            _ => false,
        };
        if same {
            return Some(node);
        }
    }
    None
}

/// Whether one element can become the other: of one kind, with one id, and what folds says the same above what it folds.
fn alike(old: &Element, new: &Element) -> bool {
    let summary = |one: &Element| one.query_selector("summary").ok().flatten().and_then(|one| one.text_content());
    let same_form = |one: &Element, other: &Element| one.get_attribute("action") == other.get_attribute("action");
    old.tag_name() == new.tag_name()
        && old.id() == new.id()
        && (old.tag_name() != "DETAILS" || summary(old) == summary(new))
        && (old.tag_name() != "FORM" || same_form(old, new))
}

fn nodes(list: &NodeList) -> Vec<Node> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// Whether an element is a form in use, or holds one.
fn holds_in_use(element: &Element) -> bool {
    let forms = element.query_selector_all("form").map(|found| nodes(&found)).unwrap_or_default();
    (element.tag_name() == "FORM" && in_use(element))
        || forms.iter().filter_map(|form| form.dyn_ref::<Element>()).any(in_use)
}

/// Whether somebody has begun to fill a form in, or is in one of its fields.
fn in_use(form: &Element) -> bool {
    let used = form.has_attribute("data-used") || form.has_attribute("data-sending");
    let focus = document().active_element().is_some_and(|focus| {
        form.contains(Some(&focus)) && focus.matches("input:not([type=hidden]), textarea, select").unwrap_or(false)
    });
    used || focus || begun(form)
}

/// Whether a form holds something else than the server gave it: typed or chosen before this script began, or since.
fn begun(form: &Element) -> bool {
    let fields = "textarea, input[type=text], input[type=radio], input[type=checkbox]";
    let Ok(fields) = form.query_selector_all(fields) else { return false };
    nodes(&fields).iter().any(|field| {
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            return area.default_value().is_ok_and(|given| area.value() != given);
        }
        field
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|input| input.value() != input.default_value() || input.checked() != input.default_checked())
    })
}
