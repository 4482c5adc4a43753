"""The block of one record: how it is written, how it is added to a file's bytes, and how it is taken away again."""

import codecs
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.files.source import Source
from jo_security.files.style import Style
from jo_security.files.syntax import NotToml, parse
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.tables import ARRAYS
from jo_security.records.words import N_
from jo_security.records.writing import title, written

COMMON = 3
"""How many lines in a row two blocks may have in common for git to keep each whole where it merges both.

Git's `merge=union` sets aside what two additions share, unless it is a run of at most three lines between lines that
differ. So the last line of a block bears a mark, and so does every fourth before it. What additions share at their
beginning is set aside however short it is; and two clones that do not see each other may give one id to two records. So
the line after the first bears a mark too, and marks differ where the id does not.
"""

MARK = 6
"""How many digits tell records of one id apart."""

_ENTANGLED = N_("taking its block away would change other records; edit the file instead")
_BLANK_END = re.compile(rb"(?:^|\n)[ \t]*\r?\n\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one record: a comment line with its id, a header, its keys; each line with the end that it has."""

    table: str
    id: str
    text: str
    end: str


def block(table: str, keys: Mapping[str, object], style: Style, by: str) -> Block:
    """The block of a record, in a file's own style; `by` is the name of who records it."""
    name = title(table, keys)
    said = written(table, keys)
    width = max(len(key) for key, _ in said) if style.aligned else 0
    mark = _mark(by, said)
    lines = [f"{style.header}# {name}", f"{style.header}[[{table}]]  # by {_literal(by)} {mark}"]
    since = 0
    for rank, (key, value) in enumerate(said, 1):
        line, since = f"{style.keys}{key.ljust(width)}{style.equals}{value}", since + 1
        if since > COMMON or rank == len(said):
            line, since = f"{line}  # {name} {mark}", 0
        lines.append(line)
    return Block(table, name, "".join(f"{line}{style.end}" for line in lines), style.end)


def _literal(name: str) -> str:
    """A name as it may stand in a comment: a visible sign for each that steers a terminal, or ends a line."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _mark(by: str, said: Sequence[tuple[str, str]]) -> str:
    """What tells a record from another one of the same id: the beginning of a hash of who records what."""
    told = "".join(f"{key} = {value}\n" for key, value in said)
    return hashlib.sha256(f"{by}\n{told}".encode()).hexdigest()[:MARK]


def addition(content: bytes, block: Block) -> bytes:
    """The bytes to append for a block: it begins on a line of its own, after an empty one."""
    there = content.removeprefix(codecs.BOM_UTF8)
    before = "" if not there or there.endswith(b"\n") else block.end
    if there and not _BLANK_END.search(there[-256:] if before == "" else b""):
        before += block.end
    return f"{before}{block.text}".encode()


def additions(content: bytes, blocks: Iterable[Block]) -> list[bytes]:
    """The bytes to append for each of some blocks, one after the other."""
    added: list[bytes] = []
    for each in blocks:
        added.append(addition(added[-1] if added else content, each))
    return added


def found(content: bytes, text: bytes, offset: int) -> int | None:
    """Where what was once added at an offset stands now; None where it is not there once, as it was."""
    if content.startswith(text, offset):
        return offset
    there = content.find(text)
    return None if there < 0 or content.find(text, there + 1) >= 0 else there


def without(content: bytes, text: bytes, offset: int) -> bytes:
    """The content without a text that stands at an offset."""
    head, rest = content[:offset], content[offset + len(text) :]
    if head and rest and not head.endswith(b"\n") and not rest.startswith((b"\n", b"\r\n")):
        # What was there had no line end, which the block brought; what came after it needs one still.
        rest = (b"\r\n" if text.startswith(b"\r\n") else b"\n") + rest
    return head + rest


def check_added(name: str, old: Mapping[str, int], new: bytes, *blocks: Block) -> None:
    """See that a file with blocks of one table added says what it said before, and the blocks' records last.

    `old` counts the records of each table before. What was there is the beginning of the new bytes, and TOML is read
    from the beginning, so the same count means the same records. Raises Unwritable.
    """
    table = blocks[0].table
    try:
        said = parse(Source(name, new))
    except NotToml:
        raise Unwritable(name, _inline(table)) from None
    expected = {**{each: count for each, count in old.items() if count}, table: old.get(table, 0) + len(blocks)}
    records = [record_in(each.text, table) for each in blocks]
    if _counts(said) != expected or said[table][-len(blocks) :] != records:
        raise Unwritable(name, Words(N_("what would be written does not read as it should; nothing was changed")))


def check_removed(name: str, old: bytes, new: bytes, table: str, text: str) -> None:
    """See that a file with a text taken away says what it said before, without the records of that text's blocks.

    Raises Unwritable.
    """
    try:
        before, after = parse(Source(name, old)), parse(Source(name, new))
    except NotToml:
        raise Unwritable(name, Words(_ENTANGLED)) from None
    held = before.get(table, [])
    for record in parse(Source("", text.encode()))[table]:
        if held.count(record) == 1:
            held.remove(record)
    if not held:
        before.pop(table, None)
    if before != after:
        raise Unwritable(name, Words(_ENTANGLED))


def counts(name: str, content: bytes) -> dict[str, int]:
    """How many records of each table a file holds. Raises Unwritable where it is not TOML."""
    try:
        return _counts(parse(Source(name, content)))
    except NotToml:
        raise Unwritable(name, Words(N_("it is not TOML"))) from None


def _counts(document: Mapping[str, Any]) -> dict[str, int]:
    return {each: len(document[each]) for each in ARRAYS if isinstance(document.get(each), list)}


def record_in(text: str, table: str) -> Any:  # noqa: ANN401 - values of TOML have many types
    """The record that a block of this program holds, as TOML gives it."""
    return parse(Source("", text.encode()))[table][0]


def _inline(table: str) -> Words:
    """Why a file takes no block of a table."""
    says = N_("its records of {table} stand in brackets, {key} = [ … ]; write each under a header of its own, {header}")
    return Words(says, {"table": table, "key": table, "header": f"[[{table}]]"})
