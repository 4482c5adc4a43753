"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import OVER, SMALL, Answer, Jo

from jo_security.cli.door import run


@pytest.fixture
def jo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Jo:
    """Run the program in this process, in English unless it is told otherwise."""
    for name in ("JO_SECURITY_BUDGET", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "en")

    def told(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        return Answer(status, *capsys.readouterr())

    return told


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def over(tmp_path: Path) -> Path:
    path = tmp_path / "over.toml"
    path.write_text(SMALL + OVER, encoding="utf-8")
    return path
