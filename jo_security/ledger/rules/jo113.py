"""JO113 line-cycle: a line that is its own ancestor."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO113",
    name="line-cycle",
    level=ERROR,
    says=N_("A line lies below itself: its parent, or a parent of its parent, lies below it."),
    mend=N_("Name a parent that does not lie below the line, or none."),
    query="""
        WITH RECURSIVE bearer AS MATERIALIZED (SELECT min(n) AS n, id FROM line GROUP BY id),
        up (line, node) AS (
            SELECT line.n, parent.n FROM line JOIN bearer AS parent ON parent.id = line.parent
            UNION
            SELECT up.line, parent.n
            FROM up JOIN line ON line.n = up.node JOIN bearer AS parent ON parent.id = line.parent
        )
        SELECT 'line' AS kind, n, id AS record, 'parent' AS "key", parent
        FROM line
        WHERE n IN (SELECT line FROM up GROUP BY line HAVING sum(line = node) > 0 AND min(node) = line)
        ORDER BY n
    """,
    message=N_("line {id} lies below itself by way of its parent {parent}"),
    hint=N_("Name a parent that does not lie below the line, or none."),
)
