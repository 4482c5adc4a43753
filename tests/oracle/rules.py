"""Steps 2 and 3 put together, and the rules on what is written of one operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .closings import closing_problems
from .found import Found
from .limits import limit_problems
from .outcomes import assertion_problems, line_problems, object_problems
from .records import Book, Doc, Op
from .references import OPERATIONS, reference_problems

JANUARY = 1
LENIENT_DAY = 20


def problems(doc: Doc, as_of: date | None = None, file_order: Sequence[str] = ()) -> list[Found]:
    """Find the problems of step 2 and, only where it finds none, those of step 3.

    `file_order` lists the ids of operations as the file has them: the parsed tables do not tell
    whether a withdrawal stands before a credit note of the same day.
    """
    referred = reference_problems(doc)
    if referred:
        return sorted(referred)
    book = Book(doc)
    found = [*_dates(book), *_exercises(book)]
    limits = limit_problems(book, as_of, file_order)
    over = {line for problem in limits if problem.code == "JO201" for line in problem.lines}
    found += [*limits, *line_problems(book, as_of, over)]
    found += [*object_problems(book, as_of, file_order), *assertion_problems(book, as_of)]
    found += closing_problems(book, as_of)
    return sorted(found)


def _dates(book: Book) -> Iterator[Found]:
    """Find JO121 and JO122, which no day asked for leaves out."""
    for table in OPERATIONS:
        for record in book.doc.get(table, []):
            start, end = book.doc["budget"]["start"], book.doc["budget"]["end"]
            last = _next_20_january(end) if table == "payment" else end
            if not start <= record["date"] <= last:
                yield Found("JO121", record["id"], "date")
    for op in book.ops:
        if op.early:
            yield Found("JO122", op.id, "date")


def _next_20_january(end: date) -> date:
    """Give the first 20 January after a day, which is never that day itself."""
    this_year = date(end.year, JANUARY, LENIENT_DAY)
    return this_year if this_year > end else date(end.year + 1, JANUARY, LENIENT_DAY)


def _exercises(book: Book) -> Iterator[Found]:
    for op in book.ops:
        if op.table in ("commitment", "adjustment", "payment") and not _right_exercise(op):
            yield Found("JO123", op.id, "exercise", "warning")


def _right_exercise(op: Op) -> bool:
    if op.exercise == op.date.year:
        return True
    late = op.date <= date(op.date.year, JANUARY, LENIENT_DAY)
    return op.table == "payment" and late and op.exercise == op.date.year - 1
