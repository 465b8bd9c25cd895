//! What was written by an earlier version stays readable and verifies, always. `tests/kept/VERSION.zip` holds what that version
//! left: databases on both engines, made by its stories and by its demonstration, and exports. Each is brought up to date,
//! verified, recounted, and every page is opened that the public, a chair and a resident are led to.

use crate::common::{Database, Person, Place, postgres_address, sqlite_address};
use server::{
    check::{folder, verify},
    demo,
};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

/// Main at d675a03, 2026-11-25: the last version before free texts left the chain's lines.
const D675A03: &[u8] = include_bytes!("../kept/d675a03.zip");

fn archive() -> zip::ZipArchive<Cursor<&'static [u8]>> {
    zip::ZipArchive::new(Cursor::new(D675A03)).expect("an archive")
}

/// The names of everything that was kept.
fn names() -> Vec<String> {
    archive().file_names().map(|name| name.expect("text").into_owned()).collect()
}

/// A file as it was kept.
pub fn file(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive().by_name(name).expect("kept").read_to_end(&mut bytes).expect("read");
    bytes
}

macro_rules! kept {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::opens(&super::sqlite(stringify!($name))).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                let Some(address) = super::postgres(stringify!($name)).await else { return };
                super::opens(&address).await;
            })+
        }
        /// Nothing that was kept is left out.
        #[test]
        fn every_kept_database_is_tried() {
            let tried: BTreeSet<_> =
                [$(stringify!($name)),+].iter().flat_map(|name| [format!("{name}.sqlite"), format!("{name}.sql")]).collect();
            let kept: BTreeSet<_> = names().into_iter().filter(|name| !name.contains('/')).collect();
            assert_eq!(tried, kept);
        }
    };
}

kept!(
    a_disclosure_is_written_signed_posted_and_corrected,
    a_photo_of_the_board_is_attached,
    a_secret_vote_leaves_only_its_merged_tally,
    a_village_decides,
    a_written_mandate_counts_where_the_law_knows_it,
    an_item_ends_without_a_vote_and_is_published,
    demo,
    e11_a_tie_is_voted_on_again_and_every_round_is_kept,
    erasing_a_member_leaves_the_chain_whole,
    hands_in_the_room_and_phones_elsewhere_are_one_count,
    minutes_are_made_from_the_record_and_signed_by_another,
    one_person_belongs_to_two_communities,
    story_a_from_the_decision_to_its_published_completion,
    story_b_owners_decide_by_head_and_by_area,
    story_c_leasing_the_old_school_with_five_recused,
    texts_as_they_were_written,
    the_chain_tells_nothing_of_relief,
    what_comes_to_be_for_members_takes_its_earlier_revisions_along,
    what_is_withdrawn_stays_readable_with_its_reason,
    what_the_chair_hides_is_in_the_open_and_can_be_appealed,
);

pub(crate) fn sqlite(name: &str) -> Database {
    let address = sqlite_address();
    let path = address.strip_prefix("sqlite:").expect("a path");
    std::fs::write(path, file(&format!("{name}.sqlite"))).expect("written");
    address
}

pub(crate) async fn postgres(name: &str) -> Option<Database> {
    let address = postgres_address().await?;
    // What is meant for psql alone is left out.
    let dump = String::from_utf8(file(&format!("{name}.sql"))).expect("text");
    let dump: String = dump.lines().filter(|line| !line.starts_with('\\')).flat_map(|line| [line, "\n"]).collect();
    // A connection of its own: the dump empties its search path.
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&address).await.expect("a connection");
    sqlx::raw_sql(sqlx::AssertSqlSafe(dump)).execute(&pool).await.expect("restored");
    pool.close().await;
    Some(address)
}

/// It migrates, verifies, and opens: to the public, to who chairs and to a resident.
async fn opens(address: &str) {
    // What is not brought up to date is named by the commands that do not do it.
    let refused = server::store::Db::open_as_it_is(address).await.expect_err("an earlier version").chain();
    assert!(refused.contains("run `yishi migrate` first"), "{refused}");
    // Some weeks later: what was posted is partly down, and days have passed.
    let place = Place::over(address, demo::evening().plus_days(40)).await;
    place.verifies().await;
    // What its chain did not hold yet is said.
    let report = verify::database(&place.db, &[]).await.expect("verified");
    let says = |words: &str| report.uncovered.iter().any(|one| one.what.contains(words));
    assert!(says("under whom personal parts are kept: not covered before entry"), "{:?}", report.uncovered);
    let mut sessions = report.uncovered.iter().filter(|one| one.what.starts_with("session "));
    assert!(sessions.all(|one| one.what.contains("authors, room")), "{:?}", report.uncovered);
    let pages = walk(&place.nobody(), &["/", "/recount"]).await;
    assert!(pages.iter().any(|page| page == "/c/yunshan"), "{pages:?}");
    recounts(&place, &pages).await;
    for number in ["0002", "0004"] {
        walk(&place.sign_in(number).await, &["/c/yunshan/room", "/me"]).await;
    }
    place.verifies().await;
}

/// Opens what pages lead to, from these on, and says what was opened. A page that fails, or that leads nowhere, fails.
async fn walk(person: &Person, from: &[&str]) -> BTreeSet<String> {
    let mut waiting: Vec<String> = from.iter().map(|one| (*one).to_owned()).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        let (status, page) = person.open(&path).await;
        // The public is led to nothing that is not there. Members are also shown ways that are not theirs (the door, another
        // community's room): refused, but never a fault.
        let fits = if person.cookie().is_empty() { [200, 303].contains(&status) } else { status < 500 };
        assert!(fits, "{path}: {status} {page}");
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            let inside = link.starts_with('/') && !link.starts_with("/pkg/") && !link.contains("keep=1");
            if inside && seen.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
    seen
}

/// Every count record that was published is judged as it was.
async fn recounts(place: &Place, pages: &BTreeSet<String>) {
    let records: Vec<_> = pages.iter().filter(|path| path.ends_with("/record.json")).collect();
    let decided = pages.iter().any(|path| path.contains("/outcome/"));
    assert_eq!(decided, !records.is_empty(), "{pages:?}");
    for path in records {
        for (mark, said) in recount::report_published(&place.public(path).await, rules::Language::En) {
            assert_eq!(mark, recount::Mark::Same, "{path}: {said}");
        }
    }
}

#[test]
fn the_exports_of_then_verify() {
    let journals: Vec<_> = names().into_iter().filter(|name| name.ends_with("journal.jsonl")).collect();
    assert!(journals.len() >= 3, "{journals:?}");
    for name in journals {
        let text = String::from_utf8(file(&name)).expect("text");
        let report = verify::lines(&text, &[]).expect("read");
        assert!(report.findings.is_empty() && report.entries > 0, "{name}: {:?}", report.findings);
    }
}

/// Whole exports verify as they are, and say that no list of files came with them.
#[test]
fn the_folders_of_then_verify() {
    let names = names();
    let exports: BTreeSet<&str> =
        names.iter().filter_map(|name| name.strip_prefix("exports/")?.split('/').next()).collect();
    assert!(exports.len() >= 2, "{exports:?}");
    for export in exports {
        let folder = tempfile::tempdir().expect("a folder");
        let top = format!("exports/{export}/");
        for name in names.iter().filter(|name| name.starts_with(&top) && !name.ends_with('/')) {
            let path = folder.path().join(&name[top.len()..]);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, file(name)).expect("written");
        }
        let report = folder::verify(folder.path(), &[], None).expect("an export");
        assert_eq!(report.findings, Vec::new(), "{export}");
        assert!(report.publications > 0, "{export}: {report:?}");
        assert!(report.uncovered.iter().any(|one| one.what.contains("there is no manifest.json")), "{export}");
    }
}
