//! A connection that is kept from one request to the next, and opened anew where the server ended it.

use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;

use crate::client::{ANSWER_BYTES_MAX, Client, ClientFault, HttpAnswer, read_answer};

pub(super) struct Kept<'a> {
    client: &'a Client,
    stream: Option<BufReader<TcpStream>>,
}

impl<'a> Kept<'a> {
    pub(super) const fn new(client: &'a Client) -> Self {
        Self { client, stream: None }
    }

    /// Sends a command and reads its answer. After a fault the connection is given up, and what became of the command is
    /// open.
    pub(super) fn post(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<HttpAnswer, ClientFault> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => BufReader::new(self.client.open()?),
        };
        let request = self.client.request("POST", path, headers, Some(body));
        stream.get_mut().write_all(&request).map_err(ClientFault::Connection)?;
        let answer = read_answer(stream.by_ref().take(ANSWER_BYTES_MAX))?;
        let ends = answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        self.stream = (!ends).then_some(stream);
        Ok(answer)
    }
}
