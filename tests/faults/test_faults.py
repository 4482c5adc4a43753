"""The short form of every harness: nothing acknowledged is lost, nothing is there twice, nothing else is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.crowd import crowd
from faults.full import filled
from faults.kills import kills
from faults.large import large
from faults.run import MEMORY, SHORT_SWEEPS
from faults.sweep import sweep


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk in memory, where there is one."""
    if not os.path.isdir(MEMORY):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.mark.parametrize(("act", "mode", "system"), SHORT_SWEEPS)
def test_whichever_call_fails(memory: Path, act: str, mode: str, system: str) -> None:
    told = sweep(memory, act, mode, system)
    assert told.faults == []
    assert told.points >= 3
    assert sum(told.outcomes.values()) == told.points


@pytest.mark.parametrize("seed", [1, 2])
def test_kill_9_at_random_moments(tmp_path: Path, seed: int) -> None:
    told = kills(tmp_path / "w", 30, seed)
    assert told.faults == ()
    assert told.acknowledged > 5


def test_four_writers(tmp_path: Path) -> None:
    assert crowd(tmp_path / "w", 4, 25).faults == []


@pytest.mark.parametrize("how", ["rename", "in place"])
def test_four_writers_and_an_editor_that_knows_no_lock(tmp_path: Path, how: str) -> None:
    told = crowd(tmp_path / "w", 4, 10, how, 30)
    assert told.faults == []
    assert told.saves == 30


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    try:
        told = filled(tmp_path / "disk")
    except subprocess.CalledProcessError:
        pytest.skip("only root may mount a small disk")
    assert told.faults == []
    assert told.refused
    assert told.acknowledged > 10


def test_a_budget_of_ten_thousand_is_written_once(tmp_path: Path) -> None:
    told = large(tmp_path / "w", 10_000)
    assert told.faults == []
    assert told.size > 2_500_000
    assert told.size < told.written < 1.01 * told.size
