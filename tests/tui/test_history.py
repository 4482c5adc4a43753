"""The history: who did what, in which order, how it is found, and whether the journal is what was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tui.seen import cursor, press, ready, rows, screen, text

from jo_security.files.chain import sealed
from jo_security.office import journals
from jo_security.tui.dialogs.question import Question
from jo_security.tui.screens.commitment import CommitmentScreen
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.history import HistoryScreen
from jo_security.tui.screens.problems import ProblemsScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.recorded import Recorded


async def test_every_change_is_there_the_newest_first(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        assert isinstance(screen(pilot), HistoryScreen)
        freeze = "GEL-2 Freeze · AE 50,000.00 · hebergement · Réserve de précaution jeux.toml"
        meals = "EJ-4 86,400.50 · hebergement · Repas [des renforts] en salle jeux.toml"
        assert [" ".join(row[1:].split()) for row in rows(pilot)] == [
            f"2023-10-02 11:15 Ana Undone {freeze} 7",
            f"2023-10-02 11:00 Ana Done again {freeze} 6",
            f"2023-10-02 10:45 Ana Undone {freeze} 5",
            f"2023-10-02 10:30 Ana Movement {freeze} 4",
            "2023-10-02 10:15 Ana Edited by hand ~EJ-1 (label) 3",
            f"2023-10-02 10:00 Benoît Caradec Commitment {meals} 2",
            "2023-10-02 09:45 Ana Payment DP-4 200,000.00 · EJ-1 · Acompte de livraison jeux.toml 1",
        ]
        assert "7 changes" in text(pilot)
        assert text(pilot).split("\n")[1].rstrip().endswith("journal intact · all years, all dates")
        await press(pilot, "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)


async def test_enter_shows_a_change_as_it_stands_in_the_file(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "h", "ctrl+end", "up", "enter")
        assert isinstance(pilot.app.screen, Question)
        seen = text(pilot)
        for words in ('label    = "Repas [des renforts] en salle"', "86_400.50", "Benoît Caradec"):
            assert words in seen
        await press(pilot, "pagedown")
        assert "Entry 2 of the journal" in text(pilot)
        line = (recorded.folder / "jeux.journal" / "Beno%C3%AEt%20Caradec.jsonl").read_text("utf-8")
        assert json.loads(line)["hash"] in text(pilot)
        await press(pilot, "escape")
        assert isinstance(screen(pilot), HistoryScreen)
        assert "EJ-4" in cursor(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_what_is_longer_than_the_screen_scrolls_and_can_be_closed(
    recorded: Recorded, size: tuple[int, int]
) -> None:
    recorded.act("plan", line="etudes", label="Prévu", amount=1)
    more = "".join(f'[[line]]\nid = "l{number:02d}"\nlabel = "L"\n' for number in range(40))
    recorded.edit('[[line]]\nid    = "renforts"', more + '[[line]]\nid    = "renforts"')
    recorded.settle()
    async with recorded.app().run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "h", "enter")
        assert "+ line l00" in text(pilot)
        assert "+ line l39" not in text(pilot)
        assert "Close" in text(pilot)
        await press(pilot, *["pagedown"] * 20)
        assert "Entry 2 of the journal" in text(pilot)
        await press(pilot, *["pageup"] * 20)
        assert "+ line l00" in text(pilot)
        assert "Close" in text(pilot)
        await press(pilot, "enter")
        assert isinstance(screen(pilot), HistoryScreen)


async def test_an_edit_by_hand_is_told_record_by_record(recorded: Recorded) -> None:
    recorded.act("plan", line="etudes", label="Prévu", amount=1)
    recorded.edit()
    recorded.edit(
        '[[line]]\nid    = "renforts"', '[[line]]\nid = "neuf"\nlabel = "Neuf"\n\n[[line]]\nid    = "renforts"'
    )
    recorded.edit('# EJ-2\n[[commitment]]\nid       = "EJ-2"', '# EJ-2\n[[commitment]]\nid       = "EJ-02"')
    recorded.settle()
    async with recorded.app().run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h", "enter")
        seen = text(pilot)
        for words in (
            "~ commitment EJ-1",
            "label: Brouilleurs portatifs → Brouilleurs portatifs et fixes",
            "+ line neuf",
            "label = Neuf",
            "+ commitment EJ-02",
            "− commitment EJ-2",
        ):
            assert words in seen


async def test_a_budget_without_journal_says_how_one_comes_about_and_gets_none(recorded: Recorded) -> None:
    async with recorded.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        assert "Nothing is recorded yet" in text(pilot)
        assert "The journal begins with the first operation" in text(pilot)
        await press(pilot, "r", "u")
    assert [each.name for each in recorded.folder.iterdir()] == ["jeux.toml"]


async def test_from_a_commitment_the_history_begins_with_what_was_done_about_it(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down", "enter", "enter")
        assert isinstance(screen(pilot), CommitmentScreen)
        await press(pilot, "h")
        assert [row.split()[-1] for row in rows(pilot)] == ["3", "1"]
        await press(pilot, "escape")
        assert len(rows(pilot)) == 7
        await press(pilot, "escape")
        assert isinstance(screen(pilot), CommitmentScreen)


@pytest.mark.parametrize(("words", "found"), [("caradec", 1), ("reserve PRECAUTION", 4), ("10:45", 1), ("nowhere", 0)])
async def test_the_filter_finds_whatever_a_change_says(recorded: Recorded, words: str, found: int) -> None:
    async with recorded.year().app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h", "slash")
        await pilot.press(*("space" if sign == " " else "colon" if sign == ":" else sign for sign in words), "enter")
        await ready(pilot)
        assert len(screen(pilot).table.order) == found


async def test_columns_sort_both_ways(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        newest = rows(pilot)
        await press(pilot, "s")
        assert [row[1:] for row in rows(pilot)[::-1]] == [row[1:] for row in newest]
        assert "11:15" in cursor(pilot)
        await press(pilot, "right", "s")
        assert "Benoît Caradec" in rows(pilot)[-1]
        await press(pilot, "s")
        assert "Benoît Caradec" in rows(pilot)[0]
        for _ in range(6):
            await press(pilot, "right", "s")
        assert len(rows(pilot)) == 7


async def test_the_editor_opens_where_a_change_of_the_history_stands(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "h", "ctrl+end")
        place = screen(pilot).place()
        assert place is not None
        assert recorded.text.split("\n")[place.line - 1].startswith("[[payment]]")
        await press(pilot, "ctrl+home")
        # GEL-2 was undone, and is nowhere.
        assert screen(pilot).place() is None


async def test_a_line_that_somebody_changed_is_named(recorded: Recorded) -> None:
    chain = recorded.year().folder / "jeux.journal" / "Ana.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"200_000.00", b"900_000.00"))
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        seen = text(pilot).split("\n")
        assert "› History" in seen[1]
        assert seen[2].strip() == "✗ journal altered"
        assert seen[3].strip() == "Ana.jsonl:1 this line is not as it was written"
        assert len(rows(pilot)) == 6


async def test_what_others_record_is_there_once_it_is_read_again(recorded: Recorded) -> None:
    async with recorded.year().app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h", "down", "down")
        assert "10:45" in cursor(pilot)
        recorded.act("deliver", "Benoît Caradec", commitment="EJ-4", amount=1)
        await press(pilot, "r")
        assert len(rows(pilot)) == 8
        assert "10:45" in cursor(pilot)


async def test_a_long_history_asks_for_the_blocks_in_sight_only(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:

    recorded.grown(10_000)
    asked, keys = list[str](), journals.keys

    def counted(text: str) -> Sequence[Mapping[str, object]]:
        asked.append(text)
        return keys(text)

    monkeypatch.setattr(journals, "keys", counted)
    async with recorded.app(read_only=True).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        assert "DP-10000" in cursor(pilot)
        assert "10,000 changes" in text(pilot)
        assert "journal intact" in text(pilot)
        await press(pilot, "ctrl+end")
        assert "DP-1 " in cursor(pilot)
        assert len(asked) < 500


@pytest.mark.parametrize(
    "difference",
    [
        {"added": 1, "removed": None, "changed": {"a": 1}},
        {"added": [1, "x", ["line"], ["line", "l", 3], [1, 2, {}]], "changed": [["line", "l", {}]], "more": "x"},
        {},
    ],
)
async def test_a_journal_that_came_from_anywhere_is_shown_as_far_as_it_can_be(
    recorded: Recorded, difference: object
) -> None:
    said = {"officer": "[b]E\x1b[2J", "time": "yesterday", "files": {}, "prev": [], "seen": {}, "op": "edit"}
    _, line = sealed({"v": 1, "seq": 1, "difference": difference, **said})
    (recorded.folder / "jeux.journal").mkdir()
    (recorded.folder / "jeux.journal" / "Eve.jsonl").write_bytes(line)
    async with recorded.app(read_only=True).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "h")
        assert "yesterday" in cursor(pilot)
        assert "[b]E�[2J" in cursor(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Question)


async def test_the_history_of_a_budget_without_figures_goes_back_to_its_problems(recorded: Recorded) -> None:
    text_before = recorded.year().text
    recorded.path.write_text(text_before + "[[line]\n", "utf-8")
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert isinstance(screen(pilot), ProblemsScreen)
        await press(pilot, "h")
        assert len(rows(pilot)) == 7
        recorded.path.write_text(text_before, "utf-8")
        await press(pilot, "r", "escape", "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Whole budget" in text(pilot)
