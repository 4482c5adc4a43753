"""A budget from its files: its records, or every problem of what is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from jo_security.files.files import ROOT, Files
from jo_security.files.include import included
from jo_security.files.receive import candidates
from jo_security.files.rules import rule
from jo_security.files.source import Source, load
from jo_security.files.syntax import NotToml, parse
from jo_security.files.whole import whole_budget
from jo_security.records.checking import check, unknown
from jo_security.records.problem import Finding, Problem, Severity, Words, Wrong
from jo_security.records.shapes import TEXT, toml
from jo_security.records.tables import ARRAYS, SINGLE, Book, kind
from jo_security.records.tables import ROOT as KNOWN
from jo_security.records.words import N_

FORMAT = 1

Document = dict[str, Any]
Records = dict[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the files, and either the whole budget or what is wrong with what is written."""

    files: Files
    book: Book | None
    problems: Sequence[Problem]


def read(name: str) -> Reading:
    """Read a budget and the files that it includes.

    Raises Unreadable where the budget's own file cannot be read at all.
    """
    root = load(name)
    problems: list[Problem] = []
    document = _document(root, problems)
    others, bad_patterns = included(name, document.get("include"), candidates(document))
    findings = [finding_of(wrong, ROOT, 0, None) for wrong in bad_patterns]
    documents = [document, *(_document(source, problems) for source in others)]
    gathered = [_tables(number, each, findings) for number, each in enumerate(documents)]
    files = Files([root, *others], [{table: len(held) for table, held in tables.items()} for tables in gathered])
    readable = not any(problem.file == root.name for problem in problems)
    book = _book(document, gathered, findings, rooted=readable)
    problems.extend(files.problem(finding) for finding in _once(findings))
    problems.sort(key=lambda problem: problem.place)
    if problems or book is None:
        return Reading(files, None, problems)
    files.currency = book[0].currency
    files.record_in = book[0].record_in
    files.patterns = tuple(document.get("include", ()))
    return Reading(files, Book(*book, first_of(files, book[2])), ())


def _document(source: Source, problems: list[Problem]) -> Document:
    """What a file says; nothing, and one problem, where it is not TOML."""
    try:
        document = parse(source)
        source.forget()
        return document  # noqa: TRY300 - what is between is about success
    except NotToml as error:
        problems.append(
            Problem(
                code="JO101",
                name=rule("JO101").name,
                severity="error",
                file=source.name,
                line=error.line,
                column=error.column,
                record=None,
                message=error.message,
                hint=error.hint,
                excerpt=source.line(error.line),
            )
        )
        return {}


def _tables(file: int, document: Document, findings: list[Finding]) -> dict[str, list[Any]]:
    """The records of one file by table; what it may not hold becomes a finding."""
    tables: dict[str, list[Any]] = {}
    for name, value in document.items():
        if name not in KNOWN:
            findings.append(finding_of(unknown(name, (name,), KNOWN), ROOT, file, None))
        elif name not in ARRAYS:
            if file:
                findings.append(finding_of(_not_in_include(name), ROOT, file, None))
        elif isinstance(value, list):
            tables[name] = value
        else:
            says = Words(N_("{key} = {value} stands where records are expected"), {"key": name, "value": toml(value)})
            hint = Words(N_("Write each record under a header of its own: {header}."), {"header": f"[[{name}]]"})
            findings.append(finding_of(Wrong("JO104", (name,), says, hint), ROOT, file, None))
    return tables


def _not_in_include(name: str) -> Wrong:
    """What only the budget file itself may hold."""
    says = Words(N_("an included file holds records only, not {key}"), {"key": name})
    return Wrong("JO105", (name,), says, Words(N_("Move it into the budget file.")), at_key=True)


def _book(
    document: Document, gathered: Sequence[Mapping[str, list[Any]]], findings: list[Finding], *, rooted: bool
) -> tuple[Any, Any, Records] | None:
    """The header, the controls and the records, checked; what is wrong with them becomes findings."""
    entries = {table: [entry for tables in gathered for entry in tables.get(table, ())] for table in ARRAYS}
    records: Records = {}
    for table, held in entries.items():
        if held:
            records[table], faults = check(kind(table), held)
            findings.extend(
                finding_of(wrong, table, number, name_of(table, number, held[number])) for number, wrong in faults
            )
    singles: dict[str, Any] = {}
    if rooted:
        findings.extend(_format(document))
        for table in SINGLE:
            singles[table] = _single(table, document, findings)
    findings.extend(
        finding_of(wrong, table, number, name_of(table, number, (entries.get(table) or [document.get(table)])[number]))
        for table, number, wrong in whole_budget(document, entries, records, rooted=rooted)
    )
    if findings or not rooted:
        return None
    return singles["budget"], singles["controls"], records


def first_of(files: Files, records: Mapping[str, tuple[Any, ...]]) -> dict[tuple[str, int], int]:
    """The order in the files of withdrawals and credit notes that meet on one day and one commitment."""
    held = (
        ((table, number), (record.commitment, record.date))
        for table in ("adjustment", "payment")
        for number, record in enumerate(records.get(table, ()))
        if record.amount < 0 and record.commitment is not None
    )
    return ranked(held, lambda each: files.order(*each))


def ranked(
    held: Iterable[tuple[tuple[str, int], object]], order: Callable[[tuple[str, int]], Any]
) -> dict[tuple[str, int], int]:
    """The ranks of withdrawals and credit notes that meet; of each its table and number, and where it would meet."""
    met: dict[object, list[tuple[str, int]]] = {}
    for each, where in held:
        met.setdefault(where, []).append(each)
    meeting = [each for several in met.values() if len({table for table, _ in several}) > 1 for each in several]
    return {each: rank for rank, each in enumerate(sorted(meeting, key=order))}


def _format(document: Document) -> Iterator[Finding]:
    """`format = 1` at the top."""
    value = document.get("format")
    if type(value) is not int or value != FORMAT:
        if "format" in document:
            says = Words(N_("format = {value} is not a format that this program reads"), {"value": toml(value)})
        else:
            says = Words(N_("the file does not say in which format it is"))
        wrong = Wrong("JO106", ("format",), says, Words(N_("Write format = 1 at the top of the file.")))
        yield finding_of(wrong, ROOT, 0, None)


def _single(table: str, document: Document, findings: list[Finding]) -> Any:  # noqa: ANN401 - values of TOML have many types
    """The budget's header or its controls; a header is required."""
    if table == "budget" and table not in document:
        says = Words(N_("the table {table} is missing"), {"table": "[budget]"})
        hint = Words(N_("Add [budget] with an id and a label."))
        findings.append(finding_of(Wrong("JO103", (), says, hint), ROOT, 0, None))
        return None
    records, faults = check(kind(table), [document.get(table, {})])
    for _, wrong in faults:
        findings.append(finding_of(wrong, table, 0, _within(table, wrong)))
    return records[0] if records else None


def _within(table: str, wrong: Wrong) -> str:
    """How a fault of the header or the controls names its record: a threshold by its rank."""
    if table == "controls" and len(wrong.path) > 1 and wrong.path[0] == "visa":
        return f"visa {int(wrong.path[1]) + 1}"
    return table


def name_of(table: str, number: int, entry: object) -> str:
    """How a problem names a record: by its id, else by its table and its rank from 1."""
    if table in SINGLE:
        return table
    if isinstance(entry, dict) and TEXT.accepts(entry.get("id")):
        return cast("str", entry["id"])
    return f"{table} {number + 1}"


def finding_of(wrong: Wrong, table: str, number: int, record: str | None) -> Finding:
    """A fault with the record that it is about."""
    its = rule(wrong.code)
    return Finding(
        code=its.code,
        name=its.name,
        severity=cast("Severity", its.level),
        table=table,
        number=number,
        path=wrong.path,
        record=record,
        message=wrong.message,
        hint=wrong.hint,
        at_key=wrong.at_key,
    )


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Each finding but those that say again what is already said of a value."""
    seen: set[object] = set()
    for finding in findings:
        said = (finding.code, finding.table, finding.number, finding.path)
        missing = finding.message if finding.code == "JO103" else None
        if (*said, str(missing)) not in seen:
            seen.add((*said, str(missing)))
            yield finding
