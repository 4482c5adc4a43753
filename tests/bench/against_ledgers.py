"""Our summary against `hledger bal` and `ledger bal`, on one budget and the same transactions as a journal.

Run it by `python tests/bench/against_ledgers.py [N]`: N commitments (10,000 by default) and as many payments. Tools
that are not on the machine are left out.
"""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter

CHECKOUT = Path(__file__).resolve().parents[2]
YEARS = range(2022, 2026)
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
SIDES = (4, 5, 5)
VISA = 500_000_00
RUNS = 5

HEADER = """format = 1

[budget]
id = "bench"
label = "Banc d’essai"
start = 2022-01-01
end = 2025-12-31

[controls]
annual = true
"""

THRESHOLD = """
[[controls.visa]]
from = 2022-01-01
threshold = 500_000.00
"""


@dataclass
class Line:
    """A line at the bottom of the tree, and its cents by exercise."""

    id: str
    tight: bool
    opened: dict[int, int] = field(default_factory=dict)
    committed: Counter[int] = field(default_factory=Counter)
    paid: Counter[int] = field(default_factory=Counter)


@dataclass
class Commitment:
    """A commitment in cents; `left` is what is not paid of it, and `last` the day after which nothing was."""

    id: str
    day: date
    line: Line
    amount: int
    left: int
    last: date
    override: bool = False


class Writer:
    """Writes the same budget twice: as TOML, and as a journal that hledger and ledger read."""

    def __init__(self, *, plain: bool) -> None:
        self.plain = plain
        self.toml = [HEADER if plain else HEADER + THRESHOLD]
        self.journal: list[str] = []

    def block(self, table: str, **values: object) -> None:
        """Write a record."""
        keys = "".join(f"{key.replace('_', '-')} = {_toml(value)}\n" for key, value in values.items())
        self.toml.append(f"\n# {values['id']}\n[[{table}]]\n{keys}")

    def entry(self, day: date, what: str, to: str, of: str, cents: int) -> None:
        """Write a transaction of two postings."""
        self.journal.append(f"{day} {what}\n    {to}  {euros(cents)} EUR\n    {of}\n\n")


def euros(cents: int) -> str:
    """Write cents as euros, exactly."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _toml(value: object) -> str:
    """Write a value; an integer is an amount in cents."""
    if isinstance(value, str):
        return value if value.startswith("{") else f'"{value}"'
    return euros(value) if isinstance(value, int) else str(value)


def write(count: int, folder: Path, *, plain: bool = False) -> tuple[Path, Path]:
    """Write a budget of that many commitments and payments, and its journal; always the same.

    A plain one has openings, commitments and payments only: no transfers, adjustments, visas or overrides.
    """
    chance = random.Random(2024)  # noqa: S311 - figures, not secrets
    out = Writer(plain=plain)
    lines = list(_lines(out))
    commitments = _commitments(chance, count, lines)
    payments = _payments(chance, commitments)
    _open(out, chance, lines)
    for it in commitments:
        _commit(out, chance, it)
    for rank, it in enumerate(chance.sample(commitments, 0 if plain else count // 100)):
        _adjust(out, chance, rank, it)
    for rank, (day, it, amount) in enumerate(payments):
        out.block("payment", id=f"DP-{rank:07}", date=day, commitment=it.id, amount=amount)
        out.entry(day, f"DP-{rank:07}", f"Payé:{it.line.id}", f"À payer:{it.line.id}", amount)
    budget, journal = folder / f"bench-{count}.toml", folder / f"bench-{count}.journal"
    budget.write_text("".join(out.toml), encoding="utf-8")
    journal.write_text("".join(out.journal), encoding="utf-8")
    return budget, journal


def _lines(out: Writer) -> Iterator[Line]:
    """Write a tree of three levels; its lowest lines, one in twenty of which has less than it needs."""
    rank = 0
    for a in range(SIDES[0]):
        out.block("line", id=f"a{a}", label=f"Action {a}")
        for b in range(SIDES[1]):
            out.block("line", id=f"a{a}-{b}", label=f"Dispositif {a}.{b}", parent=f"a{a}")
            for c in range(SIDES[2]):
                out.block("line", id=f"a{a}-{b}-{c}", label=f"Opération {a}.{b}.{c}", parent=f"a{a}-{b}")
                rank += 1
                yield Line(f"a{a}-{b}-{c}", tight=rank % 20 == 0 and not out.plain)


def _commitments(chance: random.Random, count: int, lines: list[Line]) -> list[Commitment]:
    """Draw commitments in the order of their days; their amounts lie between a few hundred and some millions."""
    days = sorted(FIRST + timedelta(days=chance.randrange(10, (LAST - FIRST).days)) for _ in range(count))
    found = []
    for rank, day in enumerate(days):
        amount = max(100, int(chance.lognormvariate(14.5, 1.4)))
        line = chance.choice(lines)
        line.committed[day.year] += amount
        found.append(Commitment(f"EJ-{1_000_000_000 + rank}", day, line, amount, amount, day))
    return found


def _payments(chance: random.Random, commitments: list[Commitment]) -> list[tuple[date, Commitment, int]]:
    """Draw as many payments as commitments: some have none, others several, the last of which may leave a rest."""
    found = []
    for it in chance.choices(commitments, k=len(commitments)):
        part = it.left if chance.random() < 1 / 3 else it.left * chance.randrange(20, 80) // 100
        if part <= 0:
            # Paid whole already: another one bears a cent of what is left.
            it = chance.choice([other for other in chance.choices(commitments, k=50) if other.left > 1])  # noqa: PLW2901
            part = 1
        it.left -= part
        it.last = min(LAST, it.last + timedelta(days=chance.randrange(5, 200)))
        it.line.paid[it.last.year] += part
        found.append((it.last, it, part))
    return sorted(found, key=lambda payment: payment[0])


def _open(out: Writer, chance: random.Random, lines: list[Line]) -> None:
    """Open what each line needs and a tenth more, freeze some of it, and move some of it."""
    for year in YEARS:
        for line in lines:
            line.opened[year] = line.committed[year] * (97 if line.tight else 110) // 100 + 1_000_00
            values = {"ae": line.opened[year], "cp": line.paid[year] * 110 // 100 + 1_000_00}
            name, day = f"LFI-{year}-{line.id}", date(year, 1, 1)
            out.block("movement", id=name, kind="opening", date=day, line=line.id, **values)
            out.entry(day, name, f"Disponible:{line.id}", "Ouvert", line.opened[year])
    easy = [line for line in lines if not line.tight]
    for rank in range(0 if out.plain else 60):
        day = date(chance.choice(YEARS), 1, chance.randrange(2, 9))
        source, target = chance.sample(easy, 2)
        amount = max(1, source.opened[day.year] // 500)
        if rank % 6:
            sides = {"from": source.id, "to": target.id}
            out.block("movement", id=f"V-{rank}", kind="transfer", date=day, **sides, ae=amount)
            out.entry(day, f"V-{rank}", f"Disponible:{target.id}", f"Disponible:{source.id}", amount)
        else:
            out.block("movement", id=f"G-{rank}", kind="freeze", date=day, line=source.id, ae=amount)
            out.entry(day, f"G-{rank}", f"Gelé:{source.id}", f"Disponible:{source.id}", amount)


def _commit(out: Writer, chance: random.Random, it: Commitment) -> None:
    """Write a commitment; where its line has no longer enough, with the decision to pass the limit."""
    used = it.line.opened[it.day.year] = it.line.opened[it.day.year] - it.amount
    values: dict[str, object] = {"date": it.day, "line": it.line.id, "supplier": f"Titulaire {chance.randrange(300)}"}
    values |= {"label": f"Marché {it.id[-5:]}", "amount": it.amount}
    if it.amount >= VISA and not out.plain:
        values["visa"] = f'{{ number = "V-{it.id[-7:]}", date = {it.day} }}'
    if used < 0:
        values["override"] = f'{{ by = "DAF", reason = "Urgence", date = {it.day} }}'
    out.block("commitment", id=it.id, **values)
    out.entry(it.day, it.id, f"Engagé:{it.line.id}", f"Disponible:{it.line.id}", it.amount)


def _adjust(out: Writer, chance: random.Random, rank: int, it: Commitment) -> None:
    """Write a withdrawal of a part of what is left, or a further commitment where the line has room for it."""
    day = min(LAST, it.last + timedelta(days=chance.randrange(1, 60)))
    room = not it.line.tight and day.year == it.day.year
    amount = it.amount // 200 if room and chance.random() < 1 / 2 else -(it.left // 2)
    if amount == 0:
        return
    values: dict[str, object] = {"commitment": it.id, "amount": amount, "reason": "Avenant"}
    if amount > 0:
        values["visa"] = f'{{ number = "VA-{rank}", date = {day} }}'
    out.block("adjustment", id=f"AV-{rank:05}", date=day, **values)
    # What is withdrawn in a later exercise is not available again.
    against = "Disponible" if day.year == it.day.year else "Perdu"
    out.entry(day, f"AV-{rank:05}", f"Engagé:{it.line.id}", f"{against}:{it.line.id}", amount)


# ---- The tools ------------------------------------------------------------------------------------------------------


def commands(budget: Path, journal: Path) -> Mapping[str, list[str]]:
    """Give the command of each tool that the machine has, ours first."""
    ours = [sys.executable, "-m", "jo_security", "summary", str(budget), "--format", "json"]
    theirs = {name: [name, "-f", str(journal), "bal"] for name in ("hledger", "ledger") if shutil.which(name)}
    return {"jo-security": ours, **theirs}


def output(command: list[str]) -> str:
    """Run a command; what it answers."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(
        command, env=env, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.decode()


def agree(budget: Path, journal: Path) -> int:
    """Check that our figures are those of the other tools, line by line; how many figures were compared."""
    asked = commands(budget, journal)
    lines = json.loads(output(asked["jo-security"]))["lines"]
    measures = {"Engagé": "committed", "Disponible": "available", "Payé": "paid", "Gelé": "frozen", "Perdu": "lost"}
    ours = {
        f"{account}:{line['id']}": line["position"][measure]
        for line in lines
        for account, measure in measures.items()
        if line["id"].count("-") == len(SIDES) - 1 and line["position"][measure] != "0.00"
    }
    for name in ("hledger", "ledger"):
        if name in asked:
            found = _hledger(asked[name]) if name == "hledger" else _ledger(asked[name])
            theirs = {account: amount for account, amount in found.items() if account.split(":")[0] in measures}
            if theirs != ours:
                differing = sorted(theirs.items() ^ ours.items())[:10]
                msg = f"{name} and jo-security differ: {differing}"
                raise AssertionError(msg)
    return len(ours)


def _hledger(command: list[str]) -> dict[str, str]:
    rows = csv.reader(output([*command, "--flat", "-N", "-O", "csv"]).splitlines()[1:])
    return {account: amount.removesuffix(" EUR") for account, amount in rows}


def _ledger(command: list[str]) -> dict[str, str]:
    rows = output([*command, "--flat", "--no-total", "--format", "%(account)\t%(quantity(display_total))\n"])
    # Its quantities come without the zeros at their end.
    return {account: f"{Decimal(amount):.2f}" for account, amount in (row.split("\t") for row in rows.splitlines())}


def quickest(asked: Mapping[str, list[str]], runs: int = RUNS) -> dict[str, float]:
    """Run the tools one after the other, several times; the fewest seconds of each.

    What else a machine does only adds to the time, and more to some rounds than to others.
    """
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(runs):
        for name, command in asked.items():
            start = perf_counter()
            output(command)
            taken[name].append(perf_counter() - start)
    return {name: min(each) for name, each in taken.items()}


def report(taken: Mapping[str, float], count: int) -> str:
    """Say what each tool took, and how ours compares with it."""
    ours = taken["jo-security"]
    said = [
        f"{name} {seconds:.2f} s" + (f" (ours {ours / seconds:.2f}x)" if name != "jo-security" else "")
        for name, seconds in taken.items()
    ]
    return f"{count:,} commitments and as many payments: " + ", ".join(said)


def main() -> None:
    """Print how long each tool takes, once their figures agree."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        budget, journal = write(count, Path(folder))
        figures = agree(budget, journal)
        print(f"{figures:,} figures agree; {budget.stat().st_size / 1e6:.1f} MB of TOML")
        print(report(quickest(commands(budget, journal)), count))


if __name__ == "__main__":
    main()
