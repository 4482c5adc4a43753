"""What stops whatever writes a file or a folder."""

from jo_security.records.problem import Words


class Unwritable(Exception):
    """A file or a folder that cannot be written, or may not be; nothing was; stops the command with status 3."""

    def __init__(self, name: str, reason: Words) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


class Unfinished(Exception):
    """A change that the journal has, and whose file could not be finished: it will be at the next opening.

    Nobody is to record it again. Where it is not `sure`, the disk failed as the journal was written: the next opening
    tells whether it is there.
    """

    def __init__(self, name: str, reason: Words, *, sure: bool = True) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason
        self.sure = sure


class Overwritten(Exception):
    """A budget that lacks operations which were recorded: they are to be restored, or their absence accepted, first."""

    def __init__(self, name: str, missing: tuple[str, ...]) -> None:
        super().__init__(name, missing)
        self.name = name
        self.missing = missing
