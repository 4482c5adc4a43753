"""Lines as rows: the tree in preorder, folded, filtered and sorted among siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Tree:
    """Nodes by number, each under its parent's id; the order of the budget among siblings unless sorted."""

    def __init__(self, nodes: Iterable[tuple[int, str, str | None]] = ()) -> None:
        """Take nodes as their number, their id and their parent's id."""
        self.ids: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        self.parents: dict[int, str | None] = {}
        self._below: dict[str | None, list[int]] = {}
        for number, name, parent in nodes:
            self.ids[number] = name
            self.numbers[name] = number
            self.parents[number] = parent
            self._below.setdefault(parent, []).append(number)

    def has_below(self, number: int) -> bool:
        """Whether a node is a branch."""
        return self.ids[number] in self._below

    def with_above(self, numbers: Iterable[int]) -> set[int]:
        """These nodes and every node above them."""
        kept: set[int] = set()
        for number in numbers:
            node: int | None = number
            while node is not None and node not in kept:
                kept.add(node)
                parent = self.parents[node]
                node = None if parent is None else self.numbers[parent]
        return kept

    def path(self, number: int) -> list[int]:
        """A node and those above it, the highest first."""
        steps = [number]
        while (parent := self.parents[steps[0]]) is not None:
            steps.insert(0, self.numbers[parent])
        return steps

    def flat(
        self, folded: set[str], kept: set[int] | None, arrange: Callable[[Sequence[int]], Sequence[int]]
    ) -> list[int]:
        """The nodes in preorder, without those below folded ones, or only those kept; siblings as they are arranged."""
        found: list[int] = []
        waiting = self._siblings(None, kept, arrange)
        while waiting:
            number = waiting.pop()
            found.append(number)
            name = self.ids[number]
            if name in self._below and (kept is not None or name not in folded):
                waiting += self._siblings(name, kept, arrange)
        return found

    def _siblings(
        self, parent: str | None, kept: set[int] | None, arrange: Callable[[Sequence[int]], Sequence[int]]
    ) -> list[int]:
        """The nodes under one, last first, as a stack takes them."""
        nodes: Sequence[int] = self._below.get(parent, [])
        if kept is not None:
            nodes = [number for number in nodes if number in kept]
        return list(reversed(arrange(nodes)))


def indent(depth: int, *, branch: bool, folded: bool) -> str:
    """What stands before the label of a node."""
    sign = "▸" if folded else "▾"
    return "  " * depth + (f"{sign} " if branch else "  ")
