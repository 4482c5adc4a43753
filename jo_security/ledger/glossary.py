"""The glossary: the terms of the State's accounts in French, their official English names, and what they mean.

What a column shows means here what it means there: its words are those of `columns`, and are written once.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from jo_security.ledger.columns import COLUMNS
from jo_security.records.words import N_


class Official(NamedTuple):
    """A term in both languages, where it comes from, and what it means; nothing where it is a column, which says so."""

    french: str
    english: str
    source: str
    about: str = ""


class Entry(NamedTuple):
    """A term of the glossary; `about` and `source` are still to be put into the reader's language."""

    key: str
    french: str
    english: str
    about: str
    source: str


RECORDS: Final = N_("format of budgets, section 2")
MEASURED: Final = N_("format of budgets, section 3")
LOLF: Final = N_("LOLF (organic law 2001-692)")
GBCP: Final = N_("decree 2012-1246 (GBCP)")
GBCP_96: Final = N_("decree 2012-1246, article 96")
GBCP_160: Final = N_("decree 2012-1246, article 160")
ORDER: Final = N_("order of each ministry")
PRACTICE: Final = N_("practice of the State's accounts")
LOLF_5: Final = N_("LOLF, article 5")
LOLF_7: Final = N_("LOLF, article 7")
LOLF_8: Final = N_("LOLF, article 8")
LOLF_12: Final = N_("LOLF, article 12")
LOLF_13: Final = N_("LOLF, article 13")
LOLF_14: Final = N_("LOLF, article 14")
LOLF_15: Final = N_("LOLF, article 15")
LOLF_17: Final = N_("LOLF, article 17")
LOLF_28: Final = N_("LOLF, article 28")
LOLF_51: Final = N_("LOLF, article 51")
"""Where terms come from."""

OFFICIAL: Mapping[str, Official] = {
    "opened": Official("AE ouvertes", "commitment appropriations opened", MEASURED),
    "frozen": Official("AE gelées", "commitment appropriations frozen", MEASURED),
    "reserved": Official("AE affectées, reste à engager", "commitment appropriations reserved", MEASURED),
    "committed": Official("AE engagées", "commitment appropriations committed", MEASURED),
    "lost": Official("AE non réutilisables (retraits)", "decommitted appropriations not available again", GBCP_160),
    "available": Official("AE disponibles", "commitment appropriations available", MEASURED),
    "cp_opened": Official("CP ouverts", "payment appropriations opened", MEASURED),
    "cp_frozen": Official("CP gelés", "payment appropriations frozen", MEASURED),
    "paid": Official("CP payés", "payment appropriations used", LOLF_28),
    "cp_available": Official("CP disponibles", "payment appropriations available", MEASURED),
    "delivered": Official("service fait", "certified service; validation of expenditure", MEASURED),
    "outstanding": Official("restes à payer (RAP)", "outstanding commitments", MEASURED),
    "payable": Official("charges à payer (CAP)", "accrued payables", MEASURED),
    "envelope": Official("enveloppe annoncée", "envelope announced", RECORDS),
    "unallocated": Official("enveloppe non ouverte", "envelope not allocated", MEASURED),
    "allocation": Official("dotation", "allocation", RECORDS),
    "ceiling": Official("plafond (maximum du marché)", "ceiling of a contract", RECORDS),
    "exercise": Official("exercice", "financial year", LOLF_28),
    "tolerance": Official("tolérance", "tolerance", RECORDS),
    "early-warning": Official(
        "seuil d’alerte", "early-warning threshold", RECORDS, N_("The share of its AE from which a line is flagged.")
    ),
    "commitment-appropriation": Official(
        "autorisation d’engagement (AE)",
        "commitment appropriation",
        LOLF_8,
        N_("The ceiling of what may be legally committed; the firm amount counts whole in the year of the commitment."),
    ),
    "payment-appropriation": Official(
        "crédit de paiement (CP)",
        "payment appropriation",
        LOLF_8,
        N_("The ceiling of what may be paid in a year, for commitments of that year or of earlier ones."),
    ),
    "legal-commitment": Official(
        "engagement juridique (EJ)",
        "legal commitment",
        GBCP,
        N_(
            "The act by which the State owes somebody an amount; it consumes AE by its firm "
            "amount, neither by a ceiling nor by optional tranches."
        ),
    ),
    "further-commitment": Official(
        "engagement complémentaire",
        "further commitment",
        GBCP,
        N_("An addition to a legal commitment, such as a price revision."),
    ),
    "withdrawal": Official(
        "retrait d’engagement, désengagement",
        "decommitment",
        GBCP_160,
        N_(
            "A reduction of a commitment. Its AE are free again where the commitment is of the "
            "same year; of an earlier one they are lost."
        ),
    ),
    "reservation": Official(
        "affectation",
        "reservation; pre-encumbrance",
        RECORDS,
        N_("AE set aside on a line before a commitment; commitments that name it use it up."),
    ),
    "left-to-commit": Official(
        "reste à engager", "balance to be committed", MEASURED, N_("What of a reservation no commitment has used yet.")
    ),
    "certified": Official(
        "constatation et certification du service fait",
        "certification of delivery",
        GBCP,
        N_(
            "What was ordered is seen to be delivered, then certified. It consumes "
            "neither AE nor CP, and brings the debt about."
        ),
    ),
    "validation": Official(
        "liquidation", "validation of expenditure", GBCP, N_("The debt is checked and its amount is set.")
    ),
    "ordering": Official(
        "ordonnancement",
        "authorisation of expenditure",
        GBCP,
        N_("The authorising officer tells the accounting officer to pay."),
    ),
    "payment-request": Official(
        "demande de paiement (DP)",
        "payment order",
        GBCP,
        N_("The document by which a payment is asked of the accounting officer."),
    ),
    "payment": Official(
        "paiement",
        "payment",
        LOLF_28,
        N_(
            "The accounting officer pays. CP are consumed in the year of the payment, "
            "whatever the year of the commitment."
        ),
    ),
    "payment-alone": Official(
        "dépense sans engagement juridique",
        "payment without a commitment",
        GBCP,
        N_("It consumes AE and CP by the same amount, on the day of the payment."),
    ),
    "credit-note": Official(
        "avoir", "credit note", RECORDS, N_("A payment below zero, which takes back an earlier one.")
    ),
    "authorising-officer": Official(
        "ordonnateur", "authorising officer", GBCP, N_("Who commits, validates and authorises expenditure.")
    ),
    "accounting-officer": Official("comptable public", "accounting officer", GBCP, N_("Who alone checks and pays.")),
    "opening": Official(
        "ouverture de crédits",
        "opening of appropriations",
        LOLF_8,
        N_("Credits that a finance act or an order brings to a line."),
    ),
    "lfi": Official(
        "loi de finances initiale (LFI)", "initial finance act", LOLF, N_("The act that opens the credits of a year.")
    ),
    "lffg": Official(
        "loi de finances de fin de gestion (LFFG)",
        "year-end finance act",
        LOLF,
        N_("The act that opens or cancels credits late in the year."),
    ),
    "precautionary-reserve": Official(
        "réserve de précaution",
        "precautionary reserve",
        LOLF_51,
        N_(
            "A share of the credits that is frozen from the start of the year; one rate "
            "for staff, one for the other titles."
        ),
    ),
    "freeze": Official(
        "gel, mise en réserve",
        "freeze",
        GBCP_96,
        N_("Credits are set apart: opened, but neither to be committed nor paid."),
    ),
    "further-freeze": Official(
        "surgel",
        "additional freeze",
        GBCP_96,
        N_("A freeze in the course of the year, on top of the precautionary reserve; recorded as a freeze."),
    ),
    "release": Official("dégel", "release", GBCP_96, N_("Frozen credits are available again.")),
    "transfer-programmes": Official(
        "virement de crédits",
        "transfer between programmes",
        LOLF_12,
        N_("Credits move between programmes of one ministry: at most 2 % of the credits of each programme."),
    ),
    "transfer-ministries": Official(
        "transfert de crédits",
        "transfer between ministries",
        LOLF_12,
        N_("Credits move to a programme of another ministry, for the same purpose."),
    ),
    "cancellation": Official(
        "annulation de crédits",
        "cancellation of appropriations",
        LOLF_14,
        N_(
            "Credits are taken away by decree, to keep the balance of the budget or "
            "because they serve no purpose any more."
        ),
    ),
    "advance-decree": Official(
        "décret d’avance",
        "advance decree",
        LOLF_13,
        N_("Credits opened by decree in an emergency, at most 1 % of those of the year."),
    ),
    "carry-over": Official(
        "report de crédits",
        "carry-over",
        LOLF_15,
        N_("Credits not used in a year are opened in the next: AE without a cap but for staff, CP within 3 %."),
    ),
    "assigned-revenue": Official(
        "fonds de concours",
        "assigned revenue",
        LOLF_17,
        N_("Money that somebody gives for a purpose opens as many credits."),
    ),
    "restoration": Official(
        "rétablissement de crédits",
        "restoration of appropriations",
        LOLF_17,
        N_("What was paid unduly and comes back opens its credits again."),
    ),
    "fungibility": Official(
        "fongibilité asymétrique",
        "asymmetric fungibility",
        LOLF_7,
        N_("Within a programme credits may serve another title; none may go to staff (title 2) from another title."),
    ),
    "title-of-expenditure": Official(
        "titre",
        "title",
        LOLF_5,
        N_("The nature of an expenditure, 1 to 7: 2 is staff, 3 operating, 5 investment, 6 transfers."),
    ),
    "staff": Official(
        "dépenses de personnel (T2)",
        "staff expenditure",
        LOLF_7,
        N_("Title 2: its credits are a ceiling, and its AE equal its CP."),
    ),
    "mission": Official("mission", "mission", LOLF_7, N_("Programmes that serve one public policy.")),
    "programme-lolf": Official(
        "programme", "programme", LOLF_7, N_("What Parliament votes credits for: one ministry, one person in charge.")
    ),
    "bop": Official(
        "budget opérationnel de programme (BOP)",
        "programme operating budget",
        PRACTICE,
        N_("The part of a programme that one manager runs."),
    ),
    "uo": Official(
        "unité opérationnelle (UO)", "operating unit", PRACTICE, N_("Where the credits of a programme are used.")
    ),
    "line-of-budget": Official(
        "ligne budgétaire",
        "budget line",
        RECORDS,
        N_("What credits lie on in this file; lines form a tree, and each holds those below it."),
    ),
    "controller": Official(
        "contrôleur budgétaire",
        "budget controller",
        GBCP,
        N_("Who sees before signature that credits are there and charged to the right place."),
    ),
    "visa": Official(
        "visa",
        "visa",
        ORDER,
        N_("The controller's leave, needed from a threshold on that each ministry sets by title."),
    ),
    "schedule": Official(
        "échéancier",
        "payment schedule",
        LOLF_51,
        N_("The CP expected of each year for a commitment; together they are its amount."),
    ),
    "complementary-period": Official(
        "période complémentaire",
        "complementary period",
        LOLF_28,
        N_("The days after the year's end, twenty at most, in which payments may still count in it."),
    ),
    "annuality": Official(
        "annualité",
        "annuality",
        LOLF_28,
        N_("Credits are those of a year: what is not used does not pass to the next by itself."),
    ),
    "override": Official(
        "dérogation",
        "override",
        RECORDS,
        N_("A recorded decision to pass a limit, by whom, why and when; the rule then warns and does not refuse."),
    ),
    "closing": Official(
        "clôture", "closing of the books", RECORDS, N_("What was recorded up to a day is not to change any more.")
    ),
    "assertion": Official(
        "contrôle de cohérence", "assertion", RECORDS, N_("A balance checked against what another source says.")
    ),
    "plan": Official("prévision", "plan", RECORDS, N_("What is expected and not yet done; it enters no balance.")),
    "rate": Official(
        "taux de consommation",
        "rate of consumption",
        MEASURED,
        N_("AE committed or lost over those opened and not frozen; CP paid over those opened and not frozen."),
    ),
    "indicator": Official(
        "indicateur", "performance indicator", LOLF_51, N_("What the results of a programme are measured by.")
    ),
}
"""The terms by their keys: the name of a column, or one of their own."""


def entries() -> tuple[Entry, ...]:
    """Every term, in the order of the reference, then as one would tell the life of a credit."""
    return tuple(
        Entry(key, each.french, each.english, each.about or COLUMNS[key].about, each.source)
        for key, each in OFFICIAL.items()
    )
