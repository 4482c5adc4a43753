"""The measures of a position, by their names in the file and in machine answers."""

MEASURES = (
    "opened",
    "frozen",
    "reserved",
    "committed",
    "lost",
    "available",
    "cp-opened",
    "cp-frozen",
    "paid",
    "cp-available",
    "delivered",
    "outstanding",
    "payable",
)
