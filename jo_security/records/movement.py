"""Movements of credits (mouvements de crédits)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from jo_security.records.faults import barred, missing
from jo_security.records.override import AnOverride
from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.shapes import Amount, Date, Exercise, Id, JsonSchema, Note, Text, choice
from jo_security.records.words import N_

TRANSFER, CARRY_OVER = "transfer", "carry-over"
KINDS = ("opening", CARRY_OVER, "freeze", "release", TRANSFER, "cancellation")


@record
class Movement(Record):
    """Credits opened, carried over, frozen, released, transferred or cancelled; AE and CP in cents.

    Source in law: organic law 2001-692 (LOLF), articles 12 to 15 and 51; decree 2012-1246 (GBCP), article 96.
    """

    table: ClassVar[str] = "movement"

    id: Id
    kind: Annotated[str, choice(*KINDS)]
    date: Date
    exercise: Exercise | None = None
    line: Id | None = None
    from_: Id | None = None
    to: Id | None = None
    from_exercise: Exercise | None = None
    ae: Amount | None = None
    cp: Amount | None = None
    reference: Text | None = None
    override: AnOverride | None = None
    source: Text | None = None
    note: Note | None = None

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """The keys that do not go with the movement's kind, and the amounts that move nothing."""
        kind = raw.get("kind")
        if kind is not None:
            yield from _lines(raw, kind)
        if kind == CARRY_OVER:
            yield from _order(raw)
        yield from _amounts(raw)

    @staticmethod
    def conditions() -> Iterator[JsonSchema]:
        """The lines of each kind, and at least one amount over zero."""
        others = [kind for kind in KINDS if kind != TRANSFER]
        yield _of_kind([TRANSFER], wanted=("from", "to"), unwanted=("line", "from-exercise"))
        yield _of_kind(others, wanted=("line",), unwanted=("from", "to"))
        yield _of_kind([kind for kind in others if kind != CARRY_OVER], wanted=(), unwanted=("from-exercise",))
        moves = {"exclusiveMinimum": 0}
        yield {
            "if": {"properties": {"cp": moves}, "required": ["cp"]},
            "else": {"properties": {"ae": moves}, "required": ["ae"]},
        }


def _of_kind(kinds: list[str], *, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> JsonSchema:
    """The keys that movements of some kinds have to have, and may not have."""
    return {
        "if": {"properties": {"kind": {"enum": kinds}}, "required": ["kind"]},
        "then": {"required": list(wanted), "properties": dict.fromkeys(unwanted, False)},
    }


def _lines(raw: Raw, kind: str) -> Iterator[Wrong]:
    """A transfer has from and to, every other movement a line; only a carry-over leaves an exercise."""
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    if kind == TRANSFER:
        wanted, unwanted = ("from", "to"), ("line", "from-exercise")
    else:
        wanted, unwanted = ("line",), ("from", "to", "from-exercise")
    for name in wanted:
        if name not in raw:
            yield missing(name)
    for name in unwanted:
        if name in raw and not (name == "from-exercise" and kind == CARRY_OVER):
            yield barred(name, Words(N_("the movement is of kind {kind}"), {"kind": kind}))


def _order(raw: Raw) -> Iterator[Wrong]:
    """A carry-over leaves an exercise before the one that it adds to."""
    date, left = raw.get("date"), raw.get("from-exercise")
    entered = raw.get("exercise") if "exercise" in raw else date and date.year
    if left and entered and left >= entered:
        yield Wrong(
            "JO104",
            ("from-exercise",),
            Words(
                N_("the carry-over leaves financial year {left}, which is not before {entered}"),
                {"left": left, "entered": entered},
            ),
            Words(N_("Name the financial year that the credits come from.")),
        )


def _amounts(raw: Raw) -> Iterator[Wrong]:
    """At least one of ae and cp, not both zero."""
    if "ae" not in raw and "cp" not in raw:
        yield missing("ae", Words(N_("Give ae, cp or both.")))
    elif not raw.unfit.intersection(("ae", "cp")) and not raw.get("ae") and not raw.get("cp"):
        yield Wrong(
            "JO104",
            ("ae" if "ae" in raw else "cp",),
            Words(N_("the movement moves nothing: its amounts are zero")),
            Words(N_("Give at least one of ae and cp, over zero.")),
        )
