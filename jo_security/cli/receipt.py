"""What an act came to, for people and for programs."""

import json
from collections.abc import Iterator, Mapping

from jo_security.cli import diagnostics
from jo_security.cli.problems import as_json, paragraph
from jo_security.ledger.columns import MEASURES, machine
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.office.acting import Outcome
from jo_security.office.refusing import Shortage, shortages, ways_out
from jo_security.office.wording import AGAIN, Offer, counted, in_words, offers
from jo_security.records.money import plain
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Remarks, Sheet

RECORDED, TRIED = N_("{id} is recorded"), N_("{id} would be recorded; nothing was written")
MET: Mapping[str, str] = {
    "unfinished": N_("The writing of {record} had been interrupted; it is finished now."),
    "edited": N_("The files were edited by hand since; the journal says how (jo-security history)."),
    "git": N_("Git brought the files to commit {commit} since; the journal says so."),
}
"""How files may stand that were not as the journal has them."""


def give(outcome: Outcome, form: str, language: Language) -> int:
    """Say what an act came to; its status: 0 where it is recorded, or would be, 1 where it is refused."""
    passes = outcome.trial is not None and outcome.trial.passes
    for line in met(outcome, language):
        diagnostics.say(line)
    if outcome.receipt is not None and not outcome.receipt.whole:
        diagnostics.say(language.text(AGAIN, file=outcome.receipt.file))
    if form == "json":
        for line in _remarks(outcome, language):
            diagnostics.say(line)
        diagnostics.emit(json.dumps(answer(outcome, language), ensure_ascii=language.ascii, indent=2) + "\n")
    elif passes:
        from jo_security.cli.as_table import show

        show(_document(outcome, language), language)
    else:
        for line in _refusal(outcome, language):
            diagnostics.say(line)
    return diagnostics.DONE if passes else diagnostics.FOUND


def met(outcome: Outcome, language: Language) -> Iterator[str]:
    """What had happened to the files since the last act."""
    for standing in outcome.met:
        if standing.kind in MET:
            commit = (standing.commit or "")[:12]
            record = standing.last.said.get("id", "") if standing.last else ""
            yield language.text(MET[standing.kind], record=record, commit=commit)
        if standing.strays:
            says = N_("Somebody saved while the program was writing; what they saved is kept in {files}.")
            yield language.text(says, files=", ".join(standing.strays))


def answer(outcome: Outcome, language: Language) -> dict[str, object]:
    """The answer as programs read it."""
    where = outcome.place()
    position = outcome.after if outcome.trial is not None and outcome.trial.passes else outcome.before
    return {
        "id": outcome.id,
        "recorded": outcome.recorded,
        "file": where and where.file,
        "line": where and where.line,
        "position": position and {measure: plain(cents) for measure, cents in position.items()},
        "problems": [as_json(problem, language) for problem in outcome.brought()],
    }


def _document(outcome: Outcome, language: Language) -> Document:
    """The receipt: the line's position before and after, and what the operation brings."""
    text = language.text
    before, after = outcome.before or {}, outcome.after or {}
    columns = [
        Column("measure"),
        Column("before", "money", text(N_("before"))),
        Column("change", "money", text(N_("change"))),
        Column("after", "money", text(N_("after"))),
    ]
    rows = [
        (text(its.heading), before[name], after[name] - before[name], after[name])
        for name, its in ((machine(each), its) for each, its in MEASURES.items())
        if before[name] or after[name]
    ]
    where = outcome.place()
    says = text(RECORDED if outcome.recorded else TRIED, id=outcome.id)
    place = f" ({literal(where.file)}:{where.line})" if where and outcome.recorded else ""
    told = [paragraph(problem, language, colour=False) for problem in outcome.brought()]
    told += _remarks(outcome, language)
    about = literal(outcome.line) if outcome.line else text(N_("the whole budget"))
    return Document(
        title=f"{says}{place}",
        said=[text(N_("Journal: {mark}"), mark=outcome.receipt.mark)] if outcome.receipt else [],
        parts=[Sheet("position", columns, rows, about), *([Remarks(told)] if told else [])],
    )


def _remarks(outcome: Outcome, language: Language) -> Iterator[str]:
    """What no rule forbids and is worth a look."""
    currency = outcome.trial.after.files.currency if outcome.trial else "EUR"
    for each in outcome.remarks():
        yield language.render(each.text, each.values, currency=currency)


def _refusal(outcome: Outcome, language: Language) -> Iterator[str]:
    """Why an operation is refused, and what would make it pass."""
    trial = outcome.trial
    if trial is None:
        yield from (paragraph(problem, language, colour=False) for problem in outcome.problems)
        return
    text = language.text
    yield text(N_("{id} is refused; nothing was written."), id=outcome.id)
    for problem in outcome.brought():
        yield paragraph(problem, language, colour=False).rstrip("\n")
    found, currency = shortages(trial), trial.after.files.currency
    for each in found:
        yield from _short(each, language, currency)
    ways = ways_out(trial, found, outcome.keys, outcome.line)
    said = offers(ways, outcome.keys, outcome.table)
    if said:
        yield text(N_("What would make it pass:"))
        yield from (f"  - {_offer(each, language, currency)}" for each in said)


def _offer(offer: Offer, language: Language, currency: str) -> str:
    """A way out, with the option that takes it."""
    said = language.render(offer.words.text, offer.words.values, currency=currency)
    if offer.key == "override":
        return f"{said} (--override {language.text(N_('REASON'))})"
    return f"{said} (--{offer.key} {offer.value})" if offer.key == "reservation" else said


def _short(each: Shortage, language: Language, currency: str) -> Iterator[str]:
    """What one limit is short of, in figures."""
    words = in_words(each)
    yield language.render(words.text, words.values, currency=currency)
    if each.position is not None:
        shown = counted(each)
        headings = {machine(name): language.text(its.heading) for name, its in MEASURES.items()}
        widest = max(len(headings[name]) for name in shown)
        amounts = {name: language.amount(each.position[name]) for name in shown}
        room = max(map(len, amounts.values()))
        yield from (f"  {headings[name].ljust(widest)}  {amounts[name].rjust(room)}" for name in shown)
