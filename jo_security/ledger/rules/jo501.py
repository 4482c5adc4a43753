"""JO501 assertion-failed: a measure differs from what another source says."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO501",
    name="assertion-failed",
    level=ERROR,
    says=N_("A measure, at the end of the day of an assertion, differs from the amount that another source gives."),
    mend=N_(
        "Find what is missing on either side: an operation that is not recorded, or an outdated figure of the "
        "other source."
    ),
    query="""
        SELECT 'assertion' AS kind, n, 'assertion ' || (n + 1) AS record, 'amount' AS "key", measure, date,
            amount AS expected, actual, actual - amount AS difference
        FROM asserted, asked
        WHERE actual <> amount AND (day << 36) < asked.until
        ORDER BY n
    """,
    message=N_(
        "{measure} at the end of {date:date}: {actual:money} here, {expected:money} asserted, a difference of "
        "{difference:money}"
    ),
    hint=N_("Find what is missing on either side: an operation that is not recorded, or an outdated figure."),
    names={
        "measure": {
            "opened": N_("opened AE"),
            "frozen": N_("frozen AE"),
            "reserved": N_("reserved AE"),
            "committed": N_("committed AE"),
            "lost": N_("AE withdrawn and not reusable"),
            "available": N_("available AE"),
            "cp-opened": N_("opened CP"),
            "cp-frozen": N_("frozen CP"),
            "paid": N_("CP paid"),
            "cp-available": N_("available CP"),
            "delivered": N_("certified deliveries"),
            "outstanding": N_("outstanding commitments"),
            "payable": N_("accrued payables"),
        },
    },
)
