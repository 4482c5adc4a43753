"""Answers in a terminal and in a pipe: any width, any text, any encoding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from commands import JO_2024, SMALL, Jo, process, terminal
from rich.cells import cell_len

# ---- Tables ----------------------------------------------------------------------------------------------------------

LARGE = """format = 1

[budget]
id = "large"
label = "A name that is much longer than any terminal of forty columns would like it to be"
envelope = 99_999_999_999.99
start = 2023-01-01
end = 2024-12-31

[[line]]
id = "a"
label = "Première ligne, dont le nom est long et ne tient dans aucune colonne étroite"
allocation = 99_999_999_999.99

[[line]]
id = "b"
label = "Anticonstitutionnellementhexakosioihexekontahexaphobie"
parent = "a"

[[line]]
id = "c"
label = "漢字仮名交じり文の長い名前の予算項目"
parent = "b"
illustrative = true

[[movement]]
id = "M1"
kind = "opening"
date = 2023-01-02
line = "a"
ae = 99_999_999_999.99

[[commitment]]
id = "C1"
date = 2023-03-14
line = "c"
supplier = "S"
label = "L"
amount = 99_999_999_999.98
"""

SHOWN = ("opened", "committed", "available", "paid", "outstanding")
WIDTHS = (40, 60, 80, 120, 200)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("large") / "large.toml"
    path.write_text(LARGE, encoding="utf-8")
    return str(path)


def figures(shown: str) -> set[str]:
    """Give the amounts that stand whole in a table in English, as JSON has them."""
    found = re.findall(r"(?<![\w,.…])[−-]?\d{1,3}(?:,\d{3})*\.\d\d(?![\w,.%…])", shown)
    return {amount.replace(",", "").replace("−", "-") for amount in found}


def names(shown: str) -> str:
    """Give what stands at the left of each row, without spaces: a name may go on in the next row."""
    return "".join(re.split(r" {2,}", row.strip())[0] for row in shown.splitlines()).replace(" ", "")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", ["jo-2024", "large"])
def test_a_table_shows_every_amount_whole_and_every_line(jo: Jo, large: str, width: int, which: str) -> None:
    name = {"jo-2024": JO_2024, "large": large}[which]
    answer = jo("summary", name, "--format", "json").json
    shown = terminal(width, "summary", name, "--lang", "en", NO_COLOR="1")
    assert "…" not in shown
    assert max(map(cell_len, shown.splitlines())) <= width
    for position in (answer["total"], *(line["position"] for line in answer["lines"])):
        assert {position[measure] for measure in SHOWN} <= figures(shown)
    left = names(shown)
    for line in answer["lines"]:
        assert line["label"].replace(" ", "") in left


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["programme", "title", "exercise", "tag"])
def test_groups_fit_every_width(jo: Jo, width: int, by: str) -> None:
    answer = jo("summary", JO_2024, "--format", "json", "--by", by).json
    shown = terminal(width, "summary", JO_2024, "--by", by, "--lang", "en", NO_COLOR="1")
    assert max(map(cell_len, shown.splitlines())) <= width
    for group in answer["groups"]:
        assert {group["position"][measure] for measure in SHOWN} <= figures(shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_whatever_holds_made_up_figures_is_marked(large: str, width: int) -> None:
    shown = terminal(width, "summary", large, "--lang", "en", NO_COLOR="1")
    assert "(lines marked *)" in " ".join(shown.split())
    left = re.sub(r"\s", "", names(shown))
    for label in re.findall(r'^label = "(.*)"$', LARGE.split("[[line]]", 1)[1], re.MULTILINE):
        if label != "L":
            assert f"{label.replace(' ', '')}*" in left


def test_a_pipe_gets_every_amount_and_no_escape_sequence(jo: Jo, large: str) -> None:
    for name in (JO_2024, large):
        shown = process("summary", name)
        text = shown.stdout.decode("utf-8")
        assert (shown.returncode, b"\x1b" in shown.stdout + shown.stderr) == (0, False)
        for line in jo("summary", name, "--format", "json").json["lines"]:
            assert {line["position"][measure] for measure in SHOWN} <= figures(text)
            assert line["label"].replace(" ", "") in names(text)


def test_colours_are_for_terminals_that_want_them(over: Path) -> None:
    for arguments in (("summary", str(over)), ("summary", str(over), "--by", "tag")):
        assert "\x1b[" in terminal(100, *arguments)
        assert "\x1b" not in terminal(100, *arguments, NO_COLOR="1")
        assert "\x1b" not in process(*arguments, TERM="xterm-256color").stdout.decode("utf-8")
    piped = process("check", str(over), TERM="xterm-256color")
    assert b"\x1b" not in piped.stdout + piped.stderr


def test_colours_of_check(small: Path) -> None:
    # A warning only, so that the status is 0: more is paid than was delivered.
    small.write_text(SMALL.replace("amount = 12.25", "amount = 21"), encoding="utf-8")
    assert "\x1b[" in terminal(100, "check", str(small))
    assert "\x1b" not in terminal(100, "check", str(small), NO_COLOR="1")


# ---- Any text, any encoding ------------------------------------------------------------------------------------------

LITERAL = (
    "[bold]gras[/bold]",
    "[/x] tout seul",
    "{accolades} {0} {}",
    "%s %(x)s",
    ":smile: \\[x]",
    "🎉 fête",
    "漢字",
    "œuvre à 5 €",
)


ODD = """format = 1

[budget]
id = "odd"
label = "[red]B[/] {x} 漢"
source = "[link]{s}"
start = 2023-01-01
end = 2023-12-31
"""


def odd(labels: Iterable[str] = LITERAL) -> str:
    """Write a budget with a line of each label, which is its tag as well."""
    found = ODD
    for rank, label in enumerate(labels):
        text = json.dumps(label, ensure_ascii=False)
        found += f'[[line]]\nid = "l{rank}"\nlabel = {text}\ntags = [{text}]\n'
    return found


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "{0} [bold] 漢.toml"
    path.write_text(odd(), encoding="utf-8")
    return path


def test_labels_are_shown_literally(jo: Jo, strange: Path) -> None:
    table, tags = jo("summary", strange).out, jo("summary", strange, "--by", "tag").out
    for label in LITERAL:
        assert label in table
        assert label in tags
    assert "[red]B[/] {x} 漢" in table
    assert "[link]{s}" in table
    assert [line["label"] for line in jo("summary", strange, "--format", "json").json["lines"]] == list(LITERAL)


def test_problems_are_shown_literally(jo: Jo, strange: Path) -> None:
    strange.write_text(
        odd() + '[[line]]\nid = "z"\nlabel = "[b]{0}"\nparent = "{0}[b]%s"\n"{k}[b]" = 1\n', encoding="utf-8"
    )
    answer = jo("check", strange)
    assert answer.status == 1
    assert f"{strange}:" in answer.out
    assert '"{k}[b]" = 1' in answer.out
    assert "{0}[b]%s" in answer.out
    assert jo("check", strange, "--format", "json").json["errors"] == 2


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f\u202b", "\u0085"], ids=ascii)
def test_text_that_turns_around_is_refused_and_never_shown(jo: Jo, tmp_path: Path, character: str) -> None:
    path = tmp_path / "turned.toml"
    path.write_text(odd([f"x{character}y"]), encoding="utf-8")
    answer = jo("check", path)
    assert answer.status == 1
    assert "JO104" in answer.out
    assert character[-1] not in answer.out + answer.err
    assert jo("summary", path).status == 1


ENCODINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: " ".join(encoding.values()))
def test_no_encoding_of_the_output_fails(strange: Path, encoding: Mapping[str, str]) -> None:
    missing = strange.with_name("é€漢.toml")
    every = (
        ("summary", str(strange)),
        ("summary", str(strange), "--format", "json"),
        ("summary", JO_2024),
        ("summary", JO_2024, "--format", "json"),
        ("check", JO_2024),
        ("check", JO_2024, "--format", "json"),
        ("explain", "JO201"),
        ("check", str(missing)),
        ("--help",),
        ("résumé",),
    )
    for arguments in every:
        it = process(*arguments, "--lang", "fr", **encoding)
        assert it.returncode in (0, 2, 3)
        assert b"Traceback" not in it.stderr
        if "ascii" in encoding.values():
            assert it.stdout.isascii()
            assert it.stderr.isascii()
        if "json" in arguments:
            assert json.loads(it.stdout.decode(encoding.get("PYTHONIOENCODING", "ascii")))
