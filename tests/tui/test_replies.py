"""What is sifted from the keyboard: replies that nobody asked for here, and nothing that fingers type."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.message import Message

from jo_security.tui.replies import LATE, Sieve


def keys(text: str) -> list[Key]:
    """The keys that Textual makes of a sequence that it does not know."""
    names = {"\x1b": ("circumflex_accent", "^"), "\x07": ("ctrl+g", "\x07")}
    return [Key(*names.get(each, (each, each))) for each in text]


def typed(messages: list[Message]) -> str:
    return "".join(each.character or "" for each in messages if isinstance(each, Key))


def sifted(text: str, *, slowly: bool = False) -> str:
    sieve, out = Sieve(), list[Message]()
    for key in keys(text):
        out += sieve.sift(key, 100)
        out += sieve.pause() if slowly else ()
    return typed([*out, *sieve.pause()])


@pytest.mark.parametrize(
    "reply",
    [
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        "]11;rgb:0000/0000/0000\x07",
        "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
        "[?1;2c",
        "[6;20;10t",
        "\x1b_Gi=31;OK\x1b\\",
    ],
)
def test_a_reply_is_dropped_and_what_follows_goes_on(reply: str) -> None:
    assert sifted(f"{reply}q") == "q"


@pytest.mark.parametrize("text", ["^", "^^", "P", "[", "[2024]", "]", "_", "_G", "a^P>|", "e", "[?", "x]1"])
def test_what_is_typed_goes_on_in_its_order(text: str) -> None:
    assert sifted(text, slowly=True) == text


@pytest.mark.parametrize("text", ["^2", "[a]", "Px", "]x", "[2024-01-01]"])
def test_what_only_begins_like_a_reply_goes_on_however_fast(text: str) -> None:
    assert sifted(text) == text


def test_keys_that_are_no_characters_go_on_at_once() -> None:
    sieve = Sieve()
    assert sieve.sift(Key("[", "["), 0) == ()
    assert [each.key for each in sieve.sift(Key("down", None), 0) if isinstance(each, Key)] == ["[", "down"]


def test_what_is_dropped_ends_in_time() -> None:
    sieve = Sieve()
    for each in keys("]11;"):
        assert sieve.sift(each, 0) == ()
    assert sieve.sift(Key("a", "a"), LATE / 2) == ()
    assert typed([*sieve.sift(Key("a", "a"), LATE)]) == "a"
