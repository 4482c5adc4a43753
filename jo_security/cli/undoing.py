"""`undo` and `redo`: take back one's own last operation, and do it again."""

import os
from collections.abc import Mapping

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.problems import paragraph
from jo_security.locales.language import Language
from jo_security.office.officer import officer
from jo_security.office.undoing import redo, undo
from jo_security.records.words import N_

ABOUT: Mapping[str, str] = {
    "undo": N_("Take away the last operation that you recorded and that is still there."),
    "redo": N_("Record again, word for word, what you undid last."),
}
NOTHING: Mapping[str, str] = {
    "undo": N_("There is nothing of {officer} to undo in {file}."),
    "redo": N_("There is nothing of {officer} to do again in {file}."),
}
DONE: Mapping[str, str] = {
    "undo": N_("{id} is taken back, word for word; jo-security redo records it again."),
    "redo": N_("{id} is recorded again, word for word."),
}
CLOSED = N_("{id} is not undone: it is closed.")
REFUSED: Mapping[str, str] = {
    "undo": N_("{id} is not undone: later operations rest on it."),
    "redo": N_("{id} is not recorded again; nothing was written."),
}


def build(language: Language, verb: str) -> click.Command:
    """The command of one of the two, in a language."""

    def run(file: str) -> int:
        who = officer(os.environ)
        its = {"undo": undo, "redo": redo}[verb](file, who)
        if its.done:
            diagnostics.say(language.text(DONE[verb], id=its.id))
            return diagnostics.DONE
        for problem in its.problems:
            diagnostics.say(paragraph(problem, language, colour=False))
        if its.errors:
            closed = verb == "undo" and all(error.code == "JO502" for error in its.errors)
            diagnostics.say(language.text(CLOSED if closed else REFUSED[verb], id=its.id))
        elif not its.problems:
            diagnostics.say(language.text(NOTHING[verb], officer=who.name, file=file))
        said = [f"{each.code} {language.render(each.message.text, each.message.values)}" for each in its.errors]
        for one in dict.fromkeys(said):
            diagnostics.say(f"  {one}")
        return diagnostics.FOUND

    return arguments.command(
        language,
        verb,
        ABOUT[verb],
        example=f"jo-security {verb} budget.toml",
        params=[arguments.budget_argument(language)],
        run=run,
    )
