"""Recording in a budget: the lock is held, what was interrupted is finished, and each change is one whole write."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from jo_security.files import kept
from jo_security.files.batch import key_of, parts, text_of, told
from jo_security.files.block import Block, additions, block, check_added, check_removed, counts, found, without
from jo_security.files.chain import Entry
from jo_security.files.disk import digest
from jo_security.files.files import Files
from jo_security.files.journal import ABORT, APPEND, REMOVE, Journal, Undone, Unsure
from jo_security.files.lock import locked
from jo_security.files.officer import Officer
from jo_security.files.place import Place, Snapshot, place
from jo_security.files.receive import receiver
from jo_security.files.recovery import accepted, add, cause, overwritten, settle
from jo_security.files.refusal import why_not
from jo_security.files.save import Changed, Doubt, put
from jo_security.files.source import Source
from jo_security.files.standing import Standing, keys_of
from jo_security.files.style import style
from jo_security.files.unwritable import Overwritten, Unfinished, Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_

PATIENCE = 10.0
"""Seconds to wait for another writer."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done: the entry of the journal, the file that was written, and whether it still read so afterwards."""

    entry: Entry
    file: str
    whole: bool

    @property
    def mark(self) -> str:
        """What a paper may bear to name this state of the journal: the entry's number, and the start of its hash."""
        return f"{self.entry.seq} {self.entry.hash[:16]}"


@contextmanager
def recording(name: str, officer: Officer, patience: float = PATIENCE) -> Iterator["Desk"]:
    """Hold a budget to record in it; first what was interrupted is finished, and what a hand or git did is taken down.

    Raises Unwritable.
    """
    at = place(name)
    with ExitStack() as held:
        try:
            if (why := why_not(at, None)) is not None:
                raise Unwritable(name, why)
            held.enter_context(locked(name, at.path, at.lock, patience))
            now, met = settle(at, officer)
        except OSError as error:
            raise Unwritable(name, Words(reason(error))) from None
        yield Desk(at, officer, now, met)


class Desk:
    """A budget that is held. `met` are the ways in which it did not stand as recorded, and what was done about them."""

    def __init__(self, at: Place, officer: Officer, now: Snapshot, met: tuple[Standing, ...]) -> None:
        self.at = at
        self.officer = officer
        self.now = now
        self.met = met
        self.missing: Sequence[Entry] = met[-1].missing if met and met[-1].kind == "overwritten" else ()
        self.journal = Journal(at)

    def holds(self, files: Files) -> bool:
        """Whether what was read of a budget is what is there now; else it is to be read again, here."""
        return files.states == [*self.now.states.values()]

    def entries(self) -> list[Entry]:
        """Every entry of the journal, oldest first. Raises Unwritable."""
        try:
            return self.journal.entries()
        except OSError as error:
            raise Unwritable(self.at.name, Words(reason(error))) from None

    def append(self, files: Files, act: str, table: str, *records: Mapping[str, object]) -> Receipt:
        """Record operations of one table, all or none: a block each at the end of the file that receives them.

        `files` are those that were read and checked, `act` is what the officer asked for, `records` are the keys of
        each as TOML would give them, known to fit. Raises Changed, Overwritten, Unwritable, Unfinished.
        """
        self._ready(files)
        file = self._receiver(files, records)
        there = [*self.now.contents]
        counts = files.counts(there.index(file)) if file in there else {}
        return self._append(act, file, [self._block(file, table, keys) for keys in records], counts, None)

    def drafted(self, files: Files, table: str, *records: Mapping[str, object]) -> tuple[int, list[Source]]:
        """What `append` would add, and after which of the files that were read, by its number; nothing is written.

        Raises Changed, Unwritable.
        """
        if not self.holds(files):
            raise Changed
        file = self._receiver(files, records)
        there = [*self.now.contents]
        added = additions(self.now.contents.get(file, b""), [self._block(file, table, keys) for keys in records])
        number, name, before = len(there) - 1, os.path.join(os.path.dirname(self.at.name), file), 0
        if file in there:
            number = there.index(file)
            source = files.sources[number]
            name, before = source.name, source.content.count(b"\n")
        sources = []
        for each in added:
            sources.append(Source(name, each, before=before))
            before += each.count(b"\n")
        return number, sources

    def look_again(self) -> None:
        """Bring the budget to rest once more, after somebody changed it. Raises Unwritable, Unfinished."""
        try:
            self.now, met = settle(self.at, self.officer)
        except OSError as error:
            raise Unwritable(self.at.name, Words(reason(error))) from None
        self.met += met
        self.missing = met[-1].missing if met and met[-1].kind == "overwritten" else ()

    def _block(self, file: str, table: str, keys: Mapping[str, object]) -> Block:
        """The block of a record in the style of the file that receives it, else in that of the budget's own."""
        own = style(self.now.contents.get(file, b""), style(self.now.contents[self.at.root]))
        return block(table, keys, own, self.officer.name)

    def remove(self, files: Files, act: str, entry: Entry) -> Receipt:
        """Take away the block that an entry tells of, just as it came. Raises the same."""
        self._ready(files)
        file, (table, _), text = entry.file, key_of(entry), text_of(entry)
        old = self.now.contents.get(file, b"")
        offset = found(old, text.encode(), int(entry.said["offset"]))
        if offset is None:
            says = N_("the block of {record} is no more as it was recorded; edit the file instead")
            raise Unwritable(self.at.name, Words(says, {"record": ", ".join(key_of(each)[1] for each in parts(entry))}))
        new = without(old, text.encode(), offset)
        check_removed(self.at.name, old, new, table, text)
        texts = [str(each.said["text"]) for each in parts(entry)]
        said = told(table, [key_of(each)[1] for each in parts(entry)], texts, offset)
        return self._write(REMOVE, act, file, new, {**said, "of": entry.hash})

    def repeat(self, files: Files, act: str, entry: Entry) -> Receipt:
        """Append the block that an entry tells of once more, word for word. Raises the same."""
        self._ready(files)
        return self._again(act, entry)

    def restore(self) -> list[Receipt]:
        """Append again the operations that are missing, once it is taken down how the files were. Raises the same."""
        if self.missing:
            overwritten(self.at, self.officer, self.now, self.met[-1])
        return [self._again("restore", entry) for entry in self.missing]

    def accept(self) -> Entry | None:
        """Take down that the operations that are missing are not to come back. Raises Unwritable, Unfinished."""
        told = accepted(self.at, self.officer, self.now, self.met[-1]) if self.missing else None
        self.missing = ()
        return told

    def seen_strays(self) -> None:
        """Take what somebody saved meanwhile for seen: it is no more told of. Raises Unwritable."""
        try:
            for name in self.now.contents:
                kept.settled(self.at.file(name), self.journal.number())
        except OSError as error:
            raise Unwritable(self.at.name, Words(reason(error))) from None

    def _ready(self, files: Files) -> None:
        """Raises Changed where files are not what was read, Overwritten where operations are missing."""
        if not self.holds(files):
            raise Changed
        if self.missing:
            raise Overwritten(self.at.name, tuple(key_of(entry)[1] for entry in self.missing))

    def _receiver(self, files: Files, records: Sequence[Mapping[str, object]]) -> str:
        """The file that receives records: the budget's own, or the one that it names. Raises Unwritable."""
        named = {self._received(files, keys): None for keys in records}
        if len(named) > 1:
            says = N_("{files} would receive these operations; record those of each file apart")
            raise Unwritable(self.at.name, Words(says, {"files": ", ".join(named)}))
        return next(iter(named))

    def _received(self, files: Files, keys: Mapping[str, object]) -> str:
        """The file that receives a record. Raises Unwritable."""
        exercise = keys.get("exercise", getattr(keys.get("date"), "year", None))
        if files.record_in is None or not isinstance(exercise, int):
            return self.at.root
        return receiver(self.at.name, files.record_in, files.patterns, exercise, self.officer.slug)

    def _again(self, act: str, entry: Entry) -> Receipt:
        """Append a block that was there before. Raises the same."""
        file = entry.file if entry.file in self.now.contents else self.at.root
        old = self.now.contents[file]
        end = style(old).end
        again = [Block(*key_of(each), str(each.said["text"]).lstrip("\r\n"), end) for each in parts(entry)]
        return self._append(act, file, again, counts(self.at.name, old), entry.hash)

    def _append(
        self, act: str, file: str, blocks: Sequence[Block], counts: Mapping[str, int], of: str | None
    ) -> Receipt:
        """Append blocks to a file, there or not; `of` is the entry that is done again. Raises the same."""
        old = self.now.contents.get(file, b"")
        added = additions(old, blocks)
        new = b"".join((old, *added))
        check_added(self.at.name, counts, new, *blocks)
        ids = [each.id for each in blocks]
        said = told(blocks[0].table, ids, [each.decode() for each in added], len(old))
        return self._write(APPEND, act, file, new, {**said, "of": of})

    def _write(self, op: str, act: str, file: str, new: bytes, said: Mapping[str, object]) -> Receipt:
        """Tell the journal, then put the new content in place. Raises Changed, Unwritable, Unfinished."""
        self._may_write(file)
        before, after = self.now.states.get(file), digest(new)
        states = {**self.now.states, file: after}
        # What is still missing is told again with each entry, for a crash in the midst of restoring.
        back = {key_of(each) for each in parts(Entry("", said))}
        left = [entry for entry in self.missing if key_of(entry) not in back]
        details = {**said, "act": act, "file": file, "before": before, "after": after, "missing": keys_of(left)}
        entry = add(self.journal, self.officer, op, states, **details)
        try:
            whole = put(self.at.file(file), before, new, entry.seq, self.at.path)
        except Doubt as error:
            raise Unfinished(self.at.name, cause(error)) from None
        except (Changed, OSError) as error:
            self._give_up(entry)
            if isinstance(error, OSError):
                raise Unwritable(self.at.name, Words(reason(error))) from None
            raise
        self.now, self.missing = self.now.changed(file, new), left
        return Receipt(entry, file, whole)

    def _give_up(self, entry: Entry) -> None:
        """Tell the journal that what an entry says was not done. Raises Unfinished where it cannot be told."""
        try:
            self.journal.add(self.officer, ABORT, self.now.states, of=entry.hash, missing=keys_of(self.missing))
        except (Undone, Unsure) as error:
            raise Unfinished(self.at.name, cause(error)) from None

    def _may_write(self, file: str) -> None:
        """Raises Unwritable where a file cannot be written."""
        try:
            why = why_not(self.at, file)
        except OSError as error:
            why = Words(reason(error))
        if why is not None:
            raise Unwritable(self.at.name, why)
