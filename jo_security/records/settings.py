"""What a reader chooses: language, theme, first view, keys, columns and filters, checked key by key."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from jo_security.records.problem import Path, Words, Wrong
from jo_security.records.words import N_

LANGUAGES = ("fr", "en")
THEMES = ("dark", "light", "ansi", "contrast")
VIEWS = ("envelope", "lines", "commitments", "movements", "reservations", "problems", "history")
TABLES = (*VIEWS, "operations", "uses", "altered", "entries", "terms")
"""The tables of the interface: those of views, and those that lie behind them."""
WIDEST = 200
"""The most cells that a column may be given."""

_ONE = N_("one of {choices:list}")
_COMMA = re.compile(r"(?:^|(?<=\+)),$")
_TABLE = N_("a table with keys")
_KEYS = N_('the name of a key such as "f9" or "ctrl+x", or a list of them')
_COLUMNS = N_('a list of columns such as ["id", "supplier:30"], each once, with its width where one is chosen')
_FILTER = N_("the text of a filter, on one line")


class ColumnSpec(NamedTuple):
    """A column by its key, and the cells that it takes; None leaves that to the view."""

    key: str
    width: int | None = None

    def __str__(self) -> str:
        return self.key if self.width is None else f"{self.key}:{self.width}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen; a language or a theme that is empty is left to the locale and to the house.

    `keys` are by the id of a binding, `columns` by table, `filters` by table and by name.
    """

    language: str = ""
    theme: str = ""
    start: str = "envelope"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, tuple[ColumnSpec, ...]] = field(default_factory=dict)
    filters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def checked(document: Mapping[str, Any]) -> tuple[Settings, list[Wrong]]:
    """The settings that a document holds, and what is wrong with it: what does not fit is as if it were not there."""
    wrongs: list[Wrong] = []
    settings = Settings()
    for name, value in document.items():
        if name not in _READERS:
            wrongs.append(_unknown(name, (name,), tuple(_READERS)))
        else:
            found = _READERS[name](value, (name,), wrongs)
            settings = settings if found is None else replace(settings, **{name: found})
    return settings, wrongs


def path_of(document: Mapping[str, Any], path: Path) -> Path:
    """A path as a document has it: `("keys", "house.quit")` may be written as the key `house.quit` of TOML."""
    if len(path) != 2 or not isinstance(keys := document.get(str(path[0])), Mapping):  # noqa: PLR2004 - table and key
        return path
    return next((where for name, where, _ in _flat(keys, (path[0],), "") if name == path[1]), path)


def _choice(*choices: str) -> Callable[[object, Path, list[Wrong]], str | None]:
    """What reads one of a few words."""

    def read(value: object, path: Path, wrongs: list[Wrong]) -> str | None:
        if isinstance(value, str) and value in choices:
            return value
        wrongs.append(_misfit(value, path, Words(_ONE, {"choices": choices}), choices))
        return None

    return read


def _keys(value: object, path: Path, wrongs: list[Wrong]) -> Mapping[str, tuple[str, ...]]:
    """The keys of bindings, by their ids; whether there are such bindings only the interface knows."""
    found: dict[str, tuple[str, ...]] = {}
    for name, where, keys in _flat(_table(value, path, wrongs), path, ""):
        listed = [keys] if isinstance(keys, str) else keys
        if isinstance(listed, list) and listed and all(isinstance(key, str) and key.strip() for key in listed):
            # A comma parts the keys of a key map, and is no key there.
            found[name] = tuple(_COMMA.sub("comma", key.strip()) for key in listed)
        else:
            wrongs.append(_misfit(keys, where, Words(_KEYS)))
    return found


def _columns(value: object, path: Path, wrongs: list[Wrong]) -> Mapping[str, tuple[ColumnSpec, ...]]:
    """The columns of views; which ones a view has only the interface knows."""
    found: dict[str, tuple[ColumnSpec, ...]] = {}
    for view, where, listed in _of_views(value, path, wrongs):
        specs = [_column(each) for each in listed] if isinstance(listed, list) else []
        columns = tuple(spec for spec in specs if spec is not None)
        if columns and len({spec.key for spec in columns}) == len(specs):
            found[view] = columns
        else:
            wrongs.append(_misfit(listed, where, Words(_COLUMNS)))
    return found


def _column(text: object) -> ColumnSpec | None:
    """A column as it is written, such as `supplier:30`; None where it is not written so."""
    if not isinstance(text, str):
        return None
    key, sign, width = (part.strip() for part in text.partition(":"))
    if not key or (sign and not (width.isdecimal() and width.isascii() and 0 < int(width[:9]) <= WIDEST)):
        return None
    return ColumnSpec(key, int(width) if sign else None)


def _filters(value: object, path: Path, wrongs: list[Wrong]) -> Mapping[str, Mapping[str, str]]:
    """The filters of views, by their names."""
    found: dict[str, Mapping[str, str]] = {}
    for view, where, named in _of_views(value, path, wrongs):
        texts: dict[str, str] = {}
        for name, text in _table(named, where, wrongs).items():
            if isinstance(text, str) and text.strip() and text.isprintable():
                texts[name] = text
            else:
                wrongs.append(_misfit(text, (*where, name), Words(_FILTER)))
        found[view] = texts
    return found


def _of_views(value: object, path: Path, wrongs: list[Wrong]) -> Iterator[tuple[str, Path, Any]]:
    """What a table of the settings says of each table of the interface."""
    for name, of_view in _table(value, path, wrongs).items():
        if name in TABLES:
            yield name, (*path, name), of_view
        else:
            wrongs.append(_unknown(name, (*path, name), TABLES))


def _table(value: object, path: Path, wrongs: list[Wrong]) -> Mapping[str, Any]:
    """A table; an empty one where something else stands there."""
    if isinstance(value, Mapping):
        return value
    wrongs.append(_misfit(value, path, Words(_TABLE)))
    return {}


def _flat(table: Mapping[str, Any], path: Path, before: str) -> Iterator[tuple[str, Path, Any]]:
    """The values of a table and of those in it, their names joined by dots: `house.quit` needs no quotes."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, (*path, name), f"{before}{name}.")
        else:
            yield f"{before}{name}", (*path, name), value


def _unknown(name: str, path: Path, known: tuple[str, ...]) -> Wrong:
    """A key that there is not, with the nearest."""
    from jo_security.records.checking import unknown  # dear to import, for a mistake only

    wrong = unknown(name, path, known)
    return replace(wrong, message=Words(N_("{key} is not a setting here"), {"key": name}))


def _misfit(value: object, path: Path, takes: Words, choices: tuple[str, ...] = ()) -> Wrong:
    """A value that does not fit its key."""
    from jo_security.records.shapes import choice, toml  # likewise

    says = N_("{key} = {value} does not fit: it takes {takes}")
    near = choice(*choices).hint if choices else None
    hint = near(value) if near else None
    said = Words(says, {"key": str(path[-1]), "value": toml(value), "takes": takes})
    return Wrong("JO104", path, said, hint or Words(N_("Correct the value as the message says.")))


_READERS: Mapping[str, Callable[[Any, Path, list[Wrong]], Any]] = {
    "language": _choice(*LANGUAGES),
    "theme": _choice(*THEMES),
    "start": _choice(*VIEWS),
    "keys": _keys,
    "columns": _columns,
    "filters": _filters,
}
