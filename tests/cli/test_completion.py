"""What shells offer while a command line is typed, and that what they insert is what was meant."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from jo_security.cli.door import COMMANDS
from jo_security.cli.shells import SHELLS

CHECKOUT = Path(__file__).resolve().parents[2]
BREAKS = " \t\n\"'@><=;|&(:"

# The program with one more command, which takes names of each kind and says what it was given.
PROGRAM = """#!{python}
import json, sys, types
import click
from jo_security.cli import arguments, door
from jo_security.cli.completing import complete_ids

def build(language):
    def run(**given):
        print("GIVEN" + json.dumps(given), flush=True)
        return 0
    options = [
        click.Option(["--" + kind], shell_complete=complete_ids(kind))
        for kind in ("supplier", "tag", "line", "programme", "commitment", "operation")
    ]
    pick = click.Argument(["pick"], required=False, shell_complete=complete_ids("line", "commitment"))
    params = [arguments.file_argument(language), pick, *options]
    return arguments.command(language, "pick", "Pick.", example="pick", params=params, run=run)

sys.modules["jo_security.cli.pick"] = types.SimpleNamespace(build=build)
door.COMMANDS["pick"] = "Pick names."
sys.exit(door.run(sys.argv[1:]))
"""

SUPPLIERS = (
    "Atelier du Nord",
    'Bureau "Sud" & fils',
    "C'est l'Est",
    "Dupont, Durand; et $HOME `id`",
    r"Été: *?[x] {a,b} \ fin",
    "Fournisseur=x@y:z",
    "Gris\u00a0clair (警備) <é> | # !",
)
BUDGET = """format = 1
[budget]
id = "b"
label = "B"
start = 2024-01-01
end = 2024-12-31
[[programme]]
id = "176"
label = "Police: nationale"
[[line]]
id = "drones"
label = "Lutte anti-drones, et autres"
tags = ["ciel", "grand public"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with budgets, in which the program is to be found as `bin/jo-security`."""
    where = tmp_path_factory.mktemp("completion")
    (where / "bin").mkdir()
    program = where / "bin" / "jo-security"
    program.write_text(PROGRAM.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    record = (
        '[[commitment]]\nid = "EJ-{}"\ndate = 2024-01-01\nline = "drones"\nlabel = "L"\namount = 1\nsupplier = {}\n'
    )
    held = "".join(
        record.format(number, json.dumps(name, ensure_ascii=False)) for number, name in enumerate(SUPPLIERS, 1)
    )
    other = BUDGET.replace('"drones"', '"radars"')
    for name, text in (("b.toml", BUDGET + held), ("my budget.toml", other), ("broken.toml", BUDGET + "a =")):
        (where / name).write_text(text, "utf-8")
    (where / "note.txt").touch()
    (where / "below").mkdir()
    return where


def environment(folder: Path, **more: str) -> dict[str, str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    budget = {"JO_SECURITY_BUDGET": str(folder / "b.toml")}
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config"), "XDG_DATA_HOME": str(folder / ".data")}
    return {"PATH": path, "PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8", "TERM": "xterm", **home, **budget, **more}


def asked(folder: Path, line: str, shell: str = "bash", **more: str) -> list[str]:
    """The answer to a shell, in lines; nothing is ever said beside it."""
    asking = {"_JO_SECURITY_COMPLETE": f"{shell}_complete", "COMP_LINE": line, "COMP_WORDBREAKS": BREAKS}
    done = subprocess.run(
        ["jo-security"],
        cwd=folder,
        env=environment(folder, **asking, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def offered(folder: Path, line: str, **more: str) -> list[str]:
    return [answer.removeprefix("plain,") for answer in asked(folder, f"jo-security {line}", **more)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", [*COMMANDS, "pick"]),
        ("su", ["summary"]),
        ("--v", ["--version"]),
        ("b", ["file,b"]),
        ("summary --by=t", ["title", "tag"]),
        ("summary --by ", ["line", "programme", "title", "exercise", "tag"]),
        ("summary --by title b.toml --fo", ["--format"]),
        ("b.toml --la", ["--lang"]),
        ("explain jo20", [f"JO20{n}" for n in range(1, 9)]),
        ("explain JO999", []),
        ("check b.toml n", ["file,n"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("pick b.toml ", ["drones", *(f"EJ-{n}" for n in range(1, 8))]),
        ("pick b.toml ej-1", ["EJ-1"]),
        ("pick 'my budget.toml' ", ["radars"]),
        ("pick my\\ budget.toml --line ", ["radars"]),
        ("pick my\\ budget.toml --line=", ["radars"]),
        ("pick --tag x my\\ budget.toml ", ["radars"]),
        ("pick --line ", ["drones"]),
        ("pick --programme 1", ["176"]),
        ("pick --commitment EJ-3", ["EJ-3"]),
        ("pick --operation EJ-3", ["EJ-3"]),
        ("pick --tag ", ["ciel", r"grand\ public"]),
        ("pick --supplier c", [r"C\'est\ l\'Est"]),
        ("pick --supplier=c", [r"C\'est\ l\'Est"]),
        ('pick --supplier "c', ["C'est l'Est"]),
        ("pick --supplier 'c", [r"C'\''est l'\''Est"]),
        ("pick --supplier x", []),
    ],
)
def test_what_is_offered(folder: Path, line: str, expected: list[str]) -> None:
    assert offered(folder, line) == expected


@pytest.mark.parametrize("budget", ["nowhere.toml", "broken.toml", ".", "-", "bin/jo-security", ""])
def test_a_budget_that_cannot_be_read_has_nothing_to_offer(folder: Path, budget: str) -> None:
    assert asked(folder, f"jo-security pick {shlex.quote(budget)} ") == []
    if budget:
        assert asked(folder, "jo-security pick --line ", JO_SECURITY_BUDGET=budget) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", ""])
@pytest.mark.parametrize("line", ["", "jo-security 'x", "jo-security pick --as-of", "jo-security --lang de summary "])
def test_strange_questions_get_no_words(folder: Path, shell: str, line: str) -> None:
    asked(folder, line, shell)


def test_offers_say_what_they_stand_for(folder: Path) -> None:
    assert asked(folder, "jo-security pick --line d", "fish") == ["plain,drones\tLutte anti-drones, et autres"]
    assert asked(folder, "jo-security pick --line d", "zsh") == ["plain", "drones", "Lutte anti-drones, et autres"]
    assert asked(folder, "jo-security pick --line=d", "fish") == ["plain,--line=drones\tLutte anti-drones, et autres"]
    assert asked(folder, "jo-security explain jo101", "zsh") == ["plain", "JO101", "syntax"]
    (_, word, says) = asked(folder, "jo-security su", "zsh", LC_ALL="fr_FR.UTF-8")
    assert (word, says) == ("summary", "Afficher ce qu’une enveloppe permet encore.")


@pytest.mark.parametrize("line", ["", "pick --line ", "explain jo"])
def test_nothing_dear_is_loaded(folder: Path, line: str) -> None:
    asking = {"_JO_SECURITY_COMPLETE": "bash_complete", "COMP_LINE": f"jo-security {line}"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", folder / "bin" / "jo-security"],
        env=environment(folder, **asking),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {entry.rpartition("|")[2].strip() for entry in done.stderr.splitlines()}
    assert "jo_security.cli.shells" in loaded
    assert not {"rich", "textual", "pydantic"} & loaded


def test_the_scripts_are_printed(folder: Path) -> None:
    for name, shell in SHELLS.items():
        done = subprocess.run(
            ["jo-security", "completion", name], env=environment(folder), capture_output=True, check=True
        )
        assert done.stdout.decode() == shell.source_template


class Terminal:
    """A shell in a terminal, in which lines are typed."""

    def __init__(self, folder: Path, command: str, *arguments: str, prepare: str) -> None:
        self.child = pexpect.spawn(
            command,
            [*arguments],
            cwd=str(folder),
            env=environment(folder, PS1="> ", PROMPT="> ", INPUTRC=os.devnull),
            encoding="utf-8",
            dimensions=(24, 2_000),
            timeout=60,
        )
        self.child.sendline(f"{prepare}; echo RE''ADY")
        self.child.expect("READY\r\n")

    def given(self, line: str) -> dict[str, str | None]:
        """What the program is given after a line with a tab at its end."""
        self.child.send(f"jo-security {line}\t\r")
        self.child.expect(r"GIVEN(\{.*\})\r\n")
        return json.loads(self.child.match[1])  # type: ignore[no-any-return]


@pytest.fixture(scope="module", params=["bash", "zsh"])
def terminal(request: pytest.FixtureRequest, folder: Path) -> Iterator[Terminal]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    # Nothing of history: ! is a sign like any other.
    prepare = {
        "bash": "set +H; source <(jo-security completion bash)",
        "zsh": "setopt no_bang_hist; autoload -Uz compinit; compinit -D -u; source <(jo-security completion zsh)",
    }
    options = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
    shell = Terminal(folder, request.param, *options[request.param], prepare=prepare[request.param])
    yield shell
    shell.child.close(force=True)


def escaped(text: str) -> str:
    return re.sub(r"([^\w:=@,-])", r"\\\1", text, flags=re.ASCII)


def begun(name: str, length: int) -> list[str]:
    """The beginning of a name as people type it, without a quote and in each of both."""
    begin = name[:length]
    ways = [escaped(begin)]
    if "'" not in begin:
        ways.append(f"'{begin}")
    if not set('"$`\\') & set(begin):
        ways.append(f'"{begin}')
    return ways


@pytest.mark.parametrize("name", SUPPLIERS)
def test_a_name_is_inserted_as_it_is(terminal: Terminal, name: str) -> None:
    for length in (1, len(name) - 1):
        for way in begun(name, length):
            for option in ("--supplier ", "--supplier="):
                assert terminal.given(f"pick {option}{way}")["supplier"] == name, (option, way)


def test_files_are_budgets_and_folders(terminal: Terminal, folder: Path) -> None:
    assert terminal.given("pick my")["file"] == "my budget.toml"
    assert terminal.given("pick 'my")["file"] == "my budget.toml"
    assert terminal.given("pick n")["file"] == "n"
    # Zsh takes the / away again where the line ends.
    assert terminal.given("pick be")["file"] in {"below", "below/"}
    assert terminal.given(f"pick {folder}/my")["file"] == f"{folder}/my budget.toml"


def test_commands_and_ids(terminal: Terminal) -> None:
    assert terminal.given("pick b.toml dro")["pick"] == "drones"
    assert terminal.given("pic")["pick"] is None
    assert terminal.given("pick --programme 1")["programme"] == "176"
    assert terminal.given("pick --commitment ej-7")["commitment"] == "EJ-7"
    assert terminal.given("pick my\\ budget.toml --line r")["line"] == "radars"


def test_fish_offers_the_same(folder: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")

    def fish(line: str) -> list[str]:
        commands = f"jo-security completion fish | source; complete -C {shlex.quote(line)}"
        done = subprocess.run(
            ["fish", "--no-config", "-c", commands],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert fish("jo-security su") == ["summary\tPrint what an envelope still allows."]
    assert fish("jo-security pick --supplier ") == sorted(SUPPLIERS)
    assert fish("jo-security pick --supplier=Du") == [f"--supplier={SUPPLIERS[3]}"]
    assert fish('jo-security pick --supplier "Bu') == [SUPPLIERS[1]]
    assert fish("jo-security pick --line d") == ["drones\tLutte anti-drones, et autres"]
    assert [offer.partition("\t")[0] for offer in fish("jo-security check ")] == [
        *("b.toml", "below/", "bin/", "broken.toml", "my budget.toml"),
    ]
