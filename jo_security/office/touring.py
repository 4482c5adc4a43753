"""The tour that explains the screens to whoever opens the sample for the first time."""

from collections.abc import Mapping

from jo_security.files.officer import state_folder
from jo_security.files.seen import is_seen, see
from jo_security.files.shipped import default_budget

TOUR = "tour"


def is_sample(name: str) -> bool:
    """Whether a budget is the one that comes with the program."""
    return name == default_budget({})


def is_first(name: str, environ: Mapping[str, str]) -> bool:
    """Whether the tour is to be offered: on the sample, to whoever has not had it or left it."""
    return is_sample(name) and not is_seen(state_folder(environ), TOUR)


def had(environ: Mapping[str, str]) -> None:
    """Note that the tour was had, or left."""
    see(state_folder(environ), TOUR)
