"""An entry that tells of several blocks, recorded all or none: their whole text, and each of them alone.

Such an entry has of the first block what every entry has of its own, and in `others` the id and the text of each that
follows it at once; all are records of one table. One entry and one write: a crash leaves all of them or none.
"""

from collections.abc import Sequence

from jo_security.files.chain import Entry
from jo_security.files.difference import Key

OTHERS = "others"


def key_of(entry: Entry) -> Key:
    """The record that an entry is about, the first where it is about several."""
    return str(entry.said.get("table", "")), str(entry.said.get("id", ""))


def text_of(entry: Entry) -> str:
    """The whole text that came or went."""
    return "".join((str(entry.said.get("text", "")), *(text for _, text in entry.said.get(OTHERS, ()))))


def parts(entry: Entry) -> list[Entry]:
    """An entry for each of its blocks, as if it told of that alone; each bears the hash of the whole."""
    if OTHERS not in entry.said:
        return [entry]
    own = {name: value for name, value in entry.said.items() if name != OTHERS}
    found, offset = [], int(own["offset"])
    for name, text in ((own["id"], own["text"]), *entry.said[OTHERS]):
        found.append(Entry(entry.hash, own | {"id": name, "text": text, "offset": offset}))
        offset += len(text.encode())
    return found


def told(table: str, ids: Sequence[str], texts: Sequence[str], offset: int) -> dict[str, object]:
    """What an entry says of blocks that stand one after the other, the first at an offset in bytes."""
    others = [list(each) for each in zip(ids[1:], texts[1:], strict=True)]
    first = {"table": table, "id": ids[0], "text": texts[0], "offset": offset}
    return first | ({OTHERS: others} if others else {})
