"""JO404 overridden: an operation that passed a limit by a recorded override."""

from jo_security.ledger.rules import jo201, jo203, jo302
from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

QUERY = f"""
    SELECT passed.kind, passed.n, passed.record, 'override' AS "key", override."by", override.reason,
        override.date AS decided
    FROM (
        SELECT kind, n, record, 'commitment' AS control FROM ({jo201.OFFENDERS})
        UNION ALL SELECT kind, n, record, 'movement' FROM ({jo203.OFFENDERS})
        UNION ALL SELECT kind, n, record, 'payment' FROM ({jo302.OFFENDERS})
    ) AS passed
    JOIN override ON override.kind = passed.kind AND override.n = passed.n
    JOIN controls ON 'off' <> CASE passed.control
        WHEN 'commitment' THEN controls."commitment"
        WHEN 'movement' THEN controls.movement
        ELSE controls.payment
    END
    GROUP BY passed.kind, passed.n
    ORDER BY passed.kind, passed.n
"""

RULE = LedgerRule(
    code="JO404",
    name="overridden",
    level=WARNING,
    says=N_(
        "An operation passed a limit (JO201, JO203 or JO302) by an override: who decided it, why and when is "
        "recorded with it."
    ),
    mend=N_("Nothing needs correcting: the warning keeps the override in sight."),
    query=QUERY,
    message=N_("{id} passes a limit by an override of {by} on {decided:date}: {reason}"),
    hint=N_("Nothing needs correcting; bring credits to the line if the override was to be temporary."),
)
