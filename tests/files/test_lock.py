"""One writer at a time."""

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jo_security.files.lock import locked
from jo_security.files.unwritable import Unwritable


@pytest.fixture
def names(tmp_path: Path) -> tuple[str, str, str]:
    """Give a budget's name, its path and that of its lock."""
    path = tmp_path / "b.toml"
    path.write_bytes(b"")
    path.chmod(0o640)
    return "b.toml", str(path), str(tmp_path / ".b.toml.lock")


def test_the_lock_has_the_rights_of_the_budget_and_stays(names: tuple[str, str, str]) -> None:
    for _ in range(2):
        with locked(*names, patience=0):
            assert stat.S_IMODE(os.stat(names[2]).st_mode) == 0o640
    assert os.path.exists(names[2])


def test_a_second_writer_waits_and_then_is_told(names: tuple[str, str, str]) -> None:
    with locked(*names, patience=0), pytest.raises(Unwritable) as caught, locked(*names, patience=0.05):
        pass
    assert caught.value.reason.text == "somebody else is writing in it; try again in a moment"
    with locked(*names, patience=0):
        pass


def test_a_writer_that_waits_comes_next(names: tuple[str, str, str]) -> None:
    order: list[str] = []

    def second() -> None:
        with locked(*names, patience=10):
            order.append("second")

    with locked(*names, patience=0):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.05)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_the_system_lets_the_lock_of_a_killed_process_go(names: tuple[str, str, str]) -> None:
    code = (
        "import sys, time\nfrom jo_security.files.lock import locked\n"
        "with locked(*sys.argv[1:], patience=0):\n print('held', flush=True)\n time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, *names], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(Unwritable), locked(*names, patience=0):
        pass
    holder.kill()
    holder.wait()
    with locked(*names, patience=1):
        pass


def test_a_lock_that_somebody_cleared_away_is_made_anew(names: tuple[str, str, str]) -> None:
    with locked(*names, patience=0):
        os.unlink(names[2])
        with locked(*names, patience=0):
            assert os.path.exists(names[2])


def test_a_link_in_the_place_of_the_lock_is_not_followed(names: tuple[str, str, str], tmp_path: Path) -> None:
    other = tmp_path / "other"
    os.symlink(other, names[2])
    with pytest.raises(Unwritable) as caught, locked(*names, patience=0):
        pass
    assert caught.value.reason.text == "the lock beside it cannot be had: {reason}"
    assert not other.exists()
