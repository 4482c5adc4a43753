"""A block is added in a file's own style, and the file begins with its old bytes."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drawn import keyed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jo_security.files.block import addition, block, check_added, check_removed, counts, found, without
from jo_security.files.read import read
from jo_security.files.style import Style, style
from jo_security.files.unwritable import Unwritable

HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'
LINE = '[[line]]\nid = "a"\nlabel = "A"\n'
DELIVERY = {"id": "SF-9", "date": datetime.date(2024, 5, 2), "commitment": "EJ-1", "amount": Decimal("1234.5")}
COMMITMENT = """\
[[commitment]]
id = "EJ-1"
date = 2024-02-01
line = "a"
supplier = "S"
label = "L"
amount = 5
"""

ENDS = {
    "a record": COMMITMENT,
    "nothing": "",
    "a comment": "# la fin",
    "an empty line": "\n\n",
    "spaces": "# la fin\n   ",
    "the table of the controls": "[controls]\nannual = true",
    "a sub-table": COMMITMENT + '[commitment.visa]\nnumber = "1"\ndate = 2024-01-01',
    "an array of sub-tables": COMMITMENT + "[[commitment.schedule]]\nexercise = 2024\ncp = 5",
    "a text on several lines": COMMITMENT + 'note = """\n# EJ-9\n[[commitment]]\nid = "x"\n"""',
    "a literal text on several lines": COMMITMENT + "note = '''\n[[commitment]]\n\"\"\"'''",
    "an array on several lines": COMMITMENT + "tags = [\n  'a', # [[commitment]]\n]",
    "dotted keys": COMMITMENT + 'visa.number = "1"\nvisa.date = 2024-01-01',
    "a threshold": "[[controls.visa]]\nfrom = 2024-01-01\nthreshold = 5",
}


def old_bytes(end: str, eol: str = "\n", mark: bytes = b"", final: str = "\n") -> bytes:
    text = HEAD + LINE + ENDS[end]
    text = text.rstrip("\n") + final if end != "an empty line" else text
    return mark + text.replace("\n", eol).encode()


OLD = st.builds(
    old_bytes,
    st.sampled_from([*ENDS]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.sampled_from(["\n", ""]),
)


def records(path: Path, content: bytes) -> dict[str, tuple[Any, ...]]:
    path.write_bytes(content)
    reading = read(str(path))
    assert reading.book is not None, [(problem.line, problem.message) for problem in reading.problems]
    return dict(reading.book.records)


@given(OLD, keyed())
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_file_with_a_block_says_what_it_said_and_this(
    tmp_path: Path, old: bytes, drawn: tuple[str, dict[str, Any], Any]
) -> None:
    table, keys, record = drawn
    eol = "\r\n" if b"\r" in old else "\n"
    before = records(tmp_path / "b.toml", old)
    made = block(table, keys, style(old), "ana")
    added = addition(old, made)
    check_added("b.toml", counts("b.toml", old), old + added, made)
    assert records(tmp_path / "b.toml", old + added) == before | {table: (*before.get(table, ()), record)}
    assert added.lstrip(b"\r\n").startswith(f"# {made.id}{eol}".encode())
    if eol == "\r\n":
        assert b"\n" not in added.replace(b"\r\n", b"")
    offset = found(old + added, added, len(old))
    assert offset == len(old)
    assert without(old + added, added, offset) == old


@pytest.mark.parametrize(
    ("end", "before"), [("a record", "\n"), ("a comment", "\n"), ("an empty line", ""), ("nothing", "\n")]
)
def test_a_block_stands_after_one_empty_line(end: str, before: str) -> None:
    old = old_bytes(end)
    assert addition(old, block("delivery", DELIVERY, Style(), "ana")).decode() == (
        before
        + '# SF-9\n[[delivery]]  # by ana 587baa\nid = "SF-9"\ndate = 2024-05-02\ncommitment = "EJ-1"\n'
        + "amount = 1_234.50  # SF-9 587baa\n"
    )


def test_a_line_without_end_gets_one() -> None:
    made = block("delivery", DELIVERY, Style(), "ana")
    assert addition(b"x = 1", made).startswith(b"\n\n# SF-9\n")
    assert addition(b"", made).startswith(b"# SF-9\n")
    assert addition(b"\xef\xbb\xbf", made).startswith(b"# SF-9\n")
    assert addition(b"x = 1\r\n\r\n", made).startswith(b"# SF-9\n")
    assert addition(b"x = 1\n \t\n", made).startswith(b"# SF-9\n")


@pytest.mark.parametrize("how", [f"commitment = [{{{', '.join(COMMITMENT.splitlines()[1:])}}}]\n" + HEAD, "inline"])
def test_records_in_brackets_are_refused_with_the_way_out(how: str) -> None:
    old = (how if how != "inline" else '"commitment" = []\n' + HEAD).encode()
    keys = {"id": "EJ-9", "date": datetime.date(2024, 5, 2), "line": "a", "supplier": "S", "label": "L", "amount": 1}
    made = block("commitment", keys, style(old), "ana")
    with pytest.raises(Unwritable) as caught:
        check_added("b.toml", counts("b.toml", old), old + addition(old, made), made)
    assert "stand in brackets" in caught.value.reason.text
    assert caught.value.reason.values["header"] == "[[commitment]]"


def styled(text: str) -> Style:
    return style(text.encode())


def test_the_style_is_that_of_the_last_blocks() -> None:
    assert styled(HEAD + COMMITMENT) == Style()
    assert styled((HEAD + COMMITMENT).replace("\n", "\r\n")) == Style(end="\r\n")
    assert styled((HEAD + COMMITMENT).replace("\n", "\r\n") + "\n") == Style(end="\r\n")
    assert styled(HEAD + COMMITMENT.replace(" = ", "=")) == Style(equals="=")
    indented = "".join(f"  {line}\n" if "=" in line else f" {line}\n" for line in COMMITMENT.splitlines())
    assert styled(HEAD + indented) == Style(header=" ", keys="  ")
    aligned = "".join(
        f"{line.partition(' = ')[0]:8} = {line.partition(' = ')[2]}\n" if "=" in line else f"{line}\n"
        for line in COMMITMENT.splitlines()
    )
    assert styled(HEAD + COMMITMENT + aligned + aligned) == Style(aligned=True)
    assert styled(HEAD + aligned + COMMITMENT + COMMITMENT) == Style()
    assert style(b"", Style(end="\r\n", aligned=True)) == Style(end="\r\n", aligned=True)
    assert style(b"# rien\n", Style(end="\r\n", keys="  ")) == Style(keys="  ")


def test_signs_of_equality_stand_in_a_column_where_the_file_has_them_so() -> None:
    made = block("delivery", DELIVERY, Style(aligned=True, keys="\t"), "ana")
    assert made.text == (
        '# SF-9\n[[delivery]]  # by ana 587baa\n\tid         = "SF-9"\n\tdate       = 2024-05-02\n'
        '\tcommitment = "EJ-1"\n\tamount     = 1_234.50  # SF-9 587baa\n'
    )


def test_of_a_block_no_more_than_three_lines_in_a_row_may_be_those_of_another() -> None:
    keys: dict[str, Any] = {"id": "EJ-1", "date": datetime.date(2024, 5, 2), "line": "a", "supplier": "S", "label": "L"}
    keys |= {"amount": 1, "exercise": 2024, "reference": "R", "note": "N", "tags": ["t"]}
    lines = block("commitment", keys, Style(), "ana").text.splitlines()
    assert "EJ-1" in lines[0]
    assert "EJ-1" in lines[-1]
    assert not [at for at in range(len(lines) - 3) if not any("EJ-1" in line for line in lines[at : at + 4])]


def test_a_block_comes_away_from_wherever_it_stands() -> None:
    old = HEAD.rstrip("\n").encode()
    one, other = (block("delivery", DELIVERY | {"id": name}, Style(), "ana") for name in ("SF-1", "SF-2"))
    first = addition(old, one)
    second = addition(old + first, other)
    both = old + first + second
    assert without(both, first, len(old)) == old + second
    assert without(both, second, len(old + first)) == old + first
    # Somebody added a record right under the block that goes, whose own first byte ended a line.
    by_hand = old + first + LINE.encode()
    assert without(by_hand, first, len(old)) == old + b"\n" + LINE.encode()
    assert found(b"# avant\n" + both, first, len(old)) == len(old) + 8
    assert found(both.replace(b"1_234.50", b"1_234.51"), first, len(old)) is None
    assert found(b"x" + first + first, first, 0) is None


@pytest.mark.parametrize(
    "after",
    ['[commitment.visa]\nnumber = "1"\ndate = 2024-01-01\n', "# rien\n", ""],
    ids=["entangled", "comment", "nothing"],
)
def test_a_block_goes_only_where_every_other_record_stays(after: str) -> None:
    old = (HEAD + LINE + COMMITMENT).encode()
    keys = {"id": "EJ-9", "date": datetime.date(2024, 5, 2), "line": "a", "supplier": "S", "label": "L", "amount": 1}
    made = block("commitment", keys, Style(), "ana")
    added = addition(old, made)
    there = old + added + after.encode()
    new = without(there, added, len(old))
    if after.startswith("["):
        with pytest.raises(Unwritable):
            check_removed("b.toml", there, new, "commitment", added.decode())
    else:
        check_removed("b.toml", there, new, "commitment", added.decode())
        assert new == old + after.encode()
