"""JO203 over-transferred: a movement takes credits that are no longer available."""

from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.words import N_

# Operations that pass the limit, those with a recorded override included: JO404 is about them. The first part is about
# lines with all below them; the second about what is a line's own, which a transfer to a line below takes from.
OFFENDERS = """
    WITH down AS (
        SELECT o.op, left_line.n AS line
        FROM movement AS m
        JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
        JOIN line AS left_line ON left_line.id = m."from"
        JOIN line AS entered_line ON entered_line.id = m."to"
        JOIN above ON above.below = entered_line.n AND above.line = left_line.n
    ),
    own_running AS (
        SELECT balance, line, exercise, op, change,
            sum(change) OVER (PARTITION BY balance, line, exercise ORDER BY op) AS after
        FROM (
            SELECT weighs.balance, e.line, CASE WHEN weighs.yearly THEN e.exercise ELSE 0 END AS exercise, e.op,
                sum(weighs.sign * e.amount) AS change
            FROM ruled_entry AS e JOIN weighs ON weighs.term = e.measure
            WHERE e.line IN (SELECT line FROM down) AND weighs.balance IN ('ae', 'cp')
            GROUP BY 1, 2, 3, 4
        )
    ),
    low AS (
        SELECT balance, line, exercise, op, after FROM running
        WHERE balance IN ('ae', 'cp') AND change < 0 AND after < 0
        UNION ALL
        SELECT own_running.balance, own_running.line, own_running.exercise, own_running.op, own_running.after
        FROM own_running JOIN down ON down.op = own_running.op AND down.line = own_running.line
        WHERE change < 0 AND after < 0
    )
    SELECT o.kind, o.n, o.id AS record, low.balance AS "key", line.id AS line, low.exercise, low.after,
        low.balance AS what, o.date, o.op
    FROM low, asked
    JOIN operation AS o ON o.op = low.op
    JOIN movement AS m ON m.n = o.n
    JOIN line ON line.n = low.line
    WHERE o.kind = 'movement' AND m.kind IN ('transfer', 'cancellation', 'freeze', 'carry-over')
        AND low.op < asked.until AND low.line IN (SELECT line FROM scope_line)
"""

RULE = LedgerRule(
    code="JO203",
    name="over-transferred",
    level="movement",
    says=N_(
        "After a transfer, a cancellation, a freeze or a carry-over, available AE, or the available CP of the "
        "financial year that it lowers, are below zero, on its line or on a line above. A transfer to a line "
        "below counts against what the line has of its own."
    ),
    mend=N_("Move less, free credits by that day, or record an override."),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), articles 9 (credits are limits), 12 (transfers), 14 "
        "(cancellations) and 15 (carry-overs)"
    ),
    query=OFFENDERS + WITHOUT_OVERRIDE + "ORDER BY o.op, low.balance, low.line DESC",
    message=N_("{id} takes more than is available; balance after it: {lines:balances}"),
    hint=N_("Move less, free credits by {date:date}, or record an override."),
)
