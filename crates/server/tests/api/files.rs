//! What is served beside the interface: its description and the console's files.

use super::zone::{Person, Zone};

#[tokio::test]
async fn the_interface_describes_itself() {
    let zone = Zone::new().await;
    let reply = zone.anonymous("GET", "/openapi.json").wants(200).await;
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.json()["info"]["title"], "E-Town");
}

#[tokio::test]
async fn the_console_is_served_where_it_is_built_and_explained_where_it_is_not() {
    let zone = Zone::new().await;
    let reply = zone.anonymous("GET", "/").wants(200).await;
    let text = String::from_utf8(reply.bytes).expect("text");
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist/index.html");
    let wanted = if page.is_file() { "<html" } else { "cargo x run" };
    assert!(text.contains(wanted), "{text}");
}

#[tokio::test]
async fn an_unknown_path_below_the_interface_is_never_a_page() {
    let zone = Zone::new().await;
    zone.anonymous("GET", "/api/v2/books").refused(404, "UNKNOWN_PATH").await;
    zone.get(Person::Clerk, "/nowhere").refused(404, "UNKNOWN_PATH").await;
}
