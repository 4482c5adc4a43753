"""What each table and each key of a budget file means, as an editor shows it beside the key; in English only."""

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "budget": "The budget: what was announced, in which currency, and the days that its operations may bear.",
    "controls": "What the budget refuses, what it warns of and what it lets pass; absent, every control stops.",
    "threshold": "From which amount on a commitment needs a visa (visa du contrôleur budgétaire).",
    "programme": "A LOLF programme, or any other programme of action.",
    "line": "A budget line. Lines form a tree; programme and title are inherited from the parent, tags add up.",
    "movement": "A movement of credits (mouvement de crédits).",
    "reservation": "Credits set aside before a commitment (affectation, demande d'achat).",
    "commitment": "A legal commitment (engagement juridique, EJ), for its firm amount only.",
    "adjustment": "A further commitment or a withdrawal (engagement complémentaire, retrait).",
    "delivery": "A certified delivery (service fait).",
    "payment": "A payment (paiement), counted in the year in which it is made.",
    "plan": "What is expected and not yet done (prévision); it enters no balance.",
    "assertion": "A balance checked against another source (contrôle de cohérence).",
    "closing": "What was recorded up to a day and is not to change any more (clôture), as jo-security close writes it.",
    "indicator": "What a programme is measured by (indicateur).",
    "observation": "A value of an indicator that was observed (réalisation).",
    "milestone": "Something that a programme is to reach (jalon).",
    "visa": "The budget controller's visa.",
    "override": "A recorded decision to pass a limit (dérogation): the limit then warns and no longer refuses.",
    "share": "The payment appropriations (CP) that one financial year is to bear.",
}

SHARED: Mapping[str, str] = {
    "id": "The id, by which other records name this one; unique.",
    "label": "What it is called.",
    "date": "The day on which it happened.",
    "line": "The budget line, by its id.",
    "exercise": "The financial year (exercice) that it counts in; by default that of its date.",
    "programme": "The programme, by its id.",
    "reference": "The law, the decree, the order or the file that it rests on.",
    "override": "A recorded decision to pass a limit (dérogation): by whom, why and when.",
    "source": "Where it comes from.",
    "note": "Anything else worth knowing; it may have several lines.",
    "supplier": "Who is to be paid.",
    "commitment": "The commitment, by its id.",
    "visa": "The budget controller's visa, where it was given.",
    "schedule": "The payments expected, year by year (échéancier); together they are the amount.",
    "tags": "Words to find it by.",
}
"""The keys that mean the same wherever they stand."""

OWN: Mapping[str, Mapping[str, str]] = {
    "budget": {
        "envelope": "The ceiling that was announced (enveloppe annoncée); absent, none was.",
        "currency": "The one currency of the budget.",
        "record-in": "The included file that receives what is recorded; without it, this one.",
        "start": "The first day that an operation may bear; required as soon as there is one, or an allocation.",
        "end": "The last day that an operation may bear; required as soon as there is one, or an allocation.",
        "source": "Where the figure comes from.",
    },
    "controls": {
        "annual": "Whether commitment appropriations (AE) are limited year by year (annualité) or all years together.",
        "commitment": "What happens where a line, or one above it, has not enough AE left.",
        "envelope": "What happens where the AE opened exceed the envelope.",
        "movement": "What happens where a transfer, a freeze or a cancellation takes more than is left.",
        "payment": "What happens where a line, or one above it, has not enough CP left.",
        "early-warning": "The share of its AE from which a line is flagged.",
        "tolerance": "By how much AE may be exceeded before the control acts.",
        "visa": "The thresholds of the budget controller.",
    },
    "threshold": {
        "from": "The day from which the threshold is in force, until a later one for the same title.",
        "title": "The LOLF title; absent, every title that has no threshold of its own.",
        "threshold": "The amount from which a commitment needs a visa.",
    },
    "programme": {"ministry": "The ministry in charge."},
    "line": {
        "programme": "The programme, by its id; by default that of the parent.",
        "parent": "The line above, by its id.",
        "title": "The LOLF title; 2 is staff (T2). By default that of the parent.",
        "allocation": "Short for an opening of AE on the budget's first day, without CP.",
        "illustrative": "Whether its figures are made up to show the tool; by default as the parent says.",
    },
    "movement": {
        "kind": "What it does to the credits.",
        "from": "Of a transfer: the line that it takes from, by its id.",
        "to": "Of a transfer: the line that it gives to, by its id.",
        "from-exercise": "Of a carry-over: the financial year that it leaves; by default the one before.",
        "ae": "The commitment appropriations (AE) moved.",
        "cp": "The payment appropriations (CP) moved; by default as much as AE for an opening, else nothing.",
    },
    "reservation": {"amount": "The AE set aside."},
    "commitment": {
        "amount": "The firm AE: neither the ceiling of a framework nor an optional tranche.",
        "ceiling": "The most that the contract allows, for information; not under the amount.",
        "reservation": "The reservation that it uses up, by its id; on the same line.",
    },
    "adjustment": {
        "commitment": "The commitment or the reservation, by its id.",
        "amount": "What is added, or (negative) withdrawn.",
        "reason": "Why.",
        "schedule": "The commitment's payments expected from now on, year by year.",
        "reusable": "Of a withdrawal: whether its AE are free again; by default in the commitment's own year only.",
    },
    "delivery": {"amount": "What was delivered; a negative amount corrects an earlier one."},
    "payment": {
        "amount": "What was paid; a credit note is negative.",
        "commitment": "The commitment, by its id; a payment names it, or a line.",
        "line": "The line, by its id, where there is no commitment (dépense sans EJ).",
    },
    "plan": {
        "date": "The day on which it is expected.",
        "amount": "The AE that it would commit.",
        "cp": "The payments that it would bring, year by year.",
        "probability": "How probable it is.",
        "scenario": "The scenario that it belongs to.",
    },
    "assertion": {
        "date": "The day, at the end of which the balance is looked at.",
        "amount": "What the other source says.",
        "measure": "Which balance it is.",
        "line": "The line, by its id; absent, the whole budget.",
        "exercise": "The financial year; absent, all of them.",
    },
    "closing": {
        "to": "The last day that is closed.",
        "date": "The day on which it was done.",
        "by": "Who did it.",
        "digest": "The SHA-256 of what is closed, by which any later change is seen.",
    },
    "indicator": {
        "unit": "What its values are counted in.",
        "goal": "The value to reach.",
        "better": "Whether more is better, or less.",
    },
    "observation": {
        "indicator": "The indicator, by its id.",
        "value": "What was observed, in the indicator's unit.",
        "from": "The first day of the period.",
        "to": "The last day of the period.",
    },
    "milestone": {"due": "The day by which it is due.", "done": "The day on which it was reached."},
    "visa": {
        "number": "The number of the visa.",
        "date": "The day on which it was given.",
        "by": "Who gave it.",
    },
    "override": {
        "by": "Who decided.",
        "reason": "Why.",
        "date": "The day of the decision.",
    },
    "share": {"exercise": "The financial year that pays.", "cp": "What it pays."},
}
"""The keys that mean something of their own in a table."""


def meaning(table: str, name: str) -> str:
    """What a key of a table means."""
    return OWN.get(table, {}).get(name) or SHARED[name]
