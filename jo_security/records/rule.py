"""What a rule is, whoever checks it: reading, references or balances."""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"
CONTROLS = ("commitment", "envelope", "movement", "payment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the format: its stable code, its name, its level, and the words that explain it.

    The level is `error`, `warning`, or the name of the control at whose level the rule acts. `law` names the source of
    the rule in law where it has one.
    """

    code: str
    name: str
    level: str
    says: str
    mend: str
    law: str | None = None
