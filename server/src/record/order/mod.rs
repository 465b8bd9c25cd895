//! Orders to publish (责令公开): what an office above wants published, why and by when; and how the place met or answered it. An order is
//! everybody's to read at once. It publishes nothing: the place does, and links it.

pub mod acts;
pub mod rows;

use crate::{
    act::{Subject, Viewer},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::{
        order::rows::{self as orders, OrderRow},
        publication::rows as publications,
    },
    store::Conn,
};
use app::{
    address,
    view::office::{Meets, OrderView},
};
use rules::{
    days::Date,
    id::{CommunityId, OrderId},
    order::{State, is_overdue},
    posting::Audience,
};

/// A community as offices above it address it.
pub struct Place(CommunityRow);

impl Subject for Place {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await.map(Self)
    }

    fn community(&self) -> &CommunityId {
        &self.0.id
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    /// What an office orders is everybody's to read.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::new_order(&self.0.id)
    }

    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.member_or_above(&self.0.id)
    }
}

/// An order.
pub struct Order(OrderRow);

impl Subject for Order {
    type Key = OrderId;

    async fn find(conn: &mut Conn, key: &OrderId) -> Result<Self, Fault> {
        orders::find(conn, key).await.map(Self)
    }

    fn community(&self) -> &CommunityId {
        &self.0.community
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::order(&self.0.id)
    }

    /// For the members of the place, and for offices above it.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.member_or_above(&self.0.community)
    }
}

/// Whether the day of an order has passed.
pub(crate) fn overdue(row: &OrderRow, today: Date) -> bool {
    Date::from_text(&row.due_day).is_some_and(|due| is_overdue(row.state, due, today))
}

/// An order as pages tell it, on a day; where it is met, by what, as far as everybody may still read that.
pub(crate) async fn shown(conn: &mut Conn, row: OrderRow, today: Date) -> Result<OrderView, Fault> {
    let by = match row.met_kind.0 {
        Some(kind) => {
            let rows = publications::revisions(conn, &row.community, &row.met_subject).await?;
            let by = rows.into_iter().find(|one| one.kind == kind && !*one.superseded && one.is_public());
            by.map(|one| Meets {
                href: address::published(&one.community, one.kind.id(), &one.subject),
                withdrawn: !one.withdrawn.is_empty(),
                title: one.title,
            })
        }
        None => None,
    };
    let due = Date::from_text(&row.due_day).ok_or(Fault::Stored("orders.due_day"))?;
    let late = Date::from_text(&row.closed_day).filter(|_| row.state == State::Met).map_or(0, |met| due.until(met));
    Ok(OrderView {
        overdue: overdue(&row, today),
        left: today.until(due),
        late_by: late.max(0),
        id: row.id,
        number: row.number,
        office: row.office_name,
        level: row.level,
        what: row.what,
        basis: row.basis,
        due: row.due_day,
        day: row.day,
        state: row.state,
        answer: row.answer,
        answer_role: row.answer_role.0,
        answer_day: row.answer_day,
        by,
        reason: row.reason,
        closed_day: row.closed_day,
    })
}
