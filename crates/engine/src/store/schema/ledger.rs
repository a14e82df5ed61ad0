//! The ledger and its lots. What is written once and what changes with every movement lie in tables of their own, so that
//! the changing rows are small; the movements of an account or a lot are a chain, each naming the one before it, so that
//! nothing is written beside the movement itself.
//!
//! An amount is an integer in the unit's smallest part; one that 64 bits do not hold is written as decimal text. Dates of
//! movements are numbers such as 20260930.

pub(super) const LEDGER: &str = "
CREATE TABLE consignment (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL
) STRICT;

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
    purpose TEXT NOT NULL
) STRICT;
CREATE INDEX account_by_item ON account (book, item);

CREATE TABLE account_sums (
    account INTEGER PRIMARY KEY REFERENCES account,
    balance ANY NOT NULL,
    held_debit ANY NOT NULL,
    held_credit ANY NOT NULL,
    last_transfer INTEGER REFERENCES transfer
) STRICT;

CREATE TABLE hold (
    number INTEGER PRIMARY KEY,
    set_text TEXT NOT NULL
) STRICT;

CREATE TABLE transfer (
    id INTEGER PRIMARY KEY,
    debit INTEGER NOT NULL REFERENCES account,
    credit INTEGER NOT NULL REFERENCES account,
    amount ANY NOT NULL,
    value_date INTEGER NOT NULL,
    debit_after ANY NOT NULL,
    credit_after ANY NOT NULL,
    debit_before INTEGER,
    credit_before INTEGER,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL
) STRICT;

CREATE TABLE side (
    is_debit INTEGER PRIMARY KEY
) STRICT;
INSERT INTO side (is_debit) VALUES (0), (1);

CREATE TABLE lot (
    number INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    received ANY NOT NULL,
    is_open INTEGER NOT NULL,
    unit_price TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_open ON lot (account, number) WHERE is_open;
CREATE INDEX lot_by_account ON lot (account, number);
CREATE INDEX lot_by_document ON lot (document, document_kind);

CREATE TABLE lot_sums (
    lot INTEGER PRIMARY KEY REFERENCES lot,
    remaining ANY NOT NULL,
    last_move INTEGER REFERENCES lot_move,
    last_moved_on INTEGER
) STRICT;

CREATE TABLE lot_move (
    id INTEGER PRIMARY KEY,
    lot INTEGER NOT NULL REFERENCES lot,
    amount ANY NOT NULL,
    value_date INTEGER NOT NULL,
    move_before INTEGER,
    document_kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    line INTEGER NOT NULL
) STRICT;
";
