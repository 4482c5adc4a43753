"""`verify`: whether the journal of a budget is what was written."""

import os

import click

from jo_security.cli import arguments, diagnostics
from jo_security.locales.language import Language
from jo_security.office.journals import verified
from jo_security.office.officer import officer
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str | None) -> int:
        name = arguments.named(file)
        verdict = verified(name, officer(os.environ))
        lines = []
        for chain in verdict.chains:
            held = language.plural("{n} entry", "{n} entries", chain.entries)
            if chain.head is None:
                lines.append(f"{chain.path}: {held}")
                continue
            number, sha256 = chain.head
            says = N_("{path}: {held}; the last is {number} {hash}")
            lines.append(text(says, path=chain.path, held=held, number=str(number), hash=sha256[:16]))
        lines += [
            f"{each.path}:{each.line}: {language.render(each.says.text, each.says.values)}"
            for each in (*verdict.notes, *verdict.faults)
        ]
        if not verdict.chains and not verdict.faults:
            lines.append(text(N_("{file} has no journal yet."), file=name))
        diagnostics.emit("".join(f"{line}\n" for line in lines))
        return diagnostics.FOUND if verdict.faults else diagnostics.DONE

    return arguments.command(
        language,
        "verify",
        N_("Read the journal through: every chain, every line, every entry that you have seen."),
        example="jo-security verify budget.toml",
        params=[arguments.file_argument(language)],
        run=run,
    )
