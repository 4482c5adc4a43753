"""Where the fields of commitments stand: in the table `settled`, bound as `s`, and in the records behind it."""

import datetime

from jo_security.ledger.filtering.sql import Column, Source

OWN = 's.n IN (SELECT n FROM "commitment" WHERE {})'
PLACED = "s.line IN (SELECT line FROM in_force WHERE {})"
OVERRIDDEN = "s.n IN (SELECT n FROM override WHERE kind = 'commitment' AND {})"
FOUND = 's.n IN (SELECT about."commitment" FROM about WHERE about."commitment" IS NOT NULL AND {})'
REFERENCE = "substr(s.sought, 1, instr(s.sought, char(30)) - 1)"
NOTE = "substr(s.sought, instr(s.sought, char(31)) + 1)"
OF_FINDINGS = "about.i IN (SELECT i FROM finding WHERE {})"
# Many commitments bear the same few tags: each set of them is looked into once.
TAGGED = """
    tags IN (
        SELECT tags FROM (SELECT DISTINCT tags FROM "commitment" WHERE tags IS NOT NULL), json_each(tags) AS its
        WHERE {}
    )
"""


def _ordinal(day: str) -> int:
    """The count of days of an ISO date."""
    return datetime.date.fromisoformat(day).toordinal()


def _text(name: str) -> tuple[Column, ...]:
    return (Column(f"fold({name})", OWN.format(f"{name} IS NOT NULL AND {{}}")),)


COMMITMENTS = Source(
    columns={
        "": (Column("s.sought"),),
        "id": (Column("lower(s.id)"),),
        "date": (Column("s.day", bound=_ordinal),),
        "year": (Column("exercise", OWN),),
        "line": (Column("id", "s.line IN (SELECT n FROM line WHERE {})"),),
        "programme": (Column("lower(programme)", PLACED),),
        "title": (Column("title", PLACED),),
        "tag": (
            Column("fold(tag)", "s.line IN (SELECT line FROM tag_in_force WHERE {})"),
            Column("fold(its.value)", OWN.format(TAGGED)),
        ),
        "supplier": (Column("s.supplier"),),
        "label": (Column("s.label"),),
        "amount": (Column("s.firm"),),
        **{name: (Column(f"s.{name}"),) for name in ("paid", "outstanding", "delivered", "payable")},
        "ceiling": (Column("ceiling", OWN),),
        "reference": (Column(REFERENCE),),
        "note": (Column(NOTE),),
        "reservation": (Column("lower(reservation)", OWN),),
        "visa": (*_text("visa_number"), *_text("visa_by")),
        "override": (Column('fold("by")', OVERRIDDEN), Column("fold(reason)", OVERRIDDEN)),
        "problem": (Column("lower(code)", FOUND.format(OF_FINDINGS)),),
    },
    words={
        "is": {
            "open": "s.outstanding > 0",
            "paid": "s.outstanding <= 0",
            "payable": "s.payable > 0",
            "overridden": OVERRIDDEN.format("1"),
            "illustrative": PLACED.format("illustrative"),
            "problem": FOUND.format("1"),
            "error": FOUND.format("error"),
            "warning": FOUND.format("NOT error"),
        },
        "has": {
            "note": f"{NOTE} <> ''",
            "reference": f"{REFERENCE} <> ''",
            "visa": OWN.format("visa_number IS NOT NULL"),
            "override": OVERRIDDEN.format("1"),
            "reservation": OWN.format("reservation IS NOT NULL"),
            "ceiling": OWN.format("ceiling IS NOT NULL"),
            "tag": "s.line IN (SELECT line FROM tag_in_force) OR " + OWN.format("tags IS NOT NULL AND tags <> '[]'"),
        },
    },
)
