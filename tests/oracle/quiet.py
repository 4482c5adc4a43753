"""Budgets that stop just short of a rule, figures worked out by hand."""

from __future__ import annotations

from .cases import (
    BY_TITLE,
    CAP,
    CHILD,
    CREDITS,
    FIRST,
    FIVE,
    PLAN_5,
    SHORT,
    TEN,
    VISA,
    WAIVER,
    budget,
    firm,
    move,
    naming,
    on,
)
from .fires import NEXT, ON_A, R5, R10

QUIET: list[str] = [
    # JO111: an adjustment may name a reservation. JO112: a line is no operation, nor a programme.
    budget(
        programme='id = "a"',
        line=f'{TEN}, programme = "a"',
        reservation=on(FIRST, "a", ON_A + "2"),
        adjustment=naming("a", "1"),
    ),
    # JO113, JO114: a grandparent; the same line.
    budget(
        line='id = "a", parent = "b", allocation = 10; id = "b", parent = "c"; id = "c"',
        reservation=R5,
        commitment=firm("5", 'reservation = "R"'),
        movement=move("transfer", 'from = "a", to = "c", ae = 1'),
    ),
    # JO121, JO123: the last days. JO122: the same day.
    budget(line=TEN, payment=on("2025-01-20", "P", ON_A + "1, exercise = 2024")),
    budget(budget=SHORT, line=TEN, payment=on("2025-01-20", "P", ON_A + "1, exercise = 2024")),
    budget(line=TEN, delivery=naming("C", "1", "2023-02-01", "D"), commitment=firm("1")),
    # JO201: to the cent; with credits of another year; from a reservation of the same year; non-reusable withdrawal.
    budget(line=TEN, reservation=R10),
    budget(line=TEN, commitment=firm("5", day=NEXT)),
    budget(
        line=TEN,
        reservation=R10,
        commitment=firm("5", 'reservation = "R"'),
        adjustment=naming("C", "-1", NEXT),
        controls="annual = true",
    ),
    # As of a day before what is too much.
    "2023-01-31|" + budget(line=TEN, commitment=firm("11")),
    # JO202: to the cent, a cancellation making room first; off.
    budget(
        budget=CAP,
        line=TEN,
        movement=f"{move('cancellation', 'ae = 1', name='N')}; {move('opening', 'ae = 1, cp = 0', '2023-02-02')}",
    ),
    budget(budget=CAP, line='id = "a", allocation = 11', controls='envelope = "off"'),
    # JO203: all of what there is; a transfer upwards, within the line above; AE carried over, not `annual`.
    budget(line=TEN, movement=move("freeze", f"ae = 10, {WAIVER}")),
    budget(line=CHILD, movement=move("transfer", 'from = "p", to = "a", ae = 5')),
    budget(line=CHILD, movement=move("transfer", 'from = "a", to = "p", ae = 3')),
    budget(line='id = "a"', movement=f"{CREDITS}; {move('carry-over', 'ae = 99, cp = 5', NEXT)}"),
    # JO204: AE of all exercises together.
    budget(line=TEN, movement=f"{move('freeze', 'ae = 5', name='F')}; {move('release', 'ae = 5', NEXT)}"),
    # JO205: no title is not another one, and the other way round is free.
    budget(
        line='id = "a", allocation = 10; id = "b", title = 2, allocation = 10; id = "c", title = 3',
        movement="; ".join(
            [
                move("transfer", 'from = "a", to = "b", ae = 1'),
                move("transfer", 'from = "b", to = "c", ae = 1', name="N"),
            ],
        ),
    ),
    # JO206: the same in both; no CP at all.
    budget(line='id = "a", title = 2', movement=move("opening", "ae = 5")),
    budget(line='id = "a", title = 2, allocation = 5', movement=move("freeze", "ae = 1")),
    # JO207: to the cent, after an addition; JO208: to the cent.
    budget(line=TEN, reservation=R5, adjustment=naming("R", "1", "2023-01-11"))
    + budget(commitment=firm("6", 'reservation = "R"')),
    budget(line=TEN, reservation=R5, adjustment=naming("R", "-5")),
    budget(
        line=TEN,
        commitment=firm("5"),
        delivery=naming("C", "3", "2023-02-02", "D"),
        payment=naming("C", "3", "2023-02-03", "P"),
        adjustment=naming("C", "-2"),
    ),
    # JO301 and JO302: to the cent; JO303: no deliveries at all, or exactly these.
    budget(line='id = "a"', movement=CREDITS, commitment=firm("5"), payment=naming("C", "5")),
    budget(
        line=TEN,
        commitment=firm("5"),
        delivery=naming("C", "4", name="D"),
        payment=naming("C", "4"),
    ),
    # The only delivery comes after the day asked for.
    "2023-03-31|"
    + budget(
        line=TEN,
        commitment=firm("5"),
        delivery=naming("C", "4", "2023-04-01", "D"),
        payment=naming("C", "4"),
    ),
    # JO304: to the cent. JO305: the last schedule only.
    budget(line=TEN, commitment=firm("5"), delivery=naming("C", "5")),
    budget(line=TEN, commitment=firm("4", PLAN_5), adjustment=naming("C", "1", rest=PLAN_5)),
    # JO401: under the threshold of the title, though over the one for every title; a visa of that very day.
    budget(line=FIVE, commitment=firm("4.99"), controls=BY_TITLE),
    budget(line=FIVE, commitment=firm("5", VISA % "2023-02-01"), controls=BY_TITLE),
    # JO402: just under nine tenths; nothing to consume from. JO403: 364 days, or paid to the cent.
    budget(line=TEN, commitment=firm("8.99")),
    "2024-01-31|" + budget(line=TEN, commitment=firm("5")),
    "2024-12-31|" + budget(line=TEN, commitment=firm("5"), payment=naming("C", "5")),
    # JO501: at the end of its day; later than the day asked for.
    budget(line=TEN, commitment=firm("5"), assertion='date = 2023-02-01, measure = "available", amount = 5'),
    "2023-01-31|" + budget(line=TEN, assertion='date = 2023-02-01, measure = "opened", amount = 9'),
    # Each commitment has its own schedule, and its own way to a threshold; that of another title is none.
    budget(line=TEN, commitment=f"{firm('5', PLAN_5)}; {firm('2', name='Z')}"),
    budget(line=FIVE, commitment=f"{firm('4')}; {firm('4', name='Z')}", controls=BY_TITLE),
    budget(
        line=FIVE,
        commitment=firm("5"),
        controls=BY_TITLE.replace("title = 5", "title = 3").replace("= 3 }, {", "= 6 }, {"),
    ),
]
