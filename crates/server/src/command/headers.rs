//! The headers of commands as the document shows them; they are read where the command is put together.

use utoipa::IntoParams;

/// What every command carries beside its body.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read from the headers; named here so that the document shows it")]
pub(crate) struct KeyHeader {
    /// The client's own name for this command: 1 to 200 visible ASCII characters. Sending the same key with the same
    /// request again gives the first answer again.
    #[param(rename = "Idempotency-Key", pattern = "^[!-~]{1,200}$", min_length = 1, max_length = 200)]
    idempotency_key: String,
}

/// What a command carries that changes an existing book or list.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read from the headers; named here so that the document shows it")]
pub(crate) struct ChangeHeaders {
    /// The client's own name for this command: 1 to 200 visible ASCII characters. Sending the same key with the same
    /// request again gives the first answer again.
    #[param(rename = "Idempotency-Key", pattern = "^[!-~]{1,200}$", min_length = 1, max_length = 200)]
    idempotency_key: String,
    /// The object's `ETag` as last read, its revision in quotes, or `*` for whatever it is now.
    #[param(rename = "If-Match", pattern = "^(\\*|\"[0-9]{1,18}(\\.[0-9a-f]{16})?\")$")]
    if_match: String,
}
