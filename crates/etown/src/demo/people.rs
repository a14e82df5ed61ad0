//! Who signs in to the demo zone. The journal knows these people by their ids alone.

use std::fmt::Write;

use etown_server::Credentials;
use etown_server::credentials::{AddUser, NewUser};
use etown_values::UserId;

use crate::problem::Problem;

/// The password of every login of the demo; it is told to everyone who starts it.
pub(crate) const PASSWORD: &str = "demo-zone-2026";

/// A login of the demo.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    pub(crate) login: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) is: &'static str,
}

pub(super) const fn person(login: &'static str, display_name: &'static str, is: &'static str) -> Person {
    Person { login, display_name, is }
}

pub(crate) const LOGINS: [Person; 13] = [
    person("admin", "管理员 / Administrator", "zone administrator"),
    person("admin2", "管理员二 / Administrator Two", "zone administrator; a recovery with loss wants two"),
    person("customs1", "海关一 / Customs One", "customs officer"),
    person("customs2", "海关二 / Customs Two", "customs officer"),
    person("clerk1", "关务甲 / Clerk One", "enterprise officer of Star Bridge Example"),
    person("clerk2", "关务乙 / Clerk Two", "enterprise officer of Spruce Example"),
    person("gate1", "卡口一 / Gate One", "gate operator"),
    person("land1", "土地一 / Land One", "land officer"),
    person("approvals1", "审批一 / Approvals One", "approval officer"),
    person("investment1", "招商一 / Investment One", "investment officer"),
    person("treasury1", "外汇一 / Treasury One", "treasury officer"),
    person("programme1", "督办一 / Programme One", "programme officer"),
    person("auditor1", "审计一 / Auditor One", "auditor"),
];

/// The ids of these people.
pub(super) struct People {
    pub(super) administrator: UserId,
    pub(super) second_administrator: UserId,
    pub(super) customs: UserId,
    pub(super) second_customs: UserId,
    pub(super) first_clerk: UserId,
    pub(super) second_clerk: UserId,
    pub(super) gate: UserId,
    pub(super) land: UserId,
    pub(super) approval: UserId,
    pub(super) investment: UserId,
    pub(super) treasury: UserId,
    pub(super) programme: UserId,
    pub(super) auditor: UserId,
}

impl People {
    pub(super) const fn all(&self) -> [UserId; 13] {
        [
            self.administrator,
            self.second_administrator,
            self.customs,
            self.second_customs,
            self.first_clerk,
            self.second_clerk,
            self.gate,
            self.land,
            self.approval,
            self.investment,
            self.treasury,
            self.programme,
            self.auditor,
        ]
    }
}

/// Writes the sign-in data, before any entry names the ids.
pub(super) fn write(credentials: &Credentials) -> Result<People, Problem> {
    let [
        administrator,
        second_administrator,
        customs,
        second_customs,
        first_clerk,
        second_clerk,
        gate,
        land,
        approval,
        investment,
        treasury,
        programme,
        auditor,
    ] = write_all(credentials, LOGINS)?;
    Ok(People {
        administrator,
        second_administrator,
        customs,
        second_customs,
        first_clerk,
        second_clerk,
        gate,
        land,
        approval,
        investment,
        treasury,
        programme,
        auditor,
    })
}

/// Writes the sign-in data of these people and returns their ids.
pub(super) fn write_all<const COUNT: usize>(
    credentials: &Credentials,
    people: [Person; COUNT],
) -> Result<[UserId; COUNT], Problem> {
    let mut users = [UserId::from_raw(0); COUNT];
    for (user, person) in users.iter_mut().zip(people) {
        let new = NewUser {
            login: person.login.to_owned(),
            display_name: person.display_name.to_owned(),
            password: Some(PASSWORD.to_owned()),
            made_by: "demo".to_owned(),
            made_under: person.login.to_owned(),
        };
        *user = match credentials.add_user(&new) {
            Ok(AddUser::Stands(written)) => written,
            Ok(AddUser::LoginTaken) => {
                return Err(Problem::usage(format!("the login {} exists", person.login)));
            }
            Err(fault) => return Err(Problem::fault("writing the users of the demo", fault)),
        };
    }
    Ok(users)
}

/// Tells who can sign in and how.
pub(super) fn sign_in_text(zone: &str, people: &[Person]) -> String {
    let mut text = format!("{zone}. Sign in with one of these logins and the password {PASSWORD}:\n");
    for person in people {
        let _ = writeln!(text, "  {:12} {}", person.login, person.is);
    }
    text
}
