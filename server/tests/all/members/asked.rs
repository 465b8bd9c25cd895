//! What is asked of one person as of a file's: whose telephone it is, and who has the name in the household.

use super::{add, change, edit, named, with};
use crate::common::{Place, engines};

engines!(
    whoever_moves_to_a_namesake_is_asked_about,
    whoever_comes_back_to_a_namesake_or_a_telephone_is_asked_about,
    a_namesake_and_a_telephone_are_both_shown,
    a_number_in_a_name_is_told,
);

async fn whoever_moves_to_a_namesake_is_asked_about(place: Place) {
    let clerk = place.clerk().await;
    add(&clerk, &place, &[("name", "同示名"), ("household", "H0001"), ("division", "第一组")]).await.done();
    let first = named(&place, "同示名").await;
    let second =
        [("name", "同示名"), ("household", "H0002"), ("division", "第一组"), ("about", &first.id), ("who", "new")];
    let done = add(&clerk, &place, &second).await.done();
    let id = done.split("/members/").nth(1).and_then(|rest| rest.split('?').next()).expect("an id").to_owned();
    let to = [("why", "within"), ("household", "H0001"), ("division", "第一组")];
    let page = change(&clerk, &place, &id, "move-member", &to).await.refused("member-asked").await;
    for words in ["这一户里还有一个同名的人", "已核对，没有弄错", &format!("编号 {}", first.number)]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("value=\"new\""), "{page}");
    let answered = [&to[..], &[("about", id.as_str()), ("who", "same")]].concat();
    change(&clerk, &place, &id, "move-member", &answered).await.done();
    let home = super::all(&place).await.into_iter().find(|one| one.id.as_str() == id).expect("a member").home;
    assert_eq!(home, first.home);
    place.verifies().await;
}

async fn whoever_comes_back_to_a_namesake_or_a_telephone_is_asked_about(place: Place) {
    let clerk = place.clerk().await;
    let strike = [("leaving", "moved"), ("on", "2026-03-01")];
    let gone = place.member(&place.community, "0061").await;
    change(&clerk, &place, &gone.id, "strike-off", &strike).await.done();
    // The same person was put on the roll anew meanwhile.
    let home = gone.household.as_deref().expect("a household");
    let anew = [("name", gone.name.as_str()), ("household", home), ("about", gone.id.as_str()), ("who", "new")];
    add(&clerk, &place, &anew).await.done();
    let page = change(&clerk, &place, &gone.id, "put-back", &[]).await.refused("member-asked").await;
    assert!(page.contains("这一户里还有一个同名的人"), "{page}");
    let row = place.member(&place.community, "0061").await;
    assert_eq!(row.state.id(), "left");
    let checked = [("about", gone.id.as_str()), ("who", "same")];
    change(&clerk, &place, &gone.id, "put-back", &checked).await.done();
    // Their telephone is somebody else's by now.
    let other = place.member(&place.community, "0062").await;
    change(&clerk, &place, &other.id, "strike-off", &strike).await.done();
    let holder = place.member(&place.community, "0041").await;
    assert!(!other.phone.is_empty() && holder.home != other.home);
    change(&clerk, &place, &holder.id, "correct-member", &with(&holder, "phone", &other.phone)).await.done();
    let page = change(&clerk, &place, &other.id, "put-back", &[]).await.refused("member-asked").await;
    assert!(page.contains("花名册上用这个电话的人：编号 0041"), "{page}");
    let checked = [("about", other.id.as_str()), ("who", "same")];
    change(&clerk, &place, &other.id, "put-back", &checked).await.done();
    assert_eq!(place.member(&place.community, "0062").await.state.id(), "active");
    place.verifies().await;
}

async fn a_namesake_and_a_telephone_are_both_shown(place: Place) {
    let clerk = place.clerk().await;
    let (namesake, third) =
        (place.member(&place.community, "0031").await, place.member(&place.community, "0055").await);
    let fields = [
        ("name", namesake.name.as_str()),
        ("household", "H0001"),
        ("division", "第一组"),
        ("phone", third.phone.as_str()),
        ("number", "0977"),
    ];
    let page = add(&clerk, &place, &fields).await.refused("member-asked").await;
    let holder = format!("花名册上用这个电话的人：编号 0055，{}", third.name);
    assert!(page.contains(&holder) && page.contains(&namesake.number), "{page}");
    // Same name and household, another number and another telephone.
    let home = namesake.household.as_deref().expect("a household");
    let fields =
        [("name", namesake.name.as_str()), ("household", home), ("phone", "000-0000-0999"), ("number", "0977")];
    let page = add(&clerk, &place, &fields).await.refused("member-asked").await;
    assert!(page.contains("value=\"new\"") && page.contains(&format!("value=\"{}\"", namesake.id)), "{page}");
    place.verifies().await;
}

async fn a_number_in_a_name_is_told(place: Place) {
    let clerk = place.clerk().await;
    for name in ["0012卫示一二", "卫示一二（0012）", "12、卫示一二", "赵示一、钱示二"] {
        let page = add(&clerk, &place, &[("name", name)]).await.refused("member-number-in-name").await;
        assert!(page.contains("aria-describedby=\"name-refusal\""), "{page}");
    }
    let row = place.member(&place.community, "0040").await;
    let page = change(&clerk, &place, &row.id, "correct-member", &with(&row, "name", "0040沈示人")).await;
    page.refused("member-number-in-name").await;
    // Whom the roll calls so already stays so.
    change(&clerk, &place, &row.id, "correct-member", &with(&row, "phone", "13900009940")).await.done();
    assert!(clerk.get(&edit(&place, &row.id)).await.contains(&row.name));
    place.verifies().await;
}
