"""What every test run obeys: in CI no test is skipped that tests/SKIPS does not name."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# No test follows what the reader of its result chose for themselves.
os.environ["JO_SECURITY_SETTINGS"] = ""

SKIPS = Path(__file__).with_name("SKIPS")


def pytest_xdist_auto_num_workers() -> int:
    """Run half as many workers again as there are cores: tests of screens wait for what comes as long as they work."""
    return (os.cpu_count() or 1) * 3 // 2 or 1


def _allowed() -> set[str]:
    """The node ids that SKIPS names."""
    lines = SKIPS.read_text(encoding="utf-8").splitlines()
    return {line.rpartition(" # ")[0].strip() for line in lines if line and not line.startswith("#")}


def _unexpected(config: pytest.Config) -> list[str]:
    """The node ids of tests, or files, that were skipped without leave; none in a worker, which keeps no report."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return []
    return sorted({report.nodeid for report in reporter.stats.get("skipped", [])} - _allowed())


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Turn a run that would pass into one that fails, in CI only: elsewhere a tool that is absent is no fault."""
    yield
    if os.environ.get("CI") and session.exitstatus == pytest.ExitCode.OK and _unexpected(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name each test that was skipped without leave."""
    for node in _unexpected(config):
        terminalreporter.write_line(f"skipped, and not named in tests/SKIPS: {node}", red=True)
