"""Where problems stand: line and column of the value, in characters, whatever the spelling around it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jo_security.office.opening import open_budget

Found = list[tuple[str, int, int]]
Read = Callable[[str | bytes], Found]

HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'


@pytest.fixture
def places(tmp_path: Path) -> Read:
    """Where the problems of a budget stand, each with its code."""

    def read(text: str | bytes) -> Found:
        path = tmp_path / "b.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [(found.code, found.line, found.column) for found in open_budget(str(path)).problems()]

    return read


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('envelope = "x"', 12),
        ('envelope="x"', 10),
        ('envelope\t=\t"x"', 12),
        ('  envelope = "x" # "y"', 14),
        ('"envelope" = "x"', 14),
        ("'envelope' = 'x'", 14),
        ('"envel\\u006Fpe" = "x"', 19),
        ('note = "é"\nenvelope = "x"', 12),
    ],
)
def test_a_value_of_a_table(places: Read, line: str, column: int) -> None:
    assert places(HEAD + line) == [("JO104", 7 + line.count("\n"), column)]


@pytest.mark.parametrize(
    ("before", "column"),
    [
        ('"é"', 38),
        ('"e\u0301"', 39),
        ('"警備"', 39),
        ('"🛡️"', 39),
        ('"👩🏽\u200d🚀"', 41),
        ('"\\""', 39),
        ("'\"'", 38),
        ('"""a"""', 42),
    ],
)
def test_columns_are_counted_in_characters(places: Read, before: str, column: int) -> None:
    text = f'line = [{{ id = "a", label = {before}, title = 9 }}]\n'
    (found,) = places(text + HEAD)
    assert found == ("JO104", 1, text.index("9") + 1)
    assert column - 38 == len(before) - 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[line]]\nid = "a"\nlabel = "A"\ntitle = 9', (10, 9)),
        ('[["line"]]\nid = "a"\nlabel = "A"\n"title" = 9', (10, 11)),
        ('[[ line ]]\nid = "a"\nlabel = "A"\ntitle = 9', (10, 9)),
        ('[[line]] # [[line]]\nid = "a"\nlabel = "A"\ntitle = 9', (10, 9)),
        ('[[line]]\nid = "a"\nlabel = "A"\n[[line]]\nid = "b"\nlabel = "B"\ntitle = 9', (13, 9)),
        ('[[line]]\nid = "a"\nlabel = "A"\nnote = """\n[[line]]\ntitle = 1\n"""\ntitle = 9', (14, 9)),
        ("[[line]]\nid = 'a'\nlabel = 'A'\nnote = '''\n[[line]]\n\"\"\"\n'''\ntitle = 9", (14, 9)),
        ('[[line]]\nid = "a"\nlabel = "A"\nnote = """a""\\""""\ntitle = 9', (11, 9)),
        ('[[line]]\nid = "a"\nlabel = "A"\nnote = """a"""""\ntitle = 9', (11, 9)),
        ('[[line]]\nid = "[[line]]"\nlabel = "A"', (8, 6)),
    ],
)
def test_headers_wherever_they_seem_to_be(places: Read, text: str, place: tuple[int, int]) -> None:
    assert places(HEAD + text) == [("JO104", *place)]


COMMITMENT = """\
[[line]]
id = "a"
label = "A"
allocation = 10
[[commitment]]
id = "C"
date = 2024-02-01
line = "a"
supplier = "S"
label = "L"
amount = 5
"""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('visa = { number = "1", date = "x" }', (18, 31)),
        ('visa.number = "1"\nvisa.date = "x"', (19, 13)),
        ('visa . "number" = "1"\nvisa . \'date\' = "x"', (19, 17)),
        ('[commitment.visa]\nnumber = "1"\ndate = "x"', (20, 8)),
        ('["commitment".visa]\nnumber = "1"\ndate = "x"', (20, 8)),
        ('visa = {\n  number = "1", # }\n  date = "x",\n}', (20, 10)),
        ("schedule = [{ exercise = 2024, cp = 1 }, { exercise = 2025, cp = 0 }]", (18, 66)),
        ("schedule = [\n  # une part\n  { exercise = 2024, cp = 5 }, { exercise = 2025,\n    cp = 0 },\n]", (21, 10)),
        ("[[commitment.schedule]]\nexercise = 2024\ncp = 0", (20, 6)),
        ("[[commitment.schedule]]\nexercise = 2024\ncp = 5\n[[commitment.schedule]]\nexercise = 2025\ncp = 0", (23, 6)),
        ('tags = ["a", "", "c"]', (18, 14)),
        ('tags = [\n  "a",\n\n  "",\n]', (21, 3)),
    ],
)
def test_values_inside_values(places: Read, text: str, place: tuple[int, int]) -> None:
    assert places(HEAD + COMMITMENT + text) == [("JO104", *place)]


def test_a_missing_key_points_at_the_header_or_at_the_key_of_its_table(places: Read) -> None:
    assert places(HEAD + "\n  [[line]]\nid = 'a'\n") == [("JO103", 8, 3)]
    assert places(HEAD + "line = [{ id = 'a' }]\n") == [("JO102", 7, 1)]
    assert places("line = [\n  { label = 'a' }]\n" + HEAD) == [("JO103", 1, 1)]
    assert places(HEAD + COMMITMENT + 'visa = { number = "1" }') == [("JO103", 18, 1)]
    assert places(HEAD + COMMITMENT + '[commitment.visa]\nnumber = "1"') == [("JO103", 18, 1)]
    assert places(HEAD + COMMITMENT + 'visa.number = "1"') == [("JO103", 18, 1)]
    assert places("# rien\n\nformat = 1\n") == [("JO103", 1, 1)]
    assert places("") == [("JO103", 1, 1), ("JO106", 1, 1)]


def test_an_unknown_key_or_table_points_at_itself_once(places: Read) -> None:
    assert places(HEAD + "  zzz = 1\n") == [("JO102", 7, 3)]
    assert places(HEAD + "a.b.c = 1\na.b.d = 2\n") == [("JO102", 7, 1)]
    assert places(HEAD + "[zzz]\na = 1\n[zzz.b]\n") == [("JO102", 7, 1)]
    assert places(HEAD + "[[zzz]]\n[[zzz]]\n[[yyy]]\n") == [("JO102", 7, 1), ("JO102", 9, 1)]
    assert places(HEAD + COMMITMENT + 'visa = { number = "1", date = 2024-01-01, zzz = 1 }') == [("JO102", 18, 43)]


def test_a_table_that_should_be_records_and_records_that_should_be_a_table(places: Read) -> None:
    assert places(HEAD + '[line]\nid = "a"\n') == [("JO104", 7, 1)]
    assert places("line = 3\n" + HEAD) == [("JO104", 1, 8)]
    assert places("line = [3]\n" + HEAD) == [("JO104", 1, 9)]
    assert places("format = 1\n[[budget]]\nid = 'b'\n") == [("JO104", 2, 1)]
    assert places("format = 1\nbudget = 'b'\n") == [("JO104", 2, 10)]
    assert places(HEAD + "[controls]\nvisa = 1\n") == [("JO104", 8, 8)]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_move_nothing(places: Read, mark: bytes, end: bytes) -> None:
    text = HEAD + COMMITMENT + 'visa = {\n number = "1",\n date = "x" }\n'
    assert places(mark + text.encode().replace(b"\n", end)) == [("JO104", 20, 9)]


def test_the_first_line_after_a_byte_order_mark_begins_at_column_1(places: Read) -> None:
    assert places("\ufeff" + HEAD.replace("1", "2", 1)) == [("JO106", 1, 10)]
    assert places("\ufeffzzz = 1\n" + HEAD) == [("JO102", 1, 1)]


def test_tables_nested_as_deep_as_tomli_reads_them_are_placed(places: Read) -> None:
    assert places("zzz = " + "[" * 399 + "]" * 399 + "\n" + HEAD) == [("JO102", 1, 1)]
    assert places("zzz = " + "{a=" * 399 + "1" + "}" * 399 + "\n" + HEAD) == [("JO102", 1, 1)]


def test_problems_are_sorted_by_their_places(places: Read) -> None:
    found = places(HEAD + "qqq = 1\nenvelope = 'x'\n[[line]]\ntitle = 9\n[zzz]\n")
    assert [(code, line) for code, line, _ in found] == [
        ("JO102", 7),
        ("JO104", 8),
        ("JO103", 9),
        ("JO103", 9),
        ("JO104", 10),
        ("JO102", 11),
    ]
