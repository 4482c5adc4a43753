"""What a command gives, for the tests that run it here, as a process or in a terminal; and a small budget for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect


@dataclass(frozen=True)
class Answer:
    """The status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Jo = Callable[..., Answer]
CHECKOUT = Path(__file__).resolve().parents[1]
JO_2024 = str(CHECKOUT / "budgets" / "jo-2024.toml")
PLAN_CRACK = str(CHECKOUT / "budgets" / "plan-crack.toml")
EXAMPLES = CHECKOUT / "tests" / "errors"
JO = (sys.executable, "-m", "jo_security")
SMALL = """format = 1

[budget]
id = "small"
label = "Small"
start = 2023-01-01
end = 2024-12-31

[[programme]]
id = "176"
label = "Police"

[[line]]
id = "top"
label = "Top"
programme = "176"
title = 5
tags = ["x"]
allocation = 60

[[line]]
id = "below"
label = "Below"
parent = "top"
illustrative = true
tags = ["y"]
allocation = 40

[[line]]
id = "apart"
label = "Apart"
allocation = 8.50

[[commitment]]
id = "C1"
date = 2023-03-14
line = "below"
supplier = "S"
label = "L"
amount = 30

[[delivery]]
id = "D1"
date = 2023-04-01
commitment = "C1"
amount = 20

[[payment]]
id = "P1"
date = 2024-02-01
commitment = "C1"
amount = 12.25
"""
OVER = '\n[[commitment]]\nid = "C2"\ndate = 2024-03-01\nline = "apart"\nsupplier = "S"\nlabel = "L"\namount = 9\n'


def environment(**more: str) -> dict[str, str]:
    """Give an environment in which nothing but what is named speaks of languages, colours and budgets."""
    names = ("JO_SECURITY_", "LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "NO_COLOR", "COLUMNS", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(names)}
    return kept | {"LANG": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)} | more


def process(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process whose output is a pipe."""
    return subprocess.run(
        [*JO, *arguments], env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def terminal(width: int, *arguments: str, **more: str) -> str:
    """Run the program in a terminal; what it shows."""
    # What is said on standard error would stand among the tables.
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", 'exec "$@" 2>/dev/null', "sh", *JO, *arguments],
        env=environment(TERM="xterm-256color", **more),
        dimensions=(50, width),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before).replace("\r\n", "\n")
