//! Books with their items and versions, lists, reports and supervised equipment.

pub(super) const BONDED: &str = "
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
    count_tolerance_percent TEXT,
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
    last_position INTEGER NOT NULL,
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

CREATE TABLE equipment_history (
    equipment INTEGER NOT NULL REFERENCES equipment,
    position INTEGER NOT NULL,
    instant INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    location TEXT NOT NULL,
    used_by INTEGER NOT NULL REFERENCES enterprise,
    reason TEXT,
    PRIMARY KEY (equipment, position)
) STRICT, WITHOUT ROWID;
";
