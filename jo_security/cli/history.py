"""`history`: who did what in a budget and when, as its journal tells."""

from collections.abc import Iterator
from typing import Any

import click

from jo_security.cli import arguments
from jo_security.cli.answering import FORMAT, TABULAR, give, paper, paper_options
from jo_security.cli.completing import complete_files
from jo_security.locales.language import Language
from jo_security.office.journals import Change, history, told
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Sheet

ACTS = {
    "edit": N_("edit by hand"),
    "git": N_("state that git brought"),
    "accept": N_("absence accepted"),
    "torn": N_("line torn by a crash"),
}
"""What was found and not asked for; acts are called by their commands."""


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(record: str | None, file: str | None, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        if file is None and record is not None and record.endswith(".toml"):
            record, file = None, record
        name = arguments.named(file)
        changes = history(name, record)
        columns = [
            Column("number", "count", text(N_("No."))),
            Column("time", "text", text(N_("Time"))),
            Column("officer", "text", text(N_("Officer"))),
            Column("act", "text", text(N_("Act"))),
            Column("table", "text", text(N_("Table")), rank=1),
            Column("id", "id", text(N_("Record"))),
            Column("file", "text", text(N_("File")), rank=2),
            Column("changes", "text", text(N_("Changes")), rank=3),
            Column("text", "text", "", rank=None),
            Column("hash", "text", text(N_("Hash")), rank=4),
        ]
        rows = [_row(each, language, people=its.for_people) for each in changes]
        empty = text(N_("The journal tells of nothing that was recorded."))
        sheet = Sheet("history", columns, rows, empty=empty)
        return give(Document(name, [sheet], head={"format": FORMAT, "file": name}), its, language)

    return arguments.command(
        language,
        "history",
        N_("Say who did what and when: what was recorded, undone, edited by hand, or brought by git."),
        example="jo-security history EJ-1000000001 budget.toml",
        params=[
            click.Argument(["record"], required=False, metavar=text(N_("[ID]"))),
            click.Argument(["file"], required=False, metavar=text(N_("[FILE]")), shell_complete=complete_files),
            *paper_options(language, TABULAR),
        ],
        run=run,
    )


def _row(change: Change, language: Language, *, people: bool) -> tuple[object, ...]:
    """A change in a row; people read acts and hashes in short."""
    act = language.text(ACTS[change.act]) if people and change.act in ACTS else change.act
    time = change.time[:19].replace("T", " ") if people else change.time
    changes = ", ".join(_changed(change))
    sha256 = change.hash[:16] if people else change.hash
    record = change.ids or None
    return change.number, time, change.officer, act, change.table, record, change.file, changes, change.text, sha256


def _changed(change: Change) -> Iterator[str]:
    """The records that came (+), went (-) or changed (~) by hand or by git."""
    for each in told(change.difference):
        yield f"{'+' if each.before is None else '-' if each.after is None else '~'}{each.record}"
