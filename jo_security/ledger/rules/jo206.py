"""JO206 staff-ae-cp: AE and CP of staff credits differ."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO206",
    name="staff-ae-cp",
    level=ERROR,
    says=N_(
        "In a budget that follows CP, a movement on a line of title 2 (staff) bears AE and CP that differ. Staff "
        "credits are opened in equal AE and CP."
    ),
    mend=N_("Write the same amount in ae and in cp."),
    law=N_("organic law 2001-692 of 1 August 2001 (LOLF), article 8: for staff, AE equal CP"),
    query="""
        SELECT 'movement' AS kind, m.n, m.id AS record, CASE WHEN m.cp IS NULL THEN 'ae' ELSE 'cp' END AS "key",
            COALESCE(m.ae, 0) AS ae, COALESCE(m.cp, CASE m.kind WHEN 'opening' THEN m.ae END, 0) AS cp
        FROM movement AS m, follows_cp, asked
        JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
        WHERE follows_cp.yes AND o.op < asked.until
            AND COALESCE(m.ae, 0) <> COALESCE(m.cp, CASE m.kind WHEN 'opening' THEN m.ae END, 0)
            AND EXISTS (
                SELECT 1 FROM line JOIN in_force ON in_force.line = line.n
                WHERE line.id IN (m.line, m."from", m."to") AND in_force.title = 2
                    AND line.n IN (SELECT line FROM scope_line)
            )
        ORDER BY m.n
    """,
    message=N_("{id} moves {ae:money} of AE and {cp:money} of CP: for title 2 (staff) they are equal"),
    hint=N_("Write the same amount in ae and in cp."),
)
