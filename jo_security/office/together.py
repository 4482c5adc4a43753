"""What several operations would do together, before they are recorded all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from jo_security.files.read import finding_of, name_of
from jo_security.ledger.again import again
from jo_security.ledger.answers import Position
from jo_security.ledger.near import first_of
from jo_security.office.acting import ACTS
from jo_security.office.closed import inside
from jo_security.office.foreseeing import Foreseen, Foresight, Refused, at_key
from jo_security.office.refusing import shortages
from jo_security.office.trying import brought, parted, position_of, wrong_with


def foreseen_together(foresight: Foresight, verb: str, records: Sequence[Mapping[str, Any]]) -> list[Foreseen]:
    """What operations of one kind would do, each with those before it in place; none bears an id.

    Where one of them is no record, it alone is judged. Amounts are over zero: a withdrawal or a credit note may have to
    be put in order with others, which is not done here. The whole ledger is built anew with them.
    """
    table, drafting = ACTS[verb], foresight.drafting
    wholes = drafting.named_all(table, records)
    _, number = drafting.place(table, wholes[0])
    seen, made = [], []
    for rank, whole in enumerate(wholes):
        name, line = name_of(table, number + rank, whole), foresight.line(whole)
        record, wrongs = drafting.record(table, whole)
        errors = [finding_of(at_key(wrong), table, number + rank, name) for wrong in wrongs]
        before = position_of(foresight.before, line)
        seen.append(Foreseen(name, table, whole, name, line, before, None, errors))
        made.append(record)
    return seen if any(each.errors for each in seen) else _weighed(foresight, table, number, seen, made)


def _weighed(
    foresight: Foresight, table: str, number: int, seen: Sequence[Foreseen], made: Sequence[Any]
) -> list[Foreseen]:
    """The same, with what comes of them together."""
    after = again(foresight.ledger, table, number, made, _first(foresight, table, number, len(made)))
    findings = [each for each in wrong_with(after) if (each.code, each.record) not in foresight.known]
    found = parted(findings, {each.record: record for each, record in zip(seen, made, strict=True)}, after)

    @cache
    def position(line: str | None) -> Position | None:
        return position_of(after, line)

    told = []
    for rank, (its, record) in enumerate(zip(seen, made, strict=True)):
        errors, covered, warnings = brought((), found[its.record], its.record, record)
        errors = [*inside(foresight.kept.closed, table, number + rank, record), *errors]
        told.append(
            replace(
                its,
                after=position(its.line),
                errors=errors,
                covered=covered,
                warnings=warnings,
                shortages=shortages(Refused(foresight.before, foresight.ledger, its.record, errors)),
            )
        )
    return told


def _first(foresight: Foresight, table: str, number: int, more: int) -> dict[tuple[str, int], int]:
    """The order of withdrawals and credit notes that meet, once others have moved up."""
    rows = first_of(foresight.ledger).items()
    return {(kind, n + more * (kind == table and n >= number)): place for (kind, n), place in rows}
