"""`list`: the records of a kind, filtered, sorted, with what they weigh and their totals."""

import datetime
import os
from collections.abc import Mapping, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TABULAR, Budget, Paper, budget, give, head, paper, paper_options
from jo_security.cli.completing import complete_files, complete_ids
from jo_security.cli.kinds import TITLES
from jo_security.cli.listed import sheet
from jo_security.cli.perimeter import period
from jo_security.ledger import answers
from jo_security.ledger.answers.kinds import KINDS, SINGULAR, Filter
from jo_security.ledger.answers.listing import Asking, Listing, asked_fields, names
from jo_security.ledger.answers.lookup import near, tags
from jo_security.ledger.columns import PLUMBING, machine
from jo_security.ledger.filtering import Query, parse
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.office.explaining import CODES
from jo_security.office.naming import STDIN
from jo_security.records.words import N_
from jo_security.sheets.sheet import Document

FILTERS: Mapping[str, tuple[Filter, str]] = {
    "line": ("line", "--line"),
    "programme": ("programme", "--programme"),
    "supplier": ("supplier", "--supplier"),
    "tag": ("tag", "--tag"),
    "since": ("dates", "--from"),
    "until": ("dates", "--to"),
    "least": ("amounts", "--min"),
    "most": ("amounts", "--max"),
    "overridden": ("overridden", "--overridden"),
    "as_of": ("as-of", "--as-of"),
    "exercise": ("exercise", "--exercise"),
}
"""The options that only some kinds have, by what they fill."""
MOST = 1_000_000_000
"""Rows that anybody may ask for."""
SAID: Mapping[str, str] = {
    **{name: option for name, (_, option) in FILTERS.items() if name not in {"as_of", "exercise"}},
    "search": "--search",
    "where": "--where",
    "problem": "--problem",
    "sort": "--sort",
    "limit": "--limit",
}
"""The options that an answer repeats."""


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(kind: str | None, file: str | None, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        of, name = _kind(kind, file, language)
        _suited(of, options, language)
        opened = budget(name, language, options["as_of"])
        if opened is None:
            return diagnostics.FOUND
        chosen = _chosen(of, options.pop("columns"), its, opened, language)
        listing = Listing(opened.ledger, _asking(of, options, opened, language))
        conditions = _conditions(options, language)
        return give(_document(listing, its, conditions, chosen, language), its, language, opened.opened)

    return arguments.command(
        language,
        "list",
        N_(
            "List the records of a kind, with their totals: programmes, lines, movements, reservations, commitments,"
            " adjustments, deliveries, payments, plans, assertions, closings, indicators, observations, milestones,"
            " thresholds; without a kind, all operations in time."
        ),
        example="jo-security list commitments --line anti-drone --min 1M --sort -outstanding",
        params=[*_arguments(language), *_filters(language), *_figures(language), *paper_options(language, TABULAR)],
        run=run,
    )


def _arguments(language: Language) -> list[click.Parameter]:
    """KIND and FILE, both optional."""
    return [
        click.Argument(["kind"], required=False, metavar=language.text(N_("[KIND]")), shell_complete=_kinds),
        click.Argument(["file"], required=False, metavar=language.text(N_("[FILE]")), shell_complete=complete_files),
    ]


def _filters(language: Language) -> list[click.Parameter]:
    """The conditions on records."""
    text = language.text
    day, amount = arguments.Day(language), arguments.Amount(language)

    def named(name: str, metavar: str, about: str) -> click.Option:
        return click.Option([f"--{name}"], shell_complete=complete_ids(name), metavar=metavar, help=text(about))

    def bound(name: str, fills: str, of: click.ParamType[Any], metavar: str, about: str) -> click.Option:
        return click.Option([f"--{name}", fills], type=of, metavar=text(metavar), help=text(about))

    return [
        named("line", "ID", N_("On that line, or on one below it.")),
        named("programme", "ID", N_("Of that programme.")),
        named("supplier", text(N_("TEXT")), N_("Of suppliers whose name holds that.")),
        named("tag", text(N_("TEXT")), N_("With that tag, on the line or the commitment.")),
        bound("from", "since", day, N_("DAY"), N_("Dated that day or later.")),
        bound("to", "until", day, N_("DAY"), N_("Dated that day or earlier.")),
        bound("min", "least", amount, N_("AMOUNT"), N_("Of that recorded amount or more.")),
        bound("max", "most", amount, N_("AMOUNT"), N_("Of that recorded amount or less.")),
        click.Option(
            ["--search"],
            default="",
            metavar=text(N_("TEXT")),
            help=text(N_("Holding every one of these words, whatever their case and accents.")),
        ),
        click.Option(
            ["--where"],
            default="",
            metavar=text(N_("FILTER")),
            help=text(N_("Answering to a filter as in the interface, such as 'amount:>1M date:2024-Q1 -tag:drone'.")),
        ),
        click.Option(["--overridden"], is_flag=True, help=text(N_("With a recorded override."))),
        click.Option(
            ["--problem"],
            type=arguments.Code(CODES),
            metavar=text(N_("CODE")),
            help=text(N_("About which check finds that.")),
        ),
    ]


def _figures(language: Language) -> list[click.Parameter]:
    """The perimeter of figures, the order of rows, and how many."""
    text = language.text
    return [
        arguments.as_of_option(language),
        arguments.exercise_option(language),
        click.Option(
            ["--sort"],
            metavar=text(N_("COLUMNS")),
            help=text(N_("Sort by these columns, apart by commas; a leading - turns the order round.")),
        ),
        click.Option(
            ["--columns"],
            metavar=text(N_("COLUMNS")),
            help=text(N_("Show these columns, apart by commas, in that order.")),
        ),
        click.Option(
            ["--limit"],
            type=click.IntRange(1, MOST),
            metavar=text(N_("N")),
            help=text(N_("The first so many rows; totals are those of the rows shown.")),
        ),
    ]


def _kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001 - as click calls it
    """The kinds that begin so."""
    return [CompletionItem(name) for name in KINDS if name.startswith(incomplete)]


def _kind(kind: str | None, file: str | None, language: Language) -> tuple[str, str]:
    """The kind and the file that are meant: one word alone may be either."""
    if kind is None:
        return "operations", arguments.named(file)
    of = SINGULAR.get(kind, kind)
    if of in KINDS:
        return of, arguments.named(file)
    if file is None and (kind == STDIN or kind.endswith(".toml") or os.path.isfile(kind)):
        return "operations", kind
    said = language.text(N_("{kind} is no kind of record; they are {kinds:list}."), kind=kind, kinds=tuple(KINDS))
    from difflib import get_close_matches  # loaded for a mistake only

    close = get_close_matches(kind, KINDS, n=1)
    hint = language.text(N_("Did you mean {name}?"), name=close[0]) if close else ""
    raise click.UsageError(f"{said} {hint}".rstrip())


def _suited(kind: str, options: Mapping[str, Any], language: Language) -> None:
    """Raises UsageError for a condition that means nothing for a kind."""
    for name, (wanted, option) in FILTERS.items():
        if options[name] not in {None, False} and wanted not in KINDS[kind].filters:
            others = tuple(other for other, its in KINDS.items() if wanted in its.filters)
            says = N_("{option} means nothing for {kind}; it goes with {others:list}.")
            raise click.UsageError(language.text(says, option=option, kind=kind, others=others))


def _asking(kind: str, options: Mapping[str, Any], opened: Budget, language: Language) -> Asking:
    """The question, its line as a number. Raises UsageError for what the budget does not know."""
    known = dict(options)
    known["sort"] = _sort(kind, options["sort"], opened, language)
    if options["line"] is not None:
        known["line"] = answers.number(opened.ledger, "line", options["line"])
        if known["line"] is None:
            raise arguments.unknown(
                language, "--line", options["line"], near(opened.ledger, options["line"], ("line",))
            )
    programme = options["programme"]
    if programme is not None and answers.number(opened.ledger, "programme", programme) is None:
        raise arguments.unknown(language, "--programme", programme, near(opened.ledger, programme, ("programme",)))
    if options["tag"] is not None and options["tag"] not in (having := tags(opened.ledger)):
        from difflib import get_close_matches  # loaded for a mistake only

        close = get_close_matches(options["tag"], having, n=1)
        raise arguments.unknown(language, "--tag", options["tag"], close[0] if close else None)
    known["where"] = _where(kind, options["where"], opened, language)
    return Asking(kind, **known)


def _where(kind: str, text: str, opened: Budget, language: Language) -> Query | None:
    """A filter. Raises UsageError for the first term that cannot be read, with its place."""
    if not text.strip():
        return None
    fields = asked_fields(opened.ledger, kind)
    query = parse(text, fields, datetime.datetime.now().astimezone().date())
    for fault in query.faults:
        said = language.render(fault.says.text, fault.says.values)
        if fault.nearest:
            hint = language.text(N_("Did you mean {name}?"), name=fault.nearest)
        elif fault.possible:
            known = ", ".join(each.named(language.code) for each in fault.possible)
            hint = language.text(N_("It may be: {words}."), words=known)
        else:
            hint = ""
        where = language.text(N_("--where, at character {place}:"), place=str(fault.start + 1))
        marked = f"{literal(text)}\n{' ' * fault.start}{'^' * max(1, fault.end - fault.start)}"
        says = f"{where} {said} {hint}".rstrip() + f"\n{marked}"
        raise click.UsageError(says)
    return query


def _sort(kind: str, asked: str | None, opened: Budget, language: Language) -> list[tuple[str, bool]]:
    """The columns to sort by, each with whether it is backwards."""
    if asked is None:
        return []
    words = [word.strip() for word in asked.split(",")]
    columns = _columns(kind, [word.removeprefix("-") for word in words], opened, language)
    return [(name, word.startswith("-")) for name, word in zip(columns, words, strict=True)]


def _chosen(kind: str, asked: str | None, its: Paper, opened: Budget, language: Language) -> Sequence[str]:
    """The columns that are shown: those asked for, or all in a workbook; none where the kind has its own."""
    if asked is not None:
        return _columns(kind, [word.strip() for word in asked.split(",")], opened, language)
    return [name for name in names(opened.ledger, kind) if name not in PLUMBING] if its.form == "xlsx" else ()


def _columns(kind: str, asked: Sequence[str], opened: Budget, language: Language) -> list[str]:
    """The columns of a kind by their names for machines. Raises UsageError for one that it does not have."""
    known = {machine(name): name for name in names(opened.ledger, kind) if name not in PLUMBING}
    for name in asked:
        if name not in known:
            says = N_("{name} is no column of {kind}; they are {columns:list}.")
            raise click.UsageError(language.text(says, name=name, kind=kind, columns=tuple(known)))
    return [known[name] for name in asked]


def _document(
    listing: Listing, its: Paper, conditions: Mapping[str, str], chosen: Sequence[str], language: Language
) -> Document:
    """The listing on paper, saying what was asked for; who reads it row by row adds up for itself."""
    asking, ledger = listing.asking, listing.ledger
    header = answers.header(ledger, asking.as_of)
    totals = None if its.for_machines else listing.totals()
    said = []
    if its.for_people:
        if listing.kind.filters & {"as-of", "exercise"}:
            said.append(f"{period(answers.perimeter(ledger, asking.as_of, asking.exercise), asking, language)}.")
        if conditions:
            only = "; ".join(f"{option} {value}".rstrip() for option, value in conditions.items())
            said.append(language.text(N_("Only: {conditions}."), conditions=only))
        if totals and totals.illustrative:
            said.append(
                language.plural(
                    "Illustrative: {n} of {whole} records is made up to show the tool.",
                    "Illustrative: {n} of {whole} records are made up to show the tool.",
                    totals.illustrative,
                    whole=str(totals.count),
                )
            )
    return Document(
        title=header.label,
        parts=[sheet(listing, language, totals, title=language.text(TITLES[asking.kind]), chosen=chosen)],
        said=said,
        head=head(header, asking.as_of, asking.exercise) | {"only": conditions},
    )


def _conditions(options: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What was asked for beyond the perimeter, as it was written, amounts in full."""
    found: dict[str, str] = {}
    for name, option in SAID.items():
        value = options[name]
        if value in {None, False, ""}:
            continue
        if isinstance(value, bool):
            found[option] = ""
        elif name in {"least", "most"}:
            found[option] = language.amount(value)
        else:
            found[option] = str(value)
    return found
