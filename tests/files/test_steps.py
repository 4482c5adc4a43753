"""Three steps, each only where the one before finds nothing; all the problems of a step in one run."""

from pathlib import Path

import pytest

from jo_security.office.opening import open_budget

WRITTEN = '[[line]]\nid = "z"\n'
REFERRED = '[[plan]]\nid = "P"\ndate = 2024-02-01\nline = "nowhere"\nlabel = "L"\namount = 1\n'
AMOUNTS = '[[reservation]]\nid = "R"\ndate = 2024-02-01\nline = "a"\nlabel = "L"\namount = 11\n'
HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'
LINE = '[[line]]\nid = "a"\nlabel = "A"\nallocation = 10\n'


@pytest.mark.parametrize(
    ("text", "codes", "readable"),
    [
        (HEAD + LINE, [], True),
        (HEAD + LINE + AMOUNTS, ["JO201"], True),
        (HEAD + LINE + AMOUNTS + REFERRED, ["JO111"], False),
        (HEAD + LINE + AMOUNTS + REFERRED + WRITTEN, ["JO103"], False),
        (HEAD + LINE + AMOUNTS + REFERRED + WRITTEN + "a = ", ["JO101"], False),
        (HEAD + LINE + LINE + REFERRED, ["JO112", "JO111"], False),
        (HEAD.replace("format = 1", "format = 3\nzzz = 1") + WRITTEN, ["JO106", "JO102", "JO103"], False),
    ],
)
def test_a_step_hides_the_next(tmp_path: Path, text: str, codes: list[str], readable: bool) -> None:
    path = tmp_path / "b.toml"
    path.write_text(text, "utf-8")
    opened = open_budget(str(path))
    assert [problem.code for problem in opened.problems()] == codes
    assert (opened.ledger is not None) is readable


def test_every_wrong_reference_of_a_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    move = '[[movement]]\nid = "M"\nkind = "transfer"\ndate = 2024-01-01\nfrom = "x"\nto = "y"\nae = 1\n'
    path.write_text(HEAD + LINE + move, "utf-8")
    found = [(problem.code, problem.line, problem.column) for problem in open_budget(str(path)).problems()]
    assert found == [("JO111", 15, 8), ("JO111", 16, 6)]


def test_a_file_that_is_not_toml_does_not_hide_what_is_wrong_in_another(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('include = ["x.toml", "y.toml"]\n' + HEAD + "zzz = 1\n", "utf-8")
    (tmp_path / "x.toml").write_text("a = \n", "utf-8")
    (tmp_path / "y.toml").write_text(WRITTEN, "utf-8")
    found = [(Path(problem.file).name, problem.code) for problem in open_budget(str(tmp_path / "b.toml")).problems()]
    assert found == [("b.toml", "JO102"), ("x.toml", "JO101"), ("y.toml", "JO103")]
