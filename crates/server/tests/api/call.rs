//! One request and its reply. Only this file touches the router.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;

#[derive(Clone)]
pub(crate) struct Call {
    router: Router,
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Call {
    pub(crate) fn new(router: &Router, method: &str, path: &str) -> Self {
        let uri = if path.starts_with("/api/") || !path.starts_with('/') || path == "/" {
            path.to_owned()
        } else {
            format!("/api/v1{path}")
        };
        Self { router: router.clone(), method: method.to_owned(), uri, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(kept, _)| kept != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(kept, _)| kept != name);
        self
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub(crate) fn if_match(self, tag: &str) -> Self {
        self.header("if-match", tag)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.bytes(body.to_string().into_bytes())
    }

    pub(crate) fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", "application/json")
    }

    pub(crate) async fn send(&self) -> Reply {
        let mut request = Request::builder().method(self.method.as_str()).uri(&self.uri);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(self.body.clone())).expect("the request can be built");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the body arrives").to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }

    /// Sends and expects the status.
    pub(crate) async fn wants(&self, status: u16) -> Reply {
        let reply = self.send().await;
        let text = String::from_utf8_lossy(&reply.bytes);
        assert_eq!(reply.status.as_u16(), status, "{} {}: {text}", self.method, self.uri);
        reply
    }

    /// Sends and expects problem details with this status and code.
    pub(crate) async fn refused(&self, status: u16, code: &str) -> Value {
        let reply = self.wants(status).await;
        assert_eq!(reply.header("content-type"), "application/problem+json");
        let problem = reply.json();
        assert_eq!(problem["code"], code, "{} {}: {problem}", self.method, self.uri);
        assert_eq!(problem["status"], status);
        problem
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("the body is JSON")
    }

    /// The id in the answer to a command.
    pub(crate) fn id(&self) -> String {
        self.json()["id"].as_str().expect("the answer has an id").to_owned()
    }

    pub(crate) fn position(&self) -> u64 {
        self.json()["position"].as_u64().expect("the answer has a position")
    }
}
