"""The shells that complete a command line: the script that each one sources, and how it is answered."""

import os
import re
import sys
from collections.abc import Iterator, Mapping

import click
from click.shell_completion import CompletionItem, ShellComplete

from jo_security.cli.unfinished import Unfinished, unfinished

BASH = r"""_jo_security_completion() {
    local answer
    COMPREPLY=()
    while IFS= read -r answer; do
        case $answer in
            plain,*) COMPREPLY+=("${answer#plain,}") ;;
            file,*)
                compopt -o filenames
                mapfile -t COMPREPLY < <(
                    compgen -f -X '!*.toml' -- "${answer#file,}"
                    compgen -d -- "${answer#file,}"
                )
                ;;
        esac
    done < <(
        export _JO_SECURITY_COMPLETE=bash_complete COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS
        "${1/#\~/$HOME}" 2>/dev/null
    )
}

complete -o nosort -F _jo_security_completion jo-security
"""

ZSH = r"""#compdef jo-security

_jo_security_completion() {
    local -a answers plain described
    local kind value says program=${~${(Q)words[1]}} alike='m:{[:lower:][:upper:]}={[:upper:][:lower:]}'
    answers=("${(@f)$(
        export _JO_SECURITY_COMPLETE=zsh_complete COMP_LINE="${(j: :)words[1,CURRENT]}"
        $program 2>/dev/null
    )}")
    [[ $PREFIX == -*=* ]] && compset -P 1 '*='
    for kind value says in $answers; do
        case $kind in
            plain) if [[ $says == _ ]]; then plain+=("$value"); else described+=("$value:$says"); fi ;;
            file) _path_files -/; _path_files -g '*.toml' ;;
        esac
    done
    (( $#described )) && _describe -V names described -M "$alike"
    (( $#plain )) && compadd -M "$alike" -V names -a plain
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _jo_security_completion "$@"
else
    compdef _jo_security_completion jo-security
fi
"""

FISH = r"""function _jo_security_completion
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    set -lx _JO_SECURITY_COMPLETE fish_complete
    set -lx COMP_LINE (commandline -cp | string collect)
    for answer in ($program 2>/dev/null)
        set -l parts (string split -m 1 , -- $answer)
        switch $parts[1]
            case plain
                printf '%s\n' $parts[2]
            case file
                __fish_complete_path $parts[2] | string match -r '^[^\t]*(?:/|\.toml)(?:\t.*)?$'
        end
    end
end

complete --no-files --command jo-security --arguments '(_jo_security_completion)'
"""


class Shell(ShellComplete):
    """A shell, which gives the line up to the cursor and lets the program find the words."""

    def source(self) -> str:
        """The script as it stands: the program bears one name."""
        return self.source_template

    @property
    def line(self) -> Unfinished:
        """The line, in words."""
        return unfinished(os.environ.get("COMP_LINE", ""))

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, without the program's name, and that one."""
        line = self.line
        return [*line.before[1:]], line.word

    def complete(self) -> str:
        """The answer, a line or several for each offer."""
        args, incomplete = self.get_completion_args()
        return "".join(f"{self.format_completion(item)}\n" for item in self.get_completions(args, incomplete))


class Bash(Shell):
    """Bash 4.4 or newer: it inserts what it is given as it is, so that signs are quoted here."""

    name = "bash"
    source_template = BASH

    @property
    def line(self) -> Unfinished:
        """The line, in words; bash breaks them at more signs than spaces, and replaces what follows such a sign."""
        return unfinished(os.environ.get("COMP_LINE", ""), os.environ.get("COMP_WORDBREAKS", ""))

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The kind and the text; bash itself quotes the names of files."""
        if item.type != "plain":
            return f"{item.type},{item.value}"
        line = self.line
        return f"plain,{''.join(_quoted((line.option + item.value)[line.own :], line.quote))}"


class Zsh(Shell):
    """Zsh, which quotes by itself, and breaks words at spaces only."""

    name = "zsh"
    source_template = ZSH

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The kind, the text and what it stands for, a line each; a colon ends a text that stands for something."""
        value = re.sub(r"([\\:])", r"\\\1", item.value) if item.help else item.value
        return f"{item.type}\n{value}\n{item.help or '_'}"


class Fish(Shell):
    """Fish, which quotes by itself, and completes the word whole."""

    name = "fish"
    source_template = FISH

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The kind and the text, then what it stands for."""
        value = item.value if item.type != "plain" else self.line.option + item.value
        return f"{item.type},{value}" + (f"\t{item.help}" if item.help else "")


SHELLS: Mapping[str, type[Shell]] = {shell.name: shell for shell in (Bash, Zsh, Fish)}


def answer(program: click.Command, asked: str) -> int:
    """Answer a script: what it asks is the shell's name and `_complete`. Nothing is said of what cannot be answered."""
    shell = SHELLS.get(asked.removesuffix("_complete"))
    if shell is None:
        return 1
    try:
        # Shells read names as bytes, whatever the locale shows.
        sys.stdout.buffer.write(shell(program, {}, "jo-security", "").complete().encode("utf-8", "surrogateescape"))
    except (click.ClickException, OSError):
        return 1
    return 0


def _quoted(text: str, quote: str) -> Iterator[str]:
    """The signs of a text as they are typed inside an open quote, or without one."""
    for sign in text:
        if quote == "'":
            yield r"'\''" if sign == "'" else sign
        elif quote == '"':
            yield f"\\{sign}" if sign in '$`"\\' else sign
        else:
            yield sign if sign.isalnum() or sign in "_@%+=:,./-" or not sign.isascii() else f"\\{sign}"
