//! A roll is people, not numbers (issue 16, A1–A4), with the files that once broke it.

mod alike;
mod columns;
mod console;
mod doubts;
mod homes;
mod import;
mod lost;
mod namesakes;
mod newcomers;
mod none;
mod outside;
mod people;
mod preview;
mod read;
mod stranger;

use crate::common::{Person, Place};
use server::{
    roll_file::{self, Book, Sheet},
    rows::{community, member},
};
use std::collections::BTreeMap;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file")
}

fn book(name: &str) -> Book {
    roll_file::read(&file(name)).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
}

fn only(name: &str) -> Sheet {
    let mut book = book(name);
    assert_eq!(book.sheets.len(), 1, "{name}");
    book.sheets.remove(0)
}

/// A community of one's own, with a clerk (K01) and nobody else in it.
struct Fresh {
    admin: Person,
    clerk: Person,
    id: String,
}

impl Fresh {
    async fn new(place: &Place) -> Self {
        Self::named(place, "青石桥村").await
    }

    async fn named(place: &Place, name: &str) -> Self {
        let admin = place.administrator().await;
        let fields = [("name", name), ("kind", "village")];
        admin.post("/do/communities", &fields).await.done();
        let all = community::all(&mut place.db.read().await.expect("a connection")).await.expect("communities");
        let id = all.into_iter().find(|one| one.name == name).expect("a community").id;
        let staff = [("number", "K01"), ("name", "文示书"), ("outside", "1"), ("role", "clerk")];
        admin.post(&format!("/do/c/{id}/staff"), &staff).await.done();
        let member = place.member(&id, "K01").await;
        let token = server::demo::slip_token(&place.desk, &id, &member.id).await.expect("a slip");
        let cookie = place.nobody().post(&format!("/do/slip/{token}"), &[]).await.cookie.expect("a cookie");
        Self { admin, clerk: place.with_cookie(cookie), id: id.0 }
    }

    async fn body(&self, kind: &str, name: &str) {
        self.admin.post(&format!("/do/c/{}/bodies", self.id), &[("kind", kind), ("name", name)]).await.done();
    }

    /// Sends a file; the address of its preview.
    async fn upload(&self, bytes: &[u8]) -> String {
        self.clerk.upload(&format!("/do/c/{}/import", self.id), bytes).await.done()
    }

    /// The preview as it is chosen, and what its form would send.
    async fn look(&self, address: &str) -> (String, Vec<(String, String)>) {
        let page = self.clerk.get(address).await;
        let path = address.split('?').next().expect("a path");
        let form = page.split(&format!("action=\"/do{path}\"")).nth(1).unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default();
        let fields = form.split("<input type=\"hidden\" ").skip(1).filter_map(|rest| {
            let value = |name: &str| rest.split(&format!("{name}=\"")).nth(1)?.split('"').next().map(str::to_owned);
            Some((value("name")?, value("value")?))
        });
        (page.clone(), fields.collect())
    }

    /// Sends the form of a preview, with answers.
    async fn apply(&self, address: &str, answers: &[(&str, &str)]) -> crate::common::Answered {
        let (_, mut fields) = self.look(address).await;
        // The files of these stories say of nobody whether they are of age; who asks about that says so.
        if !answers.iter().any(|(name, _)| *name == "of_age") {
            fields.push(("of_age".to_owned(), "1".to_owned()));
        }
        fields.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = address.split('?').next().expect("a path");
        self.clerk.post(&format!("/do{path}"), &fields).await
    }

    async fn import(&self, bytes: &[u8]) {
        let to = self.upload(bytes).await;
        self.apply(&to, &[]).await.done();
    }

    async fn members(&self, place: &Place) -> Vec<member::MemberRow> {
        let all = member::all(&mut place.db.read().await.expect("a connection"), &self.id.as_str().into())
            .await
            .expect("members");
        all.into_iter().filter(|one| one.number != "K01").collect()
    }

    /// Everybody by name: id, number, household, group.
    async fn people(&self, place: &Place) -> BTreeMap<String, (String, String, String, String)> {
        let text = |one: Option<String>| one.unwrap_or_default();
        let all = self.members(place).await.into_iter();
        all.map(|one| (one.name, (one.id.0, one.number, text(one.household), text(one.division)))).collect()
    }

    /// How many households there are, and of how many people each.
    async fn homes(&self, place: &Place) -> Vec<usize> {
        let mut homes: BTreeMap<String, usize> = BTreeMap::new();
        for home in self.members(place).await.into_iter().filter_map(|one| one.home) {
            *homes.entry(home).or_default() += 1;
        }
        homes.into_values().collect()
    }
}
