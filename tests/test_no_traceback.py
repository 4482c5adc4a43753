"""Whatever is given to it, the program answers with one clear sentence and the right status, never with a traceback."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'

Bytes = bytes | None


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COLUMNS"))}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", **more}


def jo(*line: str, given: Bytes = None, cwd: Path | None = None) -> tuple[int, str, str]:
    """Run the program to its end: status, answer, what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "jo_security", *line],
        input=given if given is not None else b"",
        capture_output=True,
        env=environment(),
        cwd=cwd,
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err + out
    return done.returncode, out, err


def one_sentence(err: str) -> str:
    """What stands on standard error: one line, and nothing of Python's."""
    (line,) = err.splitlines()
    assert "Errno" not in line
    assert "Error" not in line
    return line


@pytest.fixture
def budget(tmp_path: Path) -> Callable[[str | bytes], str]:
    def write(text: str | bytes) -> str:
        path = tmp_path / "b.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


Write = Callable[[str | bytes], str]

DIGITS = "9" * 5_000
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "broken TOML": (HEAD + "a = \n", "JO101"),
    "nothing": ("", "JO106"),
    "not UTF-8": (b"\xff\xfe\x00f", "JO101"),
    "NUL": ("a = 1\0", "JO101"),
    "9,000 brackets": (HEAD + "a = " + "[" * 9_000 + "]" * 9_000, "JO101"),
    "9,000 braces": (HEAD + "a = " + "{a=" * 9_000, "JO101"),
    "400 brackets": ("a = " + "[" * 399 + "]" * 399 + "\n" + HEAD, "JO102"),
    "a key of 9,000 parts": (HEAD + "a." * 9_000 + "a = 1", "JO101"),
    "a number of 5,000 digits": (HEAD + f"envelope = {DIGITS}", "JO104"),
    "a year of 5,000 digits": (HEAD + f'[[payment]]\nid = "P"\nline = "a"\namount = 1\nexercise = -{DIGITS}', "JO104"),
    "5,000 decimals": (HEAD + f"envelope = 0.{DIGITS}", "JO104"),
    "5,000 quoted digits": (HEAD + f'envelope = "{DIGITS}"', "JO104"),
    "an exponent": (HEAD + "envelope = 1e999_999_999", "JO104"),
    "an exponent past all bounds": (HEAD + "envelope = 1e" + DIGITS, "JO104"),
    "a tiny share": (HEAD + "[controls]\nearly-warning = 1e-999_999_999", "JO104"),
    "a huge goal": (
        HEAD + '[[indicator]]\nid = "i"\nprogramme = "p"\nlabel = "L"\nunit = "u"\ngoal = 1e999999999',
        "JO104",
    ),
    "a long line": (HEAD + f'note = "{"é" * 100_000}"\nenvelope = "{"x" * 100_000}"', "JO104"),
    "control characters": (HEAD + 'note = "\\u001B[2J\\u202E"', "JO104"),
    "placeholders": (HEAD + '"{x}" = "{amount:money}"', "JO102"),
    "an include outside": ('include = ["../*.toml", "/etc/passwd", "/dev/zero"]\n' + HEAD, "JO105"),
    "an include that is no text": ("include = [[1], {}]\n" + HEAD, "JO104"),
    "thresholds of anything": ('controls.visa = [{ from = "x" }, { from = "x" }, 3, { from = [1] }]\n' + HEAD, "JO104"),
    "records of anything": (
        "payment.x = 1\n" + HEAD + '[[commitment]]\nschedule = [1, "x"]\nid = {}\namount = []',
        "JO104",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_bad_budget_is_told_with_status_1(budget: Write, what: str, form: str) -> None:
    text, code = BROKEN[what]
    status, out, err = jo("check", budget(text), "--format", form, "--lang", "fr")
    assert (status, err) == (1, "")
    assert code in out
    assert len(out) < 20_000


def test_a_hundred_thousand_amounts_at_the_bound_are_added_up(budget: Write) -> None:
    inside = '{{ id = "M{}", kind = "opening", date = 2024-02-01, line = "a", ae = 99_999_999_999.99 }}'
    rows = ",".join(map(inside.format, range(100_000)))
    held = '[[assertion]]\ndate = 2024-12-31\nmeasure = "opened"\namount = 0'
    path = budget(f"line = [{{ id = 'a', label = 'A' }}]\nmovement = [{rows}]\n{HEAD}{held}")
    status, out, err = jo("check", path, "--lang", "en")
    assert (status, err) == (1, "")
    assert "€9,999,999,999,999,000.00 here" in out


def test_a_file_that_cannot_be_read_is_said_with_status_3(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    reasons = {
        "": "there is no such file",
        "nowhere.toml": "there is no such file",
        "nowhere/b.toml": "there is no such file",
        ".": "it is a folder",
        "pipe": "it is not a regular file; use - to read from standard input",
        "/dev/zero": "it is not a regular file; use - to read from standard input",
        "circle": "its symbolic links go round in a circle",
        "x" * 5_000: "its name is too long",
    }
    for name, reason in reasons.items():
        status, out, err = jo("check", name, cwd=tmp_path)
        assert (status, out, one_sentence(err)) == (3, "", f"{name} cannot be read: {reason}")
        status, out, err = jo("check", name, "--lang", "fr", cwd=tmp_path)
        assert (status, out) == (3, "")
        assert reason not in one_sentence(err)


AS_ANOTHER = """
import os, sys
from jo_security.cli.door import run
run(["check", "-", "--lang", "en"])  # what is imported later, another user might not reach
if os.geteuid() == 0:
    os.setuid(65_534)
sys.exit(run(["check", sys.argv[1], "--lang", "en"]))
"""


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    kept = tmp_path / "kept.toml"
    kept.write_text(HEAD, "utf-8")
    kept.chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, str(kept)],
        input=HEAD.encode(),
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert one_sentence(done.stderr.decode()) == f"{kept} cannot be read: permission is denied"


def test_other_files_are_still_checked_beside_one_that_cannot_be_read(budget: Write) -> None:
    status, out, err = jo("check", "nowhere.toml", budget(HEAD + "a = \n"))
    assert status == 3
    assert "JO101" in out
    assert one_sentence(err) == "nowhere.toml cannot be read: there is no such file"


def test_a_dash_reads_standard_input() -> None:
    status, out, err = jo("check", "-", given=HEAD.encode())
    assert (status, out, err) == (0, "", "")
    status, out, err = jo("check", "-", given=b"\xff")
    assert (status, err) == (1, "")
    assert out.startswith("-:1:1: error JO101 ")
    status, out, err = jo("check", "-", given=b'include = ["x/*.toml"]\n' + HEAD.encode())
    assert (status, err) == (1, "")
    assert out.startswith("-:1:12: error JO105 ")


def shell(command: str, cwd: Path = CHECKOUT) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        env=environment(JO=f"{sys.executable} -m jo_security"),
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stderr.decode()


def test_a_reader_who_leaves_is_no_error(budget: Write) -> None:
    many = HEAD + "".join(f"z{n} = 1\n" for n in range(5_000))
    status, err = shell(f"$JO check {budget(many)} | head -1")
    assert status in {0, 1}  # click ends a command whose reader has left
    assert err == ""
    assert shell("$JO explain | head -1") == (0, "")
    assert shell("$JO explain | true")[1] == ""


@pytest.mark.parametrize("command", ["explain", "explain JO201", "--version", "--help", "check --help"])
def test_a_full_disk_is_said_with_status_3(command: str) -> None:
    status, err = shell(f"$JO {command} > /dev/full")
    assert (status, one_sentence(err)) == (3, "The answer cannot be written: no space is left on the disk")


def test_standard_input_that_is_closed_is_said_with_status_3() -> None:
    assert shell("$JO check - --lang en <&-") == (3, "- cannot be read: standard input is closed\n")


def test_an_interrupt_ends_the_program_without_a_word() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "jo_security", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONPROFILEIMPORTTIME="1"),
    )
    assert running.stdin is not None
    assert running.stderr is not None
    # The program imports its reader last, and then waits for standard input.
    imported = b""
    while b"jo_security.office.opening" not in imported:
        imported = running.stderr.readline()
        assert imported, "the program ended before it read"
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode in {-signal.SIGINT, 130}
    assert out == b""
    assert b"Traceback" not in err
    assert b"KeyboardInterrupt" not in err


@pytest.mark.parametrize(
    "line",
    [
        ["nothing"],
        ["check", "--nothing"],
        ["check", "--as-of", "30/06/2024"],
        ["check", "--as-of", "2024-02-30"],
        ["check", "--format", "xml"],
        ["check", "--lang", "de"],
        ["explain", "JO999"],
        ["explain", "JO201", "JO202"],
        ["--lang"],
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_wrong_command_line_is_said_with_status_2(line: list[str], language: str) -> None:
    more = [] if "--lang" in line else ["--lang", language]
    status, out, err = jo(*more, *line)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) < 8


def test_little_memory_is_enough_for_a_budget(budget: Write) -> None:
    path = budget(HEAD)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))

    done = subprocess.run(
        [sys.executable, "-m", "jo_security", "check", path],
        capture_output=True,
        env=environment(),
        preexec_fn=small,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
