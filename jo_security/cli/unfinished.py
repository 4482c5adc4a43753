"""A command line that is being typed, up to the cursor, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The words before the one under the cursor, and that one as far as it is typed, both without quotes.

    `quote` is the quote that is still open in it, and `own` how many of its characters stand before what the shell
    itself takes for the word: after a sign that breaks words, or after the open quote.
    """

    before: tuple[str, ...]
    word: str
    quote: str
    own: int

    @property
    def option(self) -> str:
        """Of a word such as `--by=ti`, what stands before the value."""
        name, equals, _ = self.word.partition("=")
        return name + equals if equals and name.startswith("-") else ""


def unfinished(line: str, breaks: str = "") -> Unfinished:
    """Read a line as shells do; `breaks` are signs by which the shell breaks words further."""
    words: list[str] = []
    word, quote, own, inside = "", "", 0, False
    signs = iter(line)
    for sign in signs:
        if sign == "\\" and quote != "'":
            after = next(signs, "")
            word += after if not quote or after in '$`"\\' else sign + after
        elif sign == quote:
            quote, own = "", len(word)
        elif quote:
            word += sign
        elif sign in "'\"":
            quote, own = sign, len(word)
        elif sign.isspace():
            words += [word] if inside else []
            word, own, inside = "", 0, False
            continue
        else:
            word += sign
            own = len(word) if sign in breaks else own
        inside = True
    return Unfinished(tuple(words), word, quote, own)
