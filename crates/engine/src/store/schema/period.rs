//! Periods of books: counts, results, explanations, and what work orders took.

pub(super) const PERIODS: &str = "
CREATE TABLE period (
    key INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL,
    begins TEXT NOT NULL,
    due_on TEXT NOT NULL,
    cutoff TEXT,
    status TEXT NOT NULL,
    is_comparing INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    counted_position INTEGER,
    closed_position INTEGER,
    UNIQUE (book, number)
) STRICT;

CREATE INDEX period_due ON period (due_on, key) WHERE counted_position IS NULL;

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
";
