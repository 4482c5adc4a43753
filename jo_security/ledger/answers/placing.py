"""What a filter says of lines, in a budget."""

from jo_security.ledger.filtering.lines import meaning
from jo_security.ledger.filtering.terms import Query
from jo_security.ledger.ledger import Ledger


def placed(ledger: Ledger, query: Query) -> Query:
    """The filter with the ids of the lines that it means, and of all below them."""
    if not any(term.name == "line" for clause in query.clauses for term in clause):
        return query
    return query.placed(meaning(ledger.connection.execute("SELECT id, label, parent FROM line ORDER BY n")))
