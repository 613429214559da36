"""The invented publication, bent: hidden figures planted, names changed, nothing shown, many targets or none."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from dashboard.edition import Edition
from pipeline.published import current
from tests.dashboard.publication import Decided, tree, write_publication

DAY = date(2025, 12, 31)
# A number that stands nowhere else, in every way in which it could be written.
PLANTED = 7753
TWELVE = tuple(
    Decided(f"t{n}", f"Streefcijfer nummer {n} voor {band}", f"Target number {n} for {band}", group, band, share, "persons", 0.02)
    for n, (group, band, share) in enumerate(
        [("world", "11-14", 0.05 + n / 100) for n in range(6)] + [("world", "15+", 0.04 + n / 100) for n in range(6)], 1
    )
)  # fmt: skip


def written(folder: Path, **how: object) -> Edition:
    """A publication of its own, opened."""
    write_publication(folder, **how)  # type: ignore[arg-type]
    return Edition.of(current(folder))


def everything_hidden(folder: Path) -> Edition:
    return written(folder, hidden=tuple(code for code, *_ in tree()))


def with_table(edition: Edition, name: str, rows: list[dict]) -> Edition:
    table = pa.Table.from_pylist(rows, schema=edition.tables[name].schema)
    return replace(edition, tables={**edition.tables, name: table})


def planted(edition: Edition) -> Edition:
    """The same edition, as if its publication had forgotten to empty what is hidden."""
    for name in ("progress", "representation"):
        rows = edition.tables[name].to_pylist()
        edition = with_table(edition, name, [row if row["shown"] else row | _secrets(row) for row in rows])
    return edition


def _secrets(row: dict) -> dict:
    heads = ("members", "unknown", "gap", "gap_adding", "members_fte", "unknown_fte")
    shares = ("share", "share_low", "share_high", "share_fte", "margin_low", "margin_high")
    secret: dict[str, object] = {name: PLANTED for name in heads if name in row}
    return secret | {name: PLANTED / 10_000 for name in shares if name in row}


def renamed(edition: Edition, unit: str, name: str) -> Edition:
    """The same edition, in which this unit is called so in both languages."""
    rows = edition.tables["units"].to_pylist()
    return with_table(
        edition,
        "units",
        [row | {"name_en": name, "name_nl": name} if row["unit"] == unit else row for row in rows],
    )


def without_targets(edition: Edition) -> Edition:
    return replace(edition, tables={**edition.tables, "progress": edition.tables["progress"].slice(0, 0)})
