"""The kinds of records that can be listed: where their rows come from, what they weigh, which filters they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from jo_security.ledger.columns import MEASURES

Filter: TypeAlias = Literal[
    "line", "programme", "supplier", "tag", "dates", "amounts", "overridden", "as-of", "exercise"
]
"""What only some kinds can be asked for; the words of a search, problems, an order and a limit go with all."""

PLACED: frozenset[Filter] = frozenset(("line", "programme", "tag"))
DATED: frozenset[Filter] = frozenset(("dates", "as-of", "exercise"))
AMOUNTS: frozenset[Filter] = frozenset(("amounts",))
SUPPLIED: frozenset[Filter] = frozenset(("supplier",))
OVERRIDDEN: frozenset[Filter] = frozenset(("overridden",))
FIGURES: frozenset[Filter] = frozenset(("as-of", "exercise"))
OPERATION = PLACED | DATED | AMOUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record.

    `table` is its table in the file, None where it holds records of several; `view` gives its rows. What they weigh in
    `measures` is gathered `by` the operation itself, by the commitment or reservation that operations are about, or by
    lines and programmes; it is None where they weigh nothing. `amounts` are further columns that add up, `amount` is
    what --min and --max look at, `order` the order where none is asked for.
    """

    table: str | None
    view: str
    filters: frozenset[Filter]
    by: Literal["op", "commitment", "reservation", "line", "programme"] | None = None
    measures: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ("amount",)
    amount: str = "its.amount"
    order: str = "its.op"


EVERY = tuple(MEASURES)
CREDITS = ("opened", "frozen", "cp_opened", "cp_frozen")

KINDS: Mapping[str, Kind] = {
    "programmes": Kind(
        table="programme",
        view="programmes",
        filters=frozenset(("programme", "as-of", "exercise")),
        by="programme",
        measures=EVERY,
        amounts=(),
        order="its.n",
    ),
    "lines": Kind(
        table="line",
        view="lines",
        filters=PLACED | FIGURES,
        by="line",
        measures=EVERY,
        amounts=(),
        order="path",
    ),
    "movements": Kind(
        table="movement",
        view="movement_record",
        filters=OPERATION | OVERRIDDEN,
        by="op",
        measures=CREDITS,
        amounts=(),
        amount="COALESCE(NULLIF(its.ae, 0), its.cp)",
    ),
    "reservations": Kind(
        table="reservation",
        view="reservation_record",
        filters=OPERATION | SUPPLIED | OVERRIDDEN,
        by="reservation",
        measures=("reserved",),
    ),
    "commitments": Kind(
        table="commitment",
        view="commitment_record",
        filters=OPERATION | SUPPLIED | OVERRIDDEN,
        by="commitment",
        measures=("committed", "lost", "delivered", "payable", "paid", "outstanding"),
    ),
    "adjustments": Kind(
        table="adjustment",
        view="adjustment_record",
        filters=OPERATION | SUPPLIED | OVERRIDDEN,
        by="op",
        measures=("reserved", "committed", "lost"),
    ),
    "deliveries": Kind(
        table="delivery", view="delivery_record", filters=OPERATION | SUPPLIED, by="op", measures=("delivered",)
    ),
    "payments": Kind(
        table="payment",
        view="payment_record",
        filters=OPERATION | SUPPLIED | OVERRIDDEN,
        by="op",
        measures=("committed", "delivered", "paid"),
    ),
    "plans": Kind(table="plan", view="plans", filters=OPERATION, order="its.date, its.n"),
    "assertions": Kind(table="assertion", view="assertions", filters=OPERATION, amounts=(), order="its.date, its.n"),
    "closings": Kind(
        table="closing", view="closings", filters=frozenset(("dates", "as-of")), amounts=(), order="its.last_day, its.n"
    ),
    "indicators": Kind(
        table="indicator", view="indicators", filters=frozenset(("programme", "as-of")), amounts=(), order="its.n"
    ),
    "observations": Kind(
        table="observation",
        view="observations",
        filters=frozenset(("programme", "dates", "as-of")),
        amounts=(),
        order="its.last_day, its.n",
    ),
    "milestones": Kind(
        table="milestone", view="milestones", filters=frozenset(("programme",)), amounts=(), order="its.n"
    ),
    "thresholds": Kind(table=None, view="thresholds", filters=frozenset(), amounts=(), order="its.n"),
    "operations": Kind(
        table=None,
        view="operation_record",
        filters=OPERATION | SUPPLIED | OVERRIDDEN,
        by="op",
        measures=EVERY,
        amounts=(),
    ),
}
"""Every kind by its name in plural: those of the reference in its order, then all operations together."""

SINGULAR: Mapping[str, str] = {kind.table or name.removesuffix("s"): name for name, kind in KINDS.items()}
"""The name of each kind by its singular."""
