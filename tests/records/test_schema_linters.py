"""Taplo and tombi, which editors ask, judge budgets by the schemas beside them, without any network."""

import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
ERRORS = CHECKOUT / "tests" / "errors"
SCRIPTS = Path(sysconfig.get_path("scripts"))
LINTERS = {"taplo": ("lint",), "tombi": ("lint", "--offline", "--error-on-warnings")}

Lint = Callable[[str, Path], tuple[bool, str]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Whether a linter takes a file, and what it says; by way of a proxy that nobody keeps there is no network."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")

    def ask(linter: str, path: Path) -> tuple[bool, str]:
        done = subprocess.run(
            [SCRIPTS / linter, *LINTERS[linter], path],
            cwd=CHECKOUT,
            env={"HOME": str(tmp_path), "PATH": "", "NO_COLOR": "1", **nowhere},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
        return done.returncode == 0, done.stdout + done.stderr

    return ask


@pytest.fixture
def budget(tmp_path: Path) -> Callable[[str], Path]:
    """A file that names a schema, beside both of them."""
    for schema in (CHECKOUT / "budgets").glob("*.schema.json"):
        (tmp_path / schema.name).write_bytes(schema.read_bytes())

    def write(text: str) -> Path:
        path = tmp_path / "b.toml"
        path.write_text(text, "utf-8")
        return path

    return write


Write = Callable[[str], Path]


@pytest.mark.parametrize("linter", LINTERS)
@pytest.mark.parametrize("path", sorted((CHECKOUT / "budgets").glob("*.toml")), ids=lambda path: path.name)
def test_the_budgets_pass(lint: Lint, linter: str, path: Path) -> None:
    passed, said = lint(linter, path)
    assert passed, said


# What a linter names of the smallest budget of each rule on what is written. The pattern of JO105 is not in the file.
NAMED = {
    "JO101": {"taplo": "invalid TOML", "tombi": "expected line break"},
    "JO102": {"taplo": "('enveloppe' was unexpected)", "tombi": '"enveloppe" is not allowed'},
    "JO103": {"taplo": '"label" is a required property', "tombi": '"label" is required'},
    "JO104": {"taplo": '"200 000 000,00" is not of type "number"', "tombi": "but found String"},
    "JO106": {"taplo": "1 was expected", "tombi": 'but found "2"'},
}


@pytest.mark.parametrize("linter", LINTERS)
@pytest.mark.parametrize("code", NAMED)
def test_what_is_badly_written_is_named(lint: Lint, budget: Write, linter: str, code: str) -> None:
    text = (ERRORS / f"{code}.toml").read_text("utf-8")
    passed, said = lint(linter, budget(f"#:schema ./budget.schema.json\n{text}"))
    assert not passed
    assert NAMED[code][linter] in said


@pytest.mark.parametrize("linter", LINTERS)
def test_an_included_file_that_says_its_format_is_refused(lint: Lint, budget: Write, linter: str) -> None:
    record = '[[programme]]\nid = "176"\nlabel = "Police nationale"\n'
    assert lint(linter, budget(f"#:schema ./records.schema.json\n{record}"))[0]
    passed, said = lint(linter, budget(f"#:schema ./records.schema.json\nformat = 1\n\n{record}"))
    assert not passed
    assert "format" in said


HEAD = "#:schema ./budget.schema.json\nformat = 1\n"
MILESTONE = '[[milestone]]\nid = "m"\nprogramme = "p"\nlabel = "L"\n'
LINE = '[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n[[line]]\nid = "a"\nlabel = "A"\n'
MOVE = '[[movement]]\nid = "M"\nkind = "freeze"\ndate = 2024-01-01\n'

# What follows the lines above, and what each linter says of it; nothing where it cannot know better.
SAID: dict[str, tuple[str, str, str]] = {
    "an amount of cents that binary numbers cannot tell": ("allocation = 0.29\n", "", ""),
    "the largest amount": ("allocation = 99_999_999_999.99\n", "", ""),
    "an amount too large": ("allocation = 100_000_000_000\n", "is greater than the maximum", "the value must be ≤"),
    "a zero": ("allocation = 0.00\n", "0.0 is less than the minimum of 0.01", "the value must be ≥ 0.01"),
    "a date in quotes": (
        MILESTONE + 'due = "2024-01-01"\n',
        "",
        "expected a value of type LocalDate, but found String",
    ),
    "a date with its hour": (
        MILESTONE + "due = 2024-01-01T00:00:00\n",
        'is not a "date"',
        "but found LocalDateTime",
    ),
    "a date of a French hand": (
        MILESTONE + 'due = "14/03/2024"\n',
        '"14/03/2024" is not a "date"',
        "but found String",
    ),
    "a freeze": (MOVE + 'line = "a"\nae = 1\n', "", ""),
    "a freeze of no line": (MOVE + "ae = 1\n", '"line" is a required property', '"line" is required'),
    "a freeze to a line": (MOVE + 'line = "a"\nto = "a"\nae = 1\n', 'does not allow "a"', "matches no values"),
    "a freeze of nothing": (MOVE + 'line = "a"\nae = 0\n', "0 is less than or equal to", "the value must be > 0"),
    "a choice": (MOVE.replace("freeze", "frezze"), '"frezze" is not one of ["opening"', 'but found "frezze"'),
    "a payment on nothing": (
        '[[payment]]\nid = "P"\ndate = 2024-01-01\namount = -1\n',
        '"commitment" is a required property',
        '"commitment" is required',
    ),
    "a payment on a line": ('[[payment]]\nid = "P"\ndate = 2024-01-01\namount = -1\nline = "a"\n', "", ""),
    "a commitment with all there is": (
        (
            '[[commitment]]\nid = "C"\ndate = 2024-01-01\nline = "a"\nsupplier = "S"\nlabel = "L"\namount = 1.10\n'
            'tags = ["x"]\nvisa = { number = "1", date = 2024-01-01 }\nschedule = [{ exercise = 2024, cp = 1.10 }]\n'
            'override.by = "B"\noverride.reason = "R"\noverride.date = 2024-01-01\nnote = """\nN\n"""\n'
        ),
        "",
        "",
    ),
}


@pytest.mark.parametrize("linter", LINTERS)
@pytest.mark.parametrize("case", SAID)
def test_what_a_linter_says(lint: Lint, budget: Write, linter: str, case: str) -> None:
    text, taplo, tombi = SAID[case]
    expected = {"taplo": taplo, "tombi": tombi}[linter]
    passed, said = lint(linter, budget(HEAD + LINE + text))
    assert passed is (not expected), said
    assert expected in said
