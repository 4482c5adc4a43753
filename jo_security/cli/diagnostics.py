"""What goes to standard output and to standard error, and with which status the program ends."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from jo_security.locales.figures import FOLDED
from jo_security.locales.language import Language
from jo_security.office.naming import Overwritten, Unfinished, Unreadable, Unwritable
from jo_security.records.reasons import reason
from jo_security.records.words import N_

if TYPE_CHECKING:  # the interface begins without it
    from jo_security.office.opening import Opened

UNFINISHED = N_(
    "The operation is in the journal of {file}, but its file could not be finished: {reason}. Do not record it again:"
    " it is put in its place the next time that something is recorded."
)
UNSURE = N_(
    "The disk failed while the journal of {file} was written: {reason}. See with jo-security show whether the operation"
    " is there before you record it again."
)
OVERWRITTEN = N_(
    "{file} lacks operations that were recorded in it: {ids}. Somebody saved over them. jo-security restore {file} puts"
    " them back, jo-security restore {file} --accept leaves them out."
)
DONE, FOUND, USAGE, NO_FILE = 0, 1, 2, 3


def prepare() -> None:
    """Let a text that the terminal cannot show be written all the same, without its accents or its signs."""
    codecs.register_error("unaccented", _unaccented)
    # A stream that was closed before the program began is None: what is written there goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it stays open as long as the program
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - likewise
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="unaccented")  # type: ignore[union-attr]  # a stream of text can, whatever its type says


def status_of(command: Callable[[], Any], language: Language) -> int:
    """Run a command and turn what stops it into one sentence on standard error and a status."""
    try:
        try:
            status = command()
        finally:
            sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit, click.Abort) as error:
        return _misused(error)
    except Unreadable as error:
        unreadable(error, language)
        return NO_FILE
    except (Unwritable, Unfinished, Overwritten) as error:
        say(_stopped(error, language))
        return NO_FILE
    except UnicodeEncodeError:
        # Bytes of an argument that are no text cannot be looked up.
        say(language.text(N_("The command line holds bytes that are no text.")))
        return USAGE
    except OSError as error:
        return _unwritten(error, language)
    return status if isinstance(status, int) else DONE


def _stopped(error: Unwritable | Unfinished | Overwritten, language: Language) -> str:
    """What stopped something from being written."""
    if isinstance(error, Overwritten):
        return language.text(OVERWRITTEN, file=error.name, ids=", ".join(error.missing))
    says = N_("{file} cannot be written: {reason}")
    if isinstance(error, Unfinished):
        says = UNFINISHED if error.sure else UNSURE
    return language.render(says, {"file": error.name, "reason": error.reason})


def _misused(error: click.ClickException | click.exceptions.Exit | click.Abort) -> int:
    """The status of a command line that is wrong, or that asked only for help."""
    if isinstance(error, click.ClickException):
        error.show(file=sys.stderr)
    return getattr(error, "exit_code", USAGE)


def _unwritten(error: OSError, language: Language) -> int:
    """The status where the answer cannot be written; whoever closes a pipe has read enough."""
    # Python would complain once more when it closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return DONE
    say(language.text(N_("The answer cannot be written: {reason}"), reason=language.text(reason(error))))
    return NO_FILE


def emit(text: str) -> int:
    """Write an answer to standard output; that it is done."""
    sys.stdout.write(text)
    return DONE


def emit_bytes(pieces: Iterable[bytes]) -> None:
    """Write an answer that is not for people to standard output, byte for byte."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Tell a person something, on standard error."""
    # Where nobody can be told, the status still says it.
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def unreadable(error: Unreadable, language: Language) -> None:
    """Say which file cannot be read, and why."""
    say(language.text(N_("{file} cannot be read: {reason}"), file=error.name, reason=language.text(error.reason)))


def coloured() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def count(opened: "Opened", language: Language) -> None:
    """One line on standard error for the problems of a budget that was read all the same, after its answer."""
    sys.stdout.flush()
    if not opened.findings:
        return
    errors, warnings = opened.errors(), len(opened.findings) - opened.errors()
    parts = []
    if errors:
        parts.append(language.plural("{n} error", "{n} errors", errors))
    if warnings:
        parts.append(language.plural("{n} warning", "{n} warnings", warnings))
    counted = ", ".join(parts)
    say(language.text(N_("{file}: {counted}; see jo-security check."), file=opened.name, counted=counted))


def _unaccented(error: UnicodeError) -> tuple[str, int]:
    """The letters of what cannot be encoded without their accents, and ? where nothing is left."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(FOLDED).replace("œ", "oe").replace("Œ", "OE")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return letters or "?", error.end
