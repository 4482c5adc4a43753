"""What is wrong between records of a budget, and what of it depends on the records that it holds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jo_security.files.receive import KEY, candidates, matches
from jo_security.records.faults import missing
from jo_security.records.problem import Words, Wrong
from jo_security.records.tables import OPERATIONS
from jo_security.records.words import N_

MOST = 2**61
"""Cents, in magnitude, that all the amounts of a budget may add up to: no sum of them leaves 64 bits."""

Fault = tuple[str, int, Wrong]


def whole_budget(
    document: Mapping[str, Any],
    entries: Mapping[str, Sequence[Any]],
    records: Mapping[str, Sequence[Any]],
    *,
    rooted: bool,
) -> Iterator[Fault]:
    """Faults by table and number; `rooted` says whether the budget's own file could be read."""
    if rooted:
        yield from period(document.get("budget"), entries)
        yield from _receiver(document)
    yield from reservations(entries)
    yield from total(records)


def period(budget: object, entries: Mapping[str, Sequence[Any]]) -> Iterator[Fault]:
    """A first and a last day, as soon as there is an operation or an allocation."""
    allocated = any("allocation" in line for line in entries.get("line", ()) if isinstance(line, dict))
    if isinstance(budget, dict) and (allocated or any(entries.get(table) for table in OPERATIONS)):
        hint = Words(N_("Give the first day of the budget in start and the last one in end."))
        for name in ("start", "end"):
            if name not in budget:
                yield "budget", 0, missing(name, hint)


def _receiver(document: Mapping[str, Any]) -> Iterator[Fault]:
    """A file that receives operations and would not be read again."""
    names, patterns = [*candidates(document)], document.get("include", ())
    if names and not any(matches(str(pattern), name) for name in names for pattern in patterns):
        says = Words(N_("no include matches a file such as {file}"), {"file": names[0]})
        hint = Words(N_("Write in include a pattern that matches what record-in names."))
        yield "budget", 0, Wrong("JO104", (KEY,), says, hint)


def reservations(entries: Mapping[str, Sequence[Any]]) -> Iterator[Fault]:
    """The keys that an adjustment of a reservation does not have."""
    if not entries.get("adjustment") or not entries.get("reservation"):
        return
    from jo_security.records.adjustment import of_reservation

    def ids(table: str) -> set[str]:
        return {str(entry.get("id")) for entry in entries.get(table, ()) if isinstance(entry, dict)}

    reservations = ids("reservation") - ids("commitment")
    for number, entry in enumerate(entries["adjustment"]):
        if isinstance(entry, dict) and str(entry.get("commitment")) in reservations:
            for wrong in of_reservation(entry):
                yield "adjustment", number, wrong


def total(records: Mapping[str, Sequence[Any]]) -> Iterator[Fault]:
    """The amount at which a budget's amounts no longer add up inside 64 bits."""
    amounts = (
        getattr(record, name) or 0
        for table, keys in AMOUNTS.items()
        for name in keys
        for record in records.get(table, ())
    )
    if sum(map(abs, amounts)) <= MOST:
        return
    so_far = 0
    for table, keys in AMOUNTS.items():
        for number, record in enumerate(records.get(table, ())):
            for name in keys:
                so_far += abs(getattr(record, name) or 0)
                if so_far > MOST:
                    yield table, number, too_large(name)
                    return


def too_large(name: str) -> Wrong:
    """The amount of a key that takes the amounts of a budget past MOST."""
    says = Words(N_("the amounts of the budget, taken together, are too large to be added up"))
    hint = Words(N_("Check the largest amounts, or split the budget into several budgets."))
    return Wrong("JO104", (name,), says, hint)


AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "line": ("allocation",),
    "movement": ("ae", "cp"),
    "reservation": ("amount",),
    "commitment": ("amount",),
    "adjustment": ("amount",),
    "delivery": ("amount",),
    "payment": ("amount",),
}
"""The keys of each table whose amounts enter balances."""
