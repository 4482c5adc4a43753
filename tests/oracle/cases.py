"""Budgets that meet each rule, just and just not, with what they are told; figures worked out by hand.

A case is a text, after the day asked for and a bar where there is one. Without CP unless a movement bears them.
"""

from __future__ import annotations


def budget(**tables: str) -> str:
    """Write the inside of each table's records, separated by semicolons."""
    keys = {name.replace("_", "-"): body for name, body in tables.items()}
    return "".join(
        f"{name} = {{ {body} }}\n"
        if name in ("budget", "controls")
        else f"{name} = [{', '.join(f'{{ {row} }}' for row in body.split(';'))}]\n"
        for name, body in keys.items()
    )


def on(day: str, name: str, rest: str) -> str:
    """Write a record with its id and date first."""
    return f'id = "{name}", date = {day}, {rest}'


def firm(amount: str, rest: str = "", day: str = "2023-02-01", name: str = "C") -> str:
    """Write a commitment on line a, and what else it says."""
    return on(day, name, f'line = "a", amount = {amount}' + (f", {rest}" if rest else ""))


def naming(cause: str, amount: str, day: str = "2023-03-01", name: str = "X", rest: str = "") -> str:
    """Write an operation that names another one."""
    return on(day, name, f'commitment = "{cause}", amount = {amount}' + (f", {rest}" if rest else ""))


def move(kind: str, rest: str, day: str = "2023-02-01", name: str = "M") -> str:
    """Write a movement on line a, or wherever it says."""
    where = "" if "line" in rest or "from =" in rest else 'line = "a", '
    return on(day, name, f'kind = "{kind}", {where}{rest}')


TEN = 'id = "a", allocation = 10'
FIRST = "2023-01-01"
# AE and CP of 2023 apart: 10 and 5.
CREDITS = move("opening", "ae = 10, cp = 5", FIRST, "O")
WAIVER = f'override = {{ by = "M", reason = "R", date = {FIRST} }}'
CHILD = 'id = "p", allocation = 5; id = "a", parent = "p", allocation = 3'
BY_TITLE = f"visa = [{{ from = {FIRST}, threshold = 3 }}, {{ from = 2023-02-01, threshold = 5, title = 5 }}]"
FIVE = 'id = "a", allocation = 10, title = 5'
VISA = 'visa = { number = "V", date = %s }'
PLAN_5 = "schedule = [{ exercise = 2023, cp = 2 }, { exercise = 2024, cp = 3 }]"
SHORT = 'id = "b", label = "B", start = 2023-01-01, end = 2024-01-20'
CAP = 'id = "b", label = "B", start = 2023-01-01, end = 2024-12-31, envelope = 10'
