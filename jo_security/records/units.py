"""What a value is, wherever it is shown or written out."""

from typing import Literal, TypeAlias

Unit: TypeAlias = Literal[
    "text", "texts", "id", "word", "date", "year", "money", "count", "number", "flag", "rate", "any"
]
"""Money is integer cents, a date ISO text, a flag 0 or 1, `texts` a JSON array of texts, an `id` is never broken, a
`word` is a term of the format that people read in their language, `number` an exact decimal as text, `rate` a part and
a whole in cents; what is `any` tells by itself."""
