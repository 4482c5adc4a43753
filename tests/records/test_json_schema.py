"""The JSON Schemas say what the program says, wherever a schema can know it."""

import datetime
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import samples
import tomli
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from samples import BAD, GOOD, SOUND, TABLES, entry, nested, raw, told
from strategies import budgets

from jo_security.records import meanings
from jo_security.records.json_schema import budget_schema, records_schema, written
from jo_security.records.record import shapes as shapes_of
from jo_security.records.tables import kind

CHECKOUT = Path(__file__).parents[2]
BUDGETS = CHECKOUT / "budgets"
ERRORS = CHECKOUT / "tests" / "errors"
SCHEMAS = {"budget.schema.json": budget_schema(), "records.schema.json": records_schema()}
DEFINITIONS = budget_schema()["$defs"]
KEYS = [(table, name) for table in TABLES for name in samples.plain(kind(table))]


def pattern(_: object, expression: str, instance: object, __: object) -> Iterator[ValidationError]:
    """The keyword as JSON Schema has it; in Python's expressions $ also stands before a last line break."""
    if isinstance(instance, str) and not re.search(expression.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {expression!r}")


def validator(schema: Mapping[str, Any]) -> Any:
    return extend(Draft202012Validator, {"pattern": pattern})(  # type: ignore[no-untyped-call]
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


BUDGET, INCLUDED = map(validator, SCHEMAS.values())
RECORDS = {table: validator({"$ref": f"#/$defs/{table}", "$defs": DEFINITIONS}) for table in TABLES}


def as_json(value: Any) -> Any:
    """What an editor makes of a TOML value: dates are text, numbers binary, and there is no infinity."""
    if isinstance(value, dict):
        return {key: as_json(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [as_json(inside) for inside in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if math.isfinite(float(value)) else None
    return value


def fits(table: str, record: object) -> bool:
    return bool(RECORDS[table].is_valid(as_json(record)))


UNKNOWN: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "JSON has no dates: one in quotes looks like one without": (re.compile(r'"2024-01-01"'), ("date",)),
    "JSON has no dates: one without quotes looks like a text": (re.compile(r"2024-01-01"), ("string",)),
    "JSON does not tell how a number is written: an exponent": (
        re.compile(r"1e3|1E3|1\.0e0|2\.024e3"),
        ("number", "integer"),
    ),
    "linters reckon in binary, and cannot count decimals": (re.compile(r"1\.005|0\.001|1\.000|0\.9{9}9*"), ("number",)),
    "2.0 is a whole number in JSON": (re.compile(r"2024\.0|2\.0"), ("integer",)),
}
"""What the program refuses and a schema cannot know: why, the values of samples.py, the keys by what they take."""

COMPARED = {("commitment", "ceiling"), ("movement", "from-exercise"), ("observation", "from")}
"""Keys whose value the program compares with that of another, which a schema cannot do."""


def excuse(table: str, name: str, value: str) -> str | None:
    """Why a schema cannot know that a value of a key is wrong."""
    shape = shapes_of(kind(table))[name]
    takes = shape.json.get("format", shape.json["type"])
    return next(
        (why for why, (values, kinds) in UNKNOWN.items() if takes in kinds and values.fullmatch(value)),
        None,
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_beside_the_budgets_are_current(name: str) -> None:
    option = "--included " if name.startswith("records") else ""
    again = f"run `jo-security schema {option}> budgets/{name}`"
    assert (BUDGETS / name).read_text("utf-8") == written(SCHEMAS[name]), again


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_every_key_and_every_table_has_a_meaning_and_none_is_left_over() -> None:
    keys = {(table, name) for table, schema in DEFINITIONS.items() for name in schema["properties"]}
    assert DEFINITIONS.keys() == meanings.TABLES.keys()
    assert {(table, name) for table, own in meanings.OWN.items() for name in own} <= keys
    assert meanings.SHARED.keys() <= {name for table, name in keys if name not in meanings.OWN.get(table, {})}
    for table, name in keys:
        assert DEFINITIONS[table]["properties"][name]["description"].startswith(meanings.meaning(table, name))


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_required_and_known_as_the_program_says(table: str) -> None:
    sound = raw(SOUND[table])
    assert fits(table, sound)
    assert not fits(table, sound | {"zzz": 1})
    for name in sound:
        without = {key: value for key, value in sound.items() if key != name}
        assert fits(table, without) is (not told(table, without)), name
    for name, (of, many) in nested(kind(table)).items():
        inside = {key: shape.json for key, shape in shapes_of(of).items()}
        assert not fits(table, sound | {name: [{}] if many else {}})
        assert not fits(table, sound | {name: dict.fromkeys(inside, 1)})


@pytest.mark.parametrize(("table", "name"), KEYS)
def test_values_are_judged_as_the_program_judges_them(table: str, name: str) -> None:
    shape = shapes_of(kind(table))[name]
    for value in samples.values(shape, GOOD):
        record = entry(table, name, value)
        wrong = bool(told(table, record))
        assert fits(table, record) is not wrong or (wrong and (table, name) in COMPARED), value
    for value in samples.values(shape, BAD):
        assert excuse(table, name, value) or not fits(table, entry(table, name, value)), value


def test_every_excuse_is_needed() -> None:
    assert {excuse(*case) for case in samples.cases(BAD) if fits(case[0], entry(*case))} == UNKNOWN.keys()


MOVEMENT = 'id = "M", date = 2024-01-01'
PAYMENT = 'id = "P", date = 2024-01-01, amount = 1'


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("movement", f'{MOVEMENT}, kind = "transfer", ae = 1, from = "a", to = "b"'),
        ("movement", f'{MOVEMENT}, kind = "transfer", ae = 1, from = "a"'),
        ("movement", f'{MOVEMENT}, kind = "transfer", ae = 1, from = "a", to = "b", line = "c"'),
        ("movement", f'{MOVEMENT}, kind = "freeze", ae = 1'),
        ("movement", f'{MOVEMENT}, kind = "freeze", ae = 1, line = "a", to = "b"'),
        ("movement", f'{MOVEMENT}, kind = "freeze", ae = 1, line = "a", from-exercise = 2023'),
        ("movement", f'{MOVEMENT}, kind = "carry-over", ae = 1, line = "a", from-exercise = 2023'),
        ("movement", f'{MOVEMENT}, kind = "carry-over", ae = 1, from = "a", to = "b"'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a"'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a", ae = 0'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a", cp = 0'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a", ae = 0, cp = 0.00'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a", ae = 0, cp = 1'),
        ("movement", f'{MOVEMENT}, kind = "opening", line = "a", ae = 1, cp = 0'),
        ("payment", PAYMENT),
        ("payment", f'{PAYMENT}, line = "a"'),
        ("payment", f'{PAYMENT}, line = "a", commitment = "C"'),
        ("adjustment", 'id = "A", date = 2024-01-01, commitment = "C", reason = "R", amount = 1, reusable = true'),
        ("adjustment", 'id = "A", date = 2024-01-01, commitment = "C", reason = "R", amount = -1, reusable = true'),
    ],
)
def test_keys_go_together_as_the_program_says(table: str, text: str) -> None:
    assert fits(table, raw(text)) is (not told(table, raw(text)))


@given(budgets() | budgets(sound=False))
def test_every_budget_that_is_well_written_fits(drawn: tuple[str, dict[str, Any]]) -> None:
    _, document = drawn
    assert list(BUDGET.iter_errors(as_json(document))) == []
    records = {table: held for table, held in document.items() if isinstance(held, list)}
    assert INCLUDED.is_valid(as_json(records))
    assert not INCLUDED.is_valid(as_json(document))


@pytest.mark.parametrize(
    "path", [*sorted(BUDGETS.glob("*.toml")), *sorted(ERRORS.glob("*.toml"))], ids=lambda path: path.stem
)
def test_files_are_judged_by_what_is_written(path: Path) -> None:
    try:
        document = tomli.loads(path.read_text("utf-8"), parse_float=Decimal)
    except tomli.TOMLDecodeError:
        assert path.stem == "JO101"
        return
    # What a pattern matches is not in the file.
    assert BUDGET.is_valid(as_json(document)) is (path.stem not in {"JO102", "JO103", "JO104", "JO106"})


HEAD: dict[str, Any] = {"format": 1, "budget": {"id": "b", "label": "B"}}
DAYS = {"start": "2024-01-01", "end": "2024-12-31"}


@pytest.mark.parametrize("table", ["commitment", "payment", "plan"])
def test_a_budget_needs_its_days_as_soon_as_there_is_an_operation(table: str) -> None:
    held = {table: [as_json(raw(SOUND[table]))]}
    assert BUDGET.is_valid(HEAD | {table: []})
    assert not BUDGET.is_valid(HEAD | held)
    assert BUDGET.is_valid(HEAD | held | {"budget": HEAD["budget"] | DAYS})


def test_a_budget_needs_its_days_as_soon_as_there_is_an_allocation() -> None:
    line = {"id": "a", "label": "A"}
    assert BUDGET.is_valid(HEAD | {"line": [line]})
    assert not BUDGET.is_valid(HEAD | {"line": [line, line | {"allocation": 1}]})
    assert BUDGET.is_valid(HEAD | {"line": [line | {"allocation": 1}], "budget": HEAD["budget"] | DAYS})


@pytest.mark.parametrize("name", ["format", "include", "budget", "controls"])
def test_an_included_file_holds_records_only(name: str) -> None:
    whole: dict[str, Any] = HEAD | {"include": ["a.toml"], "controls": {}}
    assert BUDGET.is_valid(whole)
    assert not INCLUDED.is_valid({name: whole[name]})
