"""What a budget file says before its first table, without reading the rest."""

import re
from typing import Any

import tomli

from jo_security.files.source import Source
from jo_security.files.syntax import NotToml, parse

_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
TRIES = 5
"""At how many brackets that begin a line the first table is looked for."""


def heading(source: Source) -> dict[str, Any]:
    """The keys at the top of a file, `format` and `include` among them; none of a file that is not TOML there."""
    if source.bad is None:
        text = source.text
        for header, _ in zip(_HEADER.finditer(text), range(TRIES), strict=False):
            try:
                return tomli.loads(text[: header.start()])
            except (ValueError, RecursionError):
                continue  # a bracket inside a text or an array
    try:
        return parse(source)
    except NotToml:
        return {}
