"""Whatever officers, editors and crashes do to a budget, in whatever order: it says what a plain model of it says.

Acts are real ones on a real folder; what they should come to is told by the oracle, which reads the format alone.
"""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import oracle
import pytest
from acts import editor
from acts.limits import passed
from acts.model import Model, key_of
from acts.places import answered, differing, printed
from faults.run import MEMORY
from faults.sweep import CHANGED, CRASHED, Fault, forked, tried
from faults.world import World
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from oracle.text import Record, toml_text
from strategies import Maker

from jo_security.files.journal import Journal
from jo_security.files.place import place
from jo_security.files.save import Changed
from jo_security.files.standing import live
from jo_security.office.acting import ACTS, Officer, act, restore
from jo_security.office.journals import verified
from jo_security.office.naming import Overwritten, Unwritable
from jo_security.office.undoing import redo, undo

FAST = settings(
    max_examples=14,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a failure is looked into by the long form, which also makes it small
    suppress_health_check=[*HealthCheck],
)
THOROUGH = settings(FAST, max_examples=600, stateful_step_count=50, derandomize=False, print_blob=True, phases=[*Phase])

VERBS = {table: verb for verb, table in ACTS.items()}
OFTEN = ("commitment", "payment", "adjustment")
EDITS = ("append", "append", "remove", "remove", "remove", "change", "change", "old", "nowhere", "broken")
OFFICERS = st.sampled_from(["ana", "bob"])
CALLS_OF_AN_ACT = 110


class AnySequence(RuleBasedStateMachine):
    """A budget in a folder, its model, and who draws what happens to it."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Write a budget with lines, credits and little else."""
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if os.path.isdir(MEMORY) else None))
        self.maker = maker = Maker(data.draw)  # type: ignore[arg-type]
        for _ in range(maker.pick([1, 2, 3])):
            maker.line()
        self.with_cp = maker.chance(3)
        maker.visas()
        for _ in range(maker.pick([1, 2, 4])):
            maker.movement(cp=self.with_cp)
        budget = {"id": "b", "label": "Budget", "start": maker.start, "end": maker.end}
        if maker.chance(3):
            budget["envelope"] = maker.amount([40, 60])
        maker.add("programme", {"id": "p1", "label": "P"})
        maker.add("programme", {"id": "p2", "label": "P"})
        text = toml_text(budget, maker.controls(), maker.rows)
        self.path = self.folder / "w" / "b.toml"
        self.path.parent.mkdir()
        self.path.write_text(text, "utf-8")
        self.model = Model(text)
        self.former = [text]
        self.checked = ""

    def officer(self, name: str) -> Officer:
        """An officer with a clock that stands still."""
        now = datetime.datetime(2023, 5, 2, 12, tzinfo=datetime.UTC)
        return Officer(name, str(self.folder / f"state-{name}"), lambda: now)

    def drawn(self, data: st.DataObject) -> tuple[str, Record]:
        """An operation that somebody may try; the causes that it names may be gone."""
        self.maker.draw = data.draw  # type: ignore[assignment]
        table = self.maker.pick([*VERBS, *OFTEN])
        if not self.maker.can(table):
            table = "commitment"
        make: Any = getattr(self.maker, table)
        make(cp=self.with_cp) if table == "movement" else make()
        return self.maker.rows.pop()

    def text(self) -> str:
        """The file as it stands."""
        return self.path.read_bytes().decode()

    @rule(data=st.data(), who=OFFICERS, times=st.integers(1, 4))
    def act(self, data: st.DataObject, who: str, times: int) -> None:
        """Record operations, or try them only."""
        for _ in range(times):
            self._tried(data, who)

    def _tried(self, data: st.DataObject, who: str) -> None:
        """Record an operation, or try it only."""
        self._recorded(*self.drawn(data), who)

    def _recorded(self, table: str, record: Record, who: str) -> None:
        """Record that operation, or try it only; what was refused is nothing that others may name."""
        keys = dict(record)
        only_try = self.maker.chance(10)
        if "id" in keys and self.maker.chance(3):
            del keys["id"]
        if table == "assertion" and key_of(table, record) in {*self.model.ever, *self.model.present}:
            return  # two that say the same have one name
        self.model.noticed()
        recorded = self._acted(table, keys, who, only_try=only_try)
        for causes in self.maker.causes.values():
            if record in causes and not recorded:
                causes.remove(record)
        if recorded:
            record |= recorded

    def _acted(self, table: str, keys: Record, who: str, *, only_try: bool) -> Record | None:
        """Act, and see that what comes of it is what should; the record where it is recorded."""
        model, before = self.model, self.model.text
        try:
            outcome = act(str(self.path), VERBS[table], keys, self.officer(who), only_try=only_try)
        except Overwritten as caught:
            missing, expected = [*caught.missing], [name for _, name in model.missing]
            assert missing == expected != []
            assert self.text() == before
            return None
        if model.doc is None:
            assert outcome.trial is None
            assert [each.code for each in outcome.problems] == ["JO101"]
            assert self.text() == before
            return None
        record = {"id": outcome.id, **keys} if table != "assertion" else keys
        verdict, trial = model.weigh(table, record), outcome.trial
        assert trial is not None
        assert {(each.code, each.record) for each in trial.errors} == verdict.errors
        assert {(each.code, each.record) for each in trial.covered} == verdict.covered
        assert {(each.code, each.record) for each in trial.warnings} == verdict.warnings
        assert outcome.recorded is (not verdict.errors and not only_try)
        assert not (outcome.recorded and model.missing)
        if not verdict.errors:
            after = {**model.doc, table: [*model.doc.get(table, []), record]}
            lines = None if outcome.line is None else oracle.subtree(after, outcome.line)
            assert outcome.after == oracle.position(after, lines)
        if not outcome.recorded:
            assert self.text() == before
            return None
        self._came(who, table, verdict.covered)
        assert model.doc[table][-1] == record
        return record

    def _came(self, who: str, table: str, covered: Any, *, clear: bool = True) -> None:
        """See that the file is one block longer, and nothing else."""
        text, doc = self.text(), self.model.doc
        assert text.startswith(self.model.text)
        self.model.came(who, table, text, covered, clear=clear)
        held = self.model.doc
        assert {**held, table: held[table][:-1]} == {table: [], **doc}
        self.former.append(text)

    @precondition(lambda self: self.model.last_of("ana") is not None)
    @rule(data=st.data(), table=st.sampled_from(["delivery", "payment", "adjustment"]))
    def lean(self, data: st.DataObject, table: str) -> None:
        """One officer builds on the other's last operation, who then takes it back."""
        kept = self.model.last_of("ana")
        assert kept is not None
        self.maker.draw = data.draw  # type: ignore[assignment]
        record = {"id": self.maker.new_id("L"), "date": kept.record["date"], "amount": self.maker.pick([1, 2])}
        if kept.table == "commitment":
            record |= {"commitment": kept.record["id"]} | ({"reason": "R"} if table == "adjustment" else {})
        elif kept.record.get("kind") == "opening":
            table, record = "payment", record | {"line": kept.record["line"], "amount": self.maker.pick([5, 10, 20])}
        else:
            return
        self._recorded(table, record, "bob")
        self._undone("ana")

    @precondition(lambda self: self.model.readable and self.model.last_of("bob") is not None)
    @rule(exact=st.booleans())
    def overtake(self, exact: bool) -> None:
        """One officer takes back the last operation, the other uses up what is left, and the first wants it again."""
        kept = self.model.last_of("bob")
        assert kept is not None
        self._undone("bob")
        line = kept.record.get("line", kept.record.get("from"))
        left = 0 if line is None else oracle.position(self.model.doc, oracle.subtree(self.model.doc, line))["available"]
        if left > 1:
            record = {"id": self.maker.new_id("U"), "date": kept.record["date"], "line": line, "supplier": "X"}
            record |= {"label": "Marché", "amount": Decimal(left - (not exact)).scaleb(-2)}
            self._recorded("commitment", record, "ana")
        self._again("bob")

    @precondition(lambda self: self.model.live or any(self.model.taken.values()))
    @rule(who=OFFICERS, ways=st.lists(st.sampled_from(["undo", "redo"]), min_size=1, max_size=3))
    def back_and_forth(self, who: str, ways: list[str]) -> None:
        """Take back the officer's last operations, and record them again."""
        for way in ways:
            self._undone(who) if way == "undo" else self._again(who)

    def _undone(self, who: str) -> None:
        """Take back the officer's last operation."""
        model = self.model
        model.noticed()
        kept, before = model.last_of(who), model.doc
        try:
            done = undo(str(self.path), self.officer(who)).done
        except Overwritten:
            assert model.missing
        except Unwritable:
            assert kept is not None
            assert not model.stands(kept)
        else:
            blocked = kept is None or not model.readable or model.rests(key_of(kept.table, kept.record))
            assert done is not blocked
            if kept is not None and done:
                expected = model.without(key_of(kept.table, kept.record))
                model.went(kept, self.text())
                assert _filled(model.doc) == _filled(expected)
                return
        assert self.text() == model.text
        assert model.doc == before

    def _again(self, who: str) -> None:
        """Record again what the officer undid last."""
        model = self.model
        model.noticed()
        kept = (model.taken.get(who) or [None])[-1]  # type: ignore[list-item]
        try:
            done = redo(str(self.path), self.officer(who)).done
        except Overwritten:
            assert model.missing
            return
        if kept is None or model.doc is None:
            assert not done
            return
        verdict = model.weigh(kept.table, kept.record)
        assert done is not bool(verdict.errors)
        if done:
            model.taken[who].pop()
            self._came(who, kept.table, verdict.covered, clear=False)
            assert model.doc[kept.table][-1] == kept.record

    @rule(data=st.data(), how=st.sampled_from(EDITS))
    def edit(self, data: st.DataObject, how: str) -> None:
        """Save the file from an editor, whatever the credits allow; the journal is told nothing."""
        maker, text = self.maker, self.text()
        maker.draw = data.draw  # type: ignore[assignment]
        if self.model.doc is None or how == "old":
            new = maker.pick(self.former[-6:])
        elif how == "append":
            new = editor.appended(text, self.drawn(data))
        elif how == "remove":
            new = editor.removed(text, maker)
        elif how == "change":
            new = editor.changed(text, maker)
        elif how == "nowhere":
            lost = {"id": maker.new_id("D"), "date": maker.start, "commitment": "nobody", "amount": 1}
            new = editor.appended(text, ("delivery", lost))
        else:
            new = f"{text}[["
        self.path.write_text(new, "utf-8")
        self.model.by_hand(new)

    @precondition(lambda self: self.model.missing)
    @rule(who=OFFICERS, accept=st.booleans())
    def decide(self, who: str, accept: bool) -> None:
        """Restore what somebody saved over, or accept that it is gone."""
        model = self.model
        missing, back = model.missing, model.back()
        ids = restore(str(self.path), self.officer(who), accept=accept)
        assert [*ids] == [name for _, name in missing]
        model.live |= back
        if accept:
            assert self.text() == model.text
            for key in missing:
                del model.live[key]
            return
        text, doc = self.text(), model.doc
        assert text.startswith(model.text)
        for key in missing:
            kept = model.live[key]
            end = text.index(kept.text.lstrip("\n"), len(model.text)) + len(kept.text.lstrip("\n"))
            model.came(who, kept.table, text[:end])
            doc = {**doc, kept.table: [*doc.get(kept.table, []), kept.record]}
        assert (model.text, model.doc) == (text, doc)
        # Nobody weighs what is put back: it had passed before.
        model.excused = model.errors()

    @precondition(lambda self: self.model.doc is not None and not self.model.missing)
    @rule(data=st.data(), who=OFFICERS, last=OFFICERS, call=st.integers(1, CALLS_OF_AN_ACT))
    def crash(self, data: st.DataObject, who: str, last: str, call: int) -> None:
        """Kill whoever records at some call to the system; the next to come finishes it, or finds nothing."""
        table, record = self.drawn(data)
        if table == "assertion":
            return
        self.model.noticed()
        verdict = self.model.weigh(table, record)
        name, officer = str(self.path), self.officer(who)

        def recording(_: object) -> None:
            if not act(name, VERBS[table], record, officer).recorded:
                raise Changed

        status = forked(lambda: tried(World(self.path.parent), recording, Fault(call, "crash"), "exchange"))
        assert restore(name, self.officer(last), accept=False) == ()
        came = self.text() != self.model.text
        assert came <= (not verdict.errors)
        assert came or status in {CHANGED, CRASHED}
        if came:
            self._came(who, table, verdict.covered)
            assert self.model.doc[table][-1] == record
        else:
            for causes in self.maker.causes.values():
                causes[:] = [each for each in causes if each is not record]

    @invariant()
    def holds(self) -> None:
        """See that no limit is passed but by decision, that the journal knows what is due, and every place agrees."""
        if not hasattr(self, "path"):
            return
        model = self.model
        assert {*live(Journal(place(str(self.path))).entries())} == {*model.live}
        if not model.readable:
            return
        assert model.errors() <= model.excused
        if not model.excused and not _overridden(model.doc):
            assert [*passed(model.doc)] == []
        if self.checked != model.text:
            self.checked = model.text
            assert differing(answered(str(self.path)), model.doc) == []

    def teardown(self) -> None:
        """The journal is whole, whatever happened, and the commands print what was answered."""
        if hasattr(self, "path"):
            if self.model.readable:
                assert differing(printed(self.folder, str(self.path)), self.model.doc) == []
            assert verified(str(self.path), self.officer("ana")).faults == []
            shutil.rmtree(self.folder)


def _filled(doc: oracle.Doc) -> oracle.Doc:
    """A document without tables that hold nothing."""
    return {table: held for table, held in doc.items() if held != []}


def _overridden(doc: oracle.Doc) -> bool:
    """Whether somebody decided that an operation passes a limit."""
    return any("override" in record for held in doc.values() if isinstance(held, list) for record in held)


def test_whatever_is_done_in_whatever_order() -> None:
    run_state_machine_as_test(AnySequence, settings=FAST)


@pytest.mark.slow
def test_whatever_is_done_in_thousands_of_orders() -> None:
    run_state_machine_as_test(AnySequence, settings=THOROUGH)
