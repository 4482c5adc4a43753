"""JO402 early-warning: a line whose AE are almost consumed."""

from jo_security.ledger.rules import jo201
from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

QUERY = f"""
    WITH spent AS (
        SELECT line, sum(amount * (term IN ('committed', 'lost'))) AS consumed,
            sum(amount * ((term = 'opened') - (term = 'frozen'))) AS opened
        FROM own WHERE term IN ('opened', 'frozen', 'committed', 'lost') GROUP BY line
    ),
    consumption AS (
        SELECT above.line, sum(consumed) AS consumed, sum(opened) AS opened
        FROM spent JOIN above ON above.below = spent.line
        WHERE above.line IN (SELECT line FROM scope_line)
        GROUP BY above.line
    ),
    named AS (
        SELECT line FROM ({jo201.OFFENDERS} {WITHOUT_OVERRIDE}), controls WHERE controls."commitment" <> 'off'
    )
    SELECT 'line' AS kind, line.n, line.id AS record, 'id' AS "key", consumed, opened
    FROM consumption, controls JOIN line ON line.n = consumption.line
    WHERE opened > 0 AND reaches(consumed, opened, controls.early_warning) AND line.id NOT IN (SELECT line FROM named)
    ORDER BY line.n
"""

RULE = LedgerRule(
    code="JO402",
    name="early-warning",
    level=WARNING,
    says=N_(
        "The AE rate of a line (consumed AE over opened AE less frozen AE, over all financial years) reaches "
        "controls.early-warning, and no JO201 names the line."
    ),
    mend=N_("See that credits are opened or transferred to the line before they run out."),
    query=QUERY,
    message=N_(
        "{id} has consumed {consumed:money} of AE out of {opened:money}, freezes deducted: the early warning is reached"
    ),
    hint=N_("See that credits are opened or transferred to the line before they run out."),
)
