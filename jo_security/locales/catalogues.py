"""For developers: compares the catalogues with the words of the program and of click; `--write` adds what is missing.

Run as `python -m jo_security.locales.catalogues [--write]`; the status is 1 where a catalogue is not complete.
"""

import ast
import re
import string
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

Key: TypeAlias = str | tuple[str, str]
"""A msgid, or a singular with its plural."""

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr")
ARGUMENTS = {"_": 1, "N_": 1, "text": 1, "render": 1, "ngettext": 2, "plural": 2}
"""How many msgids the calls that bear these names begin with."""

INDIRECT = ("required",)
"""What click translates by way of a variable."""

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"

"""


def source(language: str) -> Path:
    """Where the catalogue of a language is."""
    return HERE / language / "LC_MESSAGES" / "jo_security.po"


def read(language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    path = source(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def marked(path: Path) -> Iterator[Key]:
    """The msgids that a Python file marks."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in ARGUMENTS:
                first = [one.value for one in node.args[: ARGUMENTS[name]] if isinstance(one, ast.Constant)]
                match first:
                    case [str(only)] if only and ARGUMENTS[name] == 1:
                        yield only
                    case [str(singular), str(plural)]:
                        yield singular, plural


def used() -> dict[Key, str]:
    """Every msgid that a reader can meet, with `click` for those that are click's own, nothing for ours."""
    click = find_spec("click")
    if click is None or click.origin is None:
        msg = "click is not installed"
        raise ModuleNotFoundError(msg)
    folders = {Path(click.origin).parent: "click", HERE.parent: ""}
    keys: dict[Key, str] = dict.fromkeys(INDIRECT, "click")
    for folder, owner in folders.items():
        for path in folder.rglob("*.py"):
            keys |= dict.fromkeys(marked(path), owner)
    return keys


def compare(catalogue: Catalog, keys: dict[Key, str]) -> tuple[list[Key], list[Key]]:
    """The msgids that the catalogue lacks, and those that nothing uses."""
    held = {key(message) for message in catalogue if message.id}
    return sorted(keys.keys() - held, key=str), sorted(held - keys.keys(), key=str)


def key(message: Message) -> Key:
    """What an entry translates."""
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def forms(message: Message) -> list[str]:
    """The translations of an entry, one a plural form."""
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def faults(message: Message) -> Iterator[str]:
    """What is wrong with the translation of an entry."""
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms(message)):
        yield "not translated"
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if placeholders(forms(message)[-1]) != placeholders(ids[-1]):
        yield "the placeholders differ"
    elif not all(placeholders(form) <= placeholders("".join(ids)) for form in forms(message)):
        yield "the placeholders of a plural form differ"


def placeholders(text: str) -> set[str]:
    """The placeholders of a sentence, each with its conversion and its spec: `amount:money`, `name!r`, `%(prog)s`."""
    braces = {f"{name}!{turned}:{spec}" for _, name, spec, turned in string.Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\(\w+\)\w", text))


def write(language: str, catalogue: Catalog, keys: dict[Key, str]) -> None:
    """Add what is missing, empty in French; what nothing uses stays as a comment, with its translation."""
    missing, obsolete = compare(catalogue, keys)
    for unused in map(_first, obsolete):
        catalogue.obsolete[unused] = catalogue[unused]
        catalogue.delete(unused)
    for new in missing:
        known = catalogue.obsolete.pop(_first(new), None)
        kept = known.string if known is not None and key(known) == new else ""
        comments = [keys[new]] if keys[new] else []
        catalogue.add(new, new if language == "en" else kept, auto_comments=comments)
    header = HEADER.format(language=language, plural=catalogue.plural_forms)
    with source(language).open("wb") as file:
        file.write(header.encode())
        write_po(file, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)


def _first(key: Key) -> str:
    return key if isinstance(key, str) else key[0]


def main(arguments: list[str]) -> int:
    """Report each catalogue, after writing it where that is asked for."""
    keys = used()
    complete = True
    for language in LANGUAGES:
        if "--write" in arguments:
            write(language, read(language), keys)
        catalogue = read(language)
        missing, obsolete = compare(catalogue, keys)
        lines = [f"missing: {one!r}" for one in missing] + [f"not used: {one!r}" for one in obsolete]
        lines += [f"{fault}: {key(one)!r}" for one in catalogue if one.id for fault in faults(one)]
        complete = complete and not lines
        sys.stdout.write("".join(f"{language}: {line}\n" for line in lines))
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
