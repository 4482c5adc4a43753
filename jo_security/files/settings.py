"""The file of a reader's settings: what it says, and how one value of it is changed."""

import codecs
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jo_security.files.home import FILE, VARIABLE
from jo_security.files.source import Source, Unreadable, load
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Path, Problem, Words, Wrong
from jo_security.records.settings import Settings, checked, path_of
from jo_security.records.words import N_

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


PLACE = attrgetter("place")


@dataclass(frozen=True)
class Held:
    """What a file of settings holds: those that fit, and what is wrong with the others.

    `failure` says why a file that is there could not be read.
    """

    path: str
    settings: Settings = field(default_factory=Settings)
    problems: Sequence[Problem] = ()
    failure: Words | None = None
    source: Source | None = None
    document: Mapping[str, Any] = field(default_factory=dict)

    def problem(self, wrong: Wrong) -> Problem:
        """What is wrong, at its place in the file. Raises LookupError where there is no file."""
        if self.source is None:
            raise LookupError(self.path)
        path = path_of(self.document, wrong.path)
        line, column = self.source.place(self._locator.key(path) if wrong.at_key else self._locator.value(path))
        return _problem(self.source, wrong.code, (line, column), wrong.message, wrong.hint)

    def without(self, wrongs: Iterable[Wrong]) -> "Held":
        """The same without the keys that those who know the bindings find wrong; what is wrong is said in its place."""
        found = list(wrongs)
        bad = {wrong.path[1] for wrong in found}
        keys = {name: chosen for name, chosen in self.settings.keys.items() if name not in bad}
        problems = sorted([*self.problems, *map(self.problem, found)], key=PLACE)
        return replace(self, settings=replace(self.settings, keys=keys), problems=problems)

    @cached_property
    def _locator(self) -> Any:  # noqa: ANN401 - imported late
        from jo_security.files.locate import Locator

        return Locator(self.source.text if self.source is not None else "")


def read(path: str) -> Held:
    """Read a file of settings: the defaults where there is none, and whatever of it fits."""
    if not path or not os.path.lexists(path):
        return Held(path)
    from jo_security.files.syntax import NotToml, parse

    try:
        source = load(path)
        document = parse(source)
    except Unreadable as error:
        says = N_("{file} cannot be read: {reason}")
        return Held(path, failure=Words(says, {"file": path, "reason": Words(error.reason)}))
    except NotToml as error:
        found = _problem(source, "JO101", (error.line, error.column), error.message, error.hint)
        return Held(path, problems=(found,), source=source)
    settings, wrongs = checked(document)
    held = Held(path, settings, source=source, document=document)
    return replace(held, problems=sorted(map(held.problem, wrongs), key=PLACE))


def change(path: str, at: Path, value: object) -> None:
    """Write one value, or remove it where it is None; comments, order and whatever else is there stay as they are.

    `at` is as Settings has it: `("theme",)`, `("keys", "house.quit")`. Raises Unwritable, also where the file is not
    TOML; then it is as it was.
    """
    from jo_security.files.replace import put

    if not path:
        raise Unwritable(FILE, Words(N_("the variable {name} says that there is none"), {"name": VARIABLE}))
    place = os.path.realpath(path)
    before = _text(path) if os.path.lexists(path) else None
    after = _changed(path, before or "", at, value)
    if before is None:
        _make_folder(place)
    mode = None if before is None else os.stat(place).st_mode
    put(path, place, [after.encode()], mode)


def begin(path: str, text: str) -> None:
    """Write a new file of settings, for somebody who is to write in it; one that is there stays. Raises Unwritable."""
    from jo_security.files.create import create

    if not os.path.lexists(path):
        _make_folder(os.path.realpath(path))
        create(path, text.encode())


def _problem(source: Source, code: str, place: tuple[int, int], message: Words, hint: Words) -> Problem:
    """What is wrong at a line and column."""
    from jo_security.files.rules import rule

    return Problem(
        code=code,
        name=rule(code).name,
        severity="error",
        file=source.name,
        line=place[0],
        column=place[1],
        record=None,
        message=message,
        hint=hint,
        excerpt=source.line(place[0]),
    )


def _text(path: str) -> str:
    """The text of a file that is TOML, with its mark. Raises Unwritable for every other."""
    from jo_security.files.syntax import NotToml, parse

    try:
        source = load(path)
        parse(source)
    except Unreadable as error:
        raise Unwritable(path, Words(error.reason)) from None
    except NotToml as error:
        says = N_("it is not TOML at line {line}, column {column}: {message}; mend that first")
        values = {"line": error.line, "column": error.column, "message": error.message}
        raise Unwritable(path, Words(says, values)) from None
    return (codecs.BOM_UTF8.decode() if source.marked else "") + source.text


def _changed(path: str, text: str, at: Path, value: object) -> str:
    """A text in which one value is another. Raises Unwritable where nothing else could be kept."""
    import tomli
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark, body = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    ends = "\r\n" if "\r\n" in body else "\n"
    body = body.replace("\r\n", "\n")
    # What is added goes behind the last line, which is to end first.
    body += "" if not body or body.endswith("\n") else "\n"
    try:
        wanted = tomli.loads(body)
        where = path_of(wanted, at)
        _put(wanted, where, value)
        document: TOMLDocument = tomlkit.parse(body)
        _put(document, where, list(value) if isinstance(value, tuple) else value)
        after = tomlkit.dumps(document)
        kept = tomli.loads(after) == _plain(wanted)
    except (TOMLKitError, ValueError):
        kept = False
    if not kept:
        raise Unwritable(path, Words(N_("it cannot be changed without harm to what it says; change it by hand")))
    return mark + after.replace("\n", ends)


def _put(table: Any, at: Path, value: object) -> None:  # noqa: ANN401 - a table of tomlkit, or a dict
    """Put a value into tables, or take it out; tables that are not there are added on the way.

    Raises ValueError where something else is in the place of a table.
    """
    *above, last = at
    for name in above:
        if name not in table:
            if value is None:
                return
            table[name] = {}
        table = table[name]
        if not isinstance(table, Mapping):
            raise ValueError(name)  # noqa: TRY004 - the file is at fault, no caller
    if value is not None:
        table[last] = value
    elif last in table:
        del table[last]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    """A value as TOML gives it back."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _make_folder(path: str) -> None:
    """Make the folder of a file. Raises Unwritable."""
    from jo_security.files.create import refused

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise Unwritable(path, Words(refused(error))) from None
