"""The budget controller's visa (visa du contrôleur budgétaire)."""

from typing import Annotated

from jo_security.records.record import Inline, Record, record
from jo_security.records.shapes import Date, Text


@record
class Visa(Record):
    """A visa given to a commitment or to an addition.

    Source in law: decree 2012-1246 (GBCP), articles on the budget controller; thresholds by order of each ministry.
    """

    number: Text
    date: Date
    by: Text | None = None


AVisa = Annotated[Visa, Inline(Visa)]
