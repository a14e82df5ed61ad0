//! The codes that the edge itself answers with, before or beside the rules of the zone.

use axum::http::StatusCode;

/// One code of the edge.
#[derive(Debug)]
pub(crate) struct EdgeCode {
    pub(crate) text: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) rule: &'static str,
    pub(crate) meaning: &'static str,
}

macro_rules! codes {
    ($($name:ident $status:ident $rule:literal, $meaning:literal;)*) => {
        $(pub(crate) static $name: EdgeCode = EdgeCode {
            text: stringify!($name),
            status: StatusCode::$status,
            rule: $rule,
            meaning: $meaning,
        };)*
        /// The codes of the edge in the order of the reference.
        pub(crate) static CODES: &[&EdgeCode] = &[$(&$name),*];
    };
}

codes! {
    HEADERS_TOO_LARGE REQUEST_HEADER_FIELDS_TOO_LARGE "limits of the interface",
        "the header fields are larger than 16 KiB together";
    UNKNOWN_PATH NOT_FOUND "paths of the interface", "there is nothing at this path";
    METHOD_NOT_ALLOWED METHOD_NOT_ALLOWED "paths of the interface", "the path does not take this method";
    CROSS_SITE FORBIDDEN "requests by cookie come from this site",
        "a request by cookie must come from the console's own pages";
    NOT_SIGNED_IN UNAUTHORIZED "sign-in", "sign in, or send a token that is in force";
    SIGN_IN_LOCKED TOO_MANY_REQUESTS "sign-in: ten failures lock a login for fifteen minutes",
        "too many failed attempts; wait and try again";
    SIGN_IN_REFUSED UNAUTHORIZED "sign-in", "login and password do not belong together";
    ID_MALFORMED NOT_FOUND "ids", "the path does not hold an id of the wanted kind";
    QUERY_MALFORMED BAD_REQUEST "query of a path", "the query is not as documented";
    CURSOR_MALFORMED BAD_REQUEST "cursor paging", "the cursor is not one that this list gave";
    CONTENT_TYPE UNSUPPORTED_MEDIA_TYPE "bodies are JSON", "the body must be application/json";
    FILE_TYPE UNSUPPORTED_MEDIA_TYPE "list files are CSV or XLSX", "the body must be a CSV or an XLSX file";
    FILE_UNREADABLE UNPROCESSABLE_ENTITY "list files are read exactly or not at all",
        "the file cannot be read as it stands; each finding says where and what to do";
    BODY_TOO_LARGE PAYLOAD_TOO_LARGE "limits of the interface", "the body is larger than this path takes";
    BODY_UNREADABLE BAD_REQUEST "bodies are JSON", "the body did not arrive whole";
    IDEMPOTENCY_KEY_MISSING BAD_REQUEST "a command carries a key of its own",
        "a command needs the header Idempotency-Key";
    IDEMPOTENCY_KEY_MALFORMED BAD_REQUEST "a command carries a key of its own",
        "an idempotency key has 1 to 200 visible ASCII characters";
    IF_MATCH_MISSING PRECONDITION_REQUIRED "a change names the revision it rests on",
        "send the object's ETag as If-Match, or * for whatever it is now";
    IF_MATCH_MALFORMED BAD_REQUEST "a change names the revision it rests on",
        "If-Match holds one ETag of the object, or *";
    INVALID_UTF8 BAD_REQUEST "bodies are JSON in UTF-8", "the body is not UTF-8";
    MALFORMED_JSON BAD_REQUEST "bodies are JSON in UTF-8", "the body is not JSON";
    UNEXPECTED_CONTENT BAD_REQUEST "bodies follow their schema", "the body does not follow its schema";
    KEY_REUSED CONFLICT "the same key stands for the same command", "this key was used for another command";
    LOGIN_TAKEN CONFLICT "one login for one user", "another user has this login";
    LOGIN_MALFORMED UNPROCESSABLE_ENTITY "sign-in",
        "a login has 3 to 64 lower-case letters, digits, dots, dashes or underscores";
    PASSWORD_WEAK UNPROCESSABLE_ENTITY "sign-in",
        "a password has 10 to 200 characters and does not contain the login";
    PASSWORD_WRONG UNPROCESSABLE_ENTITY "sign-in", "the present password is another one";
    DISPLAY_NAME UNPROCESSABLE_ENTITY "register of users", "a display name has 1 to 100 characters";
    TOKEN_TERMS UNPROCESSABLE_ENTITY "tokens of a user",
        "a token's name has 1 to 100 characters, and it lasts 1 to 366 days";
    TOO_MANY_TOKENS CONFLICT "tokens of a user", "a user has at most 50 tokens";
    UNKNOWN_TOKEN NOT_FOUND "tokens of a user", "there is no such token";
    UNKNOWN_PERIOD NOT_FOUND "periods of the account book", "the book has no such period";
    UNKNOWN_LOT NOT_FOUND "lots of the account book", "the book has no such lot";
    UNKNOWN_ENTRY NOT_FOUND "the journal", "there is no such entry";
    UNKNOWN_TILE NOT_FOUND "tiles of the journal", "there is no such tile";
    POSITION_NOT_REACHED CONFLICT "a read may ask for a position", "the journal has not reached this position";
    NO_FONT SERVICE_UNAVAILABLE "reports as PDF", "the machine has no font with Chinese letters; the workbook needs none";
    BUSY SERVICE_UNAVAILABLE "bounded queues", "the zone is busy; try again shortly";
    BEHIND SERVICE_UNAVAILABLE "a read may ask for a position",
        "queries have not reached this position yet; try again shortly";
    TIMED_OUT SERVICE_UNAVAILABLE "limits of the interface",
        "the answer took too long; repeat the request with the same idempotency key";
    STOPPING SERVICE_UNAVAILABLE "orderly stop", "the program is stopping; try again shortly";
    FAULT INTERNAL_SERVER_ERROR "faults", "something failed here; the reference names it to the operator";
}
