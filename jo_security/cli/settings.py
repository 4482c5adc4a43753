"""`settings`: where the reader's settings are, and what holds."""

import json
import os

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.problems import as_json, paragraph
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.office.naming import settings_file
from jo_security.office.settings import Held, Settings, read
from jo_security.records.words import N_

FORMAT = 1
HOUSE = {"language": N_("that of the locale"), "theme": N_("that of the house")}
"""What is said of a choice that was not made."""


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(form: str) -> int:
        held = read(settings_file(os.environ))
        said, held = held.problems, held.without(click.get_current_context().obj.wrong_keys(held.settings.keys))
        if form == "json":
            diagnostics.emit(json.dumps(_answer(held, language), ensure_ascii=language.ascii, indent=2) + "\n")
        else:
            diagnostics.emit(_told(held, language))
        # What the file itself shows to be wrong every command says.
        for problem in held.problems:
            if problem not in said:
                diagnostics.say(paragraph(problem, language, colour=False).rstrip())
        return diagnostics.FOUND if held.problems or held.failure else diagnostics.DONE

    return arguments.command(
        language,
        "settings",
        N_("Say where your settings are, and what holds; the interface changes them, with the comma."),
        example="jo-security settings --format json",
        params=[arguments.format_option(language, "text", "json")],
        run=run,
    )


def _plain(settings: Settings) -> dict[str, object]:
    """The settings as their file has them."""
    return {
        "language": settings.language or None,
        "theme": settings.theme or None,
        "start": settings.start,
        "keys": {name: list(keys) for name, keys in settings.keys.items()},
        "columns": {view: [str(each) for each in columns] for view, columns in settings.columns.items()},
        "filters": {view: dict(named) for view, named in settings.filters.items()},
    }


def _answer(held: Held, language: Language) -> dict[str, object]:
    """What a program is told."""
    return {
        "format": FORMAT,
        "file": held.path or None,
        "exists": os.path.exists(held.path),
        **_plain(held.settings),
        "problems": [as_json(problem, language) for problem in held.problems],
    }


def _told(held: Held, language: Language) -> str:
    """What a person is told: the file, then a line for each choice."""
    text = language.text
    there = os.path.exists(held.path)
    says = N_("{file}") if there else N_("{file}, which is not there yet")
    lines = [f"# {text(says, file=held.path)}" if held.path else f"# {text(N_('no file of settings'))}"]
    for key, value in _flat(_plain(held.settings)):
        said = text(HOUSE[key]) if value is None else json.dumps(value, ensure_ascii=language.ascii)
        lines.append(f"# {key}: {said}" if value is None else f"{literal(key)} = {literal(said)}")
    return "".join(f"{line}\n" for line in lines)


def _flat(table: dict[str, object], before: str = "") -> list[tuple[str, object]]:
    """The values of a table and of those in it, each with its key as TOML may have it."""
    found: list[tuple[str, object]] = []
    for key, value in table.items():
        bare = key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)
        if isinstance(value, dict):
            found += _flat(value, f"{before}{bare}.")
        else:
            found.append((f"{before}{bare}", value))
    return found
