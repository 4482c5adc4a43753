"""What an officer was shown already, and is not shown again unasked: an empty file each among what is theirs alone."""

import os
from contextlib import suppress


def is_seen(state: str, name: str) -> bool:
    """Whether something was shown, by its name; `state` is the officer's own folder."""
    return os.path.exists(os.path.join(state, name))


def see(state: str, name: str) -> None:
    """Note that something was shown; where the folder cannot be written, it is shown again next time."""
    with suppress(OSError):
        os.makedirs(state, mode=0o700, exist_ok=True)
        with open(os.path.join(state, name), "a", encoding="utf-8"):
            pass
