"""Adds up the lines of a verified history in DuckDB, and compares every sum with what the program's verification said.

The folder holds lines.csv and results.csv as `etown bench verification --export FOLDER` writes them. Prints one object of
JSON; ends with 1 where any sum is different.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

INWARD = ("imported", "transferred_in", "domestic_in")
ROUNDS = 5

SUMS = """
    SELECT book, item, purpose, sum(units) AS units FROM lines GROUP BY book, item, purpose
    UNION ALL
    SELECT book, item, 'stock', sum(CASE WHEN purpose IN {inward} THEN units ELSE -units END)
    FROM lines GROUP BY book, item
""".format(inward=INWARD)


def milliseconds(work):
    started = time.perf_counter()
    work()
    return round(1_000 * (time.perf_counter() - started))


def main(folder):
    database = duckdb.connect()
    # The program verifies by one thread; both figures are told.
    columns = "{'book': 'INTEGER', 'item': 'INTEGER', 'purpose': 'VARCHAR', 'units': 'HUGEINT'}"

    def table(name):
        file = Path(folder) / f"{name}.csv"
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv(?, header = true, columns = {columns})", [str(file)])

    loaded = milliseconds(lambda: table("lines"))
    table("results")

    def summed(threads):
        database.execute(f"SET threads = {threads}")
        # The sums stay in the database: handing them to Python would take longer than adding up.
        keep = f"CREATE OR REPLACE TEMP TABLE kept AS {SUMS}"
        times = sorted(milliseconds(lambda: database.execute(keep)) for _ in range(ROUNDS))
        return times[ROUNDS // 2]

    report = {"loaded_milliseconds": loaded, "summed_milliseconds": summed(2), "summed_by_one_milliseconds": summed(1)}
    # A purpose that nothing moved for is absent on one side and zero on the other.
    database.execute(f"CREATE TABLE sums AS SELECT book, item, purpose, CAST(units AS HUGEINT) AS units FROM ({SUMS}) WHERE units <> 0")
    results = "SELECT book, item, purpose, units FROM results WHERE units <> 0"
    differing = f"SELECT count(*) FROM ((SELECT * FROM sums EXCEPT {results}) UNION ALL ({results} EXCEPT SELECT * FROM sums))"

    def count(query):
        return database.execute(query).fetchone()[0]

    report["lines"] = count("SELECT count(*) FROM lines")
    report["sums_compared"] = count("SELECT count(*) FROM sums")
    report["sums_differing"] = count(differing)
    print(json.dumps(report))
    return 1 if report["sums_differing"] or not report["sums_compared"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
