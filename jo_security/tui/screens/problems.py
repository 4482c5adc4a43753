"""What is wrong with a budget, the worst first; a budget that cannot be read shows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.screens.faults import SEVERITIES, ProblemRows
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.office.places import Place
    from jo_security.records.problem import Problem


TALL: Final = 34
"""The height from which there is room for what the rule says."""


class ProblemsScreen(HouseScreen):
    """All that is wrong, and what to do about the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "exclamation_mark",
            "explain_rule",
            N_("Rule"),
            tooltip=N_("Explain the rule: its source in law, the way out, an example"),
            id="problems.rule",
        ),
    ]
    CSS_PATH = "../styles/problems.tcss"
    view = "problems"
    everywhere = True
    EMPTY = N_("Nothing is wrong")

    notice = getters.query_one("#notice", Static)
    detail = getters.query_one("#detail", Static)

    @property
    def is_blocked(self) -> bool:
        """Whether there are no figures to go back to."""
        return self.reading is not None and self.reading.outlook is None

    def compose_body(self) -> ComposeResult:
        """Why there are no figures, if there are none; the problems; the one under the cursor."""
        yield Prose(id="notice", classes="dim", markup=False)
        yield LedgerTable((), NoRows())
        yield Prose(id="detail", markup=False)

    def trail(self) -> Sequence[str]:
        """The budget and its problems."""
        reading = self.reading
        name = reading.outlook.header.label if reading and reading.outlook else reading.name if reading else ""
        return [name, self.language.text(N_("Problems"))]

    def fill(self) -> ProblemRows | None:
        """The problems of the reading."""
        return ProblemRows(self.reading.broken or self.reading, self.language) if self.reading is not None else None

    def broken(self) -> None:
        """None: what is wrong with the files is what is here."""

    def draw(self) -> None:
        """Say why there are no figures."""
        reading = self.reading
        if reading is None:
            return
        words = ""
        failure = (reading.broken or reading).failure
        if failure is not None:
            words = self.language.render(failure.text, failure.values)
        elif reading.broken is not None:
            words = self.language.text(N_("The figures are the last good ones until these problems are mended"))
        elif reading.outlook is None:
            words = self.language.text(N_("There are no figures until these problems are mended"))
        self.notice.display = bool(words)
        self.notice.update(literal(words))

    def record(self) -> None:
        """None: problems have their own places."""

    def place(self) -> Place | None:
        """Where the problem under the cursor stands; without one, the beginning of the file."""
        from jo_security.office.places import Place

        if self.reading is None:
            return None
        problem = self._under_cursor()
        return Place(self.reading.name) if problem is None else Place(problem.file, problem.line, problem.column)

    def _under_cursor(self) -> Problem | None:
        row = self.table.record_id
        return self.rows.problem(row) if row is not None and isinstance(self.rows, ProblemRows) else None

    @on(LedgerTable.Highlighted)
    def explain(self) -> None:
        """Show the problem under the cursor in full."""
        problem = self._under_cursor()
        self.detail.display = problem is not None
        if problem is not None:
            currency = self.rows.currency if isinstance(self.rows, ProblemRows) else "EUR"
            shown = explained(self.language, problem, currency)
            if self.size.height >= TALL:
                from jo_security.tui.dialogs.rules import in_short

                shown = Content("\n").join([shown, Content(""), in_short(self.language, problem.code)])
            self.detail.update(shown)

    def on_resize(self, event: events.Resize) -> None:
        """Say as much of the problem as there is room for now."""
        super().on_resize(event)
        self.explain()

    def action_explain_rule(self) -> None:
        """Explain the rule of the problem under the cursor."""
        problem = self._under_cursor()
        if problem is not None:
            from jo_security.tui.dialogs.rules import explained as rules

            self.app.push_screen(rules(self.language, [problem.code]))

    @on(LedgerTable.Selected)
    def open_subject(self, event: LedgerTable.Selected) -> None:
        """Go to the commitment or the line that a problem is about, else to its place in the file."""
        reading = self.reading
        if reading is None or reading.outlook is None or reading.broken is not None:
            self.action_edit()
            return
        from jo_security.ledger import answers

        subject = answers.subject(reading.ledger, event.row_id)
        if subject is None:
            self.action_edit()
        elif subject.commitment is not None:
            from jo_security.tui.screens.commitment import CommitmentScreen

            commitment = answers.commitment_rows(reading.ledger, [subject.commitment])[0].id
            self.app.push_screen(CommitmentScreen(self.language, reading, commitment))
        else:
            from jo_security.tui.screens.line import LineScreen

            line = next(line.id for line in reading.outlook.lines if line.n == subject.line)
            self.app.push_screen(LineScreen(self.language, reading, line))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing lies behind the problems of a budget without figures; here one is among them already."""
        if action == "problems":
            return False
        if action in {"view", "rescope", "perimeter", "palette"} and self.is_blocked:
            return False
        if action == "explain_rule":
            return not self.filter_has_keys
        if action == "back" and self.is_blocked:
            return self.is_mounted and self.filter_bar.is_open
        return super().check_action(action, parameters)


def explained(language: Language, problem: Problem, currency: str) -> Content:
    """A problem at its place: the line with a caret, what is wrong, what to do."""
    number = str(problem.line)
    before = "".join(sign if sign == "\t" else " " for sign in problem.excerpt[: problem.column - 1])
    excerpt, before = (literal(text.expandtabs(4)) for text in (problem.excerpt, before))
    _, _, word = SEVERITIES[problem.severity]
    colour = "$text-error" if problem.severity == "error" else "$text-warning"
    message = language.render(problem.message.text, problem.message.values, currency=currency)
    hint = language.render(problem.hint.text, problem.hint.values, currency=currency)
    return Content.assemble(
        (f"{problem.code} {problem.name}", f"bold {colour}"),
        (f"  {language.text(word)}", colour),
        (f"  {literal(problem.file)}:{problem.line}:{problem.column}", "dim"),
        "\n",
        (f"{number} │ ", "dim"),
        excerpt,
        "\n",
        (" " * len(number) + " │ ", "dim"),
        before,
        ("^", f"bold {colour}"),
        "\n",
        literal(message),
        ("\n" + literal(hint), "dim"),
    )
