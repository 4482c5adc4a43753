"""A document as a picture: the tables of a terminal on white paper, with no font or file from elsewhere."""

from rich.terminal_theme import TerminalTheme

from jo_security.cli.as_table import recorded
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.sheets.sheet import Document

PAPER = TerminalTheme(
    (255, 255, 255),
    (32, 33, 36),
    [
        *((32, 33, 36), (179, 38, 30), (24, 103, 55), (138, 97, 0)),
        *((20, 48, 107), (110, 40, 120), (0, 108, 125), (95, 99, 104)),
    ],
)
"""Ink on paper, dark enough to be read where a printer has no colours."""

TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
<g transform="translate(9, 24)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(document: Document, language: Language) -> str:
    """The picture, the same for the same document."""
    console = recorded(document, language)
    drawn = console.export_svg(title=literal(document.title), theme=PAPER, code_format=TEMPLATE, unique_id="jo")
    # XML holds neither of these two, whatever they stand for.
    return drawn.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
