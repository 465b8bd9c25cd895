//! An act is a type: what somebody may do, in one file, in one line of the list (`acts.rs`). The frame stands here, once:
//! the thing is found anew within the act's transaction, who acts is judged anew, what the thing's audience is decides what the
//! entries tell. Of villages and votes this folder knows nothing.

mod at;
pub(crate) mod base;
pub mod cache;
mod desk;
pub mod form;
pub mod hub;
pub(crate) mod none;
pub mod pace;
pub mod ready;
mod remembers;
pub mod room;
pub mod rows;
pub mod slow;
mod stop;
pub mod viewer;

pub use at::At;
pub use desk::Desk;
pub(crate) use desk::{console, is_verified, or_refuse, standing, standing_of_login};
pub use form::Form;
pub use hub::Hub;
pub use remembers::Remembers;
pub use room::Follower;
pub use stop::{Beside, Stop};
pub use viewer::{Membership, Viewer};

use crate::{
    fault::Fault,
    store::{Answer, Conn, Writing, steps, write::Sender},
};
use rules::{
    Refusal,
    id::{CommunityId, MemberId},
    permit::{Act as May, Role, permit},
    posting::Audience,
    says::Says,
    steps::Step,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::future::Future;

/// Something that somebody may do, under `/do`.
pub trait Act: Send + 'static {
    /// What it is done to.
    type On: Subject;
    /// Its address under `/do`, with the subject's key: `/v/{vote}/extend`.
    const AT: &'static str;
    /// What one must be allowed to do; where several are named, one of them.
    const MAY: &'static [May];
    /// What its entries may say in the chain; the frame stops an act that says anything else. Empty where it leaves no entry of its
    /// own.
    const SAYS: &'static [Says];
    /// What is remembered of its form.
    const FORM: Remembers = Remembers::Typed;
    /// Its text is shown as it would look before it is taken, where the writer asks for it or chose Markdown.
    const PREVIEWS: bool = false;

    /// Whose telephone stands in its text is not for its writer to decide: no tick says that a number is none.
    const COVERS_PHONES: bool = false;

    /// Judges and stores it, and says where to go now.
    ///
    /// # Errors
    /// Why it stops: a refusal beside its field, or a fault. Nothing of it is left then.
    fn run(at: &mut At<'_, Self::On>, form: &Form) -> impl Future<Output = Result<Address, Stop>> + Send;

    /// How what it is done to stands, as its page names it and its form carries it (`seen`), where a page that was opened before
    /// could be mistaken about it: then the act is done only over what was shown.
    fn stands(_at: &mut At<'_, Self::On>) -> impl Future<Output = Result<Option<String>, Fault>> + Send {
        async { Ok(None) }
    }

    /// The page that shows its form, to which a refusal leads back.
    fn back(on: &Self::On) -> String {
        on.page()
    }

    /// The same where who sends it, or whom the form names, decides it.
    fn back_for(on: &Self::On, _viewer: &Viewer, _form: &Form) -> String {
        Self::back(on)
    }

    /// What follows when it is durable, also when whoever asked has hung up.
    fn done(_desk: &Desk, _on: &Self::On) -> impl Future<Output = ()> + Send {
        async {}
    }
}

/// What an act is done to: the only way from an address to a row.
pub trait Subject: Sized + Send + Sync + 'static {
    /// What the address names: an id, or a place with an id.
    type Key: DeserializeOwned + Clone + Send + Sync + 'static;

    /// Finds it.
    ///
    /// # Errors
    /// [`Fault::NotFound`], and database errors.
    fn find(conn: &mut Conn, key: &Self::Key) -> impl Future<Output = Result<Self, Fault>> + Send;

    /// Its community, whose chain the act enters.
    fn community(&self) -> &CommunityId;

    /// What the chain calls it.
    fn in_chain(&self) -> &str;

    /// For whom it is. What stays within the community is sealed in the chain; there is no default, so that no kind of thing can
    /// forget to say so.
    fn audience(&self) -> Audience;

    /// The page that shows it.
    fn page(&self) -> String;

    /// Of what the chain tells its steps.
    ///
    /// # Errors
    /// Database errors.
    fn steps(&self, _conn: &mut Conn) -> impl Future<Output = Result<Vec<steps::Of>, Fault>> + Send {
        async { Ok(vec![steps::Of::subject(self.in_chain())]) }
    }

    /// The session that it belongs to, whose open pages learn of the act.
    fn session(&self) -> Option<&str> {
        None
    }

    /// What it makes of a member beside the roles of the community: the chair of its session, the deputy.
    ///
    /// # Errors
    /// Database errors.
    fn roles(&self, _conn: &mut Conn, _member: &MemberId) -> impl Future<Output = Result<Vec<Role>, Fault>> + Send {
        async { Ok(Vec::new()) }
    }

    /// Whether it exists for a viewer: a thing of another community does not.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when it does not.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.membership(self.community()).map(|_| ())
    }
}

/// The key of what an act is done to.
pub type KeyOf<A> = <<A as Act>::On as Subject>::Key;

/// An address of this site to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(pub String);

impl From<String> for Address {
    fn from(to: String) -> Self {
        Self(to)
    }
}

/// What became of an act.
#[derive(Debug)]
pub struct Performed {
    /// Its answer.
    pub answer: Answer,
    /// The page to which a refusal leads back.
    pub back: String,
    /// The id of what it was done to.
    pub about: String,
    /// Where it was refused because of how the thing stands: by which steps it came there.
    pub steps: Told,
}

impl Desk {
    /// The page of an act's form, where the thing exists for this viewer.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where it does not; database errors.
    pub async fn form_of<A: Act>(&self, viewer: &Viewer, key: &KeyOf<A>, form: &Form) -> Result<String, Fault> {
        let on = A::On::find(&mut *self.read().await?, key).await?;
        on.exists_for(viewer)?;
        Ok(A::back_for(&on, viewer, form))
    }

    /// Does an act of somebody who is signed in.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where the thing does not exist for this viewer; otherwise the fault that undid the act.
    pub async fn perform<A: Act>(&self, viewer: &Viewer, key: KeyOf<A>, form: &Form) -> Result<Performed, Fault> {
        let on = A::On::find(&mut *self.read().await?, &key).await?;
        on.exists_for(viewer)?;
        let (back, about) = (A::back_for(&on, viewer, form), on.in_chain().to_owned());
        let kept = key.clone();
        let (desk, viewer, form) = (self.clone(), viewer.clone(), form.remembered_as(A::FORM));
        // A task of its own: what follows an act follows it, whether or not somebody still waits for the answer.
        let whole = async move {
            let (viewer_, form_) = (viewer.clone(), form.clone());
            let answer = desk
                .act(&viewer, on.community(), &form, move |writing| {
                    Box::pin(async move {
                        match frame::<A>(writing, &viewer_, &key, &form_).await {
                            Ok(Address(to)) => Ok(Answer::Done { to }),
                            Err(Stop::Refused(field, refusal)) => Ok(Answer::refused(&field, refusal)),
                            Err(Stop::Fault(fault)) => Err(fault),
                        }
                    })
                })
                .await?;
            if matches!(answer, Answer::Done { .. }) {
                A::done(&desk, &on).await;
            }
            Ok(answer)
        };
        let answer: Result<Answer, Fault> = tokio::spawn(whole).await.map_err(|_| Fault::Stopped)?;
        let answer = answer?;
        let steps = self.steps_told::<A>(&kept, &answer).await?;
        Ok(Performed { answer, back, about, steps })
    }
}

/// Steps that are told with a refusal, and the zone in which their times are said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The zone of the community.
    pub zone: String,
    /// The steps.
    pub steps: Vec<Step>,
}

impl Desk {
    /// What is told of a thing whose act was refused because of how it stands.
    async fn steps_told<A: Act>(&self, key: &KeyOf<A>, answer: &Answer) -> Result<Told, Fault> {
        let Answer::Refused { refusal, .. } = answer else { return Ok(Told::default()) };
        if !refusal.is_of_state() {
            return Ok(Told::default());
        }
        let mut conn = self.read().await?;
        let on = match A::On::find(&mut conn, key).await {
            Err(Fault::NotFound) => return Ok(Told::default()),
            found => found?,
        };
        let all = on.steps(&mut conn).await?;
        let taken = steps::taken(&mut conn, on.community(), &all).await?;
        Ok(Told { steps: rules::steps::told(A::SAYS, &taken), zone: steps::zone(&mut conn, on.community()).await? })
    }
}

/// One act within its transaction.
async fn frame<A: Act>(writing: &mut Writing, viewer: &Viewer, key: &KeyOf<A>, form: &Form) -> Result<Address, Stop> {
    let on = A::On::find(writing.conn(), key).await?;
    if on.community() != writing.community() {
        return Err(Fault::NotFound.into());
    }
    writing.concerns(on.audience());
    let (mut standing, verified) = standing_of_login(writing, viewer).await?;
    // A login that nobody has confirmed acts as a resident, whatever the session makes of the person.
    let asks = A::MAY.iter().any(|may| may.roles().iter().any(|role| role.is_of_session()));
    if let Some(member) = standing.member.clone().filter(|_| verified && asks) {
        standing.roles.extend(on.roles(writing.conn(), &member).await?);
    }
    let given = A::MAY.iter().find_map(|may| permit(&standing, *may).ok());
    let permit = given.ok_or(Refusal::NotYourRole)?;
    let mut at = At { writing, on, viewer, standing, verified, permit };
    let stands = A::stands(&mut at).await?;
    let to = A::run(&mut at, form).await?;
    // What the rule refuses is said first: it says more. Of what was done meanwhile nothing is left.
    if let Some(stands) = stands {
        base::was_shown(form, &stands)?;
    }
    match writing.says().find(|says| !A::SAYS.contains(says)) {
        Some(says) => Err(Fault::Unlisted(says.id()).into()),
        None => Ok(to),
    }
}

/// An act as the lists know it.
#[derive(Clone, Copy)]
pub struct Listed {
    /// Its type's name.
    pub name: &'static str,
    /// Its address under `/do`.
    pub at: &'static str,
    /// What one must be allowed to do.
    pub may: &'static [May],
    /// What its entries may say.
    pub says: &'static [Says],
    /// What is remembered of its form.
    pub form: Remembers,
    /// No tick lets a telephone through.
    pub covers_phones: bool,
}

impl Listed {
    /// What an act says of itself.
    #[must_use]
    pub fn of<A: Act>() -> Self {
        let name = std::any::type_name::<A>();
        Self {
            name: name.split('<').next().and_then(|name| name.rsplit("::").next()).unwrap_or(name),
            at: A::AT,
            may: A::MAY,
            says: A::SAYS,
            form: A::FORM,
            covers_phones: A::COVERS_PHONES,
        }
    }
}

/// Who sends the form of an act.
impl Sender {
    /// A form sent by a login, remembered as its act says.
    #[must_use]
    pub fn of(login: &str, form: &Form) -> Self {
        let key = if form.remembers().keeps_key() { form.key() } else { None };
        let otherwise = match form.remembers() {
            Remembers::Counted => Refusal::KeySpent,
            Remembers::Key => Refusal::AlreadyVoted,
            Remembers::Typed | Remembers::Nothing | Remembers::SignIn => Refusal::KeyOtherText,
        };
        let (form, text, held) = (form.path().to_owned(), form.text_hash(), form.held_hash());
        Self { login: login.to_owned(), key, form, text, held, otherwise }
    }
}
