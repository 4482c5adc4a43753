"""JO203 over-transferred: a movement takes credits that are no longer available."""

from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.words import N_

# Operations that pass the limit, those with a recorded override included: JO404 is about them. The first part is about
# lines with all below them; the second about what is a line's own, which a transfer to a line below takes from.
OFFENDERS = """
    WITH down AS (
        SELECT o.op, left_line.n AS line
        FROM movement AS m
        CROSS JOIN line AS left_line ON left_line.id = m."from"
        CROSS JOIN line AS entered_line ON entered_line.id = m."to"
        CROSS JOIN above ON above.below = entered_line.n AND above.line = left_line.n
        CROSS JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
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
    lowered AS (
        SELECT balance, line, exercise, op, after FROM low WHERE balance IN ('ae', 'cp')
        UNION ALL
        SELECT own_running.balance, own_running.line, own_running.exercise, own_running.op, own_running.after
        FROM own_running JOIN down ON down.op = own_running.op AND down.line = own_running.line
        WHERE change < 0 AND after < 0
    )
    SELECT o.kind, o.n, o.id AS record, lowered.balance AS "key", line.id AS line, lowered.exercise, lowered.after,
        lowered.balance AS what, o.date
    FROM lowered CROSS JOIN asked
    CROSS JOIN operation AS o ON o.op = lowered.op
    JOIN movement AS m ON m.n = o.n
    JOIN line ON line.n = lowered.line
    WHERE o.kind = 'movement' AND m.kind IN ('transfer', 'cancellation', 'freeze', 'carry-over')
        AND lowered.op < asked.until AND lowered.line IN (SELECT line FROM scope_line)
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
    query=OFFENDERS + WITHOUT_OVERRIDE + "ORDER BY o.op, lowered.balance, lowered.line DESC",
    message=N_("{id} takes more than is available; balance after it: {lines:balances}"),
    hint=N_("Move less, free credits by {date:date}, or record an override."),
)
