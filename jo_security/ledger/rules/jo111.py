"""JO111 unknown-reference: an id that nothing bears, or that is not of the kind expected."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO111",
    name="unknown-reference",
    level=ERROR,
    says=N_("A record names an id that nothing bears, or that a record of another kind bears."),
    mend=N_("Correct the id, or add the record that it names."),
    query="""
        SELECT r.kind, r.n, r.record, r."key", r.target, r.wants
        FROM reference AS r
        WHERE r.target IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM known WHERE wants = r.wants AND known.id = r.target)
            AND NOT EXISTS (SELECT 1 FROM known WHERE wants = r.or_wants AND known.id = r.target)
        ORDER BY r.kind, r.n
    """,
    message=N_("{key} names {target}: {wants}"),
    hint=N_("Correct the id, or add the record that it names."),
    instead={
        "adjustment": (
            N_("{key} names {target}: no commitment and no reservation bears that id"),
            N_("Correct the id, or add the record that it names."),
        ),
    },
    names={
        "wants": {
            "programme": N_("no programme bears that id"),
            "line": N_("no line bears that id"),
            "reservation": N_("no reservation bears that id"),
            "commitment": N_("no commitment bears that id"),
            "indicator": N_("no indicator bears that id"),
        },
    },
)
