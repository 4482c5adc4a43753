"""JO111 unknown-reference: an id that nothing bears, or that is not of the kind expected."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO111",
    name="unknown-reference",
    level=ERROR,
    says=N_("A record names an id that nothing bears, or that something of another kind bears."),
    mend=N_("Correct the id, or add the record that it names."),
    query="""
        SELECT r.kind, r.n, r.record, r."key", r.target, r.wants
        FROM reference AS r
        WHERE r.target IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM known WHERE wants = r.wants AND known.id = r.target)
            AND NOT EXISTS (SELECT 1 FROM known WHERE wants = r.or_wants AND known.id = r.target)
        ORDER BY r.kind, r.n
    """,
    message=N_("{key} names {target}, and no {wants} bears that id"),
    hint=N_("Correct the id, or add the {wants} that bears it."),
)
