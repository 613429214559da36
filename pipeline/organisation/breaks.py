"""Reads breaks.toml: the months from which a series is not comparable with before."""

from pipeline.organisation.folder import Reading
from pipeline.organisation.model import Break
from pipeline.organisation.targets import Scope
from pipeline.organisation.toml_file import open_toml

NAME = "breaks.toml"


def read_breaks(reading: Reading, scope: Scope) -> tuple[Break, ...]:
    """The declared breaks in the order of the file; none when there is no file."""
    table = open_toml(reading, NAME)
    if table is None:
        return ()
    breaks: list[Break] = []
    for each in table.tables("break"):
        breaks.append(
            Break(
                month=each.month("month"),
                reason=each.words("reason", reading.languages),
                units=each.references("units", scope.units, required=False),
                bands=each.references("bands", scope.bands, required=False),
                groups=each.references("groups", scope.groups, required=False),
            )
        )
        each.close()
    table.close()
    return tuple(breaks)
