"""What `export` writes: packages that others can check, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import resource
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from commands import Answer, Jo
from frictionless import Package, Report

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = CHECKOUT / "budgets" / "jo-2024.toml"
PLAN_CRACK = CHECKOUT / "budgets" / "plan-crack.toml"
EXAMPLES = CHECKOUT / "tests" / "errors"
PROFILE = json.loads(Path(__file__).with_name("fiscal_profile.json").read_text("utf-8"))
JO = (sys.executable, "-m", "jo_security")

NASTY = (
    *("=1+1", "+33 1", "-2", "@SUM(A1)", "=cmd|'/C calc'!A0", "'=déjà", '"guillemets", virgule; point-virgule'),
    *("[bold]gras[/]", "{accolades}", "🎉 漢字", " espaces ", "true", "2024-01-01", "1.00", "null", "#N/A"),
)


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing ask the network, so that a package is checked by what is here."""

    def refused(*_: object) -> None:
        msg = "a test asks the network"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def checked(package: Path) -> Report:
    """Give what frictionless says of a package as it was written: descriptor, sizes, hashes, cells and keys."""
    report: Report = Package(str(package / "datapackage.json")).validate()
    return report


def told(report: Report) -> list[list[Any]]:
    found: list[list[Any]] = report.flatten(["title", "row_number", "field_name", "note"])
    return found


def descriptor(package: Path) -> Any:
    return json.loads((package / "datapackage.json").read_text("utf-8"))


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in package.iterdir()}


def nasty(tmp_path: Path) -> Path:
    """Write a budget whose every text is one that readers stumble over."""
    text = 'format = 1\n[budget]\nid = "Na/sty_1"\nstart = 2023-01-01\nend = 2023-12-31\ncurrency = "XPF"\n'
    text += f"label = {json.dumps(NASTY[0])}\nsource = {json.dumps(NASTY[1])}\nnote = '''{NASTY[4]}\n\t—\n''' \n"
    for rank, said in enumerate(NASTY):
        one = json.dumps(said, ensure_ascii=False)
        text += f'[[programme]]\nid = "{rank}"\nlabel = {one}\nministry = {one}\n'
        text += f'[[line]]\nid = "l{rank}"\nlabel = {one}\nprogramme = "{rank}"\nallocation = 10\n'
        text += f'[[commitment]]\nid = "l{rank}"\ndate = 2023-03-14\nline = "l{rank}"\nsupplier = {one}\n'
        text += f"label = {one}\nreference = {one}\namount = 5\n"
        text += f'[[payment]]\nid = "p{rank}"\ndate = 2023-03-15\ncommitment = "l{rank}"\namount = -0.05\n'
    path = tmp_path / "nasty.toml"
    path.write_text(text, encoding="utf-8")
    return path


BUDGETS: Mapping[str, Callable[[Path], Path]] = {
    "jo-2024": lambda _: JO_2024,
    "plan-crack": lambda _: PLAN_CRACK,
    "nasty texts": nasty,
}


# ---- A package that others can read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("what", BUDGETS)
@pytest.mark.parametrize("more", [[], ["--as-of", "2023-12-31"], ["--exercise", "2023"], ["--exercise", "1999"]])
def test_frictionless_finds_nothing_wrong(jo: Jo, tmp_path: Path, what: str, more: list[str]) -> None:
    package = tmp_path / "package"
    answer = jo("export", "fdp", package, BUDGETS[what](tmp_path), *more)
    assert (answer.status, answer.out) == (0, "")
    report = checked(package)
    assert told(report) == []
    assert report.valid
    assert report.stats["tasks"] == 5


@pytest.mark.parametrize("what", BUDGETS)
def test_the_descriptor_is_one_of_a_fiscal_data_package(jo: Jo, tmp_path: Path, what: str) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, BUDGETS[what](tmp_path))
    said = descriptor(package)
    jsonschema.validate(said, PROFILE)
    facts, *_ = said["resources"]
    fields = {field["name"]: field for field in facts["schema"]["fields"]}
    extra = {field["name"]: field for field in facts["schema"]["extraFields"]}
    for measure in said["model"]["measures"].values():
        assert fields[measure["source"]]["type"] == "number"
        assert fields[measure["source"]]["normalize"].keys() <= extra.keys()
        assert measure["currency"] == extra["currency"]["constant"]
    for dimension in said["model"]["dimensions"].values():
        assert set(dimension["primaryKey"]) <= dimension["attributes"].keys()
        for attribute in dimension["attributes"].values():
            assert attribute["source"] in fields
            assert attribute.get("labelfor", dimension["primaryKey"][0]) in dimension["attributes"]


def test_every_column_has_the_type_that_its_concept_asks_for(jo: Jo, tmp_path: Path) -> None:
    jo("export", "fdp", tmp_path / "package", JO_2024)
    said = descriptor(tmp_path / "package")
    own = {each["name"]: each["dataType"] for each in said["columnTypes"] if isinstance(each, dict)}
    others = {"value": "number", "date:fiscal-year": "integer", "date:generic": "date"}
    used = set()
    for each in said["resources"]:
        for field in each["schema"]["fields"] + each["schema"].get("extraFields", []):
            used.add(field["columnType"])
            assert field["type"] == (own | others).get(field["columnType"], "string")
    assert own.keys() <= used


def test_bytes_that_were_changed_are_seen(jo: Jo, tmp_path: Path) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, JO_2024)
    path = package / "operations.csv"
    path.write_bytes(path.read_bytes().replace(b"486000.00", b"486000.01", 1))
    assert {title for title, *_ in told(checked(package))} == {"Hash Count Error"}
    path.write_bytes(path.read_bytes() + b"\n")
    assert {title for title, *_ in told(checked(package))} >= {"Byte Count Error", "Hash Count Error"}


def test_the_package_adds_up_to_the_summary(jo: Jo, tmp_path: Path) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, JO_2024, "--as-of", "2024-06-30", "--exercise", "2024")
    summary = json.loads(jo("summary", JO_2024, "--as-of", "2024-06-30", "--exercise", "2024", "--format", "json").out)
    said = descriptor(package)["jo-security"]
    for key in ("budget", "currency", "envelope", "unallocated", "as-of", "exercise", "total"):
        assert said[key] == summary[key]
    phases: Counter[tuple[str, str]] = Counter()
    for row in Package(str(package / "datapackage.json")).get_table_resource("operations").read_rows():
        for appropriation in ("ae", "cp"):
            assert row[appropriation] is None or isinstance(row[appropriation], Decimal)
            phases[row["phase"], appropriation] += row[appropriation] or 0
    total: Counter[str] = Counter()
    for formula in rows(package, "formulas"):
        total[formula["measure"]] += int(formula["sign"]) * phases[formula["phase"], formula["appropriation"]]
    assert {measure: str(amount) for measure, amount in total.items()} == summary["total"]


def test_entries_say_what_an_operation_changes(jo: Jo, tmp_path: Path) -> None:
    budget = tmp_path / "b.toml"
    budget.write_text(
        'format = 1\n[budget]\nid = "B"\nlabel = "L"\nstart = 2023-01-01\nend = 2024-12-31\n'
        '[[programme]]\nid = "176"\nlabel = "Police"\n[[line]]\nid = "a"\nlabel = "A"\nprogramme = "176"\ntitle = 5\n'
        '[[line]]\nid = "b"\nlabel = "B"\nparent = "a"\nillustrative = true\n'
        '[[movement]]\nid = "M1"\nkind = "opening"\ndate = 2023-01-01\nline = "a"\nae = 100\ncp = 40\n'
        'reference = "LFI"\n'
        '[[movement]]\nid = "M2"\nkind = "transfer"\ndate = 2023-02-01\nfrom = "a"\nto = "b"\nae = 50\ncp = 20\n'
        '[[reservation]]\nid = "R"\ndate = 2023-02-02\nline = "b"\nlabel = "AF"\namount = 30\n'
        '[[commitment]]\nid = "C"\ndate = 2023-02-03\nline = "b"\nlabel = "X"\nsupplier = "S"\namount = 20.5\n'
        'reservation = "R"\n'
        '[[delivery]]\nid = "D"\ndate = 2023-02-04\ncommitment = "C"\namount = 12\n'
        '[[payment]]\nid = "P"\ndate = 2024-01-05\nexercise = 2023\ncommitment = "C"\namount = 7\n',
        encoding="utf-8",
    )
    jo("export", "fdp", tmp_path / "package", budget)
    names = ("kind", "operation", "phase", "line", "exercise", "date", "title", "commitment", "supplier")
    got = [
        " ".join(row[name] or "-" for name in (*names, "label", "reference", "ae", "cp", "illustrative"))
        for row in rows(tmp_path / "package", "operations")
    ]
    assert got == [
        "opening M1 opened a 2023 2023-01-01 5 - - - LFI 100.00 40.00 false",
        "transfer M2 opened a 2023 2023-02-01 5 - - - - -50.00 -20.00 false",
        "transfer M2 opened b 2023 2023-02-01 5 - - - - 50.00 20.00 true",
        "reservation R reserved b 2023 2023-02-02 5 - - AF - 30.00 - true",
        "commitment C reserved b 2023 2023-02-03 5 C S X - -20.50 - true",
        "commitment C committed b 2023 2023-02-03 5 C S X - 20.50 - true",
        "delivery D delivered b 2023 2023-02-04 5 C S X - - 12.00 true",
        "delivery D payable b 2023 2023-02-04 5 C S X - - 12.00 true",
        "payment P paid b 2023 2024-01-05 5 C S X - - 7.00 true",
        "payment P payable b 2023 2024-01-05 5 C S X - - -7.00 true",
    ]
    assert rows(tmp_path / "package", "lines")[1] == {
        "line": "b",
        "label": "B",
        "parent": "a",
        "programme": "176",
        "title": "5",
        "illustrative": "true",
    }


def test_no_text_is_a_formula(jo: Jo, tmp_path: Path) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, nasty(tmp_path))
    for table in ("operations", "lines", "programmes", "phases", "formulas"):
        for row in rows(package, table):
            for name, cell in row.items():
                assert name in {"ae", "cp", "sign"} or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    labels = [row["label"] for row in rows(package, "lines")]
    assert labels == [f"'{said}" if said[0] in "=+-@" else said for said in NASTY]


def test_two_exports_are_the_same_to_the_byte(jo: Jo, tmp_path: Path) -> None:
    jo("export", "fdp", tmp_path / "one", JO_2024)
    jo("export", "fdp", tmp_path / "two", JO_2024, "--lang", "fr")
    assert held(tmp_path / "one") == held(tmp_path / "two")


# ---- What is said ---------------------------------------------------------------------------------------------------


def test_what_was_written_and_the_problems_are_said_on_standard_error(jo: Jo, tmp_path: Path) -> None:
    answer = jo("export", "fdp", tmp_path / "package", JO_2024)
    assert answer.err == f"{tmp_path}/package: 656 entries written\n{JO_2024}: 5 warnings; see jo-security check.\n"
    answer = jo("export", "fdp", tmp_path / "package", JO_2024, "--lang", "fr")
    assert answer.err.splitlines()[0] == f"{tmp_path}/package\u00a0: 656 écritures exportées"
    answer = jo("export", "fdp", tmp_path / "empty", PLAN_CRACK)
    assert answer == Answer(0, "", f"{tmp_path}/empty: 0 entries written\n")


@pytest.mark.parametrize("code", ["JO101", "JO102", "JO105", "JO111", "JO112", "JO113"])
def test_an_unreadable_budget_gives_its_problems_and_leaves_the_folder(jo: Jo, tmp_path: Path, code: str) -> None:
    jo("export", "fdp", tmp_path / "package", JO_2024)
    before = held(tmp_path / "package")
    for folder in ("package", "new"):
        answer = jo("export", "fdp", tmp_path / folder, EXAMPLES / f"{code}.toml")
        assert (answer.status, answer.out) == (1, "")
        assert f"error {code} " in answer.err
    assert held(tmp_path / "package") == before
    assert not (tmp_path / "new").exists()


def test_a_budget_that_cannot_be_read_is_status_3(jo: Jo, tmp_path: Path) -> None:
    answer = jo("export", "fdp", tmp_path / "package", tmp_path / "none.toml")
    assert answer == Answer(3, "", f"{tmp_path}/none.toml cannot be read: there is no such file\n")
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize("line", [[], ["fdp"], ["xml", "folder"], ["fdp", "folder", "b.toml", "more"]])
def test_a_wrong_command_line_is_status_2(jo: Jo, line: list[str]) -> None:
    answer = jo("export", *line)
    assert (answer.status, answer.out) == (2, "")


def test_foreign_files_are_refused_with_status_3(jo: Jo, tmp_path: Path) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, JO_2024)
    (package / "notes.txt").write_text("mine", encoding="utf-8")
    before = held(package)
    answer = jo("export", "fdp", package, PLAN_CRACK)
    told = f"{package} cannot be written: it holds notes.txt, which is not of an earlier export\n"
    assert answer == Answer(3, "", told)
    assert held(package) == before
    answer = jo("export", "fdp", JO_2024, JO_2024, "--lang", "fr")
    assert answer == Answer(3, "", f"{JO_2024} ne peut être écrit\u00a0: ce n’est pas un dossier\n")


def test_an_earlier_export_is_replaced_whole(jo: Jo, tmp_path: Path) -> None:
    package = tmp_path / "package"
    jo("export", "fdp", package, JO_2024)
    jo("export", "fdp", tmp_path / "other", PLAN_CRACK)
    assert jo("export", "fdp", package, PLAN_CRACK).status == 0
    assert held(package) == held(tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "package"]


# ---- A disk that takes no more --------------------------------------------------------------------------------------


def process(*arguments: object, at_most: int | None = None) -> Answer:
    """Run the program as a process that may write files of so many bytes."""

    def small() -> None:
        if at_most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (at_most, at_most))

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "JO_"))}
    it = subprocess.run(
        [*JO, *map(str, arguments)],
        env=kept | {"LANG": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=small,
        text=True,
        check=False,
    )
    return Answer(it.returncode, it.stdout, it.stderr)


def test_a_file_that_cannot_be_written_to_its_end_leaves_the_earlier_export(tmp_path: Path) -> None:
    package = tmp_path / "package"
    refused = Answer(3, "", f"{package} cannot be written: the file would be too large\n")
    assert process("export", "fdp", package, JO_2024, at_most=50_000) == refused
    assert list(tmp_path.iterdir()) == []
    assert process("export", "fdp", package, PLAN_CRACK).status == 0
    before = held(package)
    for at_most in (0, 1_000, 50_000):
        assert process("export", "fdp", package, JO_2024, at_most=at_most) == refused
        assert held(package) == before
    assert list(tmp_path.iterdir()) == [package]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk that holds an export of a small budget and not that of a larger one."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(place)], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full_leaves_the_earlier_export(small_disk: Path) -> None:
    package = small_disk / "package"
    refused = Answer(3, "", f"{package} cannot be written: no space is left on the disk\n")
    assert process("export", "fdp", package, JO_2024) == refused
    assert list(small_disk.iterdir()) == []
    assert process("export", "fdp", package, PLAN_CRACK).status == 0
    before = held(package)
    assert process("export", "fdp", package, JO_2024) == refused
    assert held(package) == before
    assert list(small_disk.iterdir()) == [package]
