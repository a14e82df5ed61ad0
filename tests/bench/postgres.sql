-- The peer in PostgreSQL: the same transfers, floor and idempotency in a stored procedure that takes many at a call.
-- `cargo x bench` loads this into a cluster of its own.

CREATE TABLE account (
    id integer PRIMARY KEY,
    balance bigint NOT NULL,
    held bigint NOT NULL DEFAULT 0,
    floor bigint
) WITH (fillfactor = 50);

CREATE TABLE transfer (
    id uuid PRIMARY KEY,
    debit integer NOT NULL,
    credit integer NOT NULL,
    amount bigint NOT NULL,
    value_date date NOT NULL
);

CREATE TABLE entry (
    account integer NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    transfer uuid NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (account, number)
);

-- Fifty thousand stocks with a floor of zero (even ids), each with one account opposite (odd ids).
INSERT INTO account (id, balance, floor)
SELECT id, CASE WHEN id % 2 = 0 THEN 10000000000000 ELSE -10000000000000 END, CASE WHEN id % 2 = 0 THEN 0 END
FROM generate_series(0, 99999) AS id;

-- Takes transfers; those that were taken before change nothing. When a floor would be broken by all of them together,
-- nothing is taken at all and the caller is told.
CREATE FUNCTION take(ids uuid[], debits integer[], credits integer[], amounts bigint[]) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    taken integer;
BEGIN
    -- Accounts are locked in the order of their ids, so that calls never wait for each other in a circle.
    PERFORM 1 FROM account WHERE id = ANY (debits || credits) ORDER BY id FOR NO KEY UPDATE;
    WITH wanted AS (
        SELECT * FROM unnest(ids, debits, credits, amounts) AS w (id, debit, credit, amount)
    ), fresh AS (
        INSERT INTO transfer (id, debit, credit, amount, value_date)
        SELECT id, debit, credit, amount, '2026-06-01' FROM wanted
        ON CONFLICT (id) DO NOTHING
        RETURNING id, debit, credit, amount
    ), sides AS (
        SELECT id, debit AS account, amount FROM fresh UNION ALL SELECT id, credit, -amount FROM fresh
    ), entries AS (
        INSERT INTO entry (account, transfer, amount) SELECT account, id, amount FROM sides
    ), changes AS (
        SELECT account, sum(amount)::bigint AS change FROM sides GROUP BY account
    ), changed AS (
        UPDATE account SET balance = balance + change FROM changes WHERE account.id = changes.account
        RETURNING account.floor, balance, held, change
    )
    SELECT (SELECT count(*) FROM fresh) INTO taken
    FROM changed
    HAVING coalesce(bool_and(floor IS NULL OR change > 0 OR balance - held >= floor), true);
    IF taken IS NULL THEN
        RAISE EXCEPTION 'a stock would stand below its floor';
    END IF;
    RETURN taken;
END $$;

-- Calls prepared beforehand, so that clients cost next to nothing. A client names the number of its call.
CREATE TABLE prepared (
    call integer PRIMARY KEY,
    ids uuid[] NOT NULL,
    debits integer[] NOT NULL,
    credits integer[] NOT NULL,
    amounts bigint[] NOT NULL
);

CREATE FUNCTION prepare(calls integer, size integer, exponent double precision) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    sums double precision[];
    total double precision;
BEGIN
    SELECT array_agg(at ORDER BY rank), max(at) INTO sums, total
    FROM (SELECT rank, sum(rank::double precision ^ -exponent) OVER (ORDER BY rank) AS at
          FROM generate_series(1, 50000) AS rank) AS ranks;
    TRUNCATE prepared;
    PERFORM setseed(0.5);
    INSERT INTO prepared
    SELECT call,
           array_agg((lpad(to_hex(clock.base + call * size + number), 16, '0') || substr(md5(random()::text), 1, 16))::uuid),
           array_agg(pair * 2 + 1), array_agg(pair * 2), array_agg((1 + floor(random() * 1000))::bigint)
    FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint << 20 AS base) AS clock,
         generate_series(1, calls) AS call,
         LATERAL (SELECT number, width_bucket(random() * total + 0 * call, sums) % 50000 AS rank
                  FROM generate_series(1, size) AS number) AS drawn,
         LATERAL (SELECT ((rank::bigint * 7919) % 50000)::integer AS pair) AS scattered
    GROUP BY call;
    ANALYZE prepared;
END $$;

CREATE FUNCTION take_prepared(wanted integer) RETURNS integer
LANGUAGE sql AS $$
    SELECT take(ids, debits, credits, amounts) FROM prepared WHERE call = wanted
$$;
