"""Laws that hold of every budget, whatever the figures: sums, orders, days and files."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import budgets

from jo_security.ledger import answers
from jo_security.ledger.answers import LinePosition
from jo_security.ledger.ledger import Ledger, bound
from jo_security.locales.language import speak
from jo_security.office.opening import Opened, open_budget
from jo_security.records.measures import MEASURES

Budget = tuple[str, dict[str, Any]]
Law = Callable[[Path, Budget, st.DataObject], None]

FAST = settings(max_examples=40, deadline=None, derandomize=True, database=None)
THOROUGH = settings(max_examples=1000, deadline=None)

DAYS = st.none() | st.dates(datetime.date(2022, 12, 1), datetime.date(2026, 2, 1))
YEARS = st.none() | st.integers(2022, 2026)
GROUPS = ("programme", "title", "exercise", "tag")


@dataclass(frozen=True)
class Figures:
    """Every figure that a budget gives, by the name of what it is about."""

    header: object
    total: Mapping[str, int]
    lines: Mapping[str, tuple[object, ...]]
    groups: Mapping[str, Mapping[object, Mapping[str, int]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("budgets")


def opened(folder: Path, text: str, as_of: datetime.date | None = None) -> Opened:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    return open_budget(str(path), as_of)


def ledger_of(folder: Path, text: str) -> Ledger:
    ledger = opened(folder, text).ledger
    assert ledger is not None
    return ledger


def figures(ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None) -> Figures:
    """Give every figure; of groups those that hold something, since a group may be known by what comes later."""
    return Figures(
        answers.header(ledger, as_of),
        answers.total(ledger, as_of, exercise),
        {
            line.id: (line.parent, line.depth, line.programme, line.title, line.illustrative, line.position)
            for line in answers.lines(ledger, as_of, exercise)
        },
        {
            by: {key: held for key, held in answers.groups(ledger, by, as_of, exercise) if any(held.values())}
            for by in GROUPS
        },
    )


def blocks(text: str) -> tuple[str, list[str]]:
    """Give what stands before the records of a text of `toml_text`, and its records, a block each."""
    head, budget, controls, *records = text.split("\n\n")
    return f"{head}\n\n{budget}\n\n{controls}", [record.rstrip("\n") for record in records]


def joined(head: str, records: Iterable[str]) -> str:
    return "\n\n".join((head, *records)) + "\n"


def parsed(block: str) -> tuple[str, dict[str, Any]]:
    """Give the table and the record of a block; a threshold's table is `controls`."""
    ((table, held),) = tomli.loads(block, parse_float=Decimal).items()
    return table, held[0] if isinstance(held, list) else held


def added(positions: Iterable[Mapping[str, int]]) -> dict[str, int]:
    every = list(positions)
    return {measure: sum(position[measure] for position in every) for measure in MEASURES}


def below_itself(lines: Iterable[LinePosition]) -> dict[str, set[str]]:
    """Give each line's id with those of the lines above it, its own included."""
    parents = {line.id: line.parent for line in lines}
    found: dict[str, set[str]] = {}
    for line in parents:
        at: str | None = line
        while at is not None:
            found.setdefault(line, set()).add(at)
            at = parents[at]
    return found


def dates(doc: Mapping[str, Any]) -> list[datetime.date]:
    """Give the dates of every record, and the day of allocations."""
    records = (record for table in doc.values() if isinstance(table, list) for record in table)
    return [doc["budget"]["start"], *(record["date"] for record in records if "date" in record)]


# ---- Sums -----------------------------------------------------------------------------------------------------------


def every_measure_keeps_its_formula(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    follows = answers.header(ledger).follows_cp
    positions = [
        answers.total(ledger, as_of, exercise),
        *(line.position for line in answers.lines(ledger, as_of, exercise)),
        *(position for by in GROUPS for _, position in answers.groups(ledger, by, as_of, exercise)),
    ]
    for it in positions:
        assert tuple(it) == MEASURES
        used = it["frozen"] + it["reserved"] + it["committed"] + it["lost"]
        assert it["available"] == it["opened"] - used
        assert it["cp-available"] == (it["cp-opened"] - it["cp-frozen"] - it["paid"] if follows else 0)
        assert it["outstanding"] == it["committed"] - it["paid"]
        assert min(it["reserved"], it["payable"], it["lost"]) >= 0
        assert follows or it["cp-opened"] == it["cp-frozen"] == 0


def unallocated_is_the_envelope_less_what_is_opened(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    as_of = data.draw(DAYS)
    header = answers.header(ledger, as_of)
    opened = answers.total(ledger, as_of)["opened"]
    assert header.unallocated == (None if header.envelope is None else header.envelope - opened)


def the_roots_sum_to_the_total(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    roots = [line.position for line in answers.lines(ledger, as_of, exercise) if line.parent is None]
    assert added(roots) == answers.total(ledger, as_of, exercise)


def programmes_and_titles_part_the_whole(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    for by in ("programme", "title", "exercise"):
        groups = [position for _, position in answers.groups(ledger, by, as_of, exercise)]
        assert added(groups) == answers.total(ledger, as_of, exercise)


def exercises_sum_to_all_of_them(folder: Path, budget: Budget, data: st.DataObject) -> None:
    # Every measure is additive: a remainder's floor is that of a whole reservation, what is payable that of a whole
    # commitment, over all exercises, and each goes to the one exercise of its reservation or commitment.
    ledger = ledger_of(folder, budget[0])
    as_of = data.draw(DAYS)
    by_exercise = dict(answers.groups(ledger, "exercise", as_of))
    years = [year for year in by_exercise if isinstance(year, int)]
    assert len(years) == len(by_exercise)
    for year in years:
        assert answers.total(ledger, as_of, year) == by_exercise[year]
    assert added(by_exercise.values()) == answers.total(ledger, as_of)
    each = [answers.lines(ledger, as_of, year) for year in years]
    for rank, line in enumerate(answers.lines(ledger, as_of)):
        assert added(lines[rank].position for lines in each) == line.position


def the_waterfall_shows_the_total(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    header, total = answers.header(ledger, as_of), answers.total(ledger, as_of, exercise)
    falls = answers.waterfall(ledger, as_of, exercise)
    for step in (step for fall in falls for step in fall):
        expected = {"envelope": header.envelope, "unallocated": header.unallocated, **total}[step.key]
        assert step.amount == expected
        assert step.high - step.low == abs(step.amount)


# ---- What the rules watch -------------------------------------------------------------------------------------------


CODES = ("ae", "cp", "frozen ae", "frozen cp")


def what_rules_watch_is_what_positions_show(folder: Path, budget: Budget, data: st.DataObject) -> None:
    ledger = ledger_of(folder, budget[0])
    run = ledger.connection.execute
    # An operation with JO122 counts in positions, and in no running balance.
    assume(run("SELECT min(sound) FROM operation").fetchone()[0] != 0)
    as_of = data.draw(DAYS)
    annual = bool(run("SELECT annual FROM controls").fetchone()[0])
    runs = """
        SELECT balance >> 16 & 15, balance >> 20, balance & 65535, op, change, sum(change) OVER (
            PARTITION BY balance ORDER BY op ROWS UNBOUNDED PRECEDING
        ) FROM (SELECT balance, op, sum(change) AS change FROM every_change GROUP BY balance, op)
    """
    rows = [(CODES[row[0]], *row[1:]) for row in run(runs)]
    last = {tuple(row[:3]): row[5] for row in sorted(rows, key=lambda row: int(row[3])) if row[3] < bound(as_of)}
    # What the rules look for is all there, though only doubtful balances are run through.
    low = {row for row in rows if row[4] < 0 and row[5] < 0}
    assert low == set(run("SELECT balance, line, exercise, op, change, after FROM low"))
    years = [year for year, _ in answers.groups(ledger, "exercise") if isinstance(year, int)]
    watched = (("ae", "available", annual), ("frozen ae", "frozen", annual), ("cp", "cp-available", True))
    for balance, measure, yearly in watched:
        # The key of running balances over all exercises is 0.
        for year in years if yearly else (0,):
            for line in answers.lines(ledger, as_of, year or None):
                assert last.get((balance, line.n, year), 0) == line.position[measure], (balance, line.id, year)


# ---- Transfers ------------------------------------------------------------------------------------------------------


def a_transfer_moves_its_amounts_and_nothing_else(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, doc = budget
    ids = [line["id"] for line in doc["line"]]
    assume(len(ids) > 1)
    source, target = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    before = ledger_of(folder, text)
    # Were it the first movement to bear CP, the budget would begin to follow them.
    cp = data.draw(st.integers(0, 5)) if answers.header(before).follows_cp else 0
    ae = data.draw(st.integers(0 if cp else 1, 5))
    day, as_of, exercise = data.draw(st.sampled_from(dates(doc))), data.draw(DAYS), data.draw(YEARS)
    block = f'[[movement]]\nid = "T"\nkind = "transfer"\ndate = {day}\nfrom = "{source}"\nto = "{target}"'
    after = ledger_of(folder, f"{text}\n{block}\nae = {ae}\ncp = {cp}\n")
    counts = (as_of is None or day <= as_of) and exercise in (None, day.year)
    assert answers.total(after, as_of, exercise) == answers.total(before, as_of, exercise)
    lines = answers.lines(before, as_of, exercise)
    above = below_itself(lines)
    for was, now in zip(lines, answers.lines(after, as_of, exercise), strict=True):
        # Nothing happens to a line that is above both, or above neither.
        gains = counts * ((was.id in above[target]) - (was.id in above[source]))
        changed = {"opened": ae, "available": ae, "cp-opened": cp, "cp-available": cp}
        for measure in MEASURES:
            assert now.position[measure] - was.position[measure] == gains * changed.get(measure, 0) * 100


# ---- Days -----------------------------------------------------------------------------------------------------------


def the_last_day_is_all_days(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, doc = budget
    last = max(dates(doc)) + datetime.timedelta(days=data.draw(st.sampled_from([0, 1, 400])))
    every, until = opened(folder, text), opened(folder, text, last)
    assert every.ledger is not None
    exercise = data.draw(YEARS)
    assert figures(every.ledger, last, exercise) == figures(every.ledger, None, exercise)
    # JO403 alone asks for a day.
    assert [finding for finding in until.findings if finding.code != "JO403"] == every.findings


def what_comes_later_changes_nothing(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, doc = budget
    as_of, exercise = data.draw(st.sampled_from(dates(doc))), data.draw(YEARS)
    # Later than as of, never before what it names.
    day = max(dates(doc)) + datetime.timedelta(days=data.draw(st.integers(1, 400)))
    line = data.draw(st.sampled_from(doc["line"]))["id"]
    amount = data.draw(st.sampled_from([1, 5, 50]))
    choices = [
        f'[[movement]]\nkind = "opening"\nline = "{line}"\nae = {amount}\ncp = 0',
        f'[[movement]]\nkind = "freeze"\nline = "{line}"\nae = {amount}',
        f'[[reservation]]\nline = "{line}"\nlabel = "X"\namount = {amount}',
        f'[[commitment]]\nline = "{line}"\nsupplier = "X"\nlabel = "X"\namount = {amount}',
        f'[[payment]]\nline = "{line}"\namount = {amount}',
    ]
    for table in ("commitment", "reservation"):
        for record in doc.get(table, []):
            named = f'commitment = "{record["id"]}"\namount = {data.draw(st.sampled_from([amount, -amount]))}'
            choices.append(f'[[adjustment]]\nreason = "X"\n{named}')
            if table == "commitment":
                choices.append(f"[[payment]]\n{named}")
                # The first delivery makes a budget one that records them, whatever its date (JO303).
                choices.extend([f"[[delivery]]\n{named}"] if "delivery" in doc else [])
    later = f'{text}\n{data.draw(st.sampled_from(choices))}\nid = "LATER"\ndate = {day}\n'
    was, now = opened(folder, text, as_of), opened(folder, later, as_of)
    assert was.ledger is not None
    assert now.ledger is not None
    assert figures(now.ledger, as_of, exercise) == figures(was.ledger, as_of, exercise)
    assert answers.perimeter(now.ledger, as_of, exercise) == answers.perimeter(was.ledger, as_of, exercise)
    # The period and the exercise (JO121, JO123) are looked at whatever the day.
    assert [finding for finding in now.findings if finding.record != "LATER"] == was.findings
    assert all(finding.code < "JO200" for finding in now.findings if finding.record == "LATER")


# ---- Orders and files -----------------------------------------------------------------------------------------------


def any_order_gives_the_same_figures(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, _ = budget
    head, records = blocks(text)
    other = joined(head, data.draw(st.permutations(records)))
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    assert figures(ledger_of(folder, other), as_of, exercise) == figures(ledger_of(folder, text), as_of, exercise)


def the_order_of_a_file_matters_within_a_day_and_a_kind_only(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, _ = budget
    head, records = blocks(text)
    as_of = data.draw(DAYS)
    shuffled = data.draw(st.permutations(range(len(records))))
    # Those that meet keep their order among themselves.
    meeting = [_meets(*parsed(record)) for record in records]
    waiting = {key: iter(sorted(n for n in shuffled if meeting[n] == key)) for key in meeting if key}
    order = [next(waiting[key]) if (key := meeting[n]) else n for n in shuffled]
    assert sorted(order) == list(range(len(records)))
    other = joined(head, (records[n] for n in order))
    assert _said(folder, other, as_of) == _said(folder, text, as_of)


def _meets(table: str, record: Mapping[str, Any]) -> tuple[object, ...] | None:
    """Give what records have in common whose order in the file may matter."""
    if table == "line":
        return ("line",)
    if table in {"adjustment", "payment"}:
        # Withdrawals and credit notes are of one kind, other adjustments and payments are not.
        return ("adjustment", record["date"])
    if table in {"movement", "reservation", "commitment", "delivery"}:
        return (record.get("kind", table), record["date"])
    return None


def _said(folder: Path, text: str, as_of: datetime.date | None) -> list[tuple[str, ...]]:
    """Give what is found, in English, and all that each record says: assertions have no id."""
    doc = tomli.loads(text, parse_float=Decimal)
    english = speak("en")
    return sorted(
        (
            finding.code,
            finding.severity,
            str(finding.path),
            str(doc[finding.table][finding.number]),
            english.render(finding.message.text, finding.message.values).replace(str(finding.record), ""),
        )
        for finding in opened(folder, text, as_of).findings
    )


def splitting_a_file_changes_nothing(folder: Path, budget: Budget, data: st.DataObject) -> None:
    text, _ = budget
    head, records = blocks(text)
    as_of, exercise = data.draw(DAYS), data.draw(YEARS)
    # Thresholds belong to the budget's own file.
    inside = [record for record in records if record.startswith("[[controls.visa]]")]
    others = [record for record in records if record not in inside]
    whole = opened(folder, joined(head, (*inside, *others)), as_of)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(others)), min_size=1, max_size=3)))
    (folder / "more").mkdir(exist_ok=True)
    names = [f"more/{n}.toml" for n in range(len(cuts))]
    for name, start, end in zip(names, cuts, [*cuts[1:], len(others)], strict=True):
        (folder / name).write_text("\n\n".join(others[start:end]) + "\n", encoding="utf-8")
    include = ", ".join(f'"{name}"' for name in data.draw(st.permutations(names)))
    head = head.replace("format = 1", f"format = 1\ninclude = [{include}]", 1)
    split = opened(folder, joined(head, (*inside, *others[: cuts[0]])), as_of)
    assert whole.ledger is not None
    assert split.ledger is not None
    assert figures(split.ledger, as_of, exercise) == figures(whole.ledger, as_of, exercise)
    assert split.findings == whole.findings
    # A problem shows the same text, wherever it stands now.
    assert sorted(_shown(split)) == sorted(_shown(whole))


def _shown(budget: Opened) -> Iterable[tuple[str, str, str, int]]:
    return ((p.code, str(p.record), p.excerpt, p.column) for p in budget.problems())


LAWS: tuple[Law, ...] = (
    every_measure_keeps_its_formula,
    unallocated_is_the_envelope_less_what_is_opened,
    the_roots_sum_to_the_total,
    programmes_and_titles_part_the_whole,
    exercises_sum_to_all_of_them,
    the_waterfall_shows_the_total,
    what_rules_watch_is_what_positions_show,
    a_transfer_moves_its_amounts_and_nothing_else,
    the_last_day_is_all_days,
    what_comes_later_changes_nothing,
    any_order_gives_the_same_figures,
    the_order_of_a_file_matters_within_a_day_and_a_kind_only,
    splitting_a_file_changes_nothing,
)


def holds(law: Law, folder: Path, how: settings) -> None:
    how(given(budget=budgets(sound=True), data=st.data())(law))(folder=folder)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(folder: Path, law: Law) -> None:
    holds(law, folder, FAST)


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_in_thousands_of_budgets(folder: Path, law: Law) -> None:
    holds(law, folder, THOROUGH)
