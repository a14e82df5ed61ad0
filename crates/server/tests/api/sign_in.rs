//! Sessions, locks, tokens, and requests that another site caused.

use serde_json::json;

use super::call::Call;
use super::papers;
use super::zone::{PASSWORD, Person, Zone};

fn signing_in(zone: &Zone, login: &str, password: &str) -> Call {
    zone.anonymous("POST", "/session").json(&json!({"login": login, "password": password}))
}

async fn cookie(zone: &Zone) -> String {
    let reply = signing_in(zone, "clerk", PASSWORD).wants(200).await;
    let set = reply.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure"));
    set.split(';').next().expect("a cookie").to_owned()
}

#[tokio::test]
async fn a_session_shows_who_is_signed_in_and_ends_with_signing_out() {
    let zone = Zone::new().await;
    let cookie = cookie(&zone).await;
    let shown = zone.anonymous("GET", "/session").header("cookie", &cookie).wants(200).await.json();
    assert_eq!(shown["display_name"], "Clerk 虚构");
    assert_eq!(shown["roles"][0]["role"], "enterprise_officer");
    assert_eq!(shown["enterprises"][0]["id"], zone.enterprise.as_str());
    assert_eq!(shown["zone"]["customs_code"], "0101");
    assert_eq!(shown["zone"]["date"], "2026-03-02");
    assert_eq!(shown["reads_whole_zone"], false);
    zone.anonymous("DELETE", "/session").header("cookie", &cookie).wants(204).await;
    zone.anonymous("GET", "/session").header("cookie", &cookie).refused(401, "NOT_SIGNED_IN").await;
}

#[tokio::test]
async fn over_tls_the_cookie_is_secure() {
    let zone = Zone::new().await;
    let reply = signing_in(&zone, "clerk", PASSWORD).header("x-forwarded-proto", "https").wants(200).await;
    assert!(reply.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_at_the_latest_after_twelve_hours() {
    let zone = Zone::new().await;
    let hour = 3_600_000_000;
    let idle = cookie(&zone).await;
    zone.clock.advance(2 * hour + 1_000_000);
    zone.anonymous("GET", "/session").header("cookie", &idle).refused(401, "NOT_SIGNED_IN").await;
    let busy = cookie(&zone).await;
    for _ in 0..11 {
        zone.clock.advance(hour);
        zone.anonymous("GET", "/session").header("cookie", &busy).wants(200).await;
    }
    zone.clock.advance(hour);
    zone.anonymous("GET", "/session").header("cookie", &busy).refused(401, "NOT_SIGNED_IN").await;
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    let zone = Zone::new().await;
    let wrong = signing_in(&zone, "clerk", "not the password").refused(401, "SIGN_IN_REFUSED").await;
    let unknown = signing_in(&zone, "nobody.here", "not the password").refused(401, "SIGN_IN_REFUSED").await;
    let without = signing_in(&zone, "gate", "not the password").refused(401, "SIGN_IN_REFUSED").await;
    assert_eq!(wrong, unknown);
    assert_eq!(wrong, without);
}

#[tokio::test]
async fn ten_failures_lock_a_login_for_fifteen_minutes_whether_it_exists_or_not() {
    let zone = Zone::new().await;
    for login in ["clerk", "nobody.here"] {
        for _ in 0..10 {
            signing_in(&zone, login, "guess").refused(401, "SIGN_IN_REFUSED").await;
        }
        let reply = signing_in(&zone, login, PASSWORD).wants(429).await;
        assert_eq!(reply.json()["code"], "SIGN_IN_LOCKED");
        assert_eq!(reply.header("retry-after"), "900");
    }
    zone.clock.advance(15 * 60 * 1_000_000);
    signing_in(&zone, "clerk", PASSWORD).wants(200).await;
    signing_in(&zone, "clerk", "guess").refused(401, "SIGN_IN_REFUSED").await;
}

#[tokio::test]
async fn one_changes_ones_own_password_by_the_present_one() {
    let zone = Zone::new().await;
    let (kept, other) = (cookie(&zone).await, cookie(&zone).await);
    let change = |present: &str, new: &str| {
        let body = json!({"present_password": present, "password": new});
        zone.anonymous("PUT", "/session/password").header("cookie", &kept).json(&body)
    };
    change("not the password", "quite another one").refused(422, "PASSWORD_WRONG").await;
    change(PASSWORD, "short").refused(422, "PASSWORD_WEAK").await;
    change(PASSWORD, "clerk 1234567").refused(422, "PASSWORD_WEAK").await;
    let reply = change(PASSWORD, "quite another one").wants(204).await;
    let fresh = reply.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    zone.anonymous("GET", "/session").header("cookie", &fresh).wants(200).await;
    for ended in [&kept, &other] {
        zone.anonymous("GET", "/session").header("cookie", ended).refused(401, "NOT_SIGNED_IN").await;
    }
    signing_in(&zone, "clerk", PASSWORD).refused(401, "SIGN_IN_REFUSED").await;
    signing_in(&zone, "clerk", "quite another one").wants(200).await;
}

#[tokio::test]
async fn guesses_at_the_present_password_lock_the_login_too() {
    let zone = Zone::new().await;
    let cookie = cookie(&zone).await;
    let guess = json!({"present_password": "a guess", "password": "quite another one"});
    let change = zone.anonymous("PUT", "/session/password").header("cookie", &cookie).json(&guess);
    for _ in 0..10 {
        change.clone().refused(422, "PASSWORD_WRONG").await;
    }
    change.refused(429, "SIGN_IN_LOCKED").await;
    signing_in(&zone, "clerk", PASSWORD).refused(429, "SIGN_IN_LOCKED").await;
}

#[tokio::test]
async fn a_request_by_cookie_that_another_site_caused_is_refused() {
    let zone = Zone::new().await;
    let cookie = cookie(&zone).await;
    let paper = papers::book("H01012600001", &zone.enterprise);
    let call = zone.anonymous("POST", "/books").header("cookie", &cookie).key("from-a-page").json(&paper);
    for site in ["cross-site", "same-site"] {
        call.clone().header("sec-fetch-site", site).refused(403, "CROSS_SITE").await;
    }
    call.clone().header("content-type", "text/plain").refused(415, "CONTENT_TYPE").await;
    call.clone().header("sec-fetch-site", "same-origin").wants(201).await;
    let reading = zone.anonymous("GET", "/books").header("cookie", &cookie);
    reading.header("sec-fetch-site", "cross-site").wants(200).await;
    let signing = signing_in(&zone, "clerk", PASSWORD).header("sec-fetch-site", "cross-site");
    signing.refused(403, "CROSS_SITE").await;
}

#[tokio::test]
async fn a_token_acts_as_its_owner_until_it_is_taken_back_or_expires() {
    let zone = Zone::new().await;
    let make = || zone.call(Person::Clerk, "POST", "/tokens").json(&json!({"name": "gate lane", "days": 1}));
    let made = make().wants(201).await.json();
    let secret = made["secret"].as_str().expect("a secret");
    assert!(secret.starts_with("etk_") && secret.len() == 68, "{secret}");
    let ask =
        |secret: &str| zone.anonymous("GET", "/session").header("authorization", &format!("Bearer {secret}"));
    assert_eq!(ask(secret).wants(200).await.json()["login"], "clerk");
    let listed = zone.get(Person::Clerk, "/tokens").wants(200).await.json();
    assert!(!listed.to_string().contains(secret));
    let id = made["token"]["id"].as_str().expect("an id");
    zone.call(Person::OtherClerk, "DELETE", &format!("/tokens/{id}")).refused(404, "UNKNOWN_TOKEN").await;
    zone.call(Person::Clerk, "DELETE", &format!("/tokens/{id}")).wants(204).await;
    ask(secret).refused(401, "NOT_SIGNED_IN").await;
    let second = make().wants(201).await.json();
    zone.clock.advance(86_400_000_000);
    ask(second["secret"].as_str().expect("a secret")).refused(401, "NOT_SIGNED_IN").await;
}

#[tokio::test]
async fn a_user_has_at_most_fifty_tokens() {
    let zone = Zone::new().await;
    let make = || zone.call(Person::Gate, "POST", "/tokens").json(&json!({"name": "lane"}));
    for _ in 0..49 {
        make().wants(201).await;
    }
    make().refused(409, "TOO_MANY_TOKENS").await;
}
