//! Pass slips with their trucks.

pub(super) const GATE: &str = "
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
    is_held INTEGER NOT NULL,
    hold_cause TEXT,
    hold_reason TEXT,
    hold_scale TEXT,
    hold_declared TEXT,
    hold_difference_percent TEXT,
    hold_tolerance_percent TEXT,
    held_at INTEGER,
    held_by TEXT,
    is_released INTEGER NOT NULL,
    first_gate_at INTEGER,
    second_gate_at INTEGER,
    PRIMARY KEY (slip, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_truck_by_plate ON slip_truck (plate);
CREATE INDEX slip_truck_held ON slip_truck (slip, number) WHERE is_held = 1;

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
";
