"""Who acts, as the environment tells: one answer for the command line and for the screens."""

import datetime
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from getpass import getuser

from jo_security.files.officer import Officer, state_folder

VARIABLE = "JO_SECURITY_OFFICER"


def officer(environ: Mapping[str, str]) -> Officer:
    """The officer of the environment, else git's user, else whoever is logged in; with the clock and a folder."""
    return Officer(
        name=environ.get(VARIABLE, "").strip() or _of_git() or _of_login(),
        state=state_folder(environ),
        now=lambda: datetime.datetime.now().astimezone(),
    )


def _of_git() -> str:
    """The name that git knows; nothing where there is no git."""
    with suppress(OSError, subprocess.SubprocessError):
        command = ["git", "config", "user.name"]
        told = subprocess.run(command, capture_output=True, timeout=5, check=False)  # noqa: S603 - the command is ours
        return told.stdout.decode("utf-8", "replace").strip()
    return ""


def _of_login() -> str:
    """The name of the login."""
    with suppress(KeyError, OSError, ImportError):
        return getuser()
    return "unknown"
