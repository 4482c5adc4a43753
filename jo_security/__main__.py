"""The program's door: arguments to the command line or to the interface, each imported when it is needed."""

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jo_security.locales.language import Language
    from jo_security.records.problem import Wrong


def main() -> None:
    """Run the program with the process's arguments, and leave with its status."""
    # An interrupt ends a command at once and without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A command builds its records once and ends: looking for cycles among them only costs time.
    gc.disable()
    from jo_security.cli.door import run

    status = run(sys.argv[1:], _Interface())
    sys.stdout.flush()
    # Taking a large budget apart, record by record, would take longer than it is worth.
    os._exit(status)


class _Interface:
    """What the command line asks of the interface, each imported when it is asked for."""

    def open(self, name: str, language: "Language", environ: "Mapping[str, str]", *, read_only: bool, at: str) -> int:
        """Open a budget in the interface; its status."""
        gc.enable()
        # The interface reads the keyboard itself; an interrupt meant for an editor that it started is not for it.
        signal.signal(signal.SIGINT, lambda *_: None)
        from jo_security.tui.app import run

        return run(name, language, environ, read_only=read_only, at=at)

    def wrong_keys(self, chosen: "Mapping[str, tuple[str, ...]]") -> "Iterable[Wrong]":
        """What is wrong with keys that were chosen, by the ids of bindings."""
        from jo_security.tui.bindings import wrong_keys

        return wrong_keys(chosen)


if __name__ == "__main__":
    main()
