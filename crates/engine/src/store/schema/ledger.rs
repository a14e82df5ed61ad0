//! The ledger and its lots.
//!
//! Amounts are integers in the unit's smallest part, written as decimal text.

pub(super) const LEDGER: &str = "
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
";
