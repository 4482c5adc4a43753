r"""What a closing closes, as one text that any program can write again, and the SHA-256 of it.

The text has a line for each record, ended by a line feed, and its lines are sorted by code point; it is encoded in
UTF-8. A line is JSON without spaces, `["TABLE",{…}]`, its keys those of the file, sorted. There is a line for

- each operation dated on or before the day, with every key that it states. Left out are the keys that say what the
  format takes where they are absent: an exercise that is the date's year, `probability = 1`, `scenario = "base"`,
  `tags = []`, a plan's `cp = []`;
- each budget line with an allocation, each that one of these operations names in `line`, `from` or `to`, and each that
  lies above one of these: its `allocation`, `id`, `parent`, `programme` and `title`, as stated;
- the budget: its `currency`, `id` and `start`, and in `to` the day.

An amount is a text with two decimals, `"-12400000.25"`; a probability a text without needless zeros, `"0.8"`; a date a
text, `"2024-12-31"`; an exercise and a title are numbers. In a text only quotes and backslashes are escaped, a line
break, in a note, as `\n`, whichever it is, and a tab as `\t`. So nothing of this depends on the order of the records,
on the files that hold them, on comments, or on how a value is written.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from json.encoder import encode_basestring
from operator import attrgetter, itemgetter
from typing import Any, cast

from jo_security.records.money import plain
from jo_security.records.record import Inline, Many, Record, shapes
from jo_security.records.shapes import AMOUNTS, DATE, ID, TEXT, Shape
from jo_security.records.tables import OPERATIONS, Book, kind

ALGORITHM = "sha256"
OF_A_LINE = ("allocation", "id", "parent", "programme", "title")
"""The keys of a budget line that give its operations their meaning."""

NAMING = {"line": "line", "from": "from_", "to": "to"}
"""The keys by which an operation names a budget line, each with the name of its field."""

Said = Callable[[Any], str]


def digests(book: Book, days: Iterable[datetime.date]) -> dict[datetime.date, str]:
    """The digest of what a closing to each of these days closes."""
    wanted = sorted(set(days))
    if not wanted:
        return {}
    # Each operation is written once, for however many days.
    told: list[tuple[str, datetime.date]] = []
    for table in OPERATIONS:
        held = [record for record in book.records.get(table, ()) if record.date <= wanted[-1]]
        told += zip(_rows(table, held), (record.date for record in held), strict=True)
    told.sort(key=itemgetter(0))
    return {day: _digest([row for row, of in told if of <= day], _around(book, day)) for day in wanted}


def _digest(rows: list[str], around: Iterable[str]) -> str:
    """The digest of lines."""
    text = "\n".join([*sorted([*rows, *around]), ""])
    return f"{ALGORITHM}:{hashlib.sha256(text.encode()).hexdigest()}"


def _around(book: Book, day: datetime.date) -> Iterator[str]:
    """What gives the operations up to a day their meaning: the budget, and the lines that they are on."""
    budget = {"currency": book.budget.currency, "id": book.budget.id, "start": book.budget.start, "to": day}
    yield _row("budget", (f',"{key}":{_any(value)}' for key, value in budget.items() if value is not None))
    lines = {line.id: line for line in book.records.get("line", ())}
    near = [line.id for line in lines.values() if line.allocation is not None]
    for table in OPERATIONS:
        for key, name in NAMING.items():
            if key in shapes(kind(table)):
                get = attrgetter(name)
                near += {get(record) for record in book.records.get(table, ()) if record.date <= day}
    seen: set[str] = set()
    for name in near:
        while name in lines and name not in seen:
            seen.add(name)
            name = lines[name].parent  # noqa: PLW2901 - up the tree
    for name in seen:
        stated = {key: getattr(lines[name], key) for key in OF_A_LINE}
        if stated["allocation"] is not None:
            stated["allocation"] = plain(stated["allocation"])
        yield _row("line", (f',"{key}":{_any(value)}' for key, value in stated.items() if value is not None))


def _row(table: str, keys: Iterable[str]) -> str:
    """The line of a record, whose keys each begin with a comma."""
    return f'["{table}",{{{"".join(keys)[1:]}}}]'


def _rows(table: str, records: Sequence[Any]) -> list[str]:
    """The lines of some records of a table, made a column at a time: it is many times faster than one by one."""
    columns = [*_columns(kind(table), records)] if records else []
    return [_row(table, keys) for keys in zip(*columns, strict=True)]


def _columns(of: type[Record], records: Sequence[Any]) -> Iterator[list[str]]:
    """The keys of records, sorted, each with what it says in every one of them; nothing where it says a default."""
    declared = zip(fields(cast("Any", of)), shapes(of).items(), strict=True)
    for field, (name, shape) in sorted(declared, key=lambda each: each[1][0]):
        values, head, say = [*map(attrgetter(field.name), records)], f',"{name}":', _saying(shape)
        if name == "exercise" and "date" in shapes(of):
            values = [None if year == record.date.year else year for record, year in zip(records, values, strict=True)]
        if field.default is MISSING:
            yield [head + said for said in map(say, values)]
        elif values.count(field.default) < len(values):
            yield ["" if value == field.default else head + say(value) for value in values]


def _saying(shape: Shape) -> Said:
    """How a value of a shape is written."""
    if shape in AMOUNTS:
        return lambda cents: f'"{plain(cents)}"'
    if shape is DATE:
        return lambda day: f'"{day}"'
    if shape is ID or shape is TEXT:
        return encode_basestring
    if isinstance(shape, Many):
        return lambda records: f"[{','.join(_object(shape.of, record) for record in records)}]"
    if isinstance(shape, Inline):
        return lambda record: _object(shape.of, record)
    return _any


def _object(of: type[Record], record: object) -> str:
    """A record inside another."""
    return f"{{{''.join(column[0] for column in _columns(of, [record]))[1:]}}}"


def _any(value: Any) -> str:  # noqa: ANN401 - values of TOML have many types
    """A value that is no amount."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return encode_basestring(value.replace("\r\n", "\n"))
        case tuple():
            return f"[{','.join(map(_any, value))}]"
        case Decimal():
            return f'"{value.normalize():f}"'
        case datetime.date():
            return f'"{value}"'
    return str(value)
