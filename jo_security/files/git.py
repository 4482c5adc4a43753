"""What git is told of a budget: its bytes stay, appended blocks merge, hidden files beside it are passed over."""

import os
import re

from jo_security.files.create import add_lines

ATTRIBUTES = "-text merge=union"


def tell(name: str) -> list[str]:
    """Tell git of a budget in a work tree, in the budget's own folder; the files to which lines were added.

    Only this budget and the folder of its name, where its included files lie, are spoken of: a union of both sides is
    right for blocks that are appended, and wrong for other TOML.

    Raises Unwritable.
    """
    folder, base = os.path.split(name)
    # A line cannot speak of a name that holds what ends a line.
    if not base.isprintable() or not in_work_tree(folder):
        return []
    stem = os.path.splitext(base)[0]
    patterns = (f"/{_literal(base)}", f"/{_literal(stem)}/**/*.toml")
    told = []
    for other, lines in (
        (".gitattributes", [f"{_quoted(pattern)} {ATTRIBUTES}" for pattern in patterns]),
        (".gitignore", [f"/.{_literal(base)}.*"]),
    ):
        path = os.path.join(folder, other)
        if add_lines(path, lines):
            told.append(path)
    return told


def in_work_tree(folder: str) -> bool:
    """Whether a folder lies in a git work tree: `.git` is in it or in one above."""
    here = os.path.realpath(folder or os.curdir)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return False
        here = above
    return True


def _literal(name: str) -> str:
    """A pattern of git that means a name and no other."""
    return re.sub(r"([\\*?\[])", r"\\\1", name)


def _quoted(pattern: str) -> str:
    """A pattern as `.gitattributes` has it, where a space ends one without quotes."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
