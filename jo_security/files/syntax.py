"""TOML from a text, exactly, and words for what is not TOML."""

import re
from typing import Any

import tomli

from jo_security.files.locate import depths
from jo_security.files.source import Source
from jo_security.records.money import number
from jo_security.records.problem import Words
from jo_security.records.words import N_

DEEPEST = 100
_TOO_LONG = re.compile(r"\d[\d_]{4000,}")
_OUT_OF_RANGE = "1" + "0" * 3000


class NotToml(Exception):
    """A text that is not TOML: the first place where it is not, and the words for it."""

    def __init__(self, line: int, column: int, message: Words, hint: Words) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint


_HABITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"=\s*[+-]?[\d_ \u00a0\u202f]*\d,\d"), N_("Write the decimals after a point: 12_400_000.25.")),
    (
        re.compile(r"=\s*[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+"),
        N_("Group the digits with _ or not at all: 12_400_000.25."),
    ),
    (re.compile(r"=\s*[+-]?[\d_.]+\s*(?:€|EUR)"), N_("Write the amount without the currency sign.")),
    (re.compile(r"=\s*[“”«„‘’]"), N_('Use straight quotation marks: "…".')),
    (re.compile(r"=\s*\d{1,2}[/.]\d{1,2}[/.]\d{4}"), N_("Write the date as year-month-day: 2023-03-14.")),
    (re.compile(r"=\s*\d{4}-\d{2}-\d{2}"), N_("Check that the day exists in that month.")),
    (re.compile(r"=\s*\"[^\"]*$"), N_("Close the text with a quotation mark.")),
    (re.compile(r"^\s*\[\[[^\]]*\]\s*$|^\s*\[[^\[\]]*$"), N_("Close the header with as many brackets as open it.")),
    (re.compile(r"=\s*[A-Za-zÀ-ÿ]"), N_("Put a text between quotation marks.")),
)


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
        return tomli.loads(source.text, parse_float=number)
    except tomli.TOMLDecodeError as error:
        says = Words(N_("this is not TOML: {why}"), {"why": error.msg})
        raise NotToml(error.lineno, error.colno, says, _habit(source, error.lineno)) from None
    except RecursionError:
        raise _too_deep(source) from None
    except ValueError:
        # Python refuses to read an integer of thousands of digits; a shorter one is out of range just as well.
        return tomli.loads(_TOO_LONG.sub(_OUT_OF_RANGE, source.text), parse_float=number)


def _habit(source: Source, line: int) -> Words:
    """What to do, judged from habits that the line shows."""
    text = source.line(line)
    for pattern, hint in _HABITS:
        if pattern.search(text):
            return Words(hint)
    return Words(N_("Correct the text from this place on."))


def _too_deep(source: Source) -> NotToml:
    """The first bracket deeper than any budget goes."""
    offset = next(offset for offset, depth in depths(source.text) if depth > DEEPEST)
    line, column = source.place(offset)
    says = Words(N_("brackets are nested more than {depth} deep"), {"depth": DEEPEST})
    return NotToml(line, column, says, Words(N_("Close the brackets before, or remove them.")))
