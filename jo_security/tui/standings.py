"""What had happened to the files of a budget since they were last recorded in, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.locales.language import Language
    from jo_security.office.standings import Standing, Stood

DIGITS = 12
"""How much of a commit's hash is shown."""


def said(language: Language, met: Sequence[Standing], *, settled: bool = True) -> str:
    """How files stood that were not as recorded, a sentence each; nothing where all was well.

    Where it is not `settled`, the journal does not tell of it yet. What is missing is not told here.
    """
    return "\n".join(sentence for standing in met for sentence in _sentences(language, standing, settled=settled))


def said_only_looked(language: Language, stood: Stood) -> str:
    """How files stand that can only be looked at, and what is missing from them."""
    lines = [said(language, stood.met, settled=False)]
    if stood.missing:
        ids = ", ".join(each.record for each in stood.missing)
        says = N_("Recorded and no longer in the files: {ids}. Somebody saved over them.")
        lines.append(language.text(says, ids=ids))
    return "\n".join(line for line in lines if line)


def _sentences(language: Language, standing: Standing, *, settled: bool) -> Iterator[str]:
    text = language.text
    record = standing.last.said.get("id", "") if standing.last is not None else ""
    match standing.kind:
        case "unfinished" if settled:
            yield text(N_("The writing of {record} had been interrupted; it is finished now."), record=record)
        case "unfinished":
            yield text(N_("The writing of {record} was interrupted; the next act finishes it."), record=record)
        case "edited":
            yield _edited(language, standing, settled=settled)
        case "git":
            commit = (standing.commit or "")[:DIGITS]
            yield text(N_("Git brought the files to commit {commit} since."), commit=commit)
    if standing.strays:
        says = N_("Somebody saved while the program was writing; what they saved is kept in {files}.")
        yield text(says, files=", ".join(standing.strays))


def _edited(language: Language, standing: Standing, *, settled: bool) -> str:
    """By how many records the files were edited, and where to read it."""
    its = standing.difference
    if its is None:
        return language.text(N_("The files were edited by hand since."))
    count = len(its.added) + len(its.removed) + len(its.changed)
    if not count:
        return language.text(N_("The files were edited by hand since; no record is another."))
    plural = language.plural
    if settled:
        return plural(
            "The files were edited by hand since: {n:number} record; the history says how.",
            "The files were edited by hand since: {n:number} records; the history says how.",
            count,
        )
    return plural(
        "The files were edited by hand since: {n:number} record.",
        "The files were edited by hand since: {n:number} records.",
        count,
    )
