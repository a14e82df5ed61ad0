//! An invented zone behind the router, with people of every role and a book that is ready to work with.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use etown_domain::kernel::access::GrantScope;
use etown_domain::{Actor, Command, Role, ZoneCommand};
use etown_engine::{Clock, Engine, EngineOptions, ManualClock, SchedulerMode, Submission};
use etown_server::credentials::{AddUser, NewUser};
use etown_server::{AppState, Credentials};
use etown_values::{EnterpriseId, UserId, UtcOffset, check_character};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::call::Call;
use super::papers;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// Registered, without any grant.
    Newcomer,
    OtherClerk,
    Clerk,
    Gate,
    LandDesk,
    ApprovalDesk,
    InvestmentDesk,
    TreasuryDesk,
    ProgrammeDesk,
    Auditor,
    Customs,
    Administrator,
    /// The second officer that a verification wants; otherwise like the first.
    OtherCustoms,
}

impl Person {
    /// One person of every kind.
    pub(crate) const ALL: [Self; 12] = [
        Self::Newcomer,
        Self::OtherClerk,
        Self::Clerk,
        Self::Gate,
        Self::LandDesk,
        Self::ApprovalDesk,
        Self::InvestmentDesk,
        Self::TreasuryDesk,
        Self::ProgrammeDesk,
        Self::Auditor,
        Self::Customs,
        Self::Administrator,
    ];

    const WITH_OTHER_CUSTOMS: [Self; 13] = [
        Self::Newcomer,
        Self::OtherClerk,
        Self::Clerk,
        Self::Gate,
        Self::LandDesk,
        Self::ApprovalDesk,
        Self::InvestmentDesk,
        Self::TreasuryDesk,
        Self::ProgrammeDesk,
        Self::Auditor,
        Self::Customs,
        Self::OtherCustoms,
        Self::Administrator,
    ];

    pub(crate) fn login(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct Zone {
    pub(crate) router: Router,
    pub(crate) engine: Engine,
    pub(crate) clock: ManualClock,
    _directory: TempDir,
    people: Vec<(UserId, String)>,
    pub(crate) enterprise: String,
    pub(crate) other_enterprise: String,
    next_key: AtomicU32,
}

fn credit_code(first17: &str) -> String {
    format!("{first17}{}", check_character(first17).expect("the code can be checked"))
}

impl Zone {
    /// A zone with people, two enterprises, parameters and a nomenclature.
    pub(crate) async fn new() -> Self {
        Self::with_origin("zone.example/journal").await
    }

    /// The same, whose journal has this origin.
    pub(crate) async fn with_origin(origin: &str) -> Self {
        let clock = ManualClock::at("2026-03-02T01:00:00.000000Z".parse().expect("an instant"));
        let directory = TempDir::new().expect("a folder can be made");
        let options = EngineOptions {
            clock: Clock::Manual(clock.clone()),
            scheduler: SchedulerMode::ByHand,
            segment_bytes: Some(1 << 20),
            ..EngineOptions::default()
        };
        let engine = Engine::create(directory.path(), origin, options).expect("an engine");
        let credentials =
            Credentials::open(&directory.path().join("credentials.db"), Clock::Manual(clock.clone()))
                .expect("credentials");
        let people = people(&engine, &credentials);
        let app = AppState::new(engine.clone(), credentials).expect("an app");
        let router = etown_server::router(app);
        let (enterprise, other_enterprise) = (String::new(), String::new());
        let next_key = AtomicU32::new(1);
        let mut zone = Self {
            router,
            engine,
            clock,
            _directory: directory,
            people,
            enterprise,
            other_enterprise,
            next_key,
        };
        zone.furnish().await;
        zone
    }

    async fn furnish(&mut self) {
        use Person::{Administrator, Clerk, OtherClerk};
        self.enterprise = self.enterprise_of(Clerk, "91110302MA0000001", "甲号虚构电子").await;
        self.other_enterprise = self.enterprise_of(OtherClerk, "91110302MA0000002", "乙号虚构电子").await;
        self.post(Administrator, "/parameters", &papers::parameters()).wants(201).await;
        self.post(Administrator, "/nomenclatures", &papers::nomenclature()).wants(201).await;
    }

    async fn enterprise_of(&self, clerk: Person, code: &str, name: &str) -> String {
        let paper = papers::enterprise(&credit_code(code), name);
        let enterprise = self.post(Person::Administrator, "/enterprises", &paper).wants(201).await.id();
        let path = format!("/users/{}/grants", self.user(clerk));
        let grant = json!({"role": "enterprise_officer", "enterprise": enterprise});
        self.post(Person::Administrator, &path, &grant).wants(201).await;
        enterprise
    }

    pub(crate) fn user(&self, person: Person) -> UserId {
        self.of(person).0
    }

    fn of(&self, person: Person) -> &(UserId, String) {
        let place =
            Person::WITH_OTHER_CUSTOMS.iter().position(|known| *known == person).expect("a known person");
        &self.people[place]
    }

    pub(crate) fn bearer(&self, person: Person) -> String {
        format!("Bearer {}", self.of(person).1)
    }

    pub(crate) fn fresh_key(&self) -> String {
        format!("key-{}", self.next_key.fetch_add(1, Ordering::SeqCst))
    }

    /// A request without proof of who asks.
    pub(crate) fn anonymous(&self, method: &str, path: &str) -> Call {
        Call::new(&self.router, method, path)
    }

    pub(crate) fn call(&self, person: Person, method: &str, path: &str) -> Call {
        self.anonymous(method, path).header("authorization", &self.bearer(person))
    }

    pub(crate) fn get(&self, person: Person, path: &str) -> Call {
        self.call(person, "GET", path)
    }

    /// A command with a key of its own, for whatever revision there is.
    pub(crate) fn post(&self, person: Person, path: &str, body: &Value) -> Call {
        self.call(person, "POST", path).key(&self.fresh_key()).if_match("*").json(body)
    }

    /// Reads what a command has brought about.
    pub(crate) async fn read(&self, person: Person, path: &str) -> Value {
        let last = self.engine.position().saturating_sub(1);
        let separator = if path.contains('?') { '&' } else { '?' };
        self.get(person, &format!("{path}{separator}at_least_position={last}")).wants(200).await.json()
    }

    /// An approved book with a material, a product, scrap and a version.
    pub(crate) async fn book(&self, number: &str) -> String {
        let paper = papers::book(number, &self.enterprise);
        let book = self.post(Person::Clerk, "/books", &paper).wants(201).await.id();
        let path = |rest: &str| format!("/books/{book}/{rest}");
        self.post(Person::Clerk, &path("items"), &papers::items()).wants(200).await;
        self.post(Person::Clerk, &path("boms"), &papers::bom("V1")).wants(200).await;
        self.post(Person::Clerk, &path("submit"), &json!({})).wants(200).await;
        self.post(Person::Customs, &path("approve"), &json!({})).wants(200).await;
        book
    }

    /// Drafts a list.
    pub(crate) async fn list(&self, paper: &Value) -> String {
        self.post(Person::Clerk, "/lists", paper).wants(201).await.id()
    }

    /// Submits and approves a list.
    pub(crate) async fn approve(&self, list: &str) {
        self.post(Person::Clerk, &format!("/lists/{list}/submit"), &json!({})).wants(200).await;
        self.post(Person::Customs, &format!("/lists/{list}/approve"), &json!({})).wants(200).await;
    }

    /// Brings material into a book.
    pub(crate) async fn import(&self, book: &str, quantity: &str) -> String {
        let list =
            self.list(&papers::list(book, "import", &[papers::line(1, papers::METAL, quantity)])).await;
        self.approve(&list).await;
        list
    }

    /// What must not change when something is refused.
    pub(crate) fn fingerprint(&self) -> (u64, String) {
        (self.engine.position(), self.engine.state_digest())
    }
}

fn people(engine: &Engine, credentials: &Credentials) -> Vec<(UserId, String)> {
    let mut people: Vec<(UserId, String)> = Vec::new();
    for person in Person::WITH_OTHER_CUSTOMS {
        let new = NewUser {
            login: person.login(),
            display_name: format!("{person:?} 虚构"),
            // Hashing takes long; the one person who signs in has a password.
            password: (person == Person::Clerk).then(|| PASSWORD.to_owned()),
            made_by: "setup".to_owned(),
            made_under: person.login(),
        };
        let AddUser::Stands(user) = credentials.add_user(&new).expect("a row") else { panic!("a new login") };
        let token = credentials.issue_token(user, "test", 366).expect("a token").expect("few tokens");
        people.push((user, token));
    }
    let administrator = people.last().expect("an administrator").0;
    let set_up = ZoneCommand::SetUpZone {
        name: "Invented Zone".to_owned(),
        customs_code: "0101".to_owned(),
        utc_offset: UtcOffset::BEIJING,
        administrators: vec![administrator],
    };
    submit(engine, Actor::Setup, "set-up", set_up);
    for (person, (user, _)) in Person::WITH_OTHER_CUSTOMS.iter().zip(&people) {
        let actor = Actor::User(administrator);
        if *person != Person::Administrator {
            submit(engine, actor, &format!("register {person:?}"), ZoneCommand::RegisterUser { user: *user });
        }
        let role = match person {
            Person::Gate => Role::GateOperator,
            Person::LandDesk => Role::LandOfficer,
            Person::ApprovalDesk => Role::ApprovalOfficer,
            Person::InvestmentDesk => Role::InvestmentOfficer,
            Person::TreasuryDesk => Role::TreasuryOfficer,
            Person::ProgrammeDesk => Role::ProgrammeOfficer,
            Person::Auditor => Role::Auditor,
            Person::Customs | Person::OtherCustoms => Role::CustomsOfficer,
            _ => continue,
        };
        let grant = ZoneCommand::GrantRole { user: *user, role, scope: GrantScope::Zone };
        submit(engine, actor, &format!("grant {person:?}"), grant);
    }
    people
}

fn submit(engine: &Engine, actor: Actor, id: &str, command: ZoneCommand) {
    let submission = Submission {
        actor,
        command_id: id.to_owned(),
        command: Command::Zone(command),
        bytes: id.as_bytes().to_vec(),
    };
    engine.submit(submission).expect("the set-up is accepted");
}

/// An id of an enterprise that does not exist.
pub(crate) fn nobodys_enterprise() -> String {
    EnterpriseId::from_raw(7).to_string()
}
