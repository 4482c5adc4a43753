"""JO204 over-released: more is released than was frozen."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO204",
    name="over-released",
    level=ERROR,
    says=N_(
        "After a release, frozen AE, or the frozen CP of the financial year, are below zero, on its line or on a "
        "line above."
    ),
    mend=N_("Release no more than was frozen, or add the missing freeze."),
    law=N_(
        "decree 2012-1246 of 7 November 2012 (GBCP), article 96, and organic law 2001-692 of 1 August 2001 "
        "(LOLF), article 51: freezing and releasing the precautionary reserve"
    ),
    query="""
        SELECT o.kind, o.n, o.id AS record, substr(low.balance, 8) AS "key", line.id AS line, low.exercise,
            low.after, substr(low.balance, 8) AS what
        FROM low, asked
        JOIN operation AS o ON o.op = low.op
        JOIN movement AS m ON m.n = o.n
        JOIN line ON line.n = low.line
        WHERE low.balance IN ('frozen ae', 'frozen cp')
            AND low.op < asked.until AND low.line IN (SELECT line FROM scope_line)
            AND o.kind = 'movement' AND m.kind = 'release'
        ORDER BY o.op, what, low.line DESC
    """,
    message=N_("{id} releases more than was frozen; frozen after it: {lines:balances}"),
    hint=N_("Release no more than was frozen, or add the missing freeze."),
)
