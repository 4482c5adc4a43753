"""The catalogues say everything that the program and click say, in both languages, and are compiled."""

import ast
import re
from pathlib import Path

import pytest

import jo_security
from jo_security.locales.catalogues import LANGUAGES, compare, faults, forms, key, read, source, used
from jo_security.locales.compile import compiled

PACKAGE = Path(jo_security.__file__).parent
AGAIN = "run `python -m jo_security.locales.catalogues --write`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_exactly_the_words_in_use(language: str) -> None:
    assert compare(read(language), used()) == ([], []), AGAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_the_same_placeholders(language: str) -> None:
    wrong = {key(message): list(faults(message)) for message in read(language) if message.id}
    assert not {one: what for one, what in wrong.items() if what}


def test_the_english_catalogue_repeats_the_program() -> None:
    for message in read("en"):
        if message.id:
            assert forms(message) == ([message.id] if isinstance(message.id, str) else list(message.id))


def test_french_double_signs_are_tied_to_their_word() -> None:
    loose = re.compile(r" [:;?!»](?=\s|$)|« ")
    assert not [form for message in read("fr") if message.id for form in forms(message) if loose.search(form)]


def test_whatever_is_said_of_one_or_more_is_written_where_it_is_said() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            match node:
                case ast.Call(func=ast.Attribute(attr="plural") | ast.Name(id="plural"), args=[one, many, *_]):
                    assert isinstance(one, ast.Constant), f"{path}:{node.lineno}"
                    assert isinstance(many, ast.Constant), f"{path}:{node.lineno}"
                case ast.Call(func=ast.Attribute(attr="plural") | ast.Name(id="plural")):
                    pytest.fail(f"{path}:{node.lineno} has its words from elsewhere")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    po = source(language)
    mo = po.with_suffix(".mo")
    assert mo.exists(), "run `pip install -e .`, which compiles the catalogues"
    same = mo.read_bytes() == compiled(po)
    assert same, f"{po.name} was changed: run `pip install -e .` again"
