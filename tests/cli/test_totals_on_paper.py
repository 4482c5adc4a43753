"""Whatever is added up on paper is what the summary says: sums of csv, totals of lists, formulas of workbooks."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import budgets

from jo_security.cli.door import run

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = CHECKOUT / "budgets" / "jo-2024.toml"
MEASURES = (
    *("opened", "frozen", "reserved", "committed", "lost", "available", "cp-opened", "cp-frozen"),
    *("paid", "cp-available", "delivered", "outstanding", "payable"),
)
FAST = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def answer(folder: Path, *line: str) -> bytes:
    """What a command writes; its status is 0."""
    out = folder / "answer"
    assert run([*line, "--output", str(out), "--lang", "en"]) == 0
    return out.read_bytes()


def summary(folder: Path, budget: str, *perimeter: str) -> Mapping[str, str]:
    total: Mapping[str, str] = json.loads(answer(folder, "summary", budget, "--format", "json", *perimeter))["total"]
    return total


def sums(rows: Sequence[Mapping[str, str]], names: Sequence[str]) -> dict[str, str]:
    return {name: f"{sum((Decimal(row[name]) for row in rows), Decimal(0)):.2f}" for name in names}


@FAST
@given(
    budget=budgets(sound=True),
    as_of=st.none() | st.sampled_from(["2023-03-31", "2023-12-31", "2024-06-30"]),
    exercise=st.none() | st.sampled_from(["2023", "2024"]),
)
def test_sums_of_csv_and_totals_of_lists_are_those_of_the_summary(
    tmp_path: Path, budget: tuple[str, Any], as_of: str | None, exercise: str | None
) -> None:
    path = tmp_path / "b.toml"
    path.write_text(budget[0], encoding="utf-8")
    name = str(path)
    asked = [*(["--as-of", as_of] if as_of else []), *(["--exercise", exercise] if exercise else [])]
    total = summary(tmp_path, name, *asked)

    def rows(*line: str) -> list[dict[str, str]]:
        return list(
            csv.DictReader(io.StringIO(answer(tmp_path, *line, "--format", "csv", *asked).decode(), newline=""))
        )

    assert sums(rows("list", "operations", name), MEASURES) == total
    tops = [row for row in rows("list", "lines", name) if not row["parent"]]
    assert sums(tops, MEASURES) == total
    assert sums([row for row in rows("summary", name) if not row["parent"]], MEASURES) == total
    assert sums(rows("summary", name, "--by", "programme"), MEASURES) == total
    assert sums(rows("summary", name, "--by", "exercise"), MEASURES) == total
    listed = json.loads(answer(tmp_path, "list", "operations", name, "--format", "json", *asked))
    assert listed["totals"] == total
    for measure in ("committed", "available", "payable"):
        why = json.loads(answer(tmp_path, "why", "total", measure, name, "--format", "json", *asked))
        assert why["totals"]["amount"] == total[measure] == sums(why["entries"], ["amount"])["amount"]


@pytest.mark.parametrize(
    ("kind", "measures"), [("commitments", ("committed", "paid", "outstanding")), ("reservations", ("reserved",))]
)
def test_why_of_a_record_comes_to_what_the_list_says_of_it(tmp_path: Path, kind: str, measures: Sequence[str]) -> None:
    asked = ["--format", "json", "--as-of", "2024-06-30"]
    listed = json.loads(answer(tmp_path, "list", kind, str(JO_2024), "--limit", "4", *asked))[kind]
    assert listed
    for row in listed:
        for measure in measures:
            for of in (row["id"], f"{kind}/{row['id']}"):
                why = json.loads(answer(tmp_path, "why", of, measure, str(JO_2024), *asked))
                assert why["totals"]["amount"] == row[measure] == sums(why["entries"], ["amount"])["amount"]


def evaluated(path: Path, folder: Path) -> list[list[Any]]:
    """The values of the first worksheet after LibreOffice has computed every formula anew."""
    blank = openpyxl.load_workbook(path)
    # What the writer says that a formula comes to is thrown away, so that only LibreOffice can know it.
    blank.save(folder / "blank.xlsx")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    profile, into = f"-env:UserInstallation=file://{folder}/profile", str(folder / "computed")
    line = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", into]
    subprocess.run([*line, str(folder / "blank.xlsx")], check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(folder / "computed" / "blank.xlsx", data_only=True).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (("summary",), ()),
        (("summary", "--by", "programme"), ("--exercise", "2024")),
        (("list", "operations"), ("--as-of", "2024-06-30")),
        (("list", "lines"), ("--exercise", "2023")),
    ],
    ids=" ".join,
)
def test_the_formulas_of_a_workbook_come_to_the_totals(
    tmp_path: Path, line: Sequence[str], asked: Sequence[str]
) -> None:
    path = tmp_path / "b.xlsx"
    assert run([*line, str(JO_2024), *asked, "--format", "xlsx", "-o", str(path), "--lang", "en"]) == 0
    header, *_, total = evaluated(path, tmp_path)
    formulas = [cell.value for cell in list(openpyxl.load_workbook(path).worksheets[0].iter_rows())[-1]]
    expected = summary(tmp_path, str(JO_2024), *asked)
    headings = {"AE opened": "opened", "AE committed": "committed", "AE available": "available", "CP paid": "paid"}
    for heading, measure in headings.items():
        at = header.index(heading)
        assert str(formulas[at]).startswith("=")
        assert f"{Decimal(str(total[at])):.2f}" == expected[measure]
