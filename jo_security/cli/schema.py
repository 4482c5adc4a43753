"""`schema`: the JSON Schema by which an editor checks and completes a budget."""

import click

from jo_security.cli import arguments, diagnostics
from jo_security.locales.language import Language
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(*, included: bool) -> int:
        from jo_security.records.json_schema import budget_schema, records_schema, written

        diagnostics.emit(written(records_schema() if included else budget_schema(), ascii=language.ascii))
        return diagnostics.DONE

    included = click.Option(
        ["--included"],
        is_flag=True,
        help=language.text(N_("Print that of a file that a budget includes, which holds records only.")),
    )
    return arguments.command(
        language,
        "schema",
        N_("Print the JSON Schema by which an editor checks and completes a budget."),
        example="jo-security schema > budgets/budget.schema.json",
        params=[included],
        run=run,
    )
