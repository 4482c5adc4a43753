"""Who asks the ledger in SQL: the ledger alone; others ask its answers."""

from pathlib import Path

import jo_security

HOUSE = Path(jo_security.__file__).parent
STOPS = {"tui/twins.py"}
"""What stops or closes a ledger, and asks it nothing."""


def test_nobody_else_asks_in_sql() -> None:
    asking = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py") if ".connection" in path.read_text("utf-8")}
    assert {path for path in asking if not path.startswith("ledger/")} == STOPS
    twins = (HOUSE / "tui/twins.py").read_text("utf-8")
    assert twins.count(".connection") == twins.count(".connection.interrupt()") + twins.count(".connection.close()")
