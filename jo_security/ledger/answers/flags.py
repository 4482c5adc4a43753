"""Which lines and commitments the findings of a check are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger
from jo_security.records.problem import Finding

FINDING = """
    CREATE TEMP TABLE finding (
        i INTEGER PRIMARY KEY, kind TEXT NOT NULL, n INTEGER NOT NULL, error INTEGER NOT NULL,
        code TEXT NOT NULL, name TEXT NOT NULL, record TEXT
    )
"""
ABOUT_TABLE = """
    CREATE TEMP TABLE about (i INTEGER NOT NULL, error INTEGER NOT NULL, line INTEGER NOT NULL, "commitment" INTEGER)
"""
ABOUT = """
    SELECT f.i, f.error, o.line, o."commitment" FROM operation AS o JOIN finding AS f ON f.kind = o.kind AND f.n = o.n
    WHERE o.kind <> 'movement' AND o.kind <> 'allocation'
    UNION ALL SELECT f.i, f.error, credit.line, NULL
    FROM finding AS f JOIN operation AS o ON o.kind = f.kind AND o.n = f.n JOIN credit ON credit.op = o.op
    WHERE f.kind = 'movement'
    UNION ALL SELECT i, error, n, NULL FROM finding WHERE kind = 'line'
    UNION ALL SELECT f.i, f.error, line.n, NULL
    FROM finding AS f JOIN plan ON plan.n = f.n JOIN line ON line.id = plan.line WHERE f.kind = 'plan'
    UNION ALL SELECT f.i, f.error, line.n, NULL
    FROM finding AS f JOIN assertion AS a ON a.n = f.n JOIN line ON line.id = a.line WHERE f.kind = 'assertion'
"""


@dataclass(frozen=True, slots=True)
class Flags:
    """How many errors and warnings there are."""

    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: the numbers of a line and of a commitment."""

    line: int
    commitment: int | None


def note(ledger: Ledger, findings: Sequence[Finding]) -> None:
    """Tell the ledger what a check found, so that the questions below can be asked."""
    run = ledger.connection.execute
    run("DROP TABLE IF EXISTS temp.about")
    run("DROP TABLE IF EXISTS temp.finding")
    run(FINDING)
    ledger.connection.execute("BEGIN")
    ledger.connection.executemany(
        "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((i, f.table, f.number, f.severity == "error", f.code, f.name, f.record) for i, f in enumerate(findings)),
    )
    run("CREATE INDEX temp.finding_of ON finding (kind, n)")
    run(ABOUT_TABLE)
    run(f"INSERT INTO about {ABOUT}")
    run('CREATE INDEX temp.about_commitment ON about ("commitment")')
    run("CREATE INDEX temp.about_finding ON about (i)")
    run("COMMIT")


def line_flags(ledger: Ledger) -> Mapping[int, Flags]:
    """How many findings are about each line or one below it; lines without any are absent."""
    rows = ledger.connection.execute(
        """
        SELECT above.line, count(DISTINCT CASE WHEN error THEN i END), count(DISTINCT CASE WHEN NOT error THEN i END)
        FROM about JOIN above ON above.below = about.line GROUP BY above.line
        """
    )
    return {line: Flags(errors, warnings) for line, errors, warnings in rows}


def commitment_flags(ledger: Ledger, numbers: Sequence[int]) -> Mapping[int, Flags]:
    """How many findings are about each of these commitments; those without any are absent."""
    marks = ", ".join("?" * len(numbers))
    rows = ledger.connection.execute(
        f'SELECT "commitment", sum(error), sum(NOT error) FROM about WHERE "commitment" IN ({marks}) GROUP BY 1',
        tuple(numbers),
    )
    return {n: Flags(errors, warnings) for n, errors, warnings in rows}


def about_commitment(ledger: Ledger, number: int) -> tuple[int, ...]:
    """The numbers of the findings about a commitment and its operations, errors first."""
    rows = ledger.connection.execute(
        'SELECT DISTINCT i FROM about WHERE "commitment" = ? ORDER BY error DESC, i', (number,)
    )
    return tuple(i for (i,) in rows)


def subject(ledger: Ledger, finding: int) -> Subject | None:
    """What a finding is about; None where that is neither a line nor an operation on one."""
    row = ledger.connection.execute('SELECT line, "commitment" FROM about WHERE i = ? LIMIT 1', (finding,)).fetchone()
    return None if row is None else Subject(*row)
