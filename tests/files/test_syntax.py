"""What is said of a text that is not TOML: the right place, a clear sentence and what to do, in both languages."""

import re
from pathlib import Path

import pytest
import tomli

from jo_security.files import mistakes
from jo_security.files.source import Source
from jo_security.files.syntax import NotToml, parse
from jo_security.locales.language import Language, speak

FRENCH, ENGLISH = speak("fr"), speak("en")

# What an officer writes, where the caret stands, what is wrong, what to do; in French as in English where it is given.
HABITS = {
    "decimal comma": ("amount = 12,50", 10, "amount is not written", "montant n’est pas écrit", "12.50."),
    "spaces": ("amount = 12 400 000", 10, "amount is not written", "montant n’est pas écrit", "12_400_000."),
    "both": ("amount = 12 400 000,25", 10, "amount is not written", "montant n’est pas écrit", "12_400_000.25."),
    "no-break spaces": ("amount = 1\u00a0200\u202f300,5", 10, "amount", "montant", "1_200_300.50."),
    "no-break space before =": ("label\u00a0= 1", 6, "no-break", "insécable", "space."),
    "no-break space after =": ("label =\u00a01", 8, "no-break", "insécable", "space."),
    "no-break indent": ("\u00a0label = 1", 1, "no-break", "insécable", "space."),
    "currency sign": ("amount = 500 €", 10, "amount is not written", "montant n’est pas écrit", "500."),
    "currency code": ("amount = 12.50 EUR", 10, "amount is not written", "montant n’est pas écrit", "12.50."),
    "typographic minus": ("amount = \u2212400 000", 10, "amount", "montant", "-400_000."),
    "apostrophes": ("amount = 1'200", 10, "amount is not written", "montant n’est pas écrit", "1_200."),
    "in a schedule": ("cp = [{ cp = 1 200 000,00 }]", 14, "amount", "montant", "1_200_000.00."),
    "comma in a schedule": ("cp = [{ cp = 12,50 }]", 14, "amount", "montant", "12.50."),
    "curly quotes": ("label = “Drones”", 9, "typographic", "typographiques", 'straight quotation marks: "…".'),
    "French quotes": ("label = « Drones »", 9, "typographic", "typographiques", 'straight quotation marks: "…".'),
    "curly quotes in a list": ("tags = [“a”]", 9, "typographic", "typographiques", 'quotation marks: "…".'),
    "missing quote": ('label = "Drones', 16, "text is not closed", "texte n’est pas fermé", "opens it."),
    "quotes inside": ('label = "le "plan" 1"', 9, "closing quotation mark", "guillemet fermant", "« and »."),
    "30 February": ("date = 2024-02-30", 8, "no such date", "n’existe pas", "exists in that month."),
    "French 31 February": ("date = 31/02/2024", 8, "no such date", "n’existe pas", "exists in that month."),
    "French date": ("date = 14/03/2024", 8, "year-month-day", "année-mois-jour", "Write 2024-03-14."),
    "dots": ("date = 14.3.2024", 8, "year-month-day", "année-mois-jour", "Write 2024-03-14."),
    "short date": ("date = 2024-3-14", 8, "year-month-day", "année-mois-jour", "Write 2024-03-14."),
    "one bracket": ("[[commitment]\nid = 1", 13, "header is not closed", "en-tête n’est pas fermé", "open it."),
    "open bracket": ("[budget\nid = 1", 8, "header is not closed", "en-tête n’est pas fermé", "open it."),
    "unquoted text": ("id = EJ-1", 6, "without quotation marks", "sans guillemets", "between quotation marks."),
    "unquoted in a list": ("tags = [a, b]", 9, "without quotation marks", "sans guillemets", "quotation marks."),
    "half a number": ("id = 2024-A1", 10, "does not belong", "n’appartient pas", "between quotation marks."),
    "leading zero": ("programme = 0176", 13, "begins with 0", "commence par 0", "between quotation marks."),
    "duplicate key": ("id = 1\nid = 2", (2, 1), "id is given twice", "id est donnée deux fois", "its header."),
    "long duplicate": ("a = 1\na = [\n 1,\n]", (2, 1), "a is given twice", "a est donnée deux fois", "its header."),
    "duplicate in braces": ("v = { a = 1, a = 2 }", 14, "a is given twice", "a est donnée deux fois", "its header."),
    "table twice": ("[budget]\n [budget]", (2, 2), "budget is opened twice", "ouverte deux fois", "[[commitment]]."),
    "array and header": ("line = []\n[[line]]", (2, 1), "already complete", "déjà complet", "in one place."),
    "missing =": ('label "Drones"', 7, "= is missing", "= manque", 'label = "Drones".'),
    "colon": ('label: "Drones"', 6, "= is missing", "= manque", 'label = "Drones".'),
    "no value": ("amount =", 9, "value is missing", "valeur manque", "remove the key."),
    "yes": ("annual = Oui", 10, "neither true nor false", "ni true ni false", "without quotes."),
    "Python's true": ("annual = True", 10, "neither true nor false", "ni true ni false", "without quotes."),
    "percent": ("early-warning = 90 %", 17, "percentage", "pourcentage", "0.90 for 90%."),
    "backslash": ('source = "C:\\dossier"', 13, "backslash", "barre oblique inverse", "quotation marks."),
    "open list": ('tags = ["a"\nid = 1', (2, 1), "in the list", "dans la liste", "with ]."),
    "open table": ('visa = { number = "1"\nid = 1', (2, 1), "in the table", "dans la table", "with }."),
    "open at the end": ('tags = ["a"\n\n', (1, 12), "in the list", "dans la liste", "with ]."),
    "open text on lines": ('a = 1\nnote = """un\ndeux\n', (2, 8), "not closed", "pas fermé", "opens it."),
    "open quote on lines": ("note = '''un\ndeux\n", (1, 8), "not closed", "pas fermé", "opens it."),
    "control character": ("a = 1 # \x07", 9, "control character", "caractère de contrôle", "most editors."),
    "no key": ("= 5", 1, "cannot begin", "ne peut pas commencer", "or #."),
    "double comma": ("a = {b = 1,, c = 2}", 12, "a key is missing", "une clé manque", "- and _."),
}


def words(text: str, language: Language = ENGLISH) -> tuple[int, int, str, str]:
    with pytest.raises(NotToml) as stopped:
        parse(Source("x.toml", text.encode()))
    wrong = stopped.value
    said, hint = (language.render(one.text, one.values) for one in (wrong.message, wrong.hint))
    return wrong.line, wrong.column, said, hint


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_is_named_at_its_place_in_both_languages(habit: str) -> None:
    text, place, says, dit, hint = HABITS[habit]
    line, column, said, told = words(text)
    assert (line, column) == (place if isinstance(place, tuple) else (1, place))
    assert says in said
    assert told.endswith(hint)
    french = words(text, FRENCH)
    assert french[:2] == (line, column)
    assert dit in french[2]
    assert french[3] not in {told, ""}


@pytest.mark.parametrize("habit", HABITS)
def test_windows_line_ends_change_nothing(habit: str) -> None:
    text = f"format = 1\n{HABITS[habit][0]}"
    assert words(text.replace("\n", "\r\n")) == words(text)


@pytest.mark.parametrize(
    "text", ["amount\t=\t12", "\tid = 1", 'label = "a\tb"', "amount = 12 # 12,50 €", 'a = "1 000,00 €"']
)
def test_what_is_toml_passes(text: str) -> None:
    assert parse(Source("x.toml", text.encode()))


def test_every_message_of_tomli_has_words_of_its_own() -> None:
    source = Path(tomli.__file__).with_name("_parser.py").read_text("utf-8")
    messages = re.findall(r'TOMLDecodeError\(\s*f?"([^"]+)"', source)
    assert len(messages) > 20
    known = [re.compile(why) for why, _, _ in mistakes._REASONS]  # noqa: SLF001
    assert [message for message in messages if not any(why.match(message) for why in known)] == []


def test_a_message_that_a_later_tomli_adds_still_has_words() -> None:
    place, says, hint = mistakes.explain(tomli.TOMLDecodeError("Unheard of", "a = 1\nb", 6))
    assert place == 6
    assert ENGLISH.render(says.text, says.values) == "this is not TOML from here on"
    assert FRENCH.render(hint.text, hint.values) == "Corrigez le texte à partir de cet endroit."


@pytest.mark.parametrize("language", [ENGLISH, FRENCH])
def test_no_word_of_tomli_reaches_a_reader(language: Language) -> None:
    said = " ".join(" ".join(words(text, language)[2:]) for text, *_ in HABITS.values())
    assert not re.search(r"Invalid|Expected|Unclosed|Cannot|statement|namespace", said)


def test_nine_thousand_brackets_are_too_many() -> None:
    assert words("a = " + "[" * 9_000)[:3] == (1, 105, "brackets are nested more than 100 deep")


def test_a_key_of_thousands_of_parts_is_too_long() -> None:
    assert words("b = 1\n" + "a." * 3_000 + "a = 1")[:3] == (2, 1, "a key has more than 100 parts")


def test_a_number_of_thousands_of_digits_is_read_as_out_of_range() -> None:
    digits = "9" * 5_000
    assert parse(Source("x.toml", f"a = {digits}\nb = -{digits}\n".encode()))["b"] < -(10**11)


def test_a_mistake_after_such_a_number_is_found() -> None:
    assert words(f"a = {'9' * 5_000}\nb = 12,50")[:2] == (2, 5)


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"a = 1\nb = 'caf\xe9'", (2, 9)), (b"\xff\xfe", (1, 1)), ("é = '".encode() + b"\x80'", (1, 6))],
)
def test_what_is_not_utf_8_is_shown_where_it_begins(content: bytes, place: tuple[int, int]) -> None:
    with pytest.raises(NotToml) as stopped:
        parse(Source("x.toml", content))
    assert (stopped.value.line, stopped.value.column) == place
    assert "UTF-8" in stopped.value.hint.text
