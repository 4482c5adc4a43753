"""JO112 duplicate-id: an id borne twice."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

BORNE = N_("the id {id} is already borne by another record")
NAMED = N_(
    "Give one of the two another id, and see which of them the records that name {id} are about; remove this one if it "
    "was entered twice."
)
"""What to do where payments, deliveries and adjustments may name the record."""

RULE = LedgerRule(
    code="JO112",
    name="duplicate-id",
    level=ERROR,
    says=N_(
        "Two records bear the same id. Ids of operations are unique across the whole budget, other ids within "
        "their table."
    ),
    mend=N_("Give the second record an id of its own; remove it if it was entered twice."),
    query="""
        WITH twice AS MATERIALIZED (SELECT id FROM named GROUP BY id HAVING count(*) > 1),
        bearer AS (
            SELECT kind, n, id,
                CASE WHEN kind IN ('programme', 'line', 'indicator', 'milestone') THEN kind ELSE 'operation' END
                    AS realm
            FROM named WHERE id IN (SELECT id FROM twice)
        )
        SELECT kind, n, id AS record, 'id' AS "key", realm || ' ' || id AS rivals
        FROM (SELECT *, count(*) OVER (PARTITION BY realm, id) AS bearers FROM bearer)
        WHERE bearers > 1
        ORDER BY kind, n
    """,
    message=BORNE,
    hint=N_("Give this record an id of its own; remove it if it was entered twice."),
    instead={"commitment": (BORNE, NAMED), "reservation": (BORNE, NAMED)},
)
