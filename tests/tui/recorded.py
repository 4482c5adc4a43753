"""A budget in which officers record, for the tests of the screens: real acts in a real journal, by a set clock."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jo_security.files.chain import sealed
from jo_security.files.desk import recording
from jo_security.locales.language import speak
from jo_security.office.acting import Officer, Outcome, act
from jo_security.office.undoing import redo, undo
from jo_security.tui.app import JoApp

if TYPE_CHECKING:
    from jo_security.office.undoing import Undone

HERE = Path(__file__).parent
FIRST = datetime.datetime(2023, 10, 2, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
PAY: dict[str, Any] = {"commitment": "EJ-1", "amount": Decimal(200000), "label": "Acompte de livraison"}
COMMIT: dict[str, Any] = {
    "line": "hebergement",
    "supplier": "Société Exemple Restauration",
    "label": "Repas [des renforts] en salle",
    "amount": Decimal("86400.50"),
}
EDITED = ('label       = "Brouilleurs portatifs"', 'label       = "Brouilleurs portatifs et fixes"')


@dataclass
class Recorded:
    """A budget in a folder of its own."""

    folder: Path
    ticks: int = 0
    name: str = "jeux.toml"
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ana is who looks; what is hers alone lies beside the folder."""
        state = str(self.folder.with_name(f"{self.folder.name}-state"))
        self.environ = {**os.environ, "XDG_STATE_HOME": state, "JO_SECURITY_OFFICER": "Ana"}

    def make(self) -> Recorded:
        """Copy the example, alone in its folder."""
        self.folder.mkdir()
        shutil.copy(HERE / "example.toml", self.path)
        return self

    @property
    def path(self) -> Path:
        """The budget."""
        return self.folder / self.name

    @property
    def text(self) -> str:
        """What the budget says."""
        return self.path.read_text("utf-8")

    def officer(self, name: str = "Ana") -> Officer:
        """An officer, whose clock goes on by a quarter of an hour at each look."""
        return Officer(name, os.path.join(self.environ["XDG_STATE_HOME"], "jo-security"), self._now)

    def act(self, verb: str, officer: str = "Ana", **keys: Any) -> Outcome:
        """Record an operation, which must pass."""
        keys = {"date": datetime.date(2023, 10, 2), **keys}
        outcome = act(str(self.path), verb, keys, self.officer(officer))
        assert outcome.recorded, outcome
        return outcome

    def undo(self, officer: str = "Ana") -> Undone:
        """Undo an officer's last operation."""
        return undo(str(self.path), self.officer(officer))

    def redo(self, officer: str = "Ana") -> Undone:
        """Do again what an officer undid last."""
        return redo(str(self.path), self.officer(officer))

    def edit(self, before: str = EDITED[0], after: str = EDITED[1]) -> None:
        """Edit the file by hand."""
        assert before in self.text
        self.path.write_text(self.text.replace(before, after), "utf-8")

    def settle(self, officer: str = "Ana") -> None:
        """Let an officer hold the budget, and do nothing with it."""
        with recording(str(self.path), self.officer(officer)):
            pass

    def overwrite(self) -> None:
        """Save what an editor read before anything was recorded, with a word of its own."""
        text = (HERE / "example.toml").read_text("utf-8")
        self.path.write_text(text.replace("Taxe de séjour", "Taxe de séjour 2023"), "utf-8")

    def year(self) -> Recorded:
        """Acts of two officers, an edit by hand, an undo and a redo."""
        self.act("pay", **PAY)
        self.act("commit", "Benoît Caradec", **COMMIT)
        self.edit()
        self.act("move", kind="freeze", line="hebergement", ae=Decimal(50000), reference="Réserve de précaution")
        self.undo()
        self.redo()
        self.undo()
        return self

    def grown(self, count: int) -> Recorded:
        """Give the budget a journal of so many entries, as one officer would have added them."""
        state = hashlib.sha256(self.path.read_bytes()).hexdigest()
        lines, prev = [], list[str]()
        for seq in range(1, count + 1):
            name = f"DP-{seq}"
            text = f'\n# {name}\n[[payment]]\nid     = "{name}"\ndate   = 2023-10-02\namount = {seq}.00\n'
            block = {"table": "payment", "id": name, "file": self.name, "text": text, "offset": 0, "after": state}
            common = {"v": 1, "op": "append", "act": "pay", "officer": "Ana", "files": {self.name: state}, "seen": {}}
            time = f"2023-{1 + seq // 900:02d}-{1 + seq % 28:02d}T09:{seq % 60:02d}:00+02:00"
            entry, line = sealed({**common, **block, "before": state, "seq": seq, "prev": prev, "time": time})
            lines.append(line)
            prev = [entry.hash]
        self.path.with_suffix(".journal").mkdir()
        (self.path.with_suffix(".journal") / "Ana.jsonl").write_bytes(b"".join(lines))
        return self

    def app(self, code: str = "en", *, read_only: bool = False) -> JoApp:
        """The app that opens it from its own folder, where its name is short."""
        return JoApp(self.name, speak(code), environ=self.environ, read_only=read_only)

    def _now(self) -> datetime.datetime:
        self.ticks += 1
        return FIRST + datetime.timedelta(minutes=15 * self.ticks)
