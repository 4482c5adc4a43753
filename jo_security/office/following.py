"""Following a budget: whoever shows it is told when its files stay in another state, and reads them."""

from collections.abc import Iterator

from jo_security.files.following import Follower
from jo_security.files.state import State, read_state
from jo_security.office.opening import Opened

__all__ = ["Following", "State"]

NOT_TOML = "JO101"


class Following:
    """Follows the files of a budget for whoever reads them.

    For each state of `settled` they are read, and what was read is shown where `takes` says so. One thread goes through
    `settled`; the others may be called from any.
    """

    def __init__(self, name: str, opened: Opened | None) -> None:
        """Follow the budget of that name, from what was read of it."""
        self.name = name
        self._follower = Follower(name, _state(opened))
        self._declined: State | None = None

    def settled(self) -> Iterator[State]:
        """Each state in which the files stay, other than that in which they were read; ends when it is stopped."""
        return self._follower.settled()

    def stop(self) -> None:
        """Follow no longer."""
        self._follower.stop()

    def knows(self, state: State) -> bool:
        """Whether the files were read in that state."""
        return self._follower.known == state

    def took(self, opened: Opened | None) -> None:
        """The files were read unasked: where they are in another state by now, that is told of."""
        self._follower.took(_state(opened))

    def takes(self, opened: Opened | None, state: State) -> bool:
        """Whether what was read is the state that was told of; else another one is told of, if there is one.

        A budget that cannot be read is taken only where it stays so for a while, for which this waits.
        """
        good = opened is not None and opened.ledger is not None
        if not (_is_of(opened, state) or state == self._declined):
            self._declined = state
            self._follower.declined()
            return False
        if not good and not self._follower.stays(state):
            self._follower.declined()
            return False
        self._declined = None
        self._follower.took(state)
        return True


def _state(opened: Opened | None) -> State:
    return () if opened is None else read_state(opened.files)


def _is_of(opened: Opened | None, state: State) -> bool:
    """Whether what was read is that state. What a file includes that is not TOML is not known, and not read."""
    read = _state(opened)
    if read == state or opened is None or opened.ledger is not None:
        return read == state
    return read == state[:1] and any((each.code, each.file) == (NOT_TOML, opened.name) for each in opened.unreadable)
