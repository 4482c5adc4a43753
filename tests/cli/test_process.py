"""The program as a process: its output, its input, and what may go wrong with them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from commands import JO, JO_2024, SMALL, Jo, environment, process


def test_the_process_gives_what_the_door_gives(jo: Jo, over: Path) -> None:
    for arguments in (("summary", str(over), "--format", "json"), ("check", str(over)), ("check", "--nothing")):
        it, here = process(*arguments, "--lang", "en"), jo(*arguments)
        assert (it.returncode, it.stdout.decode("utf-8"), it.stderr.decode("utf-8")) == (
            here.status,
            here.out,
            here.err,
        )


def test_a_budget_from_standard_input() -> None:
    it = subprocess.run(
        [*JO, "summary", "-", "--format", "json"],
        input=SMALL.encode(),
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert json.loads(it.stdout)["budget"] == "small"


def test_a_reader_that_has_read_enough_is_no_fault() -> None:
    command = '"$@" | head -c 20; echo " ${PIPESTATUS[0]}"'
    it = subprocess.run(
        ["bash", "-c", command, "bash", *JO, "summary", JO_2024], env=environment(), capture_output=True, check=True
    )
    assert it.stdout.split()[-1] == b"0"
    assert b"Traceback" not in it.stderr
    assert b"Exception" not in it.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a device of Linux")
def test_an_answer_that_cannot_be_written_is_status_3() -> None:
    for form in ("table", "json"):
        with Path("/dev/full").open("wb") as full:
            it = subprocess.run(
                [*JO, "summary", JO_2024, "--format", form, "--lang", "en"],
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert it.returncode == 3
        assert it.stderr.startswith(b"The answer cannot be written: ")
        assert b"Traceback" not in it.stderr
