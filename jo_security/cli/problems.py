"""Problems as a person, a program or a forge reads them."""

import unicodedata

import click

from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.problem import Problem, Words
from jo_security.records.words import N_

COLOURS = {"error": "red", "warning": "yellow"}
SEVERITIES = {"error": N_("error"), "warning": N_("warning")}
EXCERPT = 160
"""The most characters of a line that are shown."""


def paragraph(problem: Problem, language: Language, *, colour: bool) -> str:
    """FILE:LINE:COLUMN, the sentence, the line with a caret, the hint."""
    place = f"{literal(problem.file)}:{problem.line}:{problem.column}"
    severity = language.text(SEVERITIES[problem.severity])
    if colour:
        place = click.style(place, bold=True)
        severity = click.style(severity, fg=COLOURS[problem.severity], bold=True)
    said, hint = message(problem, language)
    excerpt, before = _excerpt(problem)
    margin = " " * len(str(problem.line))
    return (
        f"{place}: {severity} {problem.code} {problem.name}: {said}\n"
        f"  {problem.line} | {excerpt}\n"
        f"  {margin} | {' ' * before}^\n"
        f"  {margin} = {hint}\n"
    )


def annotation(problem: Problem, language: Language) -> str:
    """A workflow command that a forge shows at the line."""
    said, hint = message(problem, language)
    title = f"{problem.code} {problem.name}"
    where = f"file={_escaped(literal(problem.file))},line={problem.line},col={problem.column},title={_escaped(title)}"
    told = f"{said.removesuffix('.')}. {hint}"
    return f"::{problem.severity} {where}::{_data(told)}\n"


def as_json(problem: Problem, language: Language) -> dict[str, object]:
    """The problem as the reference's section 5 has it."""
    said, hint = message(problem, language)
    return {
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "record": problem.record,
        "message": said,
        "hint": hint,
    }


def message(problem: Problem, language: Language) -> tuple[str, str]:
    """What is wrong, and what to do, in the reader's language."""
    return _said(problem, problem.message, language), _said(problem, problem.hint, language)


def _said(problem: Problem, words: Words, language: Language) -> str:
    """Words in the reader's language, amounts in the budget's currency."""
    return language.render(words.text, words.values, currency=problem.currency)


def _excerpt(problem: Problem) -> tuple[str, int]:
    """The line, its part around the column where it is long, and how many cells stand before the column."""
    start = max(0, problem.column - EXCERPT // 2) if len(problem.excerpt) > EXCERPT else 0
    text = literal(problem.excerpt[start : start + EXCERPT].replace("\t", " "))
    text += "…" if len(problem.excerpt) > start + EXCERPT else ""
    return text, sum(_cells(character) for character in text[: problem.column - 1 - start])


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _data(text: str) -> str:
    """Text of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    """A property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
