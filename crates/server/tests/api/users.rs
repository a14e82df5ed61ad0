//! Users: what names a person stays out of the journal, and a registration is whole or not at all.

use serde_json::json;

use super::papers;
use super::zone::{Person, Zone};

#[tokio::test]
async fn a_registered_user_signs_in_and_the_journal_knows_only_the_id() {
    let zone = Zone::new().await;
    let person = json!({"login": "mei.lin", "display_name": "林虚构", "password": "a long enough one"});
    let call =
        zone.post(Person::Administrator, "/users", &person).key("register mei".replace(' ', "-").as_str());
    let reply = call.wants(201).await;
    let again = call.wants(201).await.json();
    assert_eq!((again["is_repeated"].as_bool(), &again["id"]), (Some(true), &reply.json()["id"]));
    let sign_in = json!({"login": "mei.lin", "password": "a long enough one"});
    zone.anonymous("POST", "/session").json(&sign_in).wants(200).await;

    let path = format!("/journal/entries/{}/receipt", reply.position());
    let receipt = String::from_utf8(zone.get(Person::Auditor, &path).wants(200).await.bytes).expect("text");
    for personal in ["mei.lin", "林虚构", "a long enough one", "\\u6797"] {
        assert!(!receipt.contains(personal), "{personal}");
    }
    assert!(receipt.contains(&reply.id()));

    let users = zone.read(Person::Administrator, "/users?limit=200").await;
    let rows = users["rows"].as_array().expect("rows");
    let mei = rows.iter().find(|row| row["login"] == "mei.lin").expect("the user");
    assert_eq!((&mei["user"], &mei["has_password"]), (&json!(reply.id()), &json!(true)));
}

#[tokio::test]
async fn a_login_is_given_once_and_the_same_key_for_another_person_is_refused() {
    let zone = Zone::new().await;
    let person = |login: &str| json!({"login": login, "display_name": "Somebody"});
    let first = zone.post(Person::Administrator, "/users", &person("first.one")).key("one");
    first.wants(201).await;
    zone.post(Person::Administrator, "/users", &person("first.one")).refused(409, "LOGIN_TAKEN").await;
    first.json(&person("other.one")).refused(409, "KEY_REUSED").await;
    zone.post(Person::Administrator, "/users", &person("other.one")).wants(201).await;
}

#[tokio::test]
async fn who_may_not_register_users_cannot_learn_which_logins_exist() {
    let zone = Zone::new().await;
    for login in ["clerk", "unheard.of"] {
        let person = json!({"login": login, "display_name": "Somebody"});
        zone.post(Person::Clerk, "/users", &person).refused(403, "NOT_PERMITTED").await;
    }
    let person = json!({"login": "unheard.of", "display_name": "Somebody"});
    zone.post(Person::Administrator, "/users", &person).wants(201).await;
}

#[tokio::test]
async fn unfit_logins_names_and_passwords_are_refused() {
    let zone = Zone::new().await;
    let fit = json!({"login": "some.one", "display_name": "Some One", "password": "a long enough one"});
    for (field, value, code) in [
        ("login", "AB", "LOGIN_MALFORMED"),
        ("login", "with space", "LOGIN_MALFORMED"),
        ("login", "Upper.Case", "LOGIN_MALFORMED"),
        ("display_name", "  ", "DISPLAY_NAME"),
        ("password", "short", "PASSWORD_WEAK"),
        ("password", "some.one 12345", "PASSWORD_WEAK"),
    ] {
        let mut unfit = fit.clone();
        unfit[field] = json!(value);
        let problem = zone.post(Person::Administrator, "/users", &unfit).refused(422, code).await;
        assert_eq!(problem["field"], field);
    }
}

#[tokio::test]
async fn setting_a_password_ends_the_sessions_under_the_old_one() {
    let zone = Zone::new().await;
    let sign_in = |password: &str| {
        zone.anonymous("POST", "/session").json(&json!({"login": "clerk", "password": password}))
    };
    let reply = sign_in(super::zone::PASSWORD).wants(200).await;
    let cookie = reply.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let path = format!("/users/{}/password", zone.user(Person::Clerk));
    let new = json!({"password": "quite another one"});
    zone.call(Person::Administrator, "PUT", &path).json(&new).wants(204).await;
    zone.anonymous("GET", "/session").header("cookie", &cookie).refused(401, "NOT_SIGNED_IN").await;
    sign_in(super::zone::PASSWORD).refused(401, "SIGN_IN_REFUSED").await;
    sign_in("quite another one").wants(200).await;
}

#[tokio::test]
async fn grants_take_effect_at_once_and_end_when_they_are_revoked() {
    let zone = Zone::new().await;
    zone.get(Person::Newcomer, "/books").refused(403, "NOT_PERMITTED").await;
    let path = format!("/users/{}/grants", zone.user(Person::Newcomer));
    let auditor = json!({"role": "auditor"});
    let grant = zone.post(Person::Administrator, &path, &auditor).wants(201).await.id();
    zone.get(Person::Newcomer, "/books").wants(200).await;
    let revoke = format!("/grants/{grant}/revoke");
    zone.post(Person::Administrator, &revoke, &json!({})).wants(200).await;
    zone.get(Person::Newcomer, "/books").refused(403, "NOT_PERMITTED").await;
    let misplaced = json!({"role": "auditor", "enterprise": zone.enterprise});
    zone.post(Person::Administrator, &path, &misplaced).refused(422, "GRANT_SCOPE").await;
    let paper = papers::book("H01012600001", &zone.enterprise);
    zone.post(Person::Auditor, "/books", &paper).refused(403, "NOT_PERMITTED").await;
}
