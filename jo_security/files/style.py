"""How a budget file is written by hand: its line ends, its indentation, where its signs of equality stand."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAIL = 65_536
"""How many of a file's last bytes are looked at for the style of its blocks."""

BLOCKS = 3
"""How many of the last blocks have a say."""

_HEADER = re.compile(r"([ \t]*)\[\[[^\n]*\]\][ \t]*(?:#[^\n]*)?\r?")
_KEY = re.compile(r"([ \t]*)([A-Za-z0-9_-]+)([ \t]*)=[ \t]*[^\s=]")


@dataclass(frozen=True, slots=True)
class Style:
    """The end of a line, the indentation of headers and of keys, what stands between a key and its value."""

    end: str = "\n"
    header: str = ""
    keys: str = ""
    equals: str = " = "
    aligned: bool = False


def style(content: bytes, otherwise: Style | None = None) -> Style:
    """The style of a file's last blocks; of a file without any, another one's.

    The end of a line is that of most lines. A byte-order mark needs no mention: what is there is never written anew.
    """
    otherwise = otherwise or Style()
    windows = content.count(b"\r\n")
    lines = content.count(b"\n")
    end = otherwise.end if not lines else "\r\n" if 2 * windows > lines else "\n"
    blocks = [*_blocks(content[-TAIL:].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))][-BLOCKS:]
    if not blocks:
        return Style(end, otherwise.header, otherwise.keys, otherwise.equals, otherwise.aligned)
    header, keys = blocks[-1]
    told = [verdict for _, each in blocks if (verdict := _aligned(each)) is not None]
    tight = all(not each[3] for each in keys)
    return Style(
        end=end,
        header=header,
        keys=keys[0][1],
        equals="=" if tight else " = ",
        aligned=2 * sum(told) > len(told),
    )


Keys = list[re.Match[str]]


def _blocks(text: str) -> Iterator[tuple[str, Keys]]:
    """The indentation of each header of an array of tables, and the keys right under it, where there are any."""
    header: str | None = None
    keys: Keys = []
    for line in [*text.split("\n"), "["]:
        if line.lstrip(" \t").startswith("["):
            if header is not None and keys:
                yield header, keys
            match = _HEADER.fullmatch(line)
            header, keys = (match[1] if match else None), []
        elif key := _KEY.match(line):
            keys.append(key)


def _aligned(keys: Keys) -> bool | None:
    """Whether a block's signs of equality stand in one column; None where the keys could not tell."""
    if len({len(key[2]) for key in keys}) == 1:
        return None
    return len({len(key[1] + key[2] + key[3]) for key in keys}) == 1
