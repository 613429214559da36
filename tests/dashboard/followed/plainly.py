"""Which figures stand beside an agreement, worked out a second time: row by row from the published tables."""

from dataclasses import dataclass
from datetime import date

from dashboard.edition import Edition


@dataclass(frozen=True)
class Tables:
    progress: list[dict]
    units: list[dict]

    @classmethod
    def of(cls, edition: Edition) -> "Tables":
        return cls(edition.tables["progress"].to_pylist(), edition.tables["units"].to_pylist())


def chosen(edition: Edition, tables: Tables, about: tuple[str, str], day: date | None, snapshot: date) -> tuple:
    """How they lie, then snapshot and members of the earlier and the later row; None where there is none."""
    unit, target = about
    parents = {row["unit"]: row["parent"] for row in tables.units if row["snapshot"] == snapshot}
    if not any(each.code == target for each in edition.targets):
        return "unknown_target", None, None
    at: str | None = unit if unit in parents else edition.renamed.get(unit, unit)
    while at is not None:
        codes = [at] + [old for old in edition.renamed if edition.renamed[old] == at]
        rows = [row for row in tables.progress if row["unit"] in codes and row["target"] == target]
        rows = [row for row in rows if row["snapshot"] <= snapshot]
        if rows:
            return _lie(edition, rows, day, snapshot)
        at = parents.get(at)
    return "not_here", None, None


def _lie(edition: Edition, rows: list[dict], day: date | None, snapshot: date) -> tuple:
    now = _at(rows, snapshot)
    if now is None:
        return "ended", _of(max(rows, key=lambda row: row["snapshot"])), None
    if day is None or day > snapshot:
        return "undated" if day is None else "ahead", None, _of(now)
    earlier = sorted(each for each in edition.snapshots if each <= day)
    then = _at(rows, earlier[-1]) if earlier else None
    if then is None:
        return "none_then", None, _of(now)
    how = {(False, False): "hidden", (True, False): "went", (False, True): "came"}.get((then["shown"], now["shown"]))
    if how is None:
        how = "moved" if now["as_of"] > then["as_of"] and now["as_of"] > day else "no_newer"
    return how, _of(then), _of(now)


def _at(rows: list[dict], day: date) -> dict | None:
    found = [row for row in rows if row["snapshot"] == day]
    return found[0] if found else None


def _of(row: dict) -> tuple:
    return row["snapshot"], row["unit"], row["members"], row["as_of"]
