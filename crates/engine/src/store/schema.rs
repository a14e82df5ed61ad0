//! The tables of the query database. They are derived from the journal and may be dropped at any time, so there are no
//! migrations: another schema version means that the database is made anew.
//!
//! Amounts are integers in the unit's smallest part, written as decimal text: 64 bits would not hold all of them, and
//! SQL must not add up what it cannot hold. Each posting carries the balance after it.

/// Changes with every change of the tables or of what is written into them.
pub(crate) const SCHEMA_VERSION: i64 = 4;

/// How far the ids of an entry's postings and moves of lots reach: an id is position * 2^20 + sequence. So the rows of a
/// document, which posts in one entry, and those of a book's entries are ranges of the table and need no index.
pub(crate) const POSTINGS_PER_ENTRY: i64 = 1 << 20;

pub(crate) const TABLES: &str = "
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

CREATE TABLE book (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    enterprise INTEGER NOT NULL REFERENCES enterprise,
    kind TEXT NOT NULL,
    consumption_point TEXT,
    status TEXT NOT NULL,
    pause TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    verification_cycle_months INTEGER NOT NULL,
    change_count INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    filed_position INTEGER NOT NULL
) STRICT;
CREATE INDEX book_by_enterprise ON book (enterprise, key);
CREATE TABLE item (
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL,
    class TEXT NOT NULL,
    part_number TEXT NOT NULL,
    hs_code TEXT NOT NULL,
    name TEXT NOT NULL,
    measure TEXT NOT NULL,
    unit_price TEXT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    is_used INTEGER NOT NULL,
    pause TEXT NOT NULL,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE bom (
    key INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES book,
    product INTEGER NOT NULL,
    version TEXT NOT NULL,
    status TEXT NOT NULL,
    is_used INTEGER NOT NULL,
    UNIQUE (book, product, version)
) STRICT;
CREATE TABLE bom_row (
    bom INTEGER NOT NULL REFERENCES bom,
    number INTEGER NOT NULL,
    material INTEGER NOT NULL,
    net TEXT NOT NULL,
    tangible_loss_percent TEXT NOT NULL,
    intangible_loss_percent TEXT NOT NULL,
    bonded_share_percent TEXT NOT NULL,
    scrap_item INTEGER,
    unit_consumption TEXT NOT NULL,
    PRIMARY KEY (bom, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE list (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    book INTEGER NOT NULL REFERENCES book,
    enterprise INTEGER NOT NULL REFERENCES enterprise,
    movement TEXT NOT NULL,
    direction TEXT NOT NULL,
    status TEXT NOT NULL,
    supervision_mode TEXT NOT NULL,
    needs_declaration INTEGER NOT NULL,
    declaration_number TEXT,
    trucks_total INTEGER NOT NULL,
    trucks_passed INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    reverses INTEGER,
    reversed_by INTEGER,
    revision INTEGER NOT NULL,
    drafted_at INTEGER NOT NULL,
    posted_on TEXT,
    posted_position INTEGER,
    last_position INTEGER NOT NULL
) STRICT;
CREATE INDEX list_by_book ON list (book, key);
CREATE INDEX list_by_enterprise ON list (enterprise, key);
CREATE INDEX list_by_status ON list (status, key);
CREATE TABLE list_truck (
    list INTEGER NOT NULL REFERENCES list,
    number INTEGER NOT NULL,
    plate TEXT NOT NULL,
    PRIMARY KEY (list, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE list_passage (
    list INTEGER NOT NULL REFERENCES list,
    plate TEXT NOT NULL,
    passed_at INTEGER NOT NULL,
    PRIMARY KEY (list, plate)
) STRICT, WITHOUT ROWID;
CREATE TABLE list_line (
    list INTEGER NOT NULL REFERENCES list,
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    hs_code TEXT NOT NULL,
    quantity TEXT NOT NULL,
    measure TEXT NOT NULL,
    unit_price TEXT NOT NULL,
    bom_version TEXT,
    PRIMARY KEY (list, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE list_history (
    list INTEGER NOT NULL REFERENCES list,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    instant INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (list, position, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE report (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    book INTEGER REFERENCES book,
    occurred_at INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_book ON report (book, position);

CREATE TABLE unit (
    number INTEGER PRIMARY KEY,
    currency TEXT,
    registrar INTEGER,
    part TEXT,
    measure TEXT
) STRICT;
CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL REFERENCES unit,
    owner INTEGER NOT NULL REFERENCES enterprise,
    book INTEGER REFERENCES book,
    item INTEGER,
    purpose TEXT NOT NULL,
    balance TEXT NOT NULL,
    held_debit TEXT NOT NULL,
    held_credit TEXT NOT NULL
) STRICT;
CREATE INDEX account_by_item ON account (book, item);
CREATE TABLE hold (
    number INTEGER PRIMARY KEY,
    set_text TEXT NOT NULL
) STRICT;
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    opposite INTEGER NOT NULL REFERENCES account,
    value_date TEXT NOT NULL,
    is_debit INTEGER NOT NULL,
    amount TEXT NOT NULL,
    balance_after TEXT NOT NULL,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL
) STRICT;
CREATE INDEX posting_by_account ON posting (account, value_date, id);

CREATE TABLE lot (
    number INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    received TEXT NOT NULL,
    remaining TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    unit_price TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_open ON lot (account, number) WHERE is_open;
CREATE INDEX lot_by_account ON lot (account, number);
CREATE INDEX lot_by_document ON lot (document, document_kind);
CREATE TABLE lot_move (
    id INTEGER PRIMARY KEY,
    lot INTEGER NOT NULL REFERENCES lot,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL,
    amount TEXT NOT NULL,
    value_date TEXT NOT NULL
) STRICT;
CREATE INDEX lot_move_by_lot ON lot_move (lot, id);

CREATE TABLE period (
    key INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL,
    begins TEXT NOT NULL,
    cutoff TEXT,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    counted_position INTEGER,
    closed_position INTEGER,
    UNIQUE (book, number)
) STRICT;
CREATE TABLE period_history (
    period INTEGER NOT NULL REFERENCES period,
    position INTEGER NOT NULL,
    instant INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (period, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE period_count (
    period INTEGER NOT NULL REFERENCES period,
    item INTEGER NOT NULL,
    stage TEXT NOT NULL,
    version TEXT NOT NULL,
    quantity TEXT NOT NULL,
    PRIMARY KEY (period, item, stage, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE period_balance (
    period INTEGER NOT NULL REFERENCES period,
    item INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    opening TEXT NOT NULL,
    closing TEXT NOT NULL,
    PRIMARY KEY (period, item, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE period_result (
    period INTEGER NOT NULL REFERENCES period,
    item INTEGER NOT NULL,
    stock TEXT NOT NULL,
    work_in_progress TEXT NOT NULL,
    finished TEXT NOT NULL,
    theoretical TEXT NOT NULL,
    physical TEXT NOT NULL,
    PRIMARY KEY (period, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE period_explanation (
    period INTEGER NOT NULL REFERENCES period,
    item INTEGER NOT NULL,
    cause TEXT NOT NULL,
    text TEXT NOT NULL,
    actor TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (period, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES book,
    work_order TEXT NOT NULL,
    item INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    report TEXT NOT NULL
) STRICT;
CREATE INDEX issue_by_item ON issue (book, item, id);

CREATE TABLE slip (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    enterprise INTEGER NOT NULL REFERENCES enterprise,
    book INTEGER REFERENCES book,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    gates TEXT NOT NULL,
    goods TEXT,
    valid_until TEXT NOT NULL,
    status TEXT NOT NULL,
    maker TEXT NOT NULL,
    revision INTEGER NOT NULL,
    applied_at INTEGER NOT NULL,
    applied_position INTEGER NOT NULL
) STRICT;
CREATE INDEX slip_by_status ON slip (status, key);
CREATE INDEX slip_by_enterprise ON slip (enterprise, key);
CREATE TABLE slip_list (
    slip INTEGER NOT NULL REFERENCES slip,
    list INTEGER NOT NULL REFERENCES list,
    PRIMARY KEY (slip, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_list_by_list ON slip_list (list);
CREATE TABLE slip_truck (
    slip INTEGER NOT NULL REFERENCES slip,
    number INTEGER NOT NULL,
    plate TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    frame TEXT NOT NULL,
    container TEXT NOT NULL,
    goods TEXT NOT NULL,
    scale TEXT,
    difference_percent TEXT,
    tolerance_percent TEXT,
    is_within INTEGER,
    held TEXT,
    hold_reason TEXT,
    is_released INTEGER NOT NULL,
    first_gate_at INTEGER,
    second_gate_at INTEGER,
    PRIMARY KEY (slip, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_truck_by_plate ON slip_truck (plate);
CREATE TABLE slip_history (
    slip INTEGER NOT NULL REFERENCES slip,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    instant INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (slip, position, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE equipment (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    enterprise INTEGER NOT NULL REFERENCES enterprise,
    book INTEGER NOT NULL REFERENCES book,
    list INTEGER NOT NULL REFERENCES list,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    serial_number TEXT NOT NULL,
    location TEXT NOT NULL,
    used_by INTEGER NOT NULL REFERENCES enterprise,
    status TEXT NOT NULL,
    supervised_from TEXT NOT NULL,
    supervised_until TEXT,
    release_reason TEXT,
    revision INTEGER NOT NULL,
    registered_position INTEGER NOT NULL
) STRICT;
CREATE INDEX equipment_by_enterprise ON equipment (enterprise, key);

CREATE TABLE task (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
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
    report TEXT NOT NULL,
    book INTEGER,
    list INTEGER,
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
";
