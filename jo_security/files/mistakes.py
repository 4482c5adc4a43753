"""Words for what is not TOML: from the parser's message, and from what people write by habit.

Every message of tomli 2.5 has a sentence here; one that a later tomli may add falls back on a general one. Positions
are offsets in the text as the parser saw it, CR LF being LF.
"""

import datetime
import re
from collections.abc import Iterator

import tomli

from jo_security.files.locate import statement
from jo_security.records.problem import Words
from jo_security.records.shapes import written
from jo_security.records.words import N_

Mistake = tuple[int, Words, Words]
"""Where it stands, what is wrong, what to do."""

_REASONS: tuple[tuple[str, str, str], ...] = (
    (
        r"Invalid statement",
        N_("a line cannot begin with this sign"),
        N_("Begin the line with a key, a header in brackets or #."),
    ),
    (
        r"Expected newline or end",
        N_("something follows here that does not belong to what is before it"),
        N_("End the line before it, or put the whole text between quotation marks."),
    ),
    (
        r"Expected '=' after",
        N_("the sign = is missing after the key"),
        N_('Write the key, the sign = and the value: label = "Drones".'),
    ),
    (
        r"Expected '\]",
        N_("the header is not closed"),
        N_("Close the header with as many brackets as open it."),
    ),
    (
        r"Expected|Unterminated|(?:Illegal|Found invalid) character '\\n'",
        N_("the text is not closed"),
        N_("Close the text with the quotation mark that opens it."),
    ),
    (
        r"Illegal character|Found invalid character",
        N_("a control character stands here"),
        N_("Remove the character, which is invisible in most editors."),
    ),
    (
        r"Cannot declare|Cannot redefine",
        N_("the table {key} is opened twice"),
        N_("Put all its keys under one header; records are opened by double brackets: [[commitment]]."),
    ),
    (
        r"Cannot mutate",
        N_("{key} is already complete: nothing can be added to it here"),
        N_("Write all of it in one place."),
    ),
    (
        r"Cannot overwrite|Duplicate inline",
        N_("the key {key} is given twice"),
        N_("Remove one of the two, or open a new record with its header."),
    ),
    (
        r"Invalid initial character",
        N_("a key is missing here, or begins with a sign that keys do not have"),
        N_("Write a key in letters, digits, - and _."),
    ),
    (
        r"Unclosed array",
        N_("a comma or a closing bracket is missing in the list"),
        N_("Separate the values with commas and close the list with ]."),
    ),
    (
        r"Unclosed inline",
        N_("a comma or a closing brace is missing in the table"),
        N_("Separate the keys with commas and close the table with }}."),
    ),
    (
        r"Unescaped|Invalid hex|Escaped character",
        N_("a backslash stands in the text"),
        N_("Write \\\\ for a backslash, or put the text between single quotation marks."),
    ),
    (
        r"Invalid date",
        N_("there is no such date"),
        N_("Check that the day exists in that month."),
    ),
    (
        r"Invalid value",
        N_("this is not a value"),
        N_("Put a text between quotation marks; write amounts like 12_400_000.25 and dates like 2023-03-14."),
    ),
)  # fmt: skip
_GENERAL = (N_("this is not TOML from here on"), N_("Correct the text from this place on."))

_AT_ESCAPE = re.compile(r"Unescaped|Invalid hex|Escaped character")
_UNCLOSED_TEXT = re.compile(r"Unterminated|Expected .'")
_ABOUT_VALUES = re.compile(
    r"Expected newline|Expected '='|Invalid value|Invalid date|Unclosed|Invalid initial|Invalid statement"
)

_UNSEEN = "\u00a0\u202f\u2007\u2009\u200b\ufeff"
_AMOUNT = re.compile(
    r"[+\u2212\u2013-]?[ \u00a0\u202f]?[0-9][0-9 _'.,\u00a0\u202f]*[0-9](?:[ \u00a0\u202f]?(?:€|EUR))?|[0-9] ?€"
)
_PLAIN_AMOUNT = re.compile(r"[+-]?[0-9_]+(?:\.[0-9_]+)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?![0-9])")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?![0-9])")
_NAME = re.compile(r"[ \t]*(\[{0,2}([^=\]#\n]*))")

_HABITS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"$|#"),
        N_("the value is missing"),
        N_("Write the value after the sign =, or remove the key."),
    ),
    (
        re.compile(r"[“”„«»‘’‹›]"),
        N_("the quotation marks are typographic ones"),
        N_('Use straight quotation marks: "…".'),
    ),
    (
        re.compile(r'"[^"\n]*"\s*[^\s,#\]}]'),
        N_("something follows the closing quotation mark"),
        N_('Inside a text, write \\" for a quotation mark, or « and ».'),
    ),
    (
        re.compile(r"(?:true|false|yes|no|vrai|faux|oui|non)\b", re.IGNORECASE),
        N_("this is neither true nor false"),
        N_("Write true or false, in lower case and without quotes."),
    ),
    (
        re.compile(r"[+-]?[0-9.,]+[ \u00a0\u202f]?%"),
        N_("a percentage stands here"),
        N_("Write it as a number from 0 to 1: 0.90 for 90%."),
    ),
    (
        re.compile(r"[+-]?0[0-9]"),
        N_("the number begins with 0"),
        N_("Remove the leading zeros; put an id between quotation marks."),
    ),
    (
        re.compile(r"[^\W\d_]"),
        N_("a text stands without quotation marks"),
        N_("Put the text between quotation marks."),
    ),
)  # fmt: skip


def explain(error: tomli.TOMLDecodeError) -> Mistake:
    """Where a text stops being TOML, what is wrong there and what to do."""
    place, text = error.pos, error.doc
    if _ABOUT_VALUES.match(error.msg):
        for mistake in _by_habit(text, place, value=error.msg.startswith("Invalid value")):
            return mistake
    says, hint = next(((says, hint) for why, says, hint in _REASONS if re.match(why, error.msg)), _GENERAL)
    key = ""
    if _AT_ESCAPE.match(error.msg):
        place = text.rindex("\\", 0, place)
    elif error.msg.startswith("Duplicate inline"):
        place, key = _inline(text, place, error.msg)
    elif error.msg.startswith("Cannot"):
        place, key = _named(text, place)
    elif place >= len(text) and _UNCLOSED_TEXT.match(error.msg):
        quotes = "'''" if "'''" in error.msg else '"""'
        opening = text.find(quotes, statement(text, place))
        place = opening if opening >= 0 else place
    return min(place, len(text.rstrip())), Words(says, {"key": key}), Words(hint)


def _named(text: str, place: int) -> tuple[int, str]:
    """The key or the header that is given again, whose value or whose name ends at a place."""
    match = _NAME.match(text, statement(text, place))
    return (match.start(1), match[2].strip()) if match else (place, "")


def _inline(text: str, place: int, message: str) -> tuple[int, str]:
    """The key of an inline table that is given again, whose value ends at a place; tomli's message ends with it."""
    key = message.partition("key ")[2][1:-1]
    again = [*re.finditer(rf"[{{,\s]([\"']?{re.escape(key)}[\"']?)\s*=", text[:place])]
    return (again[-1].start(1), key) if again else (place, key)


def _by_habit(text: str, place: int, *, value: bool) -> Iterator[Mistake]:
    """What is written by habit in the value in which a place lies; `value` says that one should begin there."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    sign = line.rfind("=", 0, max(place - start, 1))
    after = sign + 1 + len(line[sign + 1 :]) - len(line[sign + 1 :].lstrip(" \t"))
    if sign >= 0:
        yield from _figure(line[after:], start + after)
    if text[place : place + 1] in [*_UNSEEN]:
        says, hint = N_("a no-break or invisible space stands here"), N_("Replace it with an ordinary space.")
        yield place, Words(says), Words(hint)
    for column in ([after] if sign >= 0 else []) + ([place - start] if value else []):
        for pattern, says, hint in _HABITS:
            if pattern.match(line, column):
                yield start + column, Words(says), Words(hint)


def _figure(value: str, place: int) -> Iterator[Mistake]:
    """A date or an amount that is written as people write them, with what to write."""
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        if match := pattern.match(value):
            year, month, day = (int(match[group]) for group in order)
            try:
                date = datetime.date(year, month, day)
            except ValueError:
                yield place, Words(N_("there is no such date")), Words(N_("Check that the day exists in that month."))
            else:
                if match.group() != date.isoformat():
                    says = N_("the date is not written as year-month-day")
                    yield place, Words(says), Words(N_("Write {date}."), {"date": date.isoformat()})
            return
    match = _AMOUNT.match(value)
    if match and not _PLAIN_AMOUNT.fullmatch(match.group()) and (number := written(match.group())):
        says = N_("the amount is not written as TOML writes numbers")
        yield place, Words(says), Words(N_("Write {number}."), {"number": number})
