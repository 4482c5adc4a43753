"""What each rule is told about, figures worked out by hand."""

from __future__ import annotations

from .cases import (
    BY_TITLE,
    CAP,
    CHILD,
    CREDITS,
    FIRST,
    FIVE,
    PLAN_5,
    TEN,
    VISA,
    WAIVER,
    budget,
    firm,
    move,
    naming,
    on,
)

R5 = on("2023-01-10", "R", 'line = "a", amount = 5')
R10 = on("2023-01-10", "R", 'line = "a", amount = 10')
ON_A = 'line = "a", amount = '
ON_P = 'line = "p", amount = '
NEXT = "2024-02-01"

FIRES: list[tuple[str, list[str]]] = [
    # Step 2: every kind of reference, of which one to an operation of the wrong kind.
    (
        budget(
            line='id = "a", parent = "z", allocation = 10',
            reservation=R5,
            delivery=naming("R", "1", name="D"),
            observation=f'indicator = "i", value = 1, to = {FIRST}',
            # Over-committed by far, but that is step 3.
            commitment=firm("99"),
        ),
        ["JO111 D commitment", "JO111 a parent", "JO111 observation 1 indicator"],
    ),
    (budget(line=TEN, movement=move("transfer", 'from = "z", to = "z", ae = 1')), ["JO111 M from", "JO111 M to"]),
    (budget(line=f"{TEN}; {TEN}; {TEN}"), ["JO112 a id", "JO112 a id"]),
    (budget(line=TEN, commitment=firm("1"), plan=on(FIRST, "C", ON_A + "1")), ["JO112 C id"]),
    # c hangs below the cycle without being in it; of b and a, b comes first.
    (
        budget(
            line='id = "c", parent = "a"; id = "b", parent = "a"; id = "a", parent = "b"; id = "d", parent = "d"',
        ),
        ["JO113 b parent", "JO113 d parent"],
    ),
    (
        budget(
            line=f'{TEN}; id = "b"',
            reservation=on(FIRST, "R", 'line = "b", amount = 1'),
            commitment=firm("1", 'reservation = "R"'),
            movement=move("transfer", 'from = "a", to = "a", ae = 1'),
        ),
        ["JO114 C reservation", "JO114 M to"],
    ),
    (
        budget(
            line=TEN,
            commitment=firm("1", day="2025-01-01"),
            plan=on("2022-12-31", "N", ON_A + "1"),
            payment=on("2025-01-21", "P", ON_A + "1"),
        ),
        ["JO121 C date", "JO121 N date", "JO121 P date"],
    ),
    # Neither too much (JO304) nor certified for the payment (JO303): passed over, as if it were not there.
    (budget(line=TEN, commitment=firm("1"), delivery=naming("C", "9", FIRST)), ["JO122 X date"]),
    # The backdated 8 are in positions (JO402: 9 of 10), not in what the reservation of 9 comes up against.
    (
        budget(
            line=TEN,
            commitment=firm("1"),
            adjustment=naming("C", "8", FIRST),
            reservation=on("2023-06-01", "R", ON_A + "9"),
        ),
        ["JO122 X date", "JO402 a id warning"],
    ),
    (
        budget(
            line=TEN,
            commitment=firm("1", "exercise = 2024"),
            payment=naming("C", "1", "2024-01-21", rest="exercise = 2023"),
        ),
        ["JO123 C exercise warning", "JO123 X exercise warning"],
    ),
    (budget(line=TEN, commitment=firm("10.01")), ["JO201 C amount"]),
    (budget(line=TEN, commitment=firm("10.01"), controls='commitment = "warn"'), ["JO201 C amount warning"]),
    # Off, or within the tolerance: then only the early warning.
    (budget(line=TEN, commitment=firm("10.01"), controls='commitment = "off"'), ["JO402 a id warning"]),
    (budget(line=TEN, commitment=firm("10.01"), controls="tolerance = 0.01"), ["JO402 a id warning"]),
    # a has 8 - 5, but p has 8 - 5 - 4.
    (
        budget(
            line='id = "p"; id = "a", parent = "p", allocation = 8',
            commitment=f"{on(FIRST, 'C', ON_P + '4')}; {firm('5', name='Z')}",
        ),
        ["JO201 Z amount"],
    ),
    # 10 of 2023 do not serve 2024, not even to use up what was reserved in 2023.
    (
        budget(
            line=TEN,
            reservation=R10,
            commitment=firm("5", 'reservation = "R"', NEXT),
            controls="annual = true",
        ),
        ["JO201 C amount"],
    ),
    # An addition to a reservation lowers what is available in the reservation's exercise: 10 - 10 - 1.
    (
        budget(line=TEN, reservation=R10, adjustment=naming("R", "1", NEXT), controls="annual = true"),
        ["JO201 X amount"],
    ),
    # What an override turns: JO201 (10 - 11) and JO302 (5 - 11) at once.
    (
        budget(line='id = "a"', movement=CREDITS, payment=on("2023-03-01", "P", f"{ON_A}11, {WAIVER}")),
        ["JO402 a id warning", "JO404 P override warning"],
    ),
    (budget(line=TEN, movement=move("freeze", f"ae = 11, {WAIVER}")), ["JO404 M override warning"]),
    (budget(budget=CAP, line='id = "a", allocation = 10.01'), ["JO202 a allocation"]),
    (budget(budget=CAP, line=TEN, movement=move("opening", f"ae = 0.01, cp = 0, {WAIVER}")), ["JO202 M ae"]),
    (budget(line=TEN, movement=move("freeze", "ae = 10.01")), ["JO203 M ae"]),
    # p keeps 8 with the line below, but gives 5.01 of its own 5.
    (budget(line=CHILD, movement=move("transfer", 'from = "p", to = "a", ae = 5.01')), ["JO203 M ae"]),
    (budget(line='id = "a"', movement=f"{CREDITS}; {move('cancellation', 'ae = 1, cp = 6')}"), ["JO203 M cp"]),
    # A carry-over takes from 2023, under `annual` its AE as well: 10 - 11, 5 - 6.
    (budget(line='id = "a"', movement=f"{CREDITS}; {move('carry-over', 'ae = 11, cp = 6', NEXT)}"), ["JO203 M cp"]),
    (
        budget(
            line='id = "a"',
            movement=f"{CREDITS}; {move('carry-over', 'ae = 11, cp = 5', NEXT)}",
            controls="annual = true",
        ),
        ["JO203 M ae"],
    ),
    # p has 8 - 20; the transfer between its children lowers it no further. 20 of 8 is its early warning.
    (
        budget(
            line='id = "p"; id = "a", parent = "p", allocation = 8; id = "c", parent = "p"',
            commitment=on(FIRST, "C", ON_P + "20"),
            movement=move("transfer", 'from = "a", to = "c", ae = 8'),
            controls='commitment = "off"',
        ),
        ["JO402 p id warning"],
    ),
    (
        budget(line=TEN, movement=f"{move('freeze', 'ae = 5', name='F')}; {move('release', 'ae = 5.01')}"),
        ["JO204 M ae"],
    ),
    (
        budget(
            line=TEN,
            movement=f"{move('freeze', 'ae = 5', name='F')}; {move('release', 'ae = 5', NEXT)}",
            controls="annual = true",
        ),
        ["JO204 M ae"],
    ),
    # CP are always those of an exercise: nothing was frozen in 2024.
    (
        budget(
            line='id = "a"',
            movement=f"{CREDITS}; {move('freeze', 'cp = 3', name='F')}; {move('release', 'cp = 3', NEXT)}",
        ),
        ["JO204 M cp"],
    ),
    (
        budget(line=f'{FIVE}; id = "b", title = 2', movement=move("transfer", 'from = "a", to = "b", ae = 1')),
        ["JO205 M to"],
    ),
    (
        budget(
            line='id = "a", title = 2',
            movement=f"{CREDITS}; {move('freeze', 'ae = 1', name='F')}; {move('freeze', 'cp = 1', name='G')}",
        ),
        ["JO206 F ae", "JO206 G cp", "JO206 O cp"],
    ),
    (budget(line=TEN, reservation=R5, commitment=firm("5.01", 'reservation = "R"')), ["JO207 C amount"]),
    (budget(line=TEN, reservation=R5, adjustment=naming("R", "-5.01")), ["JO208 X amount"]),
    (budget(line=TEN, commitment=firm("5"), adjustment=naming("C", "-5.01")), ["JO208 X amount"]),
    (
        budget(
            line=TEN,
            commitment=firm("5"),
            delivery=naming("C", "3", "2023-02-02", "D"),
            adjustment=naming("C", "-2.01"),
        ),
        ["JO208 X amount"],
    ),
    (budget(line=TEN, commitment=firm("5"), payment=naming("C", "5.01")), ["JO301 X amount"]),
    # Only in a budget with deliveries; the correction of one is told as well as the payment ahead of it.
    (
        budget(
            line=TEN,
            commitment=firm("5"),
            delivery=f"{naming('C', '4', name='D')}; {naming('C', '-0.02', '2023-05-01', 'E')}",
            payment=naming("C", "4.01"),
        ),
        ["JO303 E amount warning", "JO303 X amount warning"],
    ),
    (budget(line=TEN, commitment=firm("5"), delivery=naming("C", "5.01")), ["JO304 X amount"]),
    (budget(line='id = "a"', movement=CREDITS, payment=on("2023-03-01", "P", ON_A + "5.01")), ["JO302 P amount"]),
    (
        budget(line=TEN, commitment=firm("5", PLAN_5), adjustment=naming("C", "1")),
        ["JO305 C schedule warning"],
    ),
    (
        budget(line=TEN, commitment=firm("5", PLAN_5), adjustment=naming("C", "1", rest=PLAN_5)),
        ["JO305 X schedule warning"],
    ),
    (budget(line=FIVE, commitment=firm("5"), controls=BY_TITLE), ["JO401 C amount warning"]),
    # In January only the threshold for every title, 3, is in force.
    (budget(line=FIVE, commitment=firm("3", day="2023-01-31"), controls=BY_TITLE), ["JO401 C amount warning"]),
    (
        budget(line=FIVE, commitment=firm("5", VISA % "2023-02-02"), controls=BY_TITLE),
        ["JO401 C amount warning"],
    ),
    # 4 + 1 reaches 5, the visa of the commitment is not the addition's; the one more was there already.
    (
        budget(
            line=FIVE,
            commitment=firm("4", VISA % "2023-02-01"),
            adjustment=f"{naming('C', '1')}; {naming('C', '1', '2023-04-01', 'Y')}",
            controls=BY_TITLE,
        ),
        ["JO401 X amount warning"],
    ),
    (budget(line=TEN, commitment=firm("9")), ["JO402 a id warning"]),
    # What is lost is consumed: 9 - 4 + 4.
    (budget(line=TEN, commitment=firm("9"), adjustment=naming("C", "-4", NEXT)), ["JO402 a id warning"]),
    ("2024-02-01|" + budget(line=TEN, commitment=firm("5")), ["JO403 C id warning"]),
    (
        budget(line=TEN, assertion=f'date = {FIRST}, measure = "opened", amount = 9.99'),
        ["JO501 assertion 1 amount"],
    ),
    # A payment on a line consumes AE.
    (budget(line=TEN, payment=on(FIRST, "P", ON_A + "10.01")), ["JO201 P amount"]),
    # Opened AE were over already: an opening of CP alone takes them no further.
    (
        budget(budget=CAP, line='id = "a", allocation = 11', movement=move("opening", "cp = 1")),
        ["JO202 a allocation"],
    ),
    # On the day of its commitment, a withdrawal comes after it and before deliveries: 5 - 1 - 5.
    (
        budget(
            line=TEN,
            commitment=firm("5"),
            adjustment=naming("C", "-1", "2023-02-01"),
            delivery=naming("C", "5", "2023-02-01", "D"),
        ),
        ["JO304 D amount"],
    ),
    # An addition is no withdrawal, even to a commitment that was delivered beyond its amount.
    (
        budget(
            line=TEN,
            commitment=firm("5"),
            delivery=naming("C", "7", "2023-02-02", "D"),
            adjustment=naming("C", "1"),
        ),
        ["JO304 D amount"],
    ),
    # Nine tenths of what is not frozen: 7.20 of 10 - 2.
    (
        budget(line=TEN, commitment=firm("7.20"), movement=move("freeze", "ae = 2")),
        ["JO402 a id warning"],
    ),
    # What is paid on one commitment does not wake the other.
    (
        "2024-02-01|"
        + budget(
            line=TEN,
            commitment=f"{firm('4')}; {firm('4', name='Z')}",
            payment=naming("Z", "1"),
        ),
        ["JO403 C id warning"],
    ),
    # An assertion of the very day asked for.
    (
        "2023-02-01|" + budget(line=TEN, assertion='date = 2023-02-01, measure = "opened", amount = 9'),
        ["JO501 assertion 1 amount"],
    ),
]
