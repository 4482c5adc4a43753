"""What changed between two states of a budget."""

from pathlib import Path

from jo_security.locales.language import speak
from jo_security.office.changing import Changes, changes
from jo_security.office.opening import Opened, open_budget
from jo_security.office.telling import in_words

OVERDRAWN = """
format = 1

[budget]
id = "b"
label = "B"
start = 2023-01-01
end = 2023-12-31

[[line]]
id = "l"
label = "L"
allocation = 1_000.00

[[commitment]]
id = "EJ-1"
date = 2023-03-14
line = "l"
supplier = "S"
label = "C"
amount = 1_200.00
"""


def opened(folder: Path, text: str) -> Opened:
    path = folder / "b.toml"
    path.write_text(text, "utf-8")
    return open_budget(str(path))


def between(folder: Path, before: str, after: str) -> Changes:
    return changes(opened(folder, before), opened(folder, after), {}, {})


def test_a_problem_that_is_less_severe_is_another(tmp_path: Path) -> None:
    its = between(tmp_path, OVERDRAWN, OVERDRAWN + '\n[controls]\ncommitment = "warn"\n')
    assert [(each.code, each.severity) for each in its.differ] == [("JO201", "warning")]
    assert not its.came
    assert not its.went


def test_controls_that_come_are_told_by_name(tmp_path: Path) -> None:
    its = between(tmp_path, OVERDRAWN, OVERDRAWN + '\n[controls]\ncommitment = "warn"\nannual = true\n')
    (controls,) = its.records
    english = speak("en")
    said = [english.render(words.text, words.values) for words in in_words(controls)]
    assert len(said) == 2
    assert all(" " in each for each in said)
    assert said[0].endswith(" warn")
    assert said[1].endswith(" yes")
