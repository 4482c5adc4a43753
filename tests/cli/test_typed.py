"""Command lines that are being typed are read as shells read them."""

import pytest

from jo_security.cli.typed import Typed, typed

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Typed((), "", "", 0)),
        ("jo", Typed((), "jo", "", 0)),
        ("jo ", Typed(("jo",), "", "", 0)),
        ("jo  a\tb", Typed(("jo", "a"), "b", "", 0)),
        ("jo '' b", Typed(("jo", ""), "b", "", 0)),
        (r"jo a\ b", Typed(("jo",), "a b", "", 0)),
        ("jo 'a b", Typed(("jo",), "a b", "'", 0)),
        ('jo "a b', Typed(("jo",), "a b", '"', 0)),
        ('jo x"a b', Typed(("jo",), "xa b", '"', 1)),
        ("jo 'a b'c", Typed(("jo",), "a bc", "", 3)),
        (r'jo "a\"\$\x', Typed(("jo",), r'a"$\x', '"', 0)),
        (r"jo 'a\b", Typed(("jo",), r"a\b", "'", 0)),
        ("jo 'it'\\''s", Typed(("jo",), "it's", "'", 3)),
        ("jo a\\", Typed(("jo",), "a", "", 0)),
        ("jo --by=ti", Typed(("jo",), "--by=ti", "", 5)),
        ("jo a:b:c", Typed(("jo",), "a:b:c", "", 4)),
        (r"jo a\:b", Typed(("jo",), "a:b", "", 0)),
        ("jo 'a:b", Typed(("jo",), "a:b", "'", 0)),
    ],
)
def test_a_line(line: str, expected: Typed) -> None:
    assert typed(line, BREAKS) == expected


def test_a_value_stands_after_its_option() -> None:
    assert [typed(line).option for line in ("jo --by=ti", "jo --by", "jo a=b", "jo ")] == ["--by=", "", "", ""]
