"""TOML from a text, exactly, and words for what is not TOML."""

import re
from typing import Any

import tomli

from jo_security.files.source import Source
from jo_security.records.money import number
from jo_security.records.problem import Words
from jo_security.records.words import N_

DEEPEST = 100
_TOO_LONG = re.compile(r"\d[\d_]{4000,}")
_OUT_OF_RANGE = "1" + "0" * 3000
_LONG_KEY = re.compile(rf"(?:[^\s.=\[\]#]+[ \t]*\.[ \t]*){{{DEEPEST}}}")


class NotToml(Exception):
    """A text that is not TOML: the first place where it is not, and the words for it."""

    def __init__(self, line: int, column: int, message: Words, hint: Words) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint


def parse(source: Source) -> dict[str, Any]:
    """What the text says, decimal numbers exactly as written.

    Raises NotToml.
    """
    if source.bad is not None:
        line, column = source.place(len(source.content[: source.bad].decode("utf-8")))
        raise NotToml(
            line,
            column,
            Words(N_("the file is not in UTF-8 from here on")),
            Words(N_("Save the file in the encoding UTF-8.")),
        )
    try:
        return _parsed(source.text)
    except tomli.TOMLDecodeError as error:
        from jo_security.files.mistakes import explain  # loaded for a mistake only

        place, says, hint = explain(error)
        before = error.doc.rfind("\n", 0, place)
        raise NotToml(error.doc.count("\n", 0, place) + 1, place - before, says, hint) from None
    except RecursionError:
        raise _too_deep(source) from None


def _parsed(text: str) -> dict[str, Any]:
    """What tomli reads, integers of thousands of digits included.

    Raises TOMLDecodeError, or RecursionError where brackets or keys are nested too deep.
    """
    try:
        return tomli.loads(text, parse_float=number)
    except tomli.TOMLDecodeError:
        raise
    except ValueError:
        # Python refuses to read an integer of thousands of digits; a shorter one is out of range just as well.
        return tomli.loads(_TOO_LONG.sub(_OUT_OF_RANGE, text), parse_float=number)


def _too_deep(source: Source) -> NotToml:
    """The first bracket deeper than any budget goes, else the first key of as many parts."""
    from jo_security.files.locate import depths  # loaded for a mistake only

    offset = next((offset for offset, depth in depths(source.text) if depth > DEEPEST), None)
    if offset is not None:
        says = Words(N_("brackets are nested more than {depth} deep"), {"depth": DEEPEST})
        hint = Words(N_("Close the brackets before, or remove them."))
    else:
        key = _LONG_KEY.search(source.text)
        offset = key.start() if key else 0
        says = Words(N_("a key has more than {depth} parts"), {"depth": DEEPEST})
        hint = Words(N_("Write the key without dots."))
    return NotToml(*source.place(offset), says, hint)
