"""What a filter says of lines, in a budget; and the tags of lines."""

from collections.abc import Mapping

from jo_security.ledger.filtering.lines import Line, meaning
from jo_security.ledger.filtering.terms import Query
from jo_security.ledger.ledger import Ledger


def placed(ledger: Ledger, query: Query) -> Query:
    """The filter with the ids of the lines that it means, and of all below them."""
    if not any(term.name == "line" for clause in query.clauses for term in clause):
        return query
    return query.placed(meaning(line_names(ledger)))


def line_names(ledger: Ledger) -> list[Line]:
    """Each line's id, label and parent."""
    return ledger.connection.execute("SELECT id, label, parent FROM line ORDER BY n").fetchall()


def line_tags(ledger: Ledger) -> Mapping[int, tuple[str, ...]]:
    """The tags in force of each line that has some, by its number."""
    found: dict[int, tuple[str, ...]] = {}
    for line, tag in ledger.connection.execute("SELECT line, tag FROM tag_in_force ORDER BY line, tag"):
        found[line] = (*found.get(line, ()), tag)
    return found
