"""The filter language: what rows must hold, from the text that a person types to a condition.

`fields` says what can be asked of each view, `parse` reads a text, `judge` tries a row that is at hand, `sql` puts the
same condition into a query, `complete` says what may come next. None of them asks for the day or for a file.
"""

from jo_security.ledger.filtering.fields import VIEWS, Field, Fields
from jo_security.ledger.filtering.judge import holds
from jo_security.ledger.filtering.parse import parse
from jo_security.ledger.filtering.terms import Fault, Query

__all__ = ["VIEWS", "Fault", "Field", "Fields", "Query", "holds", "parse"]
