"""Queries read the views and do nothing else, for no longer and with no more than they may."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from jo_security.ledger import answers
from jo_security.ledger.answers.querying import FUNCTIONS, Refused, TooLong, TooMuch, query
from jo_security.ledger.answers.views import VIEWS, offer
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import open_budget

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = str(CHECKOUT / "budgets" / "jo-2024.toml")
COUNTING = "WITH RECURSIVE c (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c)"
DOUBLING = "WITH RECURSIVE r (s) AS (VALUES ('aaaaaaaa') UNION ALL SELECT s || s FROM r WHERE length(s) < 500000)"
# A long text, each of whose letters is looked for among 80,000: one function that SQLite does not interrupt.
LONG = f"{DOUBLING} SELECT trim(max(s), replace(substr(max(s), 1, 80000), 'a', 'b') || 'a') FROM r"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    opened = open_budget(JO_2024)
    assert opened.ledger is not None
    offer(opened.ledger, opened.findings)
    before = opened.ledger.connection.total_changes
    yield opened.ledger
    assert opened.ledger.connection.total_changes == before


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_may_be_read(ledger: Ledger, view: str) -> None:
    answer = query(ledger, f"SELECT * FROM {view}", 10)
    rows = ledger.connection.execute(f"SELECT * FROM {view}")
    assert (answer.columns, answer.rows) == ([column[0] for column in rows.description], rows.fetchall())


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT money(sum(amount)) FROM entries WHERE measure = 'committed'", [("153833334.90",)]),
        ("SELECT money(-5), money(NULL), money('x')", [("-0.05", None, None)]),
        (f"{COUNTING} SELECT x FROM c LIMIT 3", [(1,), (2,), (3,)]),
        ("SELECT count(*) FROM lines WHERE fold(label) LIKE '%etudes%'", [(1,)]),
        ("WITH a AS (SELECT line FROM tree) SELECT count(*) FROM a", [(37,)]),
        ("SELECT rank() OVER (ORDER BY id) FROM programmes", [(1,), (2,), (3,), (4,)]),
    ],
)
def test_queries_are_answered(ledger: Ledger, sql: str, rows: list[object]) -> None:
    assert query(ledger, sql, 10).rows == rows


def test_operations_are_those_of_what_is_asked_for() -> None:
    opened = open_budget(JO_2024)
    ledger = opened.ledger
    assert ledger is not None
    offer(ledger, opened.findings)
    days = "SELECT min(date), max(date), count(*) FROM {}"
    for view in ("payments", "deliveries", "adjustments", "movements", "operations"):
        ledger.ask(datetime.date(2023, 12, 31), 2023)
        ((first, last, count),) = query(ledger, days.format(view), 10).rows
        assert count == 0 or (first[:4], last[:4]) == ("2023", "2023")
        ledger.ask()
        ((_, _, every),) = query(ledger, days.format(view), 10).rows
        assert count < every


def test_two_columns_of_one_name_are_told_apart(ledger: Ledger) -> None:
    assert query(ledger, "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a", 10).columns == ["a", "a_2", "a_2_2", "a_3"]


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH ':memory:' AS other",
        "ATTACH '/tmp/other.db' AS other",
        "DETACH main",
        "PRAGMA user_version",
        "PRAGMA journal_mode = WAL",
        "SELECT * FROM pragma_table_info('line')",
        "VACUUM",
        "VACUUM INTO '/tmp/copy.db'",
        "SELECT zeroblob(1000000000)",
        "WITH lines AS (SELECT zeroblob(10)) SELECT * FROM lines",
        "SELECT randomblob(10)",
        "SELECT load_extension('x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM sqlite_temp_master",
        "WITH x AS (SELECT * FROM sqlite_master) SELECT * FROM x",
        "WITH positions AS (SELECT * FROM sqlite_master) SELECT * FROM positions",
        "SELECT (SELECT max(threshold) FROM visa_threshold) FROM lines",
        'SELECT * FROM "commitment"',
        "SELECT * FROM asked",
        "INSERT INTO line (n) VALUES (1)",
        "UPDATE asked SET until = 0",
        "DELETE FROM operation",
        "DROP TABLE operation",
        "CREATE TABLE t (a)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "BEGIN",
        "SAVEPOINT s",
        "ANALYZE",
        "REINDEX",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM lines",
        "SELECT * FROM nothing",
        "SELEC 1",
        "",
        "-- nothing",
    ],
)
def test_what_does_not_read_the_views_is_refused(ledger: Ledger, sql: str) -> None:
    with pytest.raises(Refused):
        query(ledger, sql, 10)
    # The ledger answers as before.
    assert answers.total(ledger)["committed"] == 15383333490


def test_what_is_refused_is_named(ledger: Ledger) -> None:
    for sql, name in (("SELECT zeroblob(1)", "zeroblob"), ('SELECT id FROM "commitment"', "commitment")):
        with pytest.raises(Refused) as caught:
            query(ledger, sql, 10)
        assert caught.value.forbidden == name
    assert "zeroblob" not in FUNCTIONS


@pytest.mark.parametrize(
    "sql",
    [
        f"{COUNTING} SELECT max(x) FROM c",
        f"{COUNTING} SELECT a.x FROM c AS a, c AS b WHERE a.x < 0",
    ],
)
def test_a_query_that_does_not_end_is_ended(ledger: Ledger, sql: str) -> None:
    start = monotonic()
    with pytest.raises(TooLong):
        query(ledger, sql, 0.5)
    assert monotonic() - start < 3


def test_an_answer_has_an_end(ledger: Ledger) -> None:
    many = ", ".join(f"x AS c{n}" for n in range(90))
    with pytest.raises(TooMuch):
        query(ledger, f"{COUNTING} SELECT {many} FROM c LIMIT 100000", 60)
    with pytest.raises(TooMuch):
        query(ledger, f"{COUNTING} SELECT x FROM c", 60)
    # Seventeen texts of up to 524,288 letters, a million and more in all, three hundred times.
    with pytest.raises(TooMuch):
        query(ledger, f"{DOUBLING} SELECT a.s FROM r AS a, r AS b, r AS c", 60)


def test_one_value_has_an_end(ledger: Ledger) -> None:
    nested = "'aaaa'"
    for _ in range(18):
        nested = f"hex({nested})"
    with pytest.raises(Refused, match="too big"):
        query(ledger, f"SELECT {nested}", 60)


def test_a_function_that_runs_long_is_left_behind() -> None:
    script = f"""
import sys, time
from jo_security.cli.door import run
start = time.monotonic()
status = run(["query", {LONG!r}, {JO_2024!r}, "--timeout", "0.3", "--lang", "en"])
print(status, time.monotonic() - start < 2)
sys.stdout.flush()
import os
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=CHECKOUT)
    assert done.stdout == b"1 True\n"
    assert b"The query takes longer than it may: 0.3 s." in done.stderr


def test_limits_hold_for_a_query_only(ledger: Ledger) -> None:
    text = "x" * 2_000_000
    with pytest.raises(Refused):
        query(ledger, f"SELECT '{text}'", 10)
    assert ledger.connection.execute("SELECT length(?)", (text,)).fetchone() == (2_000_000,)
    assert ledger.connection.execute("SELECT length(zeroblob(10))").fetchone() == (10,)
