"""What stops whatever writes a file or a folder."""

from jo_security.records.problem import Words


class Unwritable(Exception):
    """A file or a folder that cannot be written, or may not be; stops the command with status 3."""

    def __init__(self, name: str, reason: Words) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason
