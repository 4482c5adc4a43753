"""The user's own editor: which one it is, and how it is told the line."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING, Final

from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACKS: Final = ("sensible-editor", "nano", "micro", "vim", "nvim", "vi", "hx", "emacs", "notepad")
"""What is looked for on the path where the environment names no editor, the easiest to leave first."""

PLUS: Final = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "jed"}
    | {"mg", "ne", "gedit", "gnome-text-editor", "mcedit", "sensible-editor", "editor"}
)
"""Editors that take `+LINE FILE`."""
COLON: Final = {"hx": (), "helix": (), "subl": ("--wait",), "sublime_text": ("--wait",), "zed": ("--wait",)}
"""Editors that take `FILE:LINE:COLUMN`, and what makes them wait until the file is closed."""
GOTO: Final = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
"""Editors that take `--goto FILE:LINE:COLUMN --wait`."""
LINE: Final = {"kate": ("--block",), "kwrite": (), "mate": ("--wait",), "pulsar": ("--wait",), "notepad++": ()}
"""Editors that take `--line LINE FILE`, or `-nLINE` of Notepad++."""


def chosen(environ: Mapping[str, str]) -> list[str]:
    """The command of the editor: $VISUAL, else $EDITOR, else the first that is found; empty where there is none."""
    for name in ("VISUAL", "EDITOR"):
        if value := environ.get(name, "").strip():
            try:
                return shlex.split(value)
            except ValueError:  # a quotation mark that is never closed belongs to the name
                return [value]
    return next(([name] for name in FALLBACKS if shutil.which(name, path=environ.get("PATH"))), [])


def at(command: list[str], file: str, line: int, column: int) -> list[str]:
    """The command that opens a file at a place; an editor that is not known opens it at its start."""
    name = os.path.basename(command[0]).lower().removesuffix(".exe")
    spot = f"{file}:{line}:{column}"
    if name in PLUS:
        return [*command, f"+{line}", file]
    if name in COLON:
        return [*command, *_missing(command, COLON[name]), spot]
    if name in GOTO:
        return [*command, *_missing(command, ("--wait",)), "--goto", spot]
    if name == "notepad++":
        return [*command, f"-n{line}", file]
    if name in LINE:
        return [*command, *LINE[name], "--line", str(line), file]
    return [*command, file]


def edit(environ: Mapping[str, str], file: str, line: int, column: int) -> Words | None:
    """Run the editor in that environment until it ends; return why it could not be started."""
    command = chosen(environ)
    if not command:
        return Words(N_("There is no editor: set VISUAL or EDITOR to the name of one."))
    # Ctrl-C goes to the editor and to this program, which it would end right after the editor. It is handled, and not
    # ignored: an editor would inherit that.
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run(  # noqa: S603 - the user names the program
            at(command, os.path.abspath(file), line, column), env=dict(environ), check=False
        )
    except OSError as error:
        why = Words(reason(error))
        return Words(N_("The editor {name} cannot be started: {reason}"), {"name": command[0], "reason": why})
    finally:
        signal.signal(signal.SIGINT, interrupted)
    return None


def _missing(command: list[str], options: tuple[str, ...]) -> list[str]:
    """The options that a command does not have yet."""
    return [option for option in options if option not in command]
