"""Names of files that follow from others."""

import os


def file_of(id: str) -> str:  # noqa: A002 - the word of the format
    """The file of a budget by its id, in the current folder."""
    return f"{id.replace('/', '-')}.toml"


def beside(name: str, other: str) -> str:
    """The name of another file in a file's folder."""
    return os.path.join(os.path.dirname(name), other)
