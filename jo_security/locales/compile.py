"""Build hook of hatchling: compiles the catalogues for every wheel and every editable install."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path("jo_security/locales")
DATA = {"budgets": "jo_security/budgets", "tests/errors": "jo_security/examples"}


class Catalogues(BuildHookInterface[Any]):
    """Writes a `.mo` beside every `.po`, and adds to a wheel what the package finds beside itself in a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are collected; an editable install takes its data from the checkout."""
        for source in Path(self.root, HERE).glob("*/LC_MESSAGES/*.po"):
            source.with_suffix(".mo").write_bytes(compiled(source))
        if version == "standard":
            build_data["force_include"].update(DATA)

    def clean(self, versions: list[str]) -> None:  # noqa: ARG002 - as the build calls it
        """Remove what was compiled."""
        for compiled in Path(self.root, HERE).glob("*/LC_MESSAGES/*.mo"):
            compiled.unlink()


def compiled(source: Path) -> bytes:
    """The `.mo` of a `.po`, without its doubtful entries."""
    written = BytesIO()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    # Babel would write the time of day, and no two builds were alike.
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)
    write_mo(written, catalogue)
    return written.getvalue()
