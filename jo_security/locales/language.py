"""One reader's language, chosen at the edge: msgids become words, values become figures or literal text."""

from __future__ import annotations

import gettext
import os

from jo_security.locales.figures import SIGNS, English, Figures, French
from jo_security.locales.phrases import Phrases

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DOMAIN = "jo_security"
CATALOGUES = os.path.dirname(__file__)
STYLES: dict[str, type[French | English]] = {"fr": French, "en": English}


class Language(Figures):
    """Words and figures for one reader; `code` is `fr` or `en`."""

    def __init__(self, code: str, *, ascii: bool = False) -> None:  # noqa: A002 - what it is about, and no builtin is needed here
        """Speak the language of that code."""
        super().__init__(STYLES[code], ascii=ascii)
        self.change(code)

    def change(self, code: str) -> None:
        """Speak another language from now on, to all who hold this one; without a catalogue the words stay English."""
        self.style = STYLES[code]
        self.code = code
        self._catalogue = gettext.NullTranslations()
        compiled = f"{CATALOGUES}/{code}/LC_MESSAGES/{DOMAIN}.mo"
        if os.path.exists(compiled):
            with open(compiled, "rb") as file:
                self._catalogue = gettext.GNUTranslations(file)

    def text(self, msgid: str, **values: object) -> str:
        """The translated sentence, its placeholders filled with the values."""
        return self.render(msgid, values)

    def plural(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The sentence for that many, `n` among its values."""
        return self._filled(self._catalogue.ngettext(singular, plural, n), {"n": n, **values})

    def render(self, msgid: str, values: Mapping[str, object], *, currency: str = "EUR") -> str:
        """The translated sentence; its amounts are cents of the currency. Raises KeyError where a value is missing."""
        # The empty msgid is the catalogue's own header.
        return self._filled(self._catalogue.gettext(msgid) if msgid else "", values, currency)

    def document(self, name: str) -> str:
        """A whole text that is written once in each language, from beside the catalogues."""
        with open(f"{CATALOGUES}/{self.code}/{name}", encoding="utf-8") as file:
            return file.read()

    def install_for_click(self) -> None:
        """Give click, which asks the standard library's global domain, its words from this catalogue.

        The standard library finds the language in the environment only, so LANGUAGE is set for this process and for
        those that it starts.
        """
        gettext.bindtextdomain(DOMAIN, CATALOGUES)
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = self.code

    def _filled(self, sentence: str, values: Mapping[str, object], currency: str = "EUR") -> str:
        return Phrases(self, currency).vformat(self.folded(sentence), (), values)


def speak(code: str, *, ascii: bool = False) -> Language:  # noqa: A002 - what it is about, and no builtin is needed here
    """The language of that code: French for `fr` and its regions, English for every other."""
    return Language("fr" if code.lower().startswith("fr") else "en", ascii=ascii)


def plainly(argv: Sequence[str]) -> bool:
    """Whether the arguments ask for the signs of a keyboard only, and for no colours."""
    return "--plain" in [*argv, "--"][: [*argv, "--"].index("--")]


def detect(argv: Sequence[str], environ: Mapping[str, str], chosen: Callable[[], str] = str) -> str:
    """The code of the language asked for: the last `--lang` of the arguments, else what was chosen, else the locale's.

    `chosen` is asked only where no argument decides.
    """
    asked = ""
    for argument, following in zip(argv, [*argv, ""][1:], strict=True):
        if argument == "--":
            break
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    places = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = asked or chosen() or next(filter(None, places), "")
    return "fr" if code.lower().startswith("fr") else "en"


def shows(encoding: str | None) -> bool:
    """Whether an encoding can show the signs of every language; where it cannot, speak in ASCII."""
    try:
        SIGNS.encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
