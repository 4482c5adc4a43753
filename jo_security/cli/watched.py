"""What a watch says: lines for people, or an object of JSON for each change."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import click

from jo_security.cli import diagnostics
from jo_security.cli.answering import FORMAT
from jo_security.cli.problems import COLOURS, SEVERITIES, as_json, message, paragraph
from jo_security.ledger import answers
from jo_security.ledger.answers import Header, Position
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.office import telling
from jo_security.office.altered import Altered
from jo_security.office.changing import Changes, Fault, changes
from jo_security.office.naming import Unreadable
from jo_security.office.opening import Opened
from jo_security.office.places import problem
from jo_security.records.money import plain
from jo_security.records.problem import Finding, Problem, Words
from jo_security.records.words import N_

MOST = 50
"""How many records, and how many problems, of one change are told to people."""

SIGNS = {"+": "green", "-": "red", "~": "yellow"}


@dataclass(frozen=True, slots=True)
class Good:
    """The last state of a budget that could be read."""

    opened: Opened
    header: Header
    total: Position


class Log(Protocol):
    """What is told while a budget is followed."""

    def begins(self, opened: Opened) -> Good | None:
        """The first state."""

    def changed(self, good: Good, opened: Opened) -> Good:
        """Another good state."""

    def broken(self, opened: Opened) -> None:
        """A state that is no budget."""

    def gone(self, failure: Unreadable) -> None:
        """The file cannot be read at all."""


Clock = Callable[[], datetime.datetime]


def good_of(opened: Opened) -> Good | None:
    """A state, where it could be read."""
    if opened.ledger is None:
        return None
    return Good(opened, answers.header(opened.ledger), answers.total(opened.ledger))


def compared(good: Good, opened: Opened) -> tuple[Good, Changes]:
    """Another good state, and what changed since the last one."""
    now = good_of(opened)
    if now is None:
        raise LookupError(opened.name)
    return now, changes(good.opened, opened, good.total, now.total)


class Lines:
    """Lines for people."""

    def __init__(self, name: str, language: Language, clock: Clock) -> None:
        self.name = name
        self.language = language
        self.clock = clock
        self.colour = diagnostics.coloured()

    def begins(self, opened: Opened) -> Good | None:
        """What is available, and how many problems there are."""
        good = good_of(opened)
        if good is None:
            self.broken(opened)
            return None
        self._head()
        self._figures(Changes(before=good.total, after=good.total), good.header)
        self._count(opened)
        self._out()
        return good

    def changed(self, good: Good, opened: Opened) -> Good:
        """The records and the problems that changed, and what is available."""
        now, its = compared(good, opened)
        self._head("" if its.records else self.language.text(N_("no record is another")))
        for each in its.records[:MOST]:
            self._record(each, now.header.currency)
        self._more(its.records)
        self._problems(its.came, opened, N_("new problem:"))
        self._problems(its.differ, opened, N_("other problem:"))
        self._problems(its.went, good.opened, N_("problem mended:"))
        self._figures(its, now.header)
        self._out()
        return now

    def broken(self, opened: Opened) -> None:
        """Every problem at its place."""
        self._head(self.language.text(N_("cannot be read as a budget until this is mended")))
        for each in opened.unreadable[:MOST]:
            said = paragraph(each, self.language, colour=self.colour)
            self._lines.extend(f"  {line}" for line in said.splitlines())
        self._more(opened.unreadable)
        self._out()

    def gone(self, failure: Unreadable) -> None:
        """Why the file cannot be read."""
        reason = self.language.text(failure.reason)
        self._head(self.language.text(N_("cannot be read: {reason}"), reason=reason))
        self._out()

    def _head(self, says: str = "") -> None:
        """The time and the file."""
        time = click.style(f"{self.clock():%H:%M:%S}", dim=True) if self.colour else f"{self.clock():%H:%M:%S}"
        self._lines = [f"{time} {literal(self.name)}{' · ' if says else ''}{says}"]

    def _record(self, each: Altered, currency: str) -> None:
        sign = "+" if each.before is None else "-" if each.after is None else "~"
        said = [self._words(telling.name(each), currency)]
        said += [self._words(words, currency) for words in telling.in_words(each)]
        self._lines.append(f"  {self._styled(sign, SIGNS[sign])} {' · '.join(said)}")

    def _problems(self, found: Sequence[Fault], opened: Opened, what: str) -> None:
        """Problems at their places, with what became of them."""
        for each in placed(found[:MOST], opened):
            severity = self._styled(self.language.text(SEVERITIES[each.severity]), COLOURS[each.severity])
            said = message(each, self.language)[0]
            place = f"{literal(each.file)}:{each.line}:{each.column}"
            self._lines.append(f"  {self.language.text(what)} {place}: {severity} {each.code} {each.name}: {said}")
        self._more(found)

    def _figures(self, its: Changes, header: Header) -> None:
        said = (self._words(words, header.currency) for words in telling.figures(its, follows_cp=header.follows_cp))
        self._lines.append("  " + " · ".join(said))

    def _count(self, opened: Opened) -> None:
        if opened.findings:
            errors = opened.errors()
            plural = self.language.plural
            counted = [
                *([plural("{n} error", "{n} errors", errors)] if errors else []),
                *([plural("{n} warning", "{n} warnings", rest)] if (rest := len(opened.findings) - errors) else []),
            ]
            self._lines.append("  " + ", ".join(counted))

    def _more(self, told: Sequence[object]) -> None:
        if len(told) > MOST:
            self._lines.append("  " + self.language.text(N_("and {n:number} more"), n=len(told) - MOST))

    def _words(self, words: Words, currency: str) -> str:
        return self.language.render(words.text, words.values, currency=currency)

    def _styled(self, text: str, colour: str) -> str:
        return click.style(text, fg=colour, bold=True) if self.colour else text

    def _out(self) -> None:
        told("".join(f"{line}\n" for line in self._lines))


class Objects:
    """An object of JSON on a line for each change."""

    def __init__(self, name: str, language: Language, clock: Clock) -> None:
        self.name = name
        self.language = language
        self.clock = clock

    def begins(self, opened: Opened) -> Good | None:
        """The position and every problem."""
        good = good_of(opened)
        if good is None:
            self.broken(opened)
            return None
        self._out("opened", position=_position(good.total), problems=self._problems(opened.findings, opened))
        return good

    def changed(self, good: Good, opened: Opened) -> Good:
        """The records and the problems that changed, and the position before and after."""
        now, its = compared(good, opened)
        self._out(
            "changed",
            added=[telling.machine(each) for each in its.records if each.before is None],
            changed=[telling.machine(each) for each in its.records if None not in (each.before, each.after)],
            removed=[telling.machine(each) for each in its.records if each.after is None],
            problems={
                "new": self._problems(its.came, opened),
                "changed": self._problems(its.differ, opened),
                "mended": self._problems(its.went, good.opened),
            },
            before=_position(good.total),
            after=_position(now.total),
        )
        return now

    def broken(self, opened: Opened) -> None:
        """Every problem."""
        self._out("broken", problems=self._problems(opened.unreadable, opened))

    def gone(self, failure: Unreadable) -> None:
        """Why the file cannot be read."""
        self._out("gone", reason=self.language.text(failure.reason))

    def _problems(self, found: Iterable[Fault], opened: Opened) -> list[dict[str, object]]:
        return [as_json(each, self.language) for each in placed(found, opened)]

    def _out(self, event: str, **said: object) -> None:
        whole = {"format": FORMAT, "event": event, "time": self.clock().isoformat("T", "seconds"), "file": self.name}
        told(json.dumps({**whole, **said}, ensure_ascii=self.language.ascii) + "\n")


def placed(found: Iterable[Fault], opened: Opened) -> Iterator[Problem]:
    """Problems at their places."""
    for each in found:
        yield problem(opened, each) if isinstance(each, Finding) else each


def told(text: str) -> None:
    """Write what is to be read at once."""
    click.echo(text, nl=False)


def _position(position: Position) -> dict[str, str]:
    return {measure: plain(amount) for measure, amount in position.items()}
