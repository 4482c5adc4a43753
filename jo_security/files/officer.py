"""Who acts: the name under which the journal knows an officer, and what the program may keep for them alone."""

import datetime
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LONGEST = 100
"""How many characters of a name a file's name bears."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]|(?<!^)\.")


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer's name, the folder of what only they see, and the clock; all three come from the edge.

    `now` gives the time with its offset from UTC.
    """

    name: str
    state: str
    now: Callable[[], datetime.datetime]

    @property
    def slug(self) -> str:
        """The name as a file may bear it on any system; what is not plain stands as `%` and two digits."""
        return slug(self.name)


def slug(name: str) -> str:
    """A name as a file may bear it on any system."""
    letters = (name[at] if _PLAIN.match(name, at) else _percent(name[at]) for at in range(len(name)))
    return "".join(letters)[:LONGEST] or "%"


def state_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Where the program keeps what is an officer's own, by the habits of a system."""
    home = environ.get("HOME") or environ.get("USERPROFILE") or os.curdir
    if platform == "win32":
        base = environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif platform == "darwin":
        base = environ.get("XDG_STATE_HOME") or os.path.join(home, "Library", "Application Support")
    else:
        base = environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
    return os.path.join(base, "jo-security")


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
