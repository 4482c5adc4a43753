"""What the screens do when the files change outside: they are read again, and what changed is said and shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message
from textual.worker import WorkerState, get_current_worker

from jo_security.records.words import N_
from jo_security.tui.acting import LONG, Acting
from jo_security.tui.recording import Recording
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.office.changing import Changes
    from jo_security.office.following import Following, State
    from jo_security.office.journals import Change
    from jo_security.office.standings import Standing
    from jo_security.tui.forms.form import Done
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.altered import Save

PAUSE: Final = 0.2
"""Seconds after which one looks again whether an act has come to its end."""

MOST: Final = 1000
"""How many records that changed are kept to be shown."""

BUSY: Final = (WorkerState.PENDING, WorkerState.RUNNING)


class Followed(Recording):
    """An app that follows the files of its budget, where it is told to."""

    follows = False
    """Whether the files are read again whenever somebody saves them."""

    _following: Following | None = None
    _heard = False
    """Whether the last reading came of what was followed, so that what a hand did is said already."""

    @dataclass
    class Settled(Message):
        """The files stay in another state."""

        state: State

    def __init__(self) -> None:
        """Nothing has changed yet."""
        super().__init__()
        self.saves: list[Save] = []
        self._own: set[tuple[str, str]] = set()

    def read_files(self, state: State | None = None) -> None:
        """Read the files again, unasked or because they stay in another state."""
        raise NotImplementedError

    def begin_to_follow(self, reading: Reading) -> None:
        """Follow the files from what was read of them."""
        if self.follows and self._following is None:
            from jo_security.office.following import Following

            self._following = Following(self.budget_name, reading.opened)
            # What was read is seen first.
            self.call_after_refresh(self._follow, self._following)

    @work(thread=True, group="following")
    def _follow(self, following: Following) -> None:
        """Tell of each state in which the files stay."""
        worker = get_current_worker()
        for state in following.settled():
            if worker.is_cancelled:
                return
            self.post_message(self.Settled(state))

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._following is not None:
            self._following.stop()

    @on(Settled)
    def hear(self, event: Settled) -> None:
        """Read what is there, unless that is being done; what one records oneself is read in its turn."""
        if self._following is None or self._following.knows(event.state):
            return
        if self._is_busy("acting"):
            self.set_timer(PAUSE, partial(self.post_message, event))
        elif not self._is_busy("reading"):
            self.read_files(event.state)

    def _is_busy(self, group: str) -> bool:
        return any(worker.group == group and worker.state in BUSY for worker in self.workers)

    def takes(self, reading: Reading, state: State | None) -> bool:
        """Whether what was read is to be shown; called where it was read, and may wait for a moment."""
        if self._following is None:
            return True
        if state is not None:
            return self._following.takes(reading.opened, state)
        self._following.took(reading.opened)
        return True

    def compared(self, reading: Reading) -> tuple[Reading | None, Changes | None]:
        """What changed since the last good reading, and that one; None where nothing can be said."""
        good = self.good
        if self._following is None or good is None or good.opened is None or reading.opened is None:
            return good, None
        before, after = good.whole, reading.whole
        if before.opened is None or after.opened is None or before.position is None or after.position is None:
            return good, None
        from jo_security.office.changing import changes

        return good, changes(before.opened, after.opened, before.position, after.position)

    def show_broken(self, reading: Reading) -> None:
        """Keep the last good figures, marked stale, with what is wrong beside them."""
        if self.good is not None:
            self.good = replace(self.good, stale=True, broken=reading)
            if not isinstance(self.screen, HouseScreen):
                self.notify(
                    self.language.text(N_("The files cannot be read as a budget now; the last good figures stay")),
                    severity="warning",
                    markup=False,
                )

    def hear_of(self, since: Reading | None, reading: Reading, its: Changes | None, *, heard: bool) -> None:
        """Keep and say what changed outside; `heard` is whether it was followed, and not read for an act or a key."""
        if self._following is None:
            return
        if its is None or since is None or self.good is None or since.opened is not self.good.opened:
            _, its = self.compared(reading)
        was_broken = self.good is not None and self.good.broken is not None
        its = its.without(self._own) if its is not None else None
        # What one's own act brings or mends is no news, unless somebody else changed something as well.
        any_news = its is not None and bool(its.records or (not self._own and (its.came or its.went or its.differ)))
        self._own.clear()
        self._heard = heard or any_news
        if its is None or not any_news:
            if was_broken:
                self.notify(self.language.text(N_("The files can be read again")), markup=False)
            return
        self._keep(its, reading)
        from jo_security.tui.news import news

        key = key_there(self, self.language, "house.changes")
        title = self.language.text(N_("Changed outside"))
        self.notify(news(self.language, its, self.currency, key), title=title, timeout=LONG, markup=False)

    def _keep(self, its: Changes, reading: Reading) -> None:
        """Keep what changed, the latest first, to be shown."""
        from jo_security.tui.screens.altered import Save

        currency = reading.outlook.header.currency if reading.outlook is not None else self.currency
        follows_cp = reading.outlook is None or reading.outlook.header.follows_cp
        number = self.saves[0].number + 1 if self.saves else 0
        its = replace(its, records=its.records[:MOST])
        self.saves.insert(0, Save(number, self.officer.now(), its, currency, follows_cp))
        while len(self.saves) > 1 and sum(len(each.changes.records) for each in self.saves) > MOST:
            self.saves.pop()

    @on(HouseScreen.Changes)
    def show_changes(self) -> None:
        """Show what changed outside, record by record."""
        from jo_security.tui.reading import Reading
        from jo_security.tui.screens.altered import AlteredScreen

        reading = self.good if self.good is not None else Reading(self.budget_name)
        self.push_screen(AlteredScreen(self.language, reading, self.saves))

    # ---- What one does oneself is no news -----------------------------------------------------------------------

    def recorded(self, done: Done) -> None:
        """Say what was recorded, and show it."""
        from jo_security.records.tables import OPERATIONS

        # What bears no id is known by its table alone.
        self._own.update((each.table, each.id if each.table in OPERATIONS else "") for each in done.outcomes)
        super().recorded(done)

    @on(Acting.TookBack)
    def own_taken_back(self, event: Acting.TookBack) -> None:
        """Remember what was undone, or done again."""
        self._own.update(("", each) for each in event.undone.records)

    @on(Acting.Decided)
    def own_decided(self, event: Acting.Decided) -> None:
        """Remember what was put back."""
        self._own.update(("", each) for each in event.ids)

    def tell(self, met: Sequence[Standing]) -> None:
        """Say how files stood; that they were edited by hand is said already where it was followed."""
        if self._heard:
            met = [replace(each, kind="recorded") if each.kind == "edited" else each for each in met]
        super().tell(met)

    def ask_about(self, missing: Sequence[Change]) -> None:
        """Ask whether what is missing is to be put back; not in the midst of something else that is being typed."""
        if self._heard and not isinstance(self.screen, HouseScreen):
            says = N_("Recorded and no longer in the files: {ids}. Somebody saved over them.")
            words = self.language.text(says, ids=", ".join(each.record for each in missing))
            self.notify(words, severity="warning", timeout=LONG, markup=False)
        else:
            super().ask_about(missing)
