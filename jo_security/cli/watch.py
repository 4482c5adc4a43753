"""`watch`: what changes in a budget, save by save, for a terminal beside an editor."""

import datetime
import gc
import signal
from contextlib import suppress

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.watched import Good, Lines, Log, Objects
from jo_security.locales.language import Language
from jo_security.office.following import Following
from jo_security.office.naming import STDIN, Unreadable
from jo_security.office.opening import Opened, open_budget
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str, form: str, *, once: bool) -> int:
        if file == STDIN:
            raise click.UsageError(text(N_("Standard input cannot be watched: name a file.")))
        # It is interrupted to end, and that is no failure; what it read before is to be let go.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        gc.enable()
        log: Log = (Objects if form == "json" else Lines)(file, language, _now)
        with suppress(KeyboardInterrupt):
            watch(file, log, once=once)
        return diagnostics.DONE

    once = click.Option(["--once"], is_flag=True, help=text(N_("Leave after the first change.")))
    return arguments.command(
        language,
        "watch",
        N_(
            "Follow a budget and print, at each save, the records that changed, the problems that came and went, and"
            " what is available. Ctrl-C ends it."
        ),
        example="jo-security watch budget.toml",
        params=[arguments.file_argument(language), arguments.format_option(language, "text", "json"), once],
        run=run,
    )


def watch(name: str, log: Log, *, once: bool) -> None:
    """Follow a budget until somebody interrupts, or until its first change.

    Raises Unreadable where it cannot be read to begin with.
    """
    opened = open_budget(name)
    following = Following(name, opened)
    good = log.begins(opened)
    for state in following.settled():
        read, failure = _read(name)
        if not following.takes(read, state):
            continue
        good = _told(log, read, failure, good)
        if once:
            following.stop()


def _read(name: str) -> tuple[Opened | None, Unreadable | None]:
    """A budget, or why its file cannot be read at all."""
    try:
        return open_budget(name), None
    except Unreadable as error:
        return None, error


def _told(log: Log, read: Opened | None, failure: Unreadable | None, good: Good | None) -> Good | None:
    """Say what was read; the last good state of the budget."""
    if failure is not None:
        log.gone(failure)
    elif read is not None and read.ledger is None:
        log.broken(read)
    elif read is not None:
        return log.changed(good, read) if good is not None else log.begins(read)
    return good


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()
