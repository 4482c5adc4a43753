"""JO112 duplicate-id: an id borne twice."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO112",
    name="duplicate-id",
    level=ERROR,
    says=N_(
        "Two records bear the same id: ids of operations are unique across the whole budget, other ids within "
        "their table."
    ),
    mend=N_("Give the second record an id of its own."),
    query="""
        SELECT kind, n, id AS record, 'id' AS "key", realm || ' ' || id AS rivals
        FROM (
            SELECT kind, n, id,
                CASE WHEN kind IN ('programme', 'line', 'indicator', 'milestone') THEN kind ELSE 'operation' END AS realm
            FROM named
        )
        WHERE (realm, id) IN (
            SELECT CASE WHEN kind IN ('programme', 'line', 'indicator', 'milestone') THEN kind ELSE 'operation' END, id
            FROM named GROUP BY 1, 2 HAVING count(*) > 1
        )
        ORDER BY kind, n
    """,
    message=N_("another record bears the id {id} already"),
    hint=N_("Give this record an id of its own."),
)
