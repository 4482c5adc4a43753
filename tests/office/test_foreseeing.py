"""What an operation would do while it is typed: the same as when it is tried under the lock, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.draws import LARGE, REASON
from oracle.text import Record, toml_text
from strategies import Maker, settled

from jo_security.files.officer import Officer
from jo_security.ledger.answers.views import offer
from jo_security.ledger.ledger import Ledger
from jo_security.office.acting import ACTS, act
from jo_security.office.foreseeing import Foreseen, Foresight
from jo_security.office.opening import open_budget
from jo_security.office.refusing import shortages, ways_out
from jo_security.records.problem import Finding

FAST = settings(max_examples=40, deadline=None, derandomize=True, database=None)
THOROUGH = settings(max_examples=3000, deadline=None)
VERBS = {table: verb for verb, table in ACTS.items()}
NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
Act = tuple[str, Record]


def officer(folder: Path) -> Officer:
    return Officer("Ana", str(folder / "state"), lambda: NOW)


@st.composite
def acts(draw: st.DrawFn) -> tuple[list[str], list[Act]]:
    """Draw a budget, as the texts of its files, and operations each of which somebody may type."""
    maker = Maker(draw)
    maker.fill()
    rows = draw(st.permutations(maker.rows))
    budget: Record = {"id": "b", "label": "Budget", "start": maker.start, "end": maker.end}
    if maker.chance(2):
        budget["envelope"] = maker.amount([20, 40, 60])
    controls = maker.controls()
    doc: Record = {"budget": budget, "controls": controls}
    for table, row in rows:
        doc.setdefault(table, []).append(row)
    settled(doc)
    apart = draw(st.sampled_from([0, 0, 0, len(rows) // 3, len(rows) // 2]))
    aside = [row for row in rows[:apart] if row[0] != "controls.visa"]
    kept = [row for row in rows if row not in aside]
    if aside:
        budget["record-in"] = draw(st.sampled_from(["in/1.toml", "in/{exercise}.toml"]))
        if maker.chance(2):
            del budget["record-in"]
    text = toml_text(budget, controls, kept)
    texts = [text]
    if aside:
        texts = [text.replace("format = 1\n", 'format = 1\ninclude = ["in/*.toml"]\n', 1), records_text(aside)]
    return texts, [one_of(maker) for _ in range(4)]


def records_text(rows: Sequence[Act]) -> str:
    """The text of an included file, which holds records only."""
    whole = toml_text({"id": "b", "label": "B"}, {}, rows)
    return whole[whole.index("[[") :]


def one_of(maker: Maker) -> Act:
    """One more operation of any kind, which is not kept."""
    makers = [maker.reservation, maker.commitment, maker.adjustment, maker.adjustment, maker.delivery, maker.payment]
    makers += [maker.payment, maker.assertion, maker.plan, maker.commitment]
    makers += [lambda: maker.movement(cp=maker.chance(2))] * 3
    make = maker.pick([each for each in makers if maker.can(getattr(each, "__name__", ""))])
    causes = {table: list(held) for table, held in maker.causes.items()}
    make()
    table, record = maker.rows.pop()
    maker.causes = causes
    children = [row for _, row in maker.rows if "parent" in row]
    if record.get("kind") == "transfer" and children and maker.chance(2):
        child = maker.pick(children)
        record |= {"from": child["parent"], "to": child["id"]}
    if "amount" in record and maker.chance(3):
        record["amount"] = maker.amount(LARGE)
    if table in ("movement", "commitment", "payment", "reservation", "adjustment") and maker.chance(3):
        record["override"] = REASON
    if maker.chance(12) and "id" in record and maker.rows:
        record["id"] = maker.pick([row["id"] for _, row in maker.rows if "id" in row])
    if maker.chance(3):
        record.pop("id", None)
    if maker.chance(15) and "commitment" in record:
        record["commitment"] = maker.pick(["nobody", "l0", *(row["id"] for _, row in maker.rows if "id" in row)])
    if maker.chance(15) and "line" in record:
        record["line"] = maker.pick(["nobody", *maker.lines])
    return table, record


def written(folder: Path, texts: Sequence[str]) -> str:
    """Write the files of a budget; the name of its own."""
    for file in [*folder.glob("**/*.toml")]:
        file.unlink()
    (folder / "budget.toml").write_text(texts[0], encoding="utf-8")
    (folder / "in").mkdir(exist_ok=True)
    for rank, text in enumerate(texts[1:], 1):
        (folder / "in" / f"{rank}.toml").write_text(text, encoding="utf-8")
    return str(folder / "budget.toml")


def said(findings: Sequence[Finding]) -> set[str]:
    """What findings say: their codes, records and values."""
    return {repr((each.code, each.severity, each.record, sorted(each.message.values.items()))) for each in findings}


def dump(ledger: Ledger) -> dict[str, list[Any]]:
    """All that a ledger holds."""
    names = ledger.connection.execute(
        """
        SELECT 'main', name FROM sqlite_master WHERE type = 'table'
        UNION ALL SELECT 'temp', name FROM sqlite_temp_master WHERE type = 'table'
        """
    ).fetchall()
    return {
        f"{where}.{name}": sorted(map(repr, ledger.connection.execute(f'SELECT * FROM {where}."{name}"')))
        for where, name in names
    }


def agree(folder: Path, name: str, foresight: Foresight, table: str, keys: Mapping[str, Any]) -> Foreseen:
    """See that what is foreseen is what a trial under the lock finds."""
    judged = act(name, VERBS[table], keys, officer(folder), only_try=True)
    trial = judged.trial
    assert trial is not None
    seen = foresight.of(VERBS[table], keys)
    assert (seen.id, seen.record, seen.line) == (judged.id, trial.record, judged.line)
    assert said(seen.errors) == said(trial.errors)
    assert said(seen.covered) == said(trial.covered)
    assert said(seen.warnings) == said(trial.warnings)
    assert (seen.before, seen.after) == (judged.before, judged.after)
    short = shortages(trial)
    assert sorted(map(repr, seen.shortages)) == sorted(map(repr, short))
    assert seen.ways == (None if trial.passes else ways_out(trial, short, judged.keys, judged.line))
    return seen


def every_act_is_foreseen(folder: Path, drawn: tuple[list[str], list[Act]]) -> None:
    texts, tries = drawn
    name = written(folder, texts)
    opened = open_budget(name)
    assert opened.ledger is not None
    offer(opened.ledger, opened.findings)
    opened.ledger.ask(datetime.date(2023, 6, 15), 2023)
    asked = opened.ledger.asked
    foresight = Foresight(opened, officer(folder))
    before = dump(opened.ledger)
    for table, keys in tries:
        agree(folder, name, foresight, table, keys)
        assert opened.ledger.asked == asked
        assert dump(opened.ledger) == before


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("budgets")


HEAD = """\
format = 1

[budget]
id = "b"
label = "B"
start = 2023-01-01
end = 2024-12-31

[[line]]
id = "top"
label = "Top"

[[line]]
id = "a"
label = "A"
parent = "top"
allocation = 1_000
"""


def day(month: int, rank: int = 1) -> datetime.date:
    return datetime.date(2023, month, rank)


def commit(amount: int, on: datetime.date, **more: object) -> Record:
    return {"date": on, "line": "a", "supplier": "S", "label": "L", "amount": amount, **more}


def foresight_of(folder: Path, *rows: Act) -> tuple[str, Foresight]:
    name = written(folder, [HEAD + (records_text(rows) if rows else "")])
    return name, Foresight(open_budget(name))


def test_what_is_missing_or_does_not_fit_is_said_at_its_key(folder: Path) -> None:
    _, foresight = foresight_of(folder)
    seen = foresight.of("commit", {"date": day(3), "line": "a", "amount": "12,5"})
    assert {(each.code, each.path[0]) for each in seen.errors} == {
        ("JO103", "supplier"),
        ("JO103", "label"),
        ("JO104", "amount"),
    }
    assert seen.id == "EJ-2023-001"
    assert seen.before is not None
    assert (seen.before["available"], seen.after, seen.passes) == (100_000, None, False)


def test_a_line_or_a_commitment_that_is_not_there_is_said_at_its_key(folder: Path) -> None:
    _, foresight = foresight_of(folder)
    (unknown,) = foresight.of("commit", commit(1, day(3), line="b")).errors
    assert (unknown.code, unknown.path[0]) == ("JO111", "line")
    (unknown,) = foresight.of("pay", {"date": day(3), "commitment": "b", "amount": 1}).errors
    assert (unknown.code, unknown.path[0]) == ("JO111", "commitment")


def test_where_many_later_operations_would_be_short_the_worst_are_named(folder: Path) -> None:
    held = [("commitment", commit(10, day(2, 1 + rank % 28), id=f"C-{rank}")) for rank in range(100)]
    name, foresight = foresight_of(folder, *held)
    keys = commit(999, day(1, 15))
    trial = act(name, "commit", keys, officer(folder), only_try=True).trial
    assert trial is not None
    seen = foresight.of("commit", keys)
    assert not seen.whole
    assert 0 < len(seen.errors) < len(trial.errors)
    assert said(seen.errors) < said(trial.errors)
    assert seen.shortages[0].short == shortages(trial)[0].short
    assert seen.ways == ways_out(trial, shortages(trial), keys, "a")
    assert foresight.of("commit", commit(1, day(1, 15))).whole


def test_the_first_delivery_brings_to_light_what_is_paid_without_one(folder: Path) -> None:
    held = [("commitment", commit(10, day(2), id=name)) for name in ("C-1", "C-2")]
    held += [
        ("payment", {"id": f"P-{each[-1]}", "date": day(3), "commitment": each, "amount": 5}) for each in ("C-1", "C-2")
    ]
    name, foresight = foresight_of(folder, *held)
    for amount, warned in ((3, {"P-1", "P-2"}), (5, {"P-2"})):
        keys = {"id": "D", "date": day(2), "commitment": "C-1", "amount": amount}
        seen = agree(folder, name, foresight, "delivery", keys)
        assert {each.record for each in seen.warnings} == warned


def test_the_first_movement_with_cp_is_foreseen_all_the_same(folder: Path) -> None:
    held = [("payment", {"id": "P", "date": day(3), "line": "a", "amount": 5})]
    name, foresight = foresight_of(folder, *held)
    keys = {"id": "M", "kind": "opening", "date": day(2), "line": "a", "ae": 5, "cp": 3}
    seen = agree(folder, name, foresight, "movement", keys)
    assert [each.code for each in seen.errors] == ["JO302"]
    assert seen.after is not None
    assert seen.after["cp-available"] == -200


def test_a_transfer_to_a_line_below_counts_against_what_its_line_has_of_its_own(folder: Path) -> None:
    rows = [("movement", {"id": "O", "kind": "opening", "date": day(2), "line": "top", "ae": 100})]
    name, foresight = foresight_of(folder, *rows)
    keys = {"id": "M", "kind": "transfer", "date": day(3), "from": "top", "to": "a", "ae": 101}
    seen = agree(folder, name, foresight, "movement", keys)
    assert [(each.code, each.short) for each in seen.shortages] == [("JO203", 100)]
    assert agree(folder, name, foresight, "movement", {**keys, "ae": 100}).passes
    rows.append(("movement", {**keys, "ae": 100}))
    rows.append(("movement", {**keys, "id": "N", "date": day(4), "ae": 1, "override": REASON}))
    name, foresight = foresight_of(folder, *rows)
    late = agree(folder, name, foresight, "reservation", {"date": day(2), "line": "top", "label": "L", "amount": 1})
    assert [each.record for each in late.errors] == ["M"]


@pytest.mark.parametrize("apart", [False, True])
def test_a_withdrawal_and_a_credit_note_of_one_day_count_in_the_order_of_the_files(
    folder: Path, *, apart: bool
) -> None:
    held = [("commitment", commit(500, day(2), id="C"))]
    held.append(("payment", {"id": "P", "date": day(3), "commitment": "C", "amount": 400}))
    held.append(("payment", {"id": "N", "date": day(4), "commitment": "C", "amount": -100}))
    head = HEAD.replace("format = 1\n", 'format = 1\ninclude = ["in/*.toml"]\n')
    texts = [head, records_text(held)] if apart else [HEAD + records_text(held)]
    name = written(folder, texts)
    keys = {"id": "W", "date": day(4), "commitment": "C", "amount": -200, "reason": "R"}
    seen = agree(folder, name, Foresight(open_budget(name)), "adjustment", keys)
    assert [each.code for each in seen.errors] == (["JO208"] if apart else [])


def test_operations_of_a_later_file_come_after_it_on_the_same_day(folder: Path) -> None:
    held = [("commitment", commit(500, day(2), id="C")), ("commitment", commit(500, day(3), id="D"))]
    held.append(("adjustment", {"id": "A", "date": day(4), "commitment": "C", "amount": -100, "reason": "R"}))
    texts = [HEAD.replace("format = 1\n", 'format = 1\ninclude = ["in/*.toml"]\n'), records_text(held)]
    name = written(folder, texts)
    foresight = Foresight(open_budget(name))
    for on, later in ((day(2), {"C", "D"}), (day(3), {"D"}), (day(5), set())):
        seen = agree(folder, name, foresight, "commitment", commit(600, on, override=REASON))
        assert {each.record for each in seen.covered} == later
    for table, keys in (
        ("adjustment", {"date": day(4), "commitment": "C", "amount": -300, "reason": "R"}),
        ("payment", {"date": day(4), "commitment": "C", "amount": -1}),
        ("assertion", {"date": day(4), "measure": "committed", "amount": 900}),
    ):
        agree(folder, name, foresight, table, keys)


@FAST
@given(drawn=acts())
def test_every_act_is_foreseen(folder: Path, drawn: tuple[list[str], list[Act]]) -> None:
    every_act_is_foreseen(folder, drawn)


@pytest.mark.slow
@THOROUGH
@given(drawn=acts())
def test_every_act_is_foreseen_thoroughly(folder: Path, drawn: tuple[list[str], list[Act]]) -> None:
    every_act_is_foreseen(folder, drawn)
