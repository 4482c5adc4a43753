"""What the tests of the screens share: budgets to open, and snapshots as SVG files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_textual_snapshot as snapshots
from tui.recorded import Recorded

from jo_security.locales.language import speak
from jo_security.tui.app import JoApp

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent

# syrupy renamed the hook after the plugin's last release.
snapshots.SVGImageExtension.file_extension = "svg"


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's own settings change no picture."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    """A budget that a test may change."""
    return Path(shutil.copy(HERE / "example.toml", tmp_path / "jeux.toml"))


@pytest.fixture
def app() -> Callable[[Path | str], JoApp]:
    """The app of a budget, in English; it reads the budget once it is on the screen."""
    return lambda name: JoApp(str(name), speak("en"), environ=dict(os.environ))


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    """A budget in which officers record; its folder is where the test runs, so that names are short."""
    made = Recorded(tmp_path / "budgets").make()
    monkeypatch.chdir(made.folder)
    return made
