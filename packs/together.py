"""Rows that say the same of several targets, told once with all their names."""

from collections.abc import Sequence

BETWEEN = "; "

Row = tuple[str, ...]


def together(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each a name and what is said of it; what is said of several stands where the first of them stood."""
    names: dict[Row, list[str]] = {}
    for name, *said in rows:
        names.setdefault(tuple(said), []).append(name)
    return tuple((BETWEEN.join(each), *said) for said, each in names.items())
