"""Figures and words as a French and an English reader meet them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jo_security.locales.language import Language, detect, shows, speak
from jo_security.locales.phrases import literal
from jo_security.records.problem import Words

FR, EN = speak("fr"), speak("en")
FR_ASCII, EN_ASCII = speak("fr", ascii=True), speak("en", ascii=True)
LARGEST = 2**63 - 1


def seen(text: str) -> str:
    """Narrow and ordinary unbreakable spaces made visible: `_` and `~`."""
    return text.replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("cents", "fr", "en"),
    [
        (0, "0,00~€", "€0.00"),
        (5, "0,05~€", "€0.05"),
        (-5, "−0,05~€", "−€0.05"),
        (100_000, "1_000,00~€", "€1,000.00"),
        (1_240_000_025, "12_400_000,25~€", "€12,400,000.25"),
        (-1_240_000_025, "−12_400_000,25~€", "−€12,400,000.25"),
        (LARGEST, "92_233_720_368_547_758,07~€", "€92,233,720,368,547,758.07"),
    ],
)
def test_money(cents: int, fr: str, en: str) -> None:
    assert seen(FR.money(cents)) == fr
    assert EN.money(cents) == en
    assert seen(FR.amount(cents)) == fr.removesuffix("~€")
    assert EN.amount(cents) == en.replace("€", "")


def test_money_of_another_currency_bears_its_code() -> None:
    assert seen(FR.money(-123_456, "USD")) == "−1_234,56~USD"
    assert seen(EN.money(-123_456, "USD")) == "−1,234.56~USD"


def test_an_increase_shows_its_sign() -> None:
    assert [seen(FR.money(cents, signed=True)) for cents in (1, 0, -1)] == ["+0,01~€", "0,00~€", "−0,01~€"]
    assert [EN.amount(cents, signed=True) for cents in (1, 0, -1)] == ["+0.01", "0.00", "−0.01"]


@pytest.mark.parametrize(
    ("cents", "fr", "en"),
    [
        (0, "0~€", "€0"),
        (-49, "0~€", "€0"),
        (50, "1~€", "€1"),
        (150, "2~€", "€2"),
        (99_949, "999~€", "€999"),
        (99_950, "1,0~k€", "€1.0k"),
        (1_235_000, "12,4~k€", "€12.4k"),
        (1_245_000, "12,5~k€", "€12.5k"),
        (1_245_001, "12,5~k€", "€12.5k"),
        (99_994_999, "999,9~k€", "€999.9k"),
        (99_995_000, "1,0~M€", "€1.0M"),
        (-1_240_000_025, "−12,4~M€", "−€12.4M"),
        (95_000_000_000, "950,0~M€", "€950.0M"),
        (123_456_789_012, "1,2~Md€", "€1.2bn"),
        (LARGEST, "92_233_720,4~Md€", "€92,233,720.4bn"),
    ],
)
def test_short_forms(cents: int, fr: str, en: str) -> None:
    assert seen(FR.short(cents)) == fr
    assert EN.short(cents) == en


def test_a_short_form_of_another_currency() -> None:
    assert seen(FR.short(1_240_000_025, "USD")) == "12,4~M~USD"
    assert seen(EN.short(1_240_000_025, "USD")) == "12.4M~USD"


@pytest.mark.parametrize(
    ("share", "fr", "en"),
    [
        ((873, 1000), "87,3~%", "87.3%"),
        ((0, 1), "0,0~%", "0.0%"),
        ((1, 1), "100,0~%", "100.0%"),
        ((125, 100_000), "0,1~%", "0.1%"),
        ((175, 100_000), "0,2~%", "0.2%"),
        ((25, 100_000), "0,0~%", "0.0%"),
        ((35, 100_000), "0,0~%", "0.0%"),
        ((150, 100_000), "0,2~%", "0.2%"),
        ((250, 100_000), "0,3~%", "0.3%"),
        ((-1, 3), "−33,3~%", "−33.3%"),
        ((-1, 10**9), "0,0~%", "0.0%"),
        ((LARGEST, 1), "922_337_203_685_477_580_700,0~%", "922,337,203,685,477,580,700.0%"),
        ((1, 0), "—", "—"),
        ((1, -5), "—", "—"),
    ],
)
def test_percent(share: tuple[int, int], fr: str, en: str) -> None:
    assert seen(FR.percent(*share)) == fr
    assert EN.percent(*share) == en


def test_numbers_keep_every_decimal() -> None:
    assert seen(FR.number(Decimal("-12400.50"))) == "−12_400,50"
    assert EN.number(Decimal("1.5E+4")) == "15,000"
    assert EN.number(Decimal("0.0000001")) == "0.0000001"
    assert EN.number(-1234) == "−1,234"


def test_dates() -> None:
    assert FR.date(date(2023, 3, 14)) == FR.date("2023-03-14") == "14/03/2023"
    assert EN.date(date(2023, 3, 14)) == EN.date("2023-03-14") == "2023-03-14"


def test_ascii_for_a_terminal_that_shows_nothing_else() -> None:
    assert FR_ASCII.money(-1_240_000_025) == "-12 400 000,25 EUR"
    assert EN_ASCII.money(-1_240_000_025) == "-12,400,000.25 EUR"
    assert FR_ASCII.short(1_240_000_025) == "12,4 M EUR"
    assert EN_ASCII.short(1_240_000_025) == "12.4M EUR"
    assert FR_ASCII.percent(873, 1000) == "87,3 %"
    assert EN_ASCII.percent(1, 0) == "-"
    assert FR_ASCII.number(-1234) == "-1 234"
    assert FR_ASCII.text("{names:list}…", names=["a"]) == '"a"...'


def test_ascii_is_for_encodings_without_our_signs() -> None:
    assert [shows(name) for name in ("utf-8", "latin-1", "ascii", None, "nonsense")] == [
        True,
        False,
        False,
        False,
        False,
    ]


@given(st.integers(-LARGEST, LARGEST), st.sampled_from([FR, EN, FR_ASCII, EN_ASCII]))
def test_an_amount_can_be_read_back(cents: int, language: Language) -> None:
    text = language.amount(cents).replace("\u2212", "-").replace(language.style.point, "#")
    assert int("".join(sign for sign in text if sign in "-0123456789")) == cents


@pytest.mark.parametrize(
    ("argv", "environ", "code"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ([], {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang", "fr"], {"LC_ALL": "en_GB"}, "fr"),
        (["check", "--lang=en", "x"], {"LC_ALL": "fr_FR"}, "en"),
        (["--lang=fr", "--lang", "en"], {}, "en"),
        (["--", "--lang=fr"], {}, "en"),
        (["--lang"], {"LANG": "fr_FR"}, "fr"),
    ],
)
def test_the_language_asked_for(argv: list[str], environ: dict[str, str], code: str) -> None:
    assert detect(argv, environ) == code


def test_a_sentence_writes_its_values_as_its_placeholders_say() -> None:
    values = {
        "available": -1200,
        "day": date(2023, 3, 14),
        "rate": (873, 1000),
        "share": Decimal("0.9"),
        "third": Fraction(1, 3),
        "exercise": 2023,
        "lines": [("anti-drone", -1200, 2023, None), ("drone", -5, None, None), ("cyber", 0, 2024, "cp")],
        "names": ("a", "b"),
    }
    sentence = "{available:money} {day:date} {day} {rate:percent} {share:percent} {third:percent} {exercise}"
    assert seen(FR.render(sentence, values)) == "−12,00~€ 14/03/2023 14/03/2023 87,3~% 90,0~% 33,3~% 2023"
    assert EN.render(sentence, values) == "−€12.00 2023-03-14 2023-03-14 87.3% 90.0% 33.3% 2023"
    assert seen(FR.render("{lines:balances}", values)) == (
        "anti-drone −12,00~€ (2023), drone −0,05~€, cyber 0,00~€ (CP 2024)"
    )
    assert seen(FR.render("{names:list}", values)) == "«~a~», «~b~»"
    assert EN.render("{names:list}", values) == "“a”, “b”"
    assert seen(EN.render("{available:money} {available:short}", values, currency="CHF")) == "−12.00~CHF −12~CHF"
    assert EN.render("{n:number} {n:amount}", {"n": 123_456}) == "123,456 1,234.56"


def test_a_value_is_never_read_as_a_sentence() -> None:
    assert FR.text("{a}", a="{b} {a:money} [bold]", b="x") == "{b} {a:money} [bold]"
    assert FR.text("{a}", a="Options\x1b[31m\u202e\u2066\n\x9b") == "Options�[31m����"
    assert FR.text("{lines:balances}", lines=[("\x1b", 0, None, None)]).startswith("�")
    assert literal("é\t€") == "é�€"


def test_a_value_may_be_a_sentence_of_its_own() -> None:
    inner = Words("Missing parameter: {param_name}", {"param_name": "\x07{x}"})
    assert seen(FR.text("{because}", because=inner)) == "Paramètre manquant~: �{x}"
    assert seen(FR.text("{all:list}", all=[inner])) == "«~Paramètre manquant~: �{x}~»"


def test_an_unknown_spec_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no such spec: euros"):
        FR.text("{a:euros}", a=1)
    with pytest.raises(KeyError):
        FR.text("{a}")


def test_plurals_follow_the_language() -> None:
    assert [EN.plural("{n} file", "{n} files", n) for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    forms = "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    assert [FR.plural(*forms, n, args="x") for n in (0, 1, 2)] == [
        "Argument en trop (x)",
        "Argument en trop (x)",
        "Arguments en trop (x)",
    ]


@pytest.mark.parametrize(
    ("code", "usage", "error"), [("fr", "Utilisation\u00a0:", "Erreur\u00a0:"), ("en", "Usage:", "Error:")]
)
def test_click_speaks_the_language(code: str, usage: str, error: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import click\nfrom jo_security.locales.language import speak\n"
        f"speak({code!r}).install_for_click()\nclick.command()(lambda: None)(['--nothing'])\n",
        encoding="utf-8",
    )
    environ = {"LANG": "de_DE.UTF-8", "LANGUAGE": "de", "PYTHONUTF8": "1"}
    ended = run([executable, str(program)], env=environ, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(usage)
    assert error in ended.stderr


def test_speaking_loads_nothing_dear() -> None:
    ours = "import jo_security.locales.language as l, sys; l.speak('fr'); print(*sys.modules)"
    loaded = run(
        [executable, "-S", "-c", ours], capture_output=True, encoding="utf-8", check=True, cwd=Path.cwd()
    ).stdout
    assert not {"babel", "click", "decimal", "datetime", "typing", "dataclasses", "pathlib"} & set(loaded.split())
