"""What every record has in common: how its class is declared, and how records stand inside others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform, get_args

from pydantic_core import CoreSchema, core_schema

from jo_security.records.problem import Words, Wrong
from jo_security.records.shapes import JsonSchema, Shape
from jo_security.records.words import N_

R = TypeVar("R")
NONE: frozenset[str] = frozenset()


class Raw:
    """A record as TOML gives it, and which of its keys hold a value that does not fit."""

    __slots__ = ("keys", "unfit")

    def __init__(self, keys: Mapping[str, Any], unfit: frozenset[str] = NONE) -> None:
        self.keys = keys
        self.unfit = unfit

    def __contains__(self, name: str) -> bool:
        """Whether the key is there, fit or not."""
        return name in self.keys

    def get(self, name: str) -> Any:  # noqa: ANN401 - values of TOML have many types
        """The key's value where it fits, else None."""
        return None if name in self.unfit else self.keys.get(name)

    def tables(self, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The tables of an array with their ranks; what is not a table is passed over."""
        entries = self.keys.get(name)
        for rank, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield rank, entry


class Record:
    """A record of a budget file; its subclasses are frozen and slotted."""

    __slots__ = ()

    table: ClassVar[str]

    @staticmethod
    def may_contradict(keys: Mapping[str, Any]) -> bool:  # noqa: ARG004 - for records that may
        """Whether there is anything to look for in `contradictions`; most of many records are done with here."""
        return True

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:  # noqa: ARG004 - for records that may
        """What is wrong between the keys of one record, each fit by itself."""
        yield from ()

    @staticmethod
    def conditions() -> Iterator[JsonSchema]:
        """What of the contradictions a JSON Schema can say, at the places where the program says it."""
        yield from ()


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[R]) -> type[R]:
    """Declare a record: frozen, slotted, by keyword only."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


def key(name: str) -> str:
    """The key in the file of a field's name: `from_exercise` is `from-exercise`, `from_` is `from`."""
    return name.rstrip("_").replace("_", "-")


class Inline(Shape):
    """A record inside another, as an inline table, a sub-table or dotted keys."""

    def __init__(self, of: type[Record]) -> None:
        takes = Words(N_("a table with the keys {keys:list}"), {"keys": tuple(shapes(of))})
        self.of = of
        self.name = of.__name__.lower()
        super().__init__(schema(of), takes, json={"$ref": f"#/$defs/{self.name}"})


class Many(Inline):
    """Records inside another, as an array."""

    def __init__(self, of: type[Record]) -> None:
        super().__init__(of)
        self.schema = core_schema.tuple_variable_schema(self.schema)
        self.json = {"type": "array", "items": self.json}


def once(make: Callable[[type[Record]], R]) -> Callable[[type[Record]], R]:
    """Make a thing of a class of records once, and keep it."""
    return cast("Callable[[type[Record]], R]", cache(cast("Any", make)))


@once
def shapes(of: type[Record]) -> dict[str, Shape]:
    """The shape of each key of a record, in the order of the reference."""
    return {key(field.name): _shape(field.type) for field in fields(cast("Any", of))}


@once
def schema(of: type[Record]) -> CoreSchema:
    """What pydantic's engine checks for a record: every key strictly, no key that the format does not have."""
    declared = fields(cast("Any", of))
    keys = [
        core_schema.dataclass_field(
            field.name,
            shape.schema
            if field.default is MISSING
            else core_schema.with_default_schema(shape.schema, default=field.default),
            validation_alias=name,
        )
        for field, (name, shape) in zip(declared, shapes(of).items(), strict=True)
    ]
    arguments = core_schema.dataclass_args_schema(of.__name__, keys)
    config = core_schema.CoreConfig(extra_fields_behavior="forbid")
    return core_schema.dataclass_schema(of, arguments, [field.name for field in declared], slots=True, config=config)


def _shape(annotation: object) -> Shape:
    """The shape that an annotation carries; an optional field carries that of its value."""
    shape = next((part for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Shape)), None)
    return shape if shape is not None else _shape(get_args(annotation)[0])
