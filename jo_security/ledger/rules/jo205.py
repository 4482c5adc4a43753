"""JO205 staff-credits: a transfer raises staff credits from another title."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO205",
    name="staff-credits",
    level=ERROR,
    says=N_(
        "A transfer goes to a line of title 2 (staff) from a line of another title. Credits may leave title 2 and"
        " may not enter it (fongibilité asymétrique)."
    ),
    mend=N_("Take the credits from a line of title 2, or have them opened by a finance law."),
    law=N_("organic law 2001-692 of 1 August 2001 (LOLF), articles 7-II and 12-IV"),
    query="""
        SELECT 'movement' AS kind, m.n, m.id AS record, 'to' AS "key", m."from", m."to", source.title
        FROM movement AS m, asked
        JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
        JOIN line AS left_line ON left_line.id = m."from"
        JOIN line AS entered_line ON entered_line.id = m."to"
        JOIN in_force AS source ON source.line = left_line.n
        JOIN in_force AS target ON target.line = entered_line.n
        WHERE m.kind = 'transfer' AND target.title = 2 AND source.title <> 2 AND o.op < asked.until
            AND entered_line.n IN (SELECT line FROM scope_line)
        ORDER BY m.n
    """,
    message=N_("{id} transfers credits of title {title} from {from} to {to}, which is of title 2 (staff)"),
    hint=N_("Take the credits from a line of title 2, or have them opened by a finance law."),
)
