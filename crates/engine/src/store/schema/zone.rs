//! What the whole zone shares: the journal, enterprises, people, parameters, the worklist and exceptions.

pub(super) const ZONE: &str = "
CREATE TABLE projection (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    journal TEXT NOT NULL,
    entries INTEGER NOT NULL,
    last_leaf BLOB NOT NULL
) STRICT;

CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    instant INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject_kind TEXT,
    subject_id TEXT,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_kind ON entry (kind, position);

CREATE TABLE entry_enterprise (
    enterprise INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (enterprise, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE book_entry (
    book INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    credit_code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_english TEXT NOT NULL,
    credit_class TEXT NOT NULL,
    group_id TEXT
) STRICT;

CREATE TABLE enterprise_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    lead INTEGER NOT NULL REFERENCES enterprise
) STRICT, WITHOUT ROWID;

CREATE TABLE mandate (
    id TEXT PRIMARY KEY,
    principal INTEGER NOT NULL REFERENCES enterprise,
    agent INTEGER NOT NULL REFERENCES enterprise,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    given_position INTEGER NOT NULL,
    revoked_position INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE zone_user (
    id TEXT PRIMARY KEY,
    registered_at INTEGER NOT NULL,
    registered_position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE zone_grant (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    role TEXT NOT NULL,
    enterprise INTEGER,
    granted_position INTEGER NOT NULL,
    revoked_position INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX zone_grant_by_user ON zone_grant (user);

CREATE TABLE parameter_value (
    name TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    unit TEXT NOT NULL,
    meaning TEXT NOT NULL,
    value TEXT NOT NULL,
    basis TEXT NOT NULL,
    source TEXT NOT NULL,
    is_verified INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (name, effective_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE nomenclature (
    effective_from TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE commodity (
    key INTEGER PRIMARY KEY,
    effective_from TEXT NOT NULL,
    code TEXT NOT NULL,
    description TEXT NOT NULL,
    UNIQUE (effective_from, code)
) STRICT;

CREATE VIRTUAL TABLE commodity_search USING fts5(
    words, content = '', contentless_delete = 1, tokenize = 'unicode61'
);

CREATE TABLE calendar_year (
    year INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_day (
    year INTEGER NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (year, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_part (
    part TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (part, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    title TEXT,
    role TEXT NOT NULL,
    enterprise INTEGER,
    maker TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_position INTEGER NOT NULL,
    closed_by TEXT,
    closed_position INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX task_open ON task (id) WHERE closed_position IS NULL;

CREATE TABLE exception (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    report TEXT,
    book INTEGER,
    list INTEGER,
    slip INTEGER,
    consignment TEXT,
    enterprise INTEGER,
    detail TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_position INTEGER NOT NULL,
    resolved_at INTEGER,
    resolved_position INTEGER,
    resolved_by TEXT,
    explanation TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX exception_open ON exception (book) WHERE resolved_position IS NULL;
CREATE INDEX exception_by_book ON exception (book, id);
CREATE INDEX exception_by_slip ON exception (slip, id) WHERE slip IS NOT NULL;
";
