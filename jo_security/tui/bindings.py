"""Every binding of the screens by its id: what a key map may change, and which keys would be taken twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character
from textual.screen import Screen

from jo_security.records.checking import unknown
from jo_security.records.problem import Words, Wrong
from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIRST = ("house", "act", "table")
"""The groups of ids that come first."""
FREE_FIRST = N_("Give that another key first.")
"""What to do where a key is taken."""
MODIFIERS = frozenset(("ctrl", "shift", "alt", "super", "meta", "hyper"))


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding, and the screen or widget whose it is."""

    binding: Binding
    owner: type[DOMNode]

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, where the reader chose no others."""
        return tuple(key.strip() for key in self.binding.key.split(","))

    @property
    def what(self) -> str:
        """What it does, as a message to translate."""
        return self.binding.tooltip or self.binding.description


@cache
def bindings() -> Mapping[str, Bound]:
    """All of them, those of every screen first; every module of the screens is loaded to find them."""
    package = import_module("jo_security.tui")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    found: dict[str, Bound] = {}
    for owner in _below(DOMNode):
        if owner.__module__.startswith(package.__name__):
            for each in owner.__dict__.get("BINDINGS", ()):
                if isinstance(each, Binding) and each.id is not None:
                    found.setdefault(each.id, Bound(each, owner))
    ranks = {group: rank for rank, group in enumerate(FIRST)}
    return dict(sorted(found.items(), key=lambda item: ranks.get(item[0].partition(".")[0], len(ranks))))


def rivals(id: str, key: str, chosen: Mapping[str, tuple[str, ...]]) -> list[str]:  # noqa: A002 - what Textual calls it
    """The ids of the other bindings that a key reaches where it would reach this one, in a key map."""
    mine = bindings()[id].owner
    return [
        name
        for name, each in bindings().items()
        if name != id and _meet(mine, each.owner) and key in map(canonical, chosen.get(name, each.keys))
    ]


def wrong_keys(chosen: Mapping[str, tuple[str, ...]]) -> Iterator[Wrong]:
    """What is wrong with a key map: bindings or keys that there are not, and keys that do something else already."""
    known = bindings()
    before: set[str] = set()
    for name, keys in chosen.items():
        if name not in known:
            wrong = unknown(name, ("keys", name), tuple(known))
            message = Words(N_("{key} is no binding"), {"key": name})
            yield Wrong(wrong.code, wrong.path, message, wrong.hint, at_key=True)
            continue
        strange = tuple(key for key in keys if not is_key(key))
        if strange:
            message = Words(N_("{keys:list} are keys of no keyboard"), {"keys": strange})
            hint = Words(N_("Write a key as in f9, ctrl+x or question_mark."))
            yield Wrong("JO104", ("keys", name), message, hint)
        before.add(name)
        for key in {canonical(key): key for key in keys if key not in strange}.values():
            # Of two that were chosen, the later one is told.
            taken = [other for other in rivals(name, canonical(key), chosen) if other in before or other not in chosen]
            if taken:
                yield Wrong("JO104", ("keys", name), clash(key, taken[0]), Words(FREE_FIRST))


def clash(key: str, taken: str) -> Words:
    """What is said of a key that another binding has."""
    says = N_("{key} already does something there: “{what}” ({id})")
    return Words(says, {"key": key, "what": Words(bindings()[taken].what), "id": taken})


def canonical(key: str) -> str:
    """A key as Textual calls it: `?` is `question_mark`."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def is_key(key: str) -> bool:
    """Whether a text names a key: `f9`, `ctrl+x`, `question_mark`, `?`."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    named = len(last) == 1 or last in {each.value for each in Keys} or key_to_character(last) is not None
    return named and MODIFIERS.issuperset(modifiers)


def _below(owner: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The classes under one, the nearest first."""
    for each in owner.__subclasses__():
        yield each
        yield from _below(each)


def _meet(one: type[DOMNode], other: type[DOMNode]) -> bool:
    """Whether both may have the keys at once: a screen and what is in it, or a screen and one of its kind."""
    if issubclass(one, Screen) != issubclass(other, Screen):
        return True
    return issubclass(one, other) or issubclass(other, one)
