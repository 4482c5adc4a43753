"""How the kinds of records look to people: the title of their list, and which columns they see."""

from collections.abc import Mapping

from jo_security.records.words import N_

RANKS: Mapping[str, Mapping[str, int]] = {
    "programmes": {"id": 0, "label": 0, "opened": 1, "committed": 2, "available": 0, "paid": 3, "outstanding": 4},
    "lines": {
        "id": 0, "label": 2, "opened": 1, "frozen": 6, "reserved": 5, "committed": 3, "available": 0, "paid": 4,
        "outstanding": 7,
    },
    "movements": {
        "date": 0, "kind": 0, "id": 0, "line": 0, "to_line": 3, "ae": 0, "cp": 1, "opened": 2, "cp_opened": 4,
        "frozen": 5, "cp_frozen": 6, "reference": 7,
    },
    "reservations": {"date": 2, "id": 0, "line": 1, "supplier": 4, "label": 3, "amount": 0, "reserved": 0},
    "commitments": {
        "date": 2, "id": 0, "line": 4, "supplier": 0, "label": 5, "committed": 0, "delivered": 6, "payable": 7,
        "paid": 3, "outstanding": 0,
    },
    "adjustments": {
        "date": 0, "id": 0, "commitment": 0, "reservation": 4, "line": 3, "reason": 1, "amount": 0,
        "lost": 2,
    },
    "deliveries": {"date": 0, "id": 0, "commitment": 0, "line": 3, "supplier": 2, "note": 4, "amount": 0},
    "payments": {"date": 0, "id": 0, "commitment": 0, "line": 2, "supplier": 1, "label": 3, "amount": 0},
    "plans": {"date": 0, "id": 0, "line": 1, "label": 2, "amount": 0, "probability": 3, "scenario": 0},
    "assertions": {
        "date": 0, "line": 0, "exercise": 2, "measure": 0, "amount": 0, "actual": 1, "difference": 0, "source": 3,
    },
    "indicators": {"id": 0, "programme": 2, "label": 0, "value": 0, "unit": 1, "last_day": 3, "goal": 4},
    "observations": {"indicator": 0, "first_day": 1, "last_day": 0, "value": 0, "unit": 0},
    "milestones": {"id": 0, "programme": 2, "label": 0, "due": 1, "done": 0},
    "thresholds": {"first_day": 0, "title": 0, "amount": 0, "source": 1},
    "operations": {
        "date": 0, "kind": 0, "id": 0, "line": 0, "supplier": 3, "label": 4, "amount": 0, "opened": 7, "committed": 6,
        "available": 2, "paid": 5,
    },
}  # fmt: skip
"""What people see of each kind, in that order, and how soon a column gives way for want of room; 0 never does."""

TITLES: Mapping[str, str] = {
    "programmes": N_("Programmes"),
    "lines": N_("Budget lines"),
    "movements": N_("Movements of credits"),
    "reservations": N_("Reservations"),
    "commitments": N_("Commitments"),
    "adjustments": N_("Further commitments and withdrawals"),
    "deliveries": N_("Certified deliveries"),
    "payments": N_("Payments"),
    "plans": N_("Plans"),
    "assertions": N_("Assertions"),
    "indicators": N_("Indicators"),
    "observations": N_("Observations"),
    "milestones": N_("Milestones"),
    "thresholds": N_("Thresholds of visa"),
    "operations": N_("Operations"),
}
