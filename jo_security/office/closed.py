"""What is closed is not to change: operations dated inside are neither recorded nor taken back."""

import datetime
from collections.abc import Iterator
from typing import Any

from jo_security.ledger.rules import rule
from jo_security.records.problem import Finding, Words
from jo_security.records.tables import OPERATIONS, Book
from jo_security.records.words import N_

_DATED = N_("dated {day:date}, inside what was closed to {to:date}; date it {next:date} or later")
_RECORD = N_("What is closed stays as it is: correct it by an operation of a later day.")
_THERE = N_("{id}, dated {day:date}, is inside what was closed to {to:date}")


def closed_to(book: Book) -> datetime.date | None:
    """The last day that a budget has closed; None where it has closed none."""
    return max((closing.to for closing in book.records.get("closing", ())), default=None)


def inside(
    last: datetime.date | None,
    table: str,
    number: int,
    record: Any,  # noqa: ANN401 - records of every table
    *,
    there: bool = False,
) -> Iterator[Finding]:
    """What is wrong with recording a record, or with taking away one that is `there`: the `last` day closed is later.

    The budget may have had this error before, so nobody asks whether it is new.
    """
    if last is None or table not in OPERATIONS or record.date > last:
        return
    its = rule("JO502")
    after = min(last, datetime.date.max - datetime.timedelta(days=1)) + datetime.timedelta(days=1)
    values = {"id": record.id, "day": record.date, "to": last, "next": after}
    yield Finding(
        code=its.code,
        name=its.name,
        severity="error",
        table=table,
        number=number,
        path=("date",),
        record=record.id,
        message=Words(_THERE if there else _DATED, values),
        hint=Words(_RECORD),
    )
