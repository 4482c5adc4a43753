"""Command lines that are being typed are read as shells read them."""

import pytest

from jo_security.cli.unfinished import Unfinished, unfinished

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Unfinished((), "", "", 0)),
        ("jo", Unfinished((), "jo", "", 0)),
        ("jo ", Unfinished(("jo",), "", "", 0)),
        ("jo  a\tb", Unfinished(("jo", "a"), "b", "", 0)),
        ("jo '' b", Unfinished(("jo", ""), "b", "", 0)),
        (r"jo a\ b", Unfinished(("jo",), "a b", "", 0)),
        ("jo 'a b", Unfinished(("jo",), "a b", "'", 0)),
        ('jo "a b', Unfinished(("jo",), "a b", '"', 0)),
        ('jo x"a b', Unfinished(("jo",), "xa b", '"', 1)),
        ("jo 'a b'c", Unfinished(("jo",), "a bc", "", 3)),
        (r'jo "a\"\$\x', Unfinished(("jo",), r'a"$\x', '"', 0)),
        (r"jo 'a\b", Unfinished(("jo",), r"a\b", "'", 0)),
        ("jo 'it'\\''s", Unfinished(("jo",), "it's", "'", 3)),
        ("jo a\\", Unfinished(("jo",), "a", "", 0)),
        ("jo --by=ti", Unfinished(("jo",), "--by=ti", "", 5)),
        ("jo a:b:c", Unfinished(("jo",), "a:b:c", "", 4)),
        (r"jo a\:b", Unfinished(("jo",), "a:b", "", 0)),
        ("jo 'a:b", Unfinished(("jo",), "a:b", "'", 0)),
    ],
)
def test_a_line(line: str, expected: Unfinished) -> None:
    assert unfinished(line, BREAKS) == expected


def test_a_value_stands_after_its_option() -> None:
    assert [unfinished(line).option for line in ("jo --by=ti", "jo --by", "jo a=b", "jo ")] == ["--by=", "", "", ""]
