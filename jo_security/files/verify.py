"""Whether the journal of a budget is what was written: every chain, every line, every head that an officer has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jo_security.files import heads
from jo_security.files.chain import Entry, lines
from jo_security.files.commits import commit_of
from jo_security.files.disk import content, digest
from jo_security.files.journal import TORN, Journal
from jo_security.files.place import Place
from jo_security.records.problem import Words
from jo_security.records.words import N_


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a line of a chain, counted from 1; line 0 is the chain as a whole."""

    path: str
    line: int
    says: Words


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain that was read through: how many entries it holds, and the number and the hash of the last."""

    path: str
    entries: int
    head: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of reading a journal through: the first fault of each chain, and what is unusual and no fault."""

    chains: Sequence[Chain]
    faults: Sequence[Remark]
    notes: Sequence[Remark]


@dataclass(slots=True)
class _Reading:
    """A chain as far as it was read: its entries by hash, those that another follows, and what is remarked."""

    path: str
    seqs: dict[str, int] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    first: bool = False
    bad: list[tuple[int, str]] = field(default_factory=list)
    torn: set[tuple[str, int, str]] = field(default_factory=set)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    count: int = 0
    head: tuple[int, str] | None = None


def verify(at: Place, state: str) -> Verdict:
    """Read a journal through; `state` is the folder of the officer who asks. Raises OSError."""
    journal = Journal(at)
    readings = {chain: _read(journal.path(chain)) for chain in journal.chains()}
    _judge_bad(readings)
    for each in readings.values():
        for (chain, sha256), line in each.seen.items():
            if chain not in readings or sha256 not in readings[chain].seqs:
                says = Words(N_("it follows an entry of {chain} that is not there"), {"chain": chain})
                each.faults.append(Remark(each.path, line, says))
    for chain, head in _gone(heads.seen(state, at.path), readings):
        _cut(readings.setdefault(chain, _Reading(journal.path(chain))), head)
    return Verdict(
        [Chain(each.path, each.count, each.head) for each in readings.values()],
        [min(each.faults, key=lambda fault: fault.line) for each in readings.values() if each.faults],
        [note for each in readings.values() for note in each.notes],
    )


def _read(path: str) -> _Reading:
    """Read one chain through. Raises OSError."""
    here = _Reading(path)
    for number, line, entry in lines(path):
        here.count = number
        if entry is None:
            here.bad.append((number, digest(line.removesuffix(b"\n"))))
            continue
        if (says := _wrong(here, entry)) is not None:
            here.faults.append(Remark(path, number, says))
        elif any(sha256 in here.followed for sha256 in entry.prev) or (here.first and not entry.prev):
            says = Words(N_("a second branch begins here: git merged two, or somebody inserted an entry"))
            here.notes.append(Remark(path, number, says))
        _take(here, number, entry)
    return here


def _judge_bad(readings: Mapping[str, _Reading]) -> None:
    """Tell a line that a crash tore, and of which an entry says so, from one that somebody changed."""
    torn = {each for reading in readings.values() for each in reading.torn}
    for chain, here in readings.items():
        for number, sha256 in here.bad:
            if (chain, number, sha256) in torn:
                here.notes.append(Remark(here.path, number, Words(N_("a crash tore this line, as an entry says"))))
            else:
                here.faults.append(Remark(here.path, number, Words(N_("this line is not as it was written"))))


def _wrong(here: _Reading, entry: Entry) -> Words | None:
    """What is wrong with an entry's place among those before it."""
    if entry.hash in here.seqs:
        return Words(N_("this entry is there already"))
    if any(sha256 not in here.seqs for sha256 in entry.prev):
        return Words(N_("the entry that this one follows is not before it"))
    if any(here.seqs[sha256] >= entry.seq for sha256 in entry.prev):
        return Words(N_("its number does not exceed that of the entry that it follows"))
    return None


def _take(here: _Reading, number: int, entry: Entry) -> None:
    """Note an entry as one that others may follow."""
    here.first = True
    here.seqs[entry.hash] = entry.seq
    here.followed.update(entry.prev)
    here.head = (entry.seq, entry.hash)
    for chain, sha256 in entry.said["seen"].items():
        here.seen.setdefault((str(chain), str(sha256)), number)
    if entry.op == TORN:
        here.torn.add((str(entry.said.get("chain")), int(entry.said.get("line", 0)), str(entry.said.get("sha256"))))


def _gone(seen: heads.Seen, readings: Mapping[str, _Reading]) -> list[tuple[str, heads.Head]]:
    """The entries that an officer has seen and that are not there."""
    known = sorted({*seen.chains.items(), *seen.lost})
    return [(chain, head) for chain, head in known if chain not in readings or head[1] not in readings[chain].seqs]


def _cut(here: _Reading, head: heads.Head) -> None:
    """Remark that a chain lacks an entry, unless a commit of git holds the chain as it is."""
    try:
        commit = commit_of(here.path, content(here.path))
    except FileNotFoundError:
        commit = None
    values = {"number": head[0], "hash": head[1][:16], "commit": (commit or "")[:12]}
    if commit is None:
        says = Words(N_("entry {number}, {hash}, which you have seen, is no more there"), values)
        here.faults.append(Remark(here.path, here.count + 1, says))
    else:
        says = Words(N_("entry {number}, {hash}, which you have seen, is not in commit {commit}, as this is"), values)
        here.notes.append(Remark(here.path, here.count, says))
