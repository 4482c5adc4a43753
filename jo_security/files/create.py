"""New files, written whole or not at all, and lines added to others; nothing that exists is ever replaced."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from jo_security.files.source import STDIN
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_

NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)


class Taken(Unwritable):
    """A new file whose name something bears already."""


def create(name: str, content: bytes) -> None:
    """Write a new file: beside its place first, then linked there, so that it appears whole or not at all.

    Raises Taken where something bears the name, Unwritable where it cannot be written; then nothing is left of it.
    """
    with _said(name):
        beside = hidden(name)
        try:
            _write(beside, content)
            # Unlike a renaming, a link never replaces what another program put there in the meantime.
            try:
                os.link(beside, name)
            except FileExistsError:
                raise
            except OSError:  # a disk without links
                _write(name, content)
        finally:
            with suppress(OSError):
                os.unlink(beside)
        settle(name)


def add_lines(name: str, lines: Sequence[str]) -> bool:
    """Add to a file, which need not exist, those of some lines that it lacks, with its own line ends; whether any was.

    Raises Unwritable; then the file is as it was.
    """
    with _said(name):
        held = _held(name)
        known = {line.strip() for line in (held or b"").splitlines()}
        missing = [line.encode() for line in lines if line.encode() not in known]
        end = b"\r\n" if held and b"\r\n" in held else b"\n"
        added = b"".join(line + end for line in missing)
        if held is None:
            create(name, added)
        elif added:
            _append(name, added if held.endswith(b"\n") or not held else end + added)
    return bool(added)


def refused(error: OSError) -> str:
    """The msgid of why the system refuses to write a file."""
    return N_("there is no such folder") if error.errno in NO_FOLDER else reason(error)


def hidden(name: str) -> str:
    """The name of a file that is kept beside another for a moment."""
    folder, base = os.path.split(name)
    # A name may be as long as a file can bear, in bytes.
    short = base.encode("utf-8", "surrogateescape")[:64].decode("utf-8", "ignore")
    return os.path.join(folder, f".{short}.{os.urandom(6).hex()}")


@contextmanager
def _said(name: str) -> Iterator[None]:
    """Say of a file why the system refuses."""
    if name in {STDIN, ""} or not os.path.basename(name):
        raise Unwritable(name, Words(N_("its name is not one that a file can bear")))
    try:
        yield
    except FileExistsError as error:
        raise Taken(name, Words(reason(error))) from None
    except ValueError:
        raise Unwritable(name, Words(N_("its name is not one that a file can bear"))) from None
    except OSError as error:
        raise Unwritable(name, Words(refused(error))) from None


def _write(name: str, content: bytes) -> None:
    """Write a file that does not exist yet, down to the disk; none is left where that fails."""
    opened = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(opened)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise


def _append(name: str, content: bytes) -> None:
    """Add to the end of a file; it keeps its length where that fails."""
    with open(name, "ab", buffering=0) as file:
        length = os.fstat(file.fileno()).st_size
        try:
            while content:
                content = content[file.write(content) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.ftruncate(file.fileno(), length)
            raise


def _held(name: str) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        with open(name, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def settle(name: str) -> None:
    """See the folder itself to the disk, where the system can."""
    with suppress(OSError):
        folder = os.open(os.path.dirname(name) or os.curdir, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
