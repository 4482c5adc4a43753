"""What a person sees and does: press, wait, look."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from tui.seen import cursor, notices, press, ready, rows, screen, text

from jo_security.tui.screens.commitment import CommitmentScreen
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.help import Help
from jo_security.tui.screens.line import LineScreen
from jo_security.tui.screens.problems import ProblemsScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]

EMPTY = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\n'


async def test_the_envelope_shows_figures_waterfall_lines_and_totals(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        seen = text(pilot)
        for words in ("Sécurité des Jeux", "€15.4M", "Announced", "Unallocated", "AE available", "Whole budget"):
            assert words in seen
        assert "13 operations · financial year 2023 · ◇ 2 illustrative" in seen
        assert rows(pilot)[0][2:].startswith("▾ Stratégie anti-drone ")
        assert "29,000,000.00" in seen


async def test_every_amount_of_the_issue_has_a_column(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(200, 45)) as pilot:
        await ready(pilot)
        header = screen(pilot).table.render_line(0).text.split("  ")
        names = [name.strip() for name in header if name.strip()]
        assert names == [
            "Line",
            "AE opened",
            "AE frozen",
            "AE committed",
            "AE available",
            "AE rate",
            "CP paid",
            "Outstanding",
            "Signs",
            "AE reserved",
        ]


async def test_enter_goes_deeper_and_escape_back_to_where_the_cursor_was(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down", "enter")
        assert isinstance(screen(pilot), LineScreen)
        assert "EJ-1" in cursor(pilot)
        await press(pilot, "enter")
        assert isinstance(screen(pilot), CommitmentScreen)
        seen = text(pilot)
        for words in ("€2,800,000.00", "€8,000,000.00", "V-12", "2024: 1,400,000.00", "JO305", "Further commi"):
            assert words in seen
        await press(pilot, "escape")
        assert isinstance(screen(pilot), LineScreen)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Brouilleurs" in cursor(pilot)


async def test_space_folds_a_branch_and_unfolds_it(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert len(rows(pilot)) == 5
        await press(pilot, "space")
        assert len(rows(pilot)) == 3
        assert "▸ Stratégie" in cursor(pilot)
        await press(pilot, "space")
        assert len(rows(pilot)) == 5


async def test_the_filter_ignores_case_and_accents_and_keeps_what_is_above(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", *"HEBER", "enter")
        assert [row[2:16].strip() for row in rows(pilot)] == ["▾ Renforts", "Hébergemen"]
        await press(pilot, "escape")
        assert len(rows(pilot)) == 5


async def test_a_filter_without_a_match_gives_the_cursor_back(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down")
        before = cursor(pilot)
        await press(pilot, "slash", *"xyz", "escape")
        assert cursor(pilot)[1:] == before[1:]


async def test_letters_are_text_while_the_filter_has_the_keys(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", *"repqc?/")
        assert screen(pilot).search == "repqc?/"
        assert "No row answers to this filter" in text(pilot)


async def test_commitments_are_filtered_and_sorted_and_their_totals_follow(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "c")
        assert "12,406,000.00" in text(pilot)
        await press(pilot, "slash", *"societe", "enter")
        assert ["EJ-1" in row or "EJ-3" in row for row in rows(pilot)] == [True, True]
        assert "11,920,000.00" in screen(pilot).table.render_line(screen(pilot).table.page + 1).text
        await press(pilot, "right", "right", "s", "s")
        assert screen(pilot).table.sorted_by == (("supplier", True),)
        assert "EJ-3" in rows(pilot)[0]


async def test_movements_of_a_line_hold_payments_without_a_commitment(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down", "down", "enter", "m")
        seen = text(pilot)
        assert "LFI-3" in seen
        assert "−120,000.00" in seen
        await press(pilot, "m")
        assert "EJ-3" in text(pilot)


async def test_problems_stand_by_severity_with_their_place_and_lead_to_what_they_are_about(
    app: Make, budget: Path
) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "p")
        assert isinstance(screen(pilot), ProblemsScreen)
        seen = text(pilot)
        assert "JO303 paid-undelivered  warning" in seen
        assert "JO303" in seen
        assert "^" in seen
        await press(pilot, "enter")
        assert isinstance(screen(pilot), CommitmentScreen)


async def test_an_unreadable_budget_opens_on_its_problems_until_they_are_mended(app: Make, budget: Path) -> None:
    good = budget.read_text()
    budget.write_text(good.replace('line     = "etudes"', 'line     = "etude"'))
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert isinstance(screen(pilot), ProblemsScreen)
        assert "JO111" in text(pilot)
        await press(pilot, "escape", "p")
        assert isinstance(screen(pilot), ProblemsScreen)
        budget.write_text(good)
        await press(pilot, "r")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Whole budget" in text(pilot)


async def test_a_file_that_is_not_there_is_said_and_looked_for_again(app: Make, budget: Path) -> None:
    away = budget.rename(budget.with_suffix(".away"))
    async with app(budget).run_test(size=(200, 30)) as pilot:
        await ready(pilot)
        assert "there is no such file" in text(pilot)
        away.rename(budget)
        await press(pilot, "r")
        assert "Whole budget" in text(pilot)


async def test_a_file_that_vanishes_leaves_the_last_good_figures(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        good = budget.read_bytes()
        budget.unlink()
        await press(pilot, "r")
        assert any("there is no such file" in notice for notice in notices(pilot))
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Whole budget" in text(pilot)
        assert text(pilot).split("\n")[1].startswith(" ! stale figures  ")
        await press(pilot, "c")
        assert text(pilot).split("\n")[1].startswith(" ! stale figures  ")
        budget.write_bytes(good)
        await press(pilot, "r")
        assert "stale" not in text(pilot)
        await press(pilot, "escape")
        assert "stale" not in text(pilot)


async def test_reloading_keeps_the_cursor_the_filter_and_the_screen(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash", *"exemple", "enter", "down")
        assert "EJ-3" in cursor(pilot)
        new = budget.read_text().replace(
            "# EJ-1\n",
            '# EJ-0\n[[commitment]]\nid = "EJ-0"\ndate = 2023-03-01\nline = "etudes"\nsupplier = "Exemple"\n'
            'label = "Neuf"\namount = 1.00\n\n# EJ-1\n',
        )
        budget.write_text(new)
        await press(pilot, "r")
        assert len(rows(pilot)) == 3
        assert "EJ-3" in cursor(pilot)
        assert screen(pilot).search == "exemple"
        await press(pilot, "escape", "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "12,526,001.00" in text(pilot)


async def test_a_commitment_that_is_gone_after_a_reload_leads_back(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "down", "enter")
        assert isinstance(screen(pilot), CommitmentScreen)
        text_now = budget.read_text()
        budget.write_text(text_now[: text_now.index("# EJ-2")] + text_now[text_now.index("# EJ-3") :])
        await press(pilot, "r")
        assert isinstance(screen(pilot), LineScreen)
        assert any("no longer in the budget" in notice for notice in notices(pilot))


async def test_an_empty_budget_says_so(app: Make, tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text(EMPTY)
    async with app(empty).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "The budget has no lines" in text(pilot)
        await press(pilot, "enter", "space", "s", "S", "slash", "x", "enter", "escape", "c", "enter", "escape", "p")
        assert "Nothing is wrong" in text(pilot)


HOSTILE = ("[bold]", "[/x]", "{braces}", "%(x)s", "{n:money}", "😀 👩‍👩‍👧", "漢字漢字", "[@click=app.quit]x[/]")


@pytest.mark.parametrize("label", HOSTILE)
async def test_text_of_a_budget_is_shown_literally(app: Make, budget: Path, label: str) -> None:
    written = budget.read_text()
    for old in ("Sécurité des Jeux", "Brouilleurs portatifs", "Société Exemple Brouillage", "Extension aux sites"):
        written = written.replace(old, label)
    budget.write_text(written.replace('"Brouilleurs"', f'"{label}"'))
    async with app(budget).run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        assert label in text(pilot)
        await press(pilot, "down", "down", "enter")
        assert label in text(pilot)
        await press(pilot, "enter")
        assert label in text(pilot)
        await press(pilot, "p", "question_mark", "escape", "escape", "escape", "m", "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)


@pytest.mark.parametrize("label", ["\\u001b[31mred", "\\u202eesrever"])
async def test_what_would_steer_the_terminal_is_a_problem_and_shows_as_it_is_written(
    app: Make, budget: Path, label: str
) -> None:
    budget.write_text(budget.read_text().replace("Sécurité des Jeux", label))
    async with app(budget).run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        assert isinstance(screen(pilot), ProblemsScreen)
        assert label in text(pilot)


async def test_ids_that_hold_anything_are_problems_that_are_shown_literally(app: Make, tmp_path: Path) -> None:
    bad = tmp_path / "[bold]x[y].toml"
    bad.write_text('format = 1\n[budget]\nid = "b"\nlabel = "B"\n[["[/x]"]]\na = "[/y] {0} \\u001b"\n')
    async with app(bad).run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        assert isinstance(screen(pilot), ProblemsScreen)
        assert "[/x]" in text(pilot)


async def test_help_lists_the_keys_that_work_here(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        seen = str(pilot.app.screen.body.content)
        for words in ("Open the editor at the row under the cursor", "Open or close a branch", "Leave the program"):
            assert words in seen
        await press(pilot, "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)


async def test_every_key_is_named_in_the_language_of_the_reader(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app(budget).run_test(size=(100, 50)) as pilot:
        await ready(pilot)
        front = screen(pilot)
        monkeypatch.setattr(front.language, "text", "<{}>".format)
        named = [active for active in front.active_bindings.values() if active.binding.description]
        assert named
        assert all(active.binding.description.startswith("<") for active in named)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (109, 33), (110, 34), (140, 45), (220, 60)])
async def test_the_table_has_room_in_every_terminal(app: Make, budget: Path, size: tuple[int, int]) -> None:
    async with app(budget).run_test(size=size) as pilot:
        await ready(pilot)
        assert screen(pilot).table.page >= (10 if size[1] >= 24 else 6)
        assert "Whole budget" in text(pilot)
        await press(pilot, "c")
        assert screen(pilot).table.page >= (10 if size[1] >= 24 else 6)


async def test_a_terminal_that_grows_shows_more_columns(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "AE opened" not in screen(pilot).table.render_line(0).text
        await pilot.resize_terminal(140, 45)
        await ready(pilot)
        assert "AE opened" in screen(pilot).table.render_line(0).text
        assert "Announced" in text(pilot)


def editor(tmp_path: Path, body: str) -> str:
    """An editor that does one thing to the file it is given, and notes what it was told."""
    script = tmp_path / "vi"
    script.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/told"\neval file=\\${{$#}}\n{body}\n')
    script.chmod(0o755)
    return str(script)


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be left, which that of a pilot cannot."""
    monkeypatch.setattr(App, "suspend", lambda _: nullcontext())


@pytest.mark.usefixtures("suspended")
async def test_the_editor_opens_at_the_row_and_its_changes_are_shown(app: Make, budget: Path, tmp_path: Path) -> None:
    made = app(budget)
    made.environ["EDITOR"] = editor(tmp_path, 'sed -i "s/Étude d’architecture/Étude neuve/" "$file"')
    async with made.run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "down")
        assert "Étude d’archi" in cursor(pilot)
        await press(pilot, "e")
        line = budget.read_text().split("\n").index('id       = "EJ-2"')
        assert (tmp_path / "told").read_text() == f"+{line} {budget}\n"
        assert "Étude neuve" in cursor(pilot)


async def test_what_is_lost_stands_in_the_sum(app: Make, budget: Path) -> None:
    lost = (
        '\n[[adjustment]]\nid = "R-9"\ndate = 2024-02-01\ncommitment = "EJ-1"\n'
        'amount = -1000000.00\nreason = "Options"\nreusable = false\n'
    )
    budget.write_text(budget.read_text() + lost)
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        labels = next(line for line in text(pilot).split("\n") if "AE opened" in line)
        assert labels.index("AE committed") < labels.index("AE lost") < labels.index("AE available")


@pytest.mark.parametrize(("size", "shown"), [((100, 30), "EJ-2023-00000001"), ((70, 24), "EJ-2023-0000…")])
async def test_long_ids_of_commitments_are_shown_where_there_is_room(
    app: Make, budget: Path, size: tuple[int, int], shown: str
) -> None:
    budget.write_text(budget.read_text().replace('"EJ-1"', '"EJ-2023-00000001"'))
    async with app(budget).run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "c")
        assert f" {shown} " in text(pilot)


async def test_ctrl_c_says_how_to_leave(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+c")
        assert notices(pilot) == ["Press ctrl+q to leave"]


@pytest.mark.usefixtures("suspended")
@pytest.mark.parametrize("name", ["/nowhere/vi", "", "'unclosed"])
async def test_an_editor_that_cannot_be_started_is_said(app: Make, budget: Path, name: str) -> None:
    made = app(budget)
    made.environ = {"EDITOR": name, "PATH": "/nowhere"}
    async with made.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        assert len(notices(pilot)) == 1
        assert "Whole budget" in text(pilot)


async def test_a_terminal_that_cannot_be_left_is_said(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        assert len(notices(pilot)) == 1
