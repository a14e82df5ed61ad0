//! A small HTTP/1.1 client for the zone's own API on this machine: one request a connection, answers of bounded size.
//! Whoever sends many requests keeps a connection and uses the parts.
//! It must never be used for other hosts: it speaks no TLS.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use serde_json::Value;

const TIMEOUT: Duration = Duration::from_mins(1);
/// An answer is read up to here.
pub(crate) const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum ClientFault {
    /// The address is not one of this machine, or not one at all.
    Address(String),
    Connection(std::io::Error),
    /// The answer is not HTTP as this client reads it.
    Answer(&'static str),
}

impl std::fmt::Display for ClientFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(reason) => formatter.write_str(reason),
            Self::Connection(error) => write!(formatter, "the server does not answer: {error}"),
            Self::Answer(reason) => write!(formatter, "the server's answer cannot be read: {reason}"),
        }
    }
}

/// An answer, whatever its status.
#[derive(Debug)]
pub(crate) struct HttpAnswer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl HttpAnswer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub(crate) const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// A server of this machine and how to be known to it.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    address: SocketAddr,
    host: String,
    /// Header lines sent with every request.
    credentials: Option<(&'static str, String)>,
}

impl Client {
    /// Reads an address such as `http://127.0.0.1:8080`.
    pub(crate) fn new(url: &str) -> Result<Self, ClientFault> {
        let refuse = |reason: &str| ClientFault::Address(format!("{url}: {reason}"));
        let host = url.strip_prefix("http://").ok_or_else(|| refuse("write http://127.0.0.1:PORT"))?;
        let host = host.trim_end_matches('/');
        let address =
            host.to_socket_addrs().ok().and_then(|mut found| found.find(|each| each.ip().is_loopback()));
        let address = address.ok_or_else(|| refuse("this client talks to servers of this machine only"))?;
        Ok(Self { address, host: host.to_owned(), credentials: None })
    }

    pub(crate) fn with_token(mut self, token: &str) -> Self {
        self.credentials = Some(("Authorization", format!("Bearer {token}")));
        self
    }

    pub(crate) fn with_cookie(mut self, cookie: &str) -> Self {
        self.credentials = Some(("Cookie", cookie.to_owned()));
        self
    }

    pub(crate) fn get(&self, path: &str) -> Result<HttpAnswer, ClientFault> {
        self.send("GET", path, &[], None)
    }

    /// Sends a JSON body.
    pub(crate) fn post(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<HttpAnswer, ClientFault> {
        self.send("POST", path, headers, Some(body))
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<HttpAnswer, ClientFault> {
        let request = self.request(method, path, &[headers, &[("Connection", "close")]].concat(), body);
        let mut stream = self.open()?;
        stream.write_all(&request).map_err(ClientFault::Connection)?;
        read_answer(BufReader::new(stream.take(ANSWER_BYTES_MAX)))
    }

    /// Returns the bytes of a request.
    pub(crate) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Vec<u8> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host);
        if let Some((name, value)) = &self.credentials {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let Some(body) = body {
            let _ = write!(head, "Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body.unwrap_or_default());
        bytes
    }

    /// Opens a connection.
    pub(crate) fn open(&self) -> Result<TcpStream, ClientFault> {
        let stream = TcpStream::connect_timeout(&self.address, TIMEOUT).map_err(ClientFault::Connection)?;
        stream.set_nodelay(true).map_err(ClientFault::Connection)?;
        stream.set_read_timeout(Some(TIMEOUT)).map_err(ClientFault::Connection)?;
        stream.set_write_timeout(Some(TIMEOUT)).map_err(ClientFault::Connection)?;
        Ok(stream)
    }
}

/// Reads one answer whole.
pub(crate) fn read_answer(mut input: impl BufRead) -> Result<HttpAnswer, ClientFault> {
    let status_line = read_line(&mut input)?;
    let status = status_line.split(' ').nth(1).and_then(|text| text.parse().ok());
    let status = status.ok_or(ClientFault::Answer("it has no status"))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(&mut input)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or(ClientFault::Answer("a header has no value"))?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let mut answer = HttpAnswer { status, headers, body: Vec::new() };
    let is_chunked =
        answer.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    if is_chunked {
        answer.body = read_chunks(&mut input)?;
    } else if let Some(length) = answer.header("content-length") {
        let length = length.parse().ok().filter(|length| *length <= ANSWER_BYTES_MAX);
        let length = length.ok_or(ClientFault::Answer("its length is not usable"))?;
        input.by_ref().take(length).read_to_end(&mut answer.body).map_err(ClientFault::Connection)?;
        if u64::try_from(answer.body.len()).ok() != Some(length) {
            return Err(ClientFault::Answer("it ends early"));
        }
    } else {
        input.read_to_end(&mut answer.body).map_err(ClientFault::Connection)?;
    }
    Ok(answer)
}

fn read_line(input: &mut impl BufRead) -> Result<String, ClientFault> {
    let mut line = String::new();
    input.read_line(&mut line).map_err(ClientFault::Connection)?;
    if !line.ends_with('\n') {
        return Err(ClientFault::Answer("it ends early"));
    }
    Ok(line.trim_end().to_owned())
}

fn read_chunks(input: &mut impl BufRead) -> Result<Vec<u8>, ClientFault> {
    let mut body = Vec::new();
    loop {
        let line = read_line(input)?;
        let length = u64::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16);
        let Ok(length) = length else { return Err(ClientFault::Answer("a chunk has no length")) };
        if length == 0 {
            return Ok(body);
        }
        let before = body.len();
        input.by_ref().take(length).read_to_end(&mut body).map_err(ClientFault::Connection)?;
        if u64::try_from(body.len() - before).ok() != Some(length) || !read_line(input)?.is_empty() {
            return Err(ClientFault::Answer("a chunk is incomplete"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_with_a_length_and_one_in_chunks_read_alike() {
        let plain = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello".as_slice();
        let chunked =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
                .as_slice();
        assert_eq!(read_answer(plain).unwrap().header("x-a"), Some("b"));
        assert_eq!(read_answer(plain).unwrap().body, read_answer(chunked).unwrap().body);
    }

    #[test]
    fn an_answer_that_ends_early_is_a_fault() {
        for text in [
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-",
            "",
            "x\r\n\r\n",
        ] {
            assert!(read_answer(text.as_bytes()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn another_machine_is_not_talked_to() {
        assert!(matches!(Client::new("http://192.0.2.1:80"), Err(ClientFault::Address(_))));
        assert!(matches!(Client::new("https://127.0.0.1:80"), Err(ClientFault::Address(_))));
        assert!(Client::new("http://127.0.0.1:8080/").is_ok());
    }
}
