"""Rules that follow the operations one by one (JO201 to JO208, JO301 to JO305, and JO404)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from .found import Found, at_level
from .order import in_order
from .positions import firm, named_total, remainder, totals
from .records import Book, Op, cents

# What an override turns into JO404.
WAIVED = ("JO201", "JO203", "JO302")


@dataclass(frozen=True, slots=True)
class Step:
    """One operation, with those that came before it."""

    book: Book
    before: list[Op]
    op: Op
    # Every operation that the rules look at, up to the day asked for.
    all_ops: list[Op]

    @property
    def after(self) -> list[Op]:
        """List the operations up to and including this one."""
        return [*self.before, self.op]

    def under(self, measure: str, lines: AbstractSet[str], exercise: int | None, floor: int = 0) -> bool:
        """Tell whether this very operation lowers a balance and leaves it under a limit."""
        after = totals(self.book, self.after, lines, exercise)[measure]
        # Most balances are in order: what came before need not be added up.
        return after < floor and after < totals(self.book, self.before, lines, exercise)[measure]

    def under_at(self, measure: str, years: Sequence[int | None], floor: int = 0) -> frozenset[str]:
        """Name its line, and those above, where a balance of one of the exercises is under a limit."""
        chain = self.book.chain(self.op.line)
        return frozenset(
            line for line in chain if any(self.under(measure, self.book.below(line), year, floor) for year in years)
        )

    @property
    def ae_years(self) -> Sequence[int | None]:
        """Give the exercises in which AE are limited: none stands for all together."""
        return self.book.exercises if self.book.annual else (None,)

    def control(self, name: str) -> str | None:
        """Give the severity at which a control acts."""
        return at_level(self.book.controls.get(name, "stop"))


def limit_problems(book: Book, as_of: date | None, file_order: Sequence[str]) -> list[Found]:
    """Run through the operations, and find what each one causes."""
    # Operations dated before what they name (JO122) are passed over altogether.
    ops = [op for op in in_order(book.up_to(as_of), file_order) if not op.early]
    found: list[Found] = []
    for rank, op in enumerate(ops):
        step = Step(book, ops[:rank], op, ops)
        caused = [problem for rule in RULES for problem in rule(step)]
        if "override" in op.record and any(problem.code in WAIVED for problem in caused):
            caused = [problem for problem in caused if problem.code not in WAIVED]
            caused.append(Found("JO404", op.id, "override", "warning"))
        found += caused
    return found + _schedules(ops)


def _jo201(step: Step) -> Iterator[Found]:
    op, severity = step.op, step.control("commitment")
    on_line = op.table == "payment" and op.cause is None
    if severity and (op.table in ("reservation", "commitment", "adjustment") or on_line):
        tolerance = cents(step.book.controls.get("tolerance", 0))
        lines = step.under_at("available", step.ae_years, -tolerance)
        if lines:
            yield Found("JO201", op.id, "amount", severity, lines)


def _jo202(step: Step) -> Iterator[Found]:
    op, severity, budget = step.op, step.control("envelope"), step.book.doc["budget"]
    if not severity or "envelope" not in budget or op.kind not in ("line", "opening"):
        return
    added = op.amount if op.kind == "line" else op.ae
    opened = totals(step.book, step.after, step.book.lines.keys(), None)["opened"]
    if added > 0 and opened > cents(budget["envelope"]):
        yield Found("JO202", op.id, "allocation" if op.kind == "line" else "ae", severity)


def _jo203(step: Step) -> Iterator[Found]:
    op, book, severity = step.op, step.book, step.control("movement")
    if not severity or op.kind not in ("transfer", "cancellation", "freeze", "carry-over"):
        return
    lines = {
        "ae": step.under_at("available", step.ae_years),
        "cp": step.under_at("cp-available", book.exercises),
    }
    if op.kind == "transfer" and op.record["to"] in book.below(op.line):
        # The line with all below it is none the poorer: its own credits are what may run out.
        own = frozenset({op.line})
        if any(step.under("available", own, year) for year in step.ae_years):
            lines["ae"] |= own
        if any(step.under("cp-available", own, year) for year in book.exercises):
            lines["cp"] |= own
    if lines["ae"] or lines["cp"]:
        yield Found("JO203", op.id, "ae" if lines["ae"] else "cp", severity, lines["ae"] | lines["cp"])


def _jo204(step: Step) -> Iterator[Found]:
    op = step.op
    if op.kind != "release":
        return
    # A balance of frozen credits is lowered by its release, so the limit is on the balance itself.
    ae = step.under_at("frozen", [op.exercise if step.book.annual else None])
    cp = step.under_at("cp-frozen", [op.exercise])
    if ae or cp:
        yield Found("JO204", op.id, "ae" if ae else "cp", lines=ae | cp)


def _jo205(step: Step) -> Iterator[Found]:
    if step.op.kind == "transfer":
        left = step.book.inherited(step.op.line).title
        reached = step.book.inherited(step.op.record["to"]).title
        if reached == STAFF and left not in (STAFF, None):
            yield Found("JO205", step.op.id, "to")


def _jo206(step: Step) -> Iterator[Found]:
    op = step.op
    if op.table == "movement" and step.book.follows_cp and op.ae != op.cp:
        titles = {step.book.inherited(line).title for line in (op.line, op.record.get("to", op.line))}
        if STAFF in titles:
            yield Found("JO206", op.id, "cp" if "cp" in op.record else "ae")


def _jo207(step: Step) -> Iterator[Found]:
    op = step.op
    if op.table == "commitment" and op.cause is not None and remainder(step.after, op.cause) < 0:
        yield Found("JO207", op.id, "amount")


def _jo208(step: Step) -> Iterator[Found]:
    op, cause = step.op, step.op.cause
    if not op.withdraws or cause is None:
        return
    if cause.table == "reservation":
        over = remainder(step.after, cause) < 0
    else:
        floor = max(0, named_total(step.after, "delivery", cause), named_total(step.after, "payment", cause))
        over = firm(step.after, cause) < floor
    if over:
        yield Found("JO208", op.id, "amount")


def _jo301_to_304(step: Step) -> Iterator[Found]:
    op, cause = step.op, step.op.cause
    if cause is None or op.table not in ("delivery", "payment"):
        return
    due = firm(step.after, cause)
    paid = named_total(step.after, "payment", cause)
    delivered = named_total(step.after, "delivery", cause)
    if op.table == "payment" and op.amount > 0 and paid > due:
        yield Found("JO301", op.id, "amount")
    if op.table == "delivery" and op.amount > 0 and delivered > due:
        yield Found("JO304", op.id, "amount")
    # What makes payments run ahead of deliveries: to pay more, or to take back a delivery.
    runs_ahead = op.amount > 0 if op.table == "payment" else op.amount < 0
    certifies = any(other.table == "delivery" for other in step.all_ops)
    if runs_ahead and certifies and paid > delivered:
        yield Found("JO303", op.id, "amount", "warning")


def _jo302(step: Step) -> Iterator[Found]:
    severity = step.control("payment")
    if severity and step.op.table == "payment":
        lines = step.under_at("cp-available", step.book.exercises)
        if lines:
            yield Found("JO302", step.op.id, "amount", severity, lines)


def _schedules(ops: list[Op]) -> list[Found]:
    """Find JO305, about the last schedule and the amount in the end."""
    found = []
    for commitment in (op for op in ops if op.table == "commitment"):
        own = [op for op in ops if op is commitment or (op.table == "adjustment" and op.cause is commitment)]
        holders = [op for op in own if "schedule" in op.record]
        if holders:
            planned = sum(cents(share["cp"]) for share in holders[-1].record["schedule"])
            if planned != firm(ops, commitment):
                found.append(Found("JO305", holders[-1].id, "schedule", "warning"))
    return found


STAFF = 2
RULES: tuple[Callable[[Step], Iterator[Found]], ...] = (
    _jo201,
    _jo202,
    _jo203,
    _jo204,
    _jo205,
    _jo206,
    _jo207,
    _jo208,
    _jo301_to_304,
    _jo302,
)
