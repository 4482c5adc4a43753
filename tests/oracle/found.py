"""What a rule found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A problem: its code, the record it is about, the key it points at, its severity."""

    code: str
    record: str
    key: str
    severity: str = "error"
    # The lines that the message has to name (JO201, JO203, JO204 and JO302).
    lines: frozenset[str] = field(default=frozenset(), compare=False)


def at_level(level: str) -> str | None:
    """Give the severity of a control's level, none for a control that is off."""
    return {"stop": "error", "warn": "warning", "off": None}[level]
