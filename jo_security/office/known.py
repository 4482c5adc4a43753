"""What a budget has names for, as far as it can be read: for whoever types one."""

from collections.abc import Iterator, Mapping, Sequence

from jo_security.files.read import read
from jo_security.files.source import STDIN, Unreadable
from jo_security.records.tables import OPERATIONS, Book

SAYING = ("label", "reason", "reference")
"""The keys of a record that say what it is; the first that it has is meant."""


def known(name: str, kinds: Sequence[str]) -> Mapping[str, str | None]:
    """The names that a budget has of some kinds, in its order, each with what it stands for where it says so.

    A kind is a table whose records have ids (`line`, `commitment`), `operation` for every table of operations,
    `supplier` or `tag`. A budget that cannot be read, or in which something is badly written, has none; standard input
    is left to whoever reads it.
    """
    if name == STDIN or not kinds:
        return {}
    try:
        book = read(name).book
    except Unreadable:
        return {}
    found: dict[str, str | None] = {}
    if book is not None:
        for kind in kinds:
            for each, says in _named(book, kind):
                found.setdefault(each, says)
    return found


def _named(book: Book, kind: str) -> Iterator[tuple[str, str | None]]:
    """The names of one kind."""
    if kind == "tag":
        for table in ("line", "commitment"):
            for record in book.records.get(table, ()):
                yield from ((tag, None) for tag in record.tags)
        return
    if kind == "supplier":
        for table in ("reservation", "commitment"):
            yield from ((record.supplier, None) for record in book.records.get(table, ()) if record.supplier)
        return
    for table in OPERATIONS if kind == "operation" else (kind,):
        for record in book.records.get(table, ()):
            yield record.id, next((said for key in SAYING if (said := getattr(record, key, None))), None)
