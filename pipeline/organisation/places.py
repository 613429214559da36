"""On which line of a TOML file does a key stand? The TOML reader itself does not tell."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[(\[)?\s*(.+?)\s*\]\]?\s*(?:#.*)?")
_ASSIGNMENT = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def line_of(lines: Sequence[str], path: str) -> int | None:
    """The line (from 1) of a path such as `target[2].share`; of the nearest table above it when it has none.

    A reading aid, not a parser: inside a text of several lines it may be fooled. None when nothing fits.
    """
    wanted = path.replace('"', "")
    best: tuple[int, int] | None = None
    for length, number in _candidates(lines, wanted):
        if best is None or length > best[0]:
            best = (length, number)
    return best[1] if best else None


def _candidates(lines: Sequence[str], wanted: str) -> list[tuple[int, int]]:
    """Every line whose path leads to the wanted one, with how much of it that path covers."""
    seen: dict[str, int] = {}
    table = ""
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines, start=1):
        header = _HEADER.fullmatch(line)
        if header:
            table = _bare(header[2])
            if header[1]:
                seen[table] = seen.get(table, 0) + 1
                table = f"{table}[{seen[table]}]"
            here = table
        else:
            assignment = _ASSIGNMENT.match(line)
            if not assignment:
                continue
            here = f"{table}.{_bare(assignment[1])}" if table else _bare(assignment[1])
        if _leads_to(here, wanted):
            found.append((min(len(here), len(wanted)), number))
    return found


def _leads_to(here: str, wanted: str) -> bool:
    """Whether one path is the other or lies on the way to it: `name.nl` is a good place for `name`."""
    return (
        wanted == here or wanted.startswith((f"{here}.", f"{here}[")) or here.startswith((f"{wanted}.", f"{wanted}["))
    )


def _bare(path: str) -> str:
    return re.sub(r"\s*\.\s*", ".", re.sub(r"[\"']", "", path))
