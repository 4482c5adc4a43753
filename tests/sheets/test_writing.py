"""What goes on paper comes back, by readers that know nothing of the writers."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from papers import AMOUNTS, NASTY, flat, nasty

from jo_security.cli.as_svg import picture
from jo_security.locales.language import speak
from jo_security.locales.phrases import literal
from jo_security.records.defusing import defused
from jo_security.records.money import plain
from jo_security.sheets.cells import bare
from jo_security.sheets.sheet import Column, Document, Sheet
from jo_security.sheets.writing import FORMATS, write

EN, FR = speak("en"), speak("fr")
BOTH = pytest.mark.parametrize("language", [EN, FR], ids=["en", "fr"])
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=8)
CENTS = st.integers(-(10**14), 10**14)
FAST = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def text(document: Document, form: str, language: Any = EN, dialect: str = "en") -> str:
    return b"".join(write(document, form, language, dialect)).decode()


# ---- csv ------------------------------------------------------------------------------------------------------------


def read_csv(document: Document, dialect: str) -> list[dict[str, str]]:
    written = text(document, "csv", EN, dialect)
    assert written.startswith("\ufeff") == (dialect == "fr")
    rows = csv.DictReader(
        io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";" if dialect == "fr" else ","
    )
    return list(rows)


@pytest.mark.parametrize("dialect", ["en", "fr"])
def test_csv_gives_every_text_back_defused_and_every_number_bare(dialect: str) -> None:
    rows = read_csv(nasty(), dialect)
    assert [row["label"] for row in rows] == [defused(one) for one in NASTY]
    point = "," if dialect == "fr" else "."
    amounts = [AMOUNTS[rank % len(AMOUNTS)] for rank in range(len(NASTY))]
    assert [row["amount"] for row in rows] == [plain(cents).replace(".", point) for cents in amounts]
    assert {row["value"] for row in rows} == {f"-12400{point}50", "3"}
    assert rows[1]["date"] == "2023-03-14"
    assert (rows[0]["flag"], rows[1]["flag"], rows[1]["tags"], rows[0]["tags"]) == ("false", "true", "a; b; c", "")
    assert list(rows[0]) == [
        "id",
        "label",
        "tags",
        "kind",
        "date",
        "exercise",
        "amount",
        "count",
        "value",
        "flag",
        "level",
    ]


def test_a_rate_is_a_part_of_a_whole_and_nothing_of_nothing() -> None:
    assert [bare(each, "rate") for each in ((1, 4), (-2, 3), (5, 0), None)] == ["0.2500", "-0.6667", "", ""]


@FAST
@given(texts=TEXTS, data=st.data())
@pytest.mark.parametrize("dialect", ["en", "fr"])
def test_whatever_text_is_in_csv_comes_back(texts: list[str], data: st.DataObject, dialect: str) -> None:
    amounts = data.draw(st.lists(CENTS, min_size=len(texts), max_size=len(texts)))
    rows = read_csv(flat(texts, amounts), dialect)
    assert [row["text"] for row in rows] == [defused(one) for one in texts]
    found = [Decimal(row["amount"].replace(",", ".")) for row in rows]
    assert sum(found) * 100 == sum(amounts)


def test_csv_goes_through_rows_once_and_as_they_come() -> None:
    asked: list[int] = []

    def rows() -> Any:
        for n in range(5_000):
            asked.append(n)
            yield (n, "x", n)

    document = Document("T", [Sheet("rows", [Column("n", "count"), Column("t"), Column("a", "money")], rows())])
    pieces = iter(write(document, "csv", EN))
    next(pieces)
    next(pieces)
    assert 0 < len(asked) < 5_000
    assert sum(piece.count(b"\n") for piece in pieces) + 1_000 == 5_000


# ---- JSON -----------------------------------------------------------------------------------------------------------


def test_json_holds_the_head_every_sheet_the_facts_and_the_totals() -> None:
    document = nasty()
    answer = json.loads(text(document, "json"))
    assert list(answer) == ["format", "budget", "rows", "empty", "facts", "totals"]
    assert [row["label"] for row in answer["rows"]] == list(NASTY)
    assert answer["rows"][1]["tags"] == ["a", "b; c"]
    assert answer["rows"][0]["tags"] == []
    assert answer["rows"][1]["amount"] == "0.01"
    assert answer["rows"][1]["flag"] is True
    assert answer["rows"][1]["exercise"] == 2023
    assert answer["empty"] == []
    assert answer["facts"] == {"label": NASTY[0], "amount": "-0.05", "date": None}
    assert set(answer["totals"]) == {"amount"}
    counted = [AMOUNTS[rank % len(AMOUNTS)] for rank in range(0, len(NASTY), 3)]
    assert answer["totals"]["amount"] == plain(sum(counted))
    assert text(document, "json", speak("fr", ascii=True)).isascii()


@FAST
@given(texts=TEXTS)
def test_json_and_its_lines_give_every_text_back(texts: list[str]) -> None:
    document = flat(texts, [0] * len(texts))
    assert [row["text"] for row in json.loads(text(document, "json"))["rows"]] == texts
    lines = text(document, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["text"] for line in lines] == texts


# ---- Markdown -------------------------------------------------------------------------------------------------------


def cells(source: str) -> list[list[str]]:
    """The cells of the tables of a Markdown text, as a reader of the page sees them."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 2:
            found = ""
            for child in token.children or ():
                # A total is strong; a text of the budget that became so would have lost its signs.
                bar = child.type == "code_inline" and set(child.content) <= set("\u2588\u2592\u00b7")
                assert bar or child.type in {"text", "html_inline", "text_special", "strong_open", "strong_close"}
                found += "\n" if child.type == "html_inline" else child.content
            rows[-1].append(found)
    return rows


def seen(one: str) -> str:
    """A text as people see it in a cell, where white space and signs that steer a terminal tell nothing apart."""
    return bones(literal(one))


def bones(one: str) -> str:
    return re.sub(r"\s|\ufffd", "", one)


@BOTH
def test_markdown_shows_every_text_literally(language: Any) -> None:
    rows = cells(text(nasty(), "markdown", language))
    labels = [row[1] for row in rows if row and row[0].strip("\u2003\u00a0 ").startswith("EJ-")]
    assert len(labels) == len(NASTY)
    for shown, one in zip(labels, NASTY, strict=True):
        assert bones(shown) == seen(one)


@FAST
@given(texts=TEXTS)
def test_whatever_text_is_in_markdown_is_text(texts: list[str]) -> None:
    rows = cells(text(flat(texts, [0] * len(texts)), "markdown"))
    shown = [row[1] for row in rows if row and row[0].strip().isdigit()]
    if texts:
        assert [re.sub(r"\s|\ufffd", "", each) for each in shown] == [
            re.sub(r"\s|\ufffd", "", seen(one)) for one in texts
        ]


# ---- HTML -----------------------------------------------------------------------------------------------------------

VOID = {"meta", "br", "hr", "col", "img", "link", "input"}


class Page(HTMLParser):
    """A page as a reader sees it, and whether its tags are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.cells: list[str] = []
        self.shown = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            assert "url(" not in data
            assert "@import" not in data
            return
        self.shown += data
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data


@BOTH
def test_html_is_one_page_that_needs_nothing_else(language: Any) -> None:
    source = text(nasty(), "html", language)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>")
    assert not page.tags & {"script", "link", "img", "iframe", "object", "b"}
    assert not [name for name, _ in page.attributes if name in {"src", "href"} or name.startswith("on")]
    assert dict(page.attributes)["lang"] == language.code
    assert "@media print" in source
    shown = bones(page.shown)
    for one in NASTY:
        assert seen(one) in shown


@FAST
@given(texts=TEXTS)
def test_whatever_text_is_in_html_is_text(texts: list[str]) -> None:
    page = Page(text(flat(texts, [0] * len(texts)), "html"))
    if texts:
        body = page.cells[3 : 3 + 3 * len(texts)]
        assert [bones(each) for each in body[1::3]] == [seen(one) for one in texts]


# ---- xlsx -----------------------------------------------------------------------------------------------------------


def book(document: Document, language: Any = EN) -> Any:
    return openpyxl.load_workbook(io.BytesIO(b"".join(write(document, "xlsx", language))))


@BOTH
def test_a_workbook_holds_numbers_dates_flags_and_text(language: Any) -> None:
    its = book(nasty(), language)
    sheet = next(each for each in its.worksheets if each.cell(1, 1).value == "Identifier")
    header = [cell.value for cell in sheet[1]]
    at = {name: header.index(name) + 1 for name in ("Label <b>", "Amount", "Date", "Flag", "Count", "Rate", "Year")}
    assert sheet.freeze_panes == "B2"
    for rank, one in enumerate(NASTY, 2):
        label = sheet.cell(rank, at["Label <b>"])
        assert label.data_type in {"s", "n"}
        assert bones(str(label.value or "")) == seen(one)
        cents = AMOUNTS[(rank - 2) % len(AMOUNTS)]
        amount = sheet.cell(rank, at["Amount"])
        if abs(cents) < 10**15:
            assert (amount.data_type, round(amount.value * 100)) == ("n", cents)
            assert "#,##0.00" in amount.number_format
        else:
            assert amount.data_type == "s"
            assert re.sub(r"[^\d]", "", amount.value) == str(abs(cents))
    row = sheet[3]
    assert row[at["Date"] - 1].value == datetime.datetime(2023, 3, 14)  # noqa: DTZ001 - as the format has it
    assert row[at["Flag"] - 1].value is True
    assert row[at["Year"] - 1].value == 2023
    assert "%" in row[at["Rate"] - 1].number_format


def test_totals_are_formulas_of_the_rows_that_count() -> None:
    columns = [Column("id"), Column("amount", "money", "Amount", summed=True), Column("top", "flag")]
    rows = [("a", 100, True), ("b", 60, False), ("c", 5, True)]
    tree = Document("T", [Sheet("rows", columns, rows, totals={"amount": 105}, total="Total", counted="top")])
    sheet = book(tree).worksheets[0]
    assert [cell.value for cell in sheet[5]] == ["Total", "=SUM(B2,B4)"]
    flat_sheet = book(flat(["a", "b"], [100, 5])).worksheets[0]
    assert [cell.value for cell in flat_sheet[4]] == ["Total", "", "=SUM(C2:C3)"]
    whole = [(str(n), 1, True) for n in range(450)]
    assert total_of(columns, whole) == "=SUM(B2:B451)"
    every_other = [(str(n), 1, n % 2 == 0) for n in range(900)]
    formula = str(total_of(columns, every_other))
    assert [part.count(",") + 1 for part in formula.removeprefix("=").split("+")] == [200, 200, 50]
    # More runs than a formula has room for: the amount itself.
    assert total_of(columns, [(str(n), 1, n % 2 == 0) for n in range(6_000)]) == 30


def total_of(columns: list[Column], rows: list[tuple[str, int, bool]]) -> object:
    amount = sum(cents for _, cents, top in rows if top)
    tree = Document("T", [Sheet("rows", columns, rows, totals={"amount": amount}, total="Total", counted="top")])
    return book(tree).worksheets[0].cell(len(rows) + 2, 2).value


def test_worksheets_bear_names_that_a_spreadsheet_accepts() -> None:
    names = ["a/b*c[d]:e?\\f", "x" * 40, "x" * 40, "History", "'quoted'", "", "a/b*c[d]:e?\\f"]
    parts = [Sheet("s", [Column("id")], [("1",)], name) for name in names]
    found = book(Document("T", parts)).sheetnames
    assert len({name.lower() for name in found}) == len(found) == len(names) + 1
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in found)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_bytes(form: str) -> None:
    assert b"".join(write(nasty(), form, FR)) == b"".join(write(nasty(), form, FR))


# ---- svg ------------------------------------------------------------------------------------------------------------


@BOTH
def test_a_picture_is_xml_that_needs_nothing_else(language: Any) -> None:
    source = picture(nasty(), language)
    root = ET.fromstring(source)  # noqa: S314 - our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(r"url\((?!#)|href|@font-face|@import|<script", source)
    shown = "".join(root.itertext()).replace("\u00a0", " ")
    for word in ("EJ-0", "<script>alert(1)</script>", "Total of all", "There is nothing."):
        assert word in shown
    assert source == picture(nasty(), language)
