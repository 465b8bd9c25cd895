//! Small nasty files against a roll (A2): nobody gets a number, a telephone, a seat or a household of somebody else unasked.
//!
//! Each file says what a stranger would expect of it: that something is asked or refused, or who everybody is afterwards.

use super::Fresh;
use crate::common::{Place, engines};
use std::collections::BTreeMap;

engines!(a2_nasty_files_move_nobody_unasked);

const HEAD: &str = "编号,姓名,户号,小组,电话,成年,机构\n";

/// Everybody has a telephone but 006 to 010; 003 and 004 are father and son, 006 and 007 namesakes of two households, 008 and 009
/// namesakes of one household, of whom one is of age; 011 and 012 are a couple with one telephone.
const ROLL: &str = "\
001,赵示一,1,一组,13900000001,是,村民代表会议
002,钱示二,2,一组,13900000002,是,
003,孙示三,3,一组,13900000003,是,
004,孙示三,3,一组,13900000004,是,
005,李示梅,5,二组,13900000005,是,
006,独示六,6,一组,,是,
007,独示六,7,二组,,是,村民代表会议
008,双示八,8,二组,,是,
009,双示八,8,二组,,否,
010,王㛃,10,二组,,是,
011,张示甲,11,二组,13900000011,是,
012,陈示乙,11,二组,13900000011,是,
013,张伟,13,三组,13900000013,是,
014,刘䶮,14,三组,,是,
";

/// What is expected of a file.
enum Expect {
    /// Something stands in the way until a person has said something.
    Stops,
    /// It is taken in; of these, by their number before, number, name and household are as said, and of all others unchanged.
    Done(&'static [(&'static str, &'static str)]),
}

use Expect::{Done, Stops};

/// What it is, the way in which it is read, its lines, and what is expected of it.
type Nasty = (&'static str, &'static str, &'static str, Expect);

const FILES: &[Nasty] = &[
    ("swapped numbers", "", "002,赵示一,1,一组,,,\n001,钱示二,2,一组,,,\n", Stops),
    (
        "swapped numbers, by name",
        "by=name",
        "002,赵示一,1,一组,,,\n001,钱示二,2,一组,,,\n",
        Done(&[("001", "002 赵示一 1"), ("002", "001 钱示二 2")]),
    ),
    ("swapped telephones", "", "001,赵示一,1,一组,13900000002,,\n002,钱示二,2,一组,13900000001,,\n", Stops),
    (
        "swapped telephones, by name",
        "by=name",
        "001,赵示一,1,一组,13900000002,,\n002,钱示二,2,一组,13900000001,,\n",
        Stops,
    ),
    ("a column that slipped", "", "002,钱示二,2,一组,13900000001,,\n003,孙示三,3,一组,13900000002,,\n", Stops),
    (
        "father and son, numbers",
        "",
        "003,孙示三,3,一组,+86 139 0000 0004,,\n004,孙示三,3,一组,+8613900000003,,\n",
        Stops,
    ),
    (
        "father and son, by name",
        "by=name",
        "003,孙示三,3,一组,+86 139 0000 0004,,\n004,孙示三,3,一组,（86）13900000003,,\n",
        Done(&[("003", "004 孙示三 3"), ("004", "003 孙示三 3")]),
    ),
    ("father and son, one telephone missing", "", "003,孙示三,3,一组,13900000004,,\n004,孙示三,3,一组,,,\n", Stops),
    ("father and son, no telephones, by name", "by=name", "004,孙示三,3,一组,,,\n003,孙示三,3,一组,,,\n", Done(&[])),
    ("father and son, new numbers", "by=name", "103,孙示三,3,一组,,,\n104,孙示三,3,一组,,,\n", Stops),
    ("namesakes of two households", "", "007,独示六,6,一组,,,\n006,独示六,7,二组,,,\n", Stops),
    (
        "namesakes of two households, by name",
        "by=name",
        "007,独示六,6,一组,,,\n006,独示六,7,二组,,,\n",
        Done(&[("006", "007 独示六 6"), ("007", "006 独示六 7")]),
    ),
    ("one of them alone", "", "007,独示六,6,1组,,,\n", Stops),
    ("a seat beside the namesake", "", "006,独示六,7,二组,,,村民代表会议\n", Stops),
    ("of age and not", "", "008,双示八,8,二组,,否,\n009,双示八,8,二组,,是,\n", Stops),
    ("of age and not, by name", "by=name", "008,双示八,8,二组,,否,\n009,双示八,8,二组,,是,\n", Stops),
    ("married into", "", "005,李示梅,9,一组,13900000005,,\n", Done(&[("005", "005 李示梅 9")])),
    ("married into, by name", "by=name", "005,李示梅,9,一组,8613900000005,,\n", Done(&[("005", "005 李示梅 9")])),
    ("married into, no telephone, by name", "by=name", "005,李示梅,9,一组,,,\n", Stops),
    ("married into under a new number", "", "105,李示梅,9,一组,,,\n", Stops),
    (
        "a household that split",
        "",
        "011,张示甲,11,二组,,,\n012,陈示乙,11-1,二组,,,\n",
        Done(&[("012", "012 陈示乙 11-1")]),
    ),
    ("a household written otherwise", "", "011,张示甲,11,二组,,,\n012,陈示乙,11号,二组,,,\n", Stops),
    ("twins, one of whom is known", "by=name", "001,赵示一,1,一组,,,\n101,赵示一,1,一组,,,\n", Stops),
    ("a group that was numbered anew, by name", "by=name", "001,赵示一,1,四组,,,\n002,钱示二,2,四组,,,\n", Stops),
    (
        "reordered",
        "",
        "004,孙示三,3,一组,13900000004,,\n001,赵示一,1,一组,,,\n003,孙示三,3,一组,13900000003,,\n",
        Done(&[]),
    ),
    ("reordered, by name", "by=name", "004,孙示三,3,一组,13900000004,,\n003,孙示三,3,一组,13900000003,,\n", Done(&[])),
    ("a couple's telephone", "by=name", "012,陈示乙,11,二组,+8613900000011,,\n011,张示甲,11,二组,,,\n", Done(&[])),
    (
        "a couple, and one name mended",
        "",
        "011,张示甲,11,二组,13900000011,,\n112,陈示已,11,二组,13900000011,,\n",
        Stops,
    ),
    ("a title", "", "001,赵示一（户主）,1,一组,,,\n", Stops),
    ("a title, by name", "by=name", "001,赵示一先生,1,一组,,,\n", Stops),
    ("traditional characters", "", "013,張偉,13,三组,,,\n", Stops),
    ("traditional characters, by name", "by=name", "013,張偉,13,三组,,,\n", Stops),
    ("traditional characters and no number", "numbers=program", ",張偉,13,三组,,,\n", Stops),
    ("a rare character of an old file", "", "014,刘\u{e863},14,三组,,,\n", Done(&[])),
    ("a rare character mended, by name", "by=name", "010,王晴,10,二组,,,\n", Stops),
    ("a rare character mended, numbered by the program", "numbers=program", ",王晴,10,二组,,,\n", Stops),
    ("blanks within names", "by=name", "013,张　 伟,13,三组,,,\n005, 李 示梅 ,5,二组,,,\n", Done(&[])),
    ("the number of somebody who is away", "by=name", "003,新示来,21,一组,,,\n", Done(&[("003", "~ 孙示三 3")])),
    ("twice", "", "001,赵示一,1,一组,,,\n1,赵示一,1,一组,,,\n", Stops),
    ("the number of another", "", "010,赵示一,1,一组,13900000001,,\n", Stops),
];

/// By number before: number, name, household; and telephone, age and seats, which none of these files may give to anybody else.
async fn told(fresh: &Fresh, place: &Place) -> BTreeMap<String, [String; 4]> {
    let members = fresh.members(place).await.into_iter();
    members
        .map(|one| {
            (
                one.id.0,
                [
                    one.number,
                    one.name,
                    one.household.unwrap_or_default(),
                    format!("{} {}", one.phone, one.adult.stored()),
                ],
            )
        })
        .collect()
}

async fn seats(fresh: &Fresh, place: &Place) -> Vec<(String, String)> {
    let mut conn = place.db.read().await.expect("a connection");
    let mut seats = server::rows::community::seats(&mut conn, &fresh.id.as_str().into()).await.expect("seats");
    seats.sort();
    seats.into_iter().map(|(body, member)| (body.0, member.0)).collect()
}

async fn a2_nasty_files_move_nobody_unasked(place: Place) {
    for (at, (what, way, lines, expect)) in FILES.iter().enumerate() {
        let fresh = Fresh::named(&place, &format!("青石桥村{at}")).await;
        fresh.body("villager_rep_meeting", "村民代表会议").await;
        fresh.import(format!("{HEAD}{ROLL}").as_bytes()).await;
        let (before, sat) = (told(&fresh, &place).await, seats(&fresh, &place).await);
        let to = fresh.upload(format!("{HEAD}{lines}").as_bytes()).await;
        let to = if way.is_empty() { to } else { format!("{to}?{way}") };
        let (page, _) = fresh.look(&to).await;
        let same = page.contains("文件和花名册一样") && !page.contains("全部导入");
        let answered = fresh.apply(&to, &[]).await;
        let after = told(&fresh, &place).await;
        let Done(moved) = expect else {
            assert!(
                answered.location.contains("/import/") && !same,
                "{what}: {} {}",
                answered.status,
                answered.location
            );
            assert_eq!((before, sat), (after, seats(&fresh, &place).await), "{what}");
            continue;
        };
        assert!(if moved.is_empty() { same } else { answered.location.contains("imported=") }, "{what}: {page}");
        assert_eq!(sat, seats(&fresh, &place).await, "{what}");
        for (id, [number, name, household, rest]) in &before {
            let [after_number, after_name, after_household, after_rest] = &after[id];
            assert_eq!(rest, after_rest, "{what}: {number}");
            let now = format!("{after_number} {after_name} {after_household}");
            match moved.iter().find(|(of, _)| of == number) {
                // Another number than before, whichever.
                Some((_, said)) if said.starts_with('~') => {
                    assert!(now.ends_with(said.trim_start_matches('~')) && number != after_number, "{what}: {now}");
                }
                Some((_, said)) => assert_eq!(now, *said, "{what}"),
                None => assert_eq!(now, format!("{number} {name} {household}"), "{what}"),
            }
        }
    }
    place.verifies().await;
}
