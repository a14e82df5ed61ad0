//! A client that costs little: one connection that is kept, requests written beforehand, and of each answer only its
//! status and the id in it. It must never be used for anything but measuring.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::problem::{Exit, Problem};

const TIMEOUT: Duration = Duration::from_mins(1);
const TALKING: &str = "talking to the server";

/// A list that a client is to bring to its posting.
pub(super) struct Draft {
    number: u64,
    token: String,
    request: Vec<u8>,
    /// Given by the answer to the draft.
    id: String,
}

impl Draft {
    pub(super) fn new(number: u64, token: String, body: &[u8]) -> Self {
        let mut request = head("/api/v1/lists", &token, &format!("bench-{number}-draft"), "", body.len());
        request.extend_from_slice(body);
        Self { number, token, request, id: String::new() }
    }

    pub(super) fn bytes(&self) -> usize {
        self.request.len()
    }
}

fn head(path: &str, token: &str, key: &str, more: &str, length: usize) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n{more}\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes()
}

/// One connection to the server.
pub(super) struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    pub(super) fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        Ok(Self { stream, answer: Vec::with_capacity(4_096) })
    }

    /// Drafts the list and keeps its id.
    pub(super) fn draft(&mut self, draft: &mut Draft) -> Result<(), Problem> {
        let request = std::mem::take(&mut draft.request);
        let body = self.send(&request)?;
        draft.id = id_in(body).ok_or_else(|| Problem::fault(TALKING, "the answer has no id"))?;
        Ok(())
    }

    /// Submits or approves it, as its officer or by this token.
    pub(super) fn decide(&mut self, draft: &Draft, what: &str, token: Option<&str>) -> Result<(), Problem> {
        let path = format!("/api/v1/lists/{}/{what}", draft.id);
        let key = format!("bench-{}-{what}", draft.number);
        let mut request = head(&path, token.unwrap_or(&draft.token), &key, "If-Match: *\r\n", 2);
        request.extend_from_slice(b"{}");
        self.send(&request).map(|_body| ())
    }

    fn send(&mut self, request: &[u8]) -> Result<&[u8], Problem> {
        let fault = |error| Problem::fault(TALKING, error);
        self.stream.write_all(request).map_err(fault)?;
        self.answer.clear();
        let mut part = [0; 4_096];
        loop {
            let count = self.stream.read(&mut part).map_err(fault)?;
            if count == 0 {
                return Err(Problem::fault(TALKING, "the connection ends early"));
            }
            self.answer.extend_from_slice(part.get(..count).unwrap_or_default());
            if let Some(body_at) = body_of_whole(&self.answer) {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                if !self.answer.starts_with(b"HTTP/1.1 2") {
                    return Err(Problem::new(Exit::Refused, format!("{TALKING}: {}", text(&self.answer))));
                }
                return Ok(self.answer.get(body_at..).unwrap_or_default());
            }
        }
    }
}

/// Where the body begins, once all of it is there.
fn body_of_whole(answer: &[u8]) -> Option<usize> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(answer.get(..end)?).ok()?.to_ascii_lowercase();
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
    (answer.len() >= end + 4 + length).then_some(end + 4)
}

fn id_in(body: &[u8]) -> Option<String> {
    let body = std::str::from_utf8(body).ok()?;
    let (_, rest) = body.split_once("\"id\":\"")?;
    rest.split_once('"').map(|(id, _)| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_body_is_there() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Length: 14\r\n\r\n{\"id\":\"lst_1\"}";
        assert_eq!(body_of_whole(&answer[..answer.len() - 1]), None);
        let at = body_of_whole(answer).unwrap();
        assert_eq!(id_in(&answer[at..]).as_deref(), Some("lst_1"));
    }
}
