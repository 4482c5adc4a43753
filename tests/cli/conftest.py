"""What the tests of commands share."""

from __future__ import annotations

import pytest
from commands import Answer, Jo

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
