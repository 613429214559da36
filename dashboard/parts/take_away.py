"""What stands under every picture: its table, its downloads, and an address to share. Files are made when asked for."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pyarrow as pa
import streamlit as st

from dashboard.downloads.comma_separated import as_csv
from dashboard.downloads.file_name import file_name
from dashboard.downloads.package import as_csv as rows_as_csv
from dashboard.downloads.package import data_package
from dashboard.downloads.workbook import Cover, as_rows_workbook, as_workbook
from dashboard.frame import definitions_of
from dashboard.markup.tables import standings_table
from dashboard.scope import about_for
from dashboard.standing import Standing
from dashboard.visit import Visit
from pipeline.published import TABLES

# No tools on the picture and no dragging: a page is read, not operated.
STILL = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Taken:
    """A picture's rows: (label, address or None, standing). `first` is the code of the first heading."""

    key: str
    caption: str
    first: str
    rows: Sequence[tuple[str, str | None, Standing]]
    unit: str  # the name of the unit they are of, where rows are of one unit; else empty


def draw_take_away(visit: Visit, taken: Taken, told: Sequence[str] = ()) -> None:
    """A box with the table of a picture and what is told with it; below it the downloads."""
    words = visit.words
    with st.expander(words("as_table")):
        st.html(standings_table(taken.rows, taken.first, taken.caption, words, definitions_of(visit)))
        if told:
            st.html('<p class="sc-small">' + "<br>".join(escape(text) for text in told) + "</p>")
    offer_standings(visit, taken)


def offer_standings(visit: Visit, taken: Taken) -> None:
    """The two downloads of the rows alone."""
    words = visit.words
    with st.container(horizontal=True, key=f"downloads-{taken.key}"):
        name, cover = _name(visit, taken), _cover(visit, taken.caption, taken.unit)
        _offer(visit, taken.key, name, "csv", lambda: as_csv(_named(taken)))
        _offer(visit, taken.key, name, "xlsx", lambda: as_workbook(_named(taken), cover, words))


def offer_rows(visit: Visit, key: str, table: pa.Table, caption: str, place: str = "") -> None:
    """The two downloads of a picture made of published rows of `representation`, as they were published.

    The first row is of the unit that the picture is about. `place`: where on the page, when the same rows are offered
    more than once.
    """
    words, names = visit.words, _names(visit, table)
    unit = table["unit"][0].as_py()
    cover = _cover(visit, caption, names["unit"][unit])
    name, place = (unit, key), f"{key}{place}"
    with st.container(horizontal=True, key=f"downloads-{place}"):
        _offer(visit, place, name, "csv", lambda: rows_as_csv(table))
        _offer(visit, place, name, "xlsx", lambda: as_rows_workbook(table, cover, words, names))


def offer_package(visit: Visit) -> None:
    """A button for all the tables this reader may see, with a description of every column."""
    name = file_name((visit.edition.id,), visit.edition.snapshots[-1], "zip")
    st.download_button(
        *(visit.words("download_package"), lambda: _package(visit), name, "application/zip"),
        key="download-package", on_click="ignore",
    )  # fmt: skip


def _offer(visit: Visit, key: str, about: tuple[str, ...], kind: str, made: Callable[[], bytes]) -> None:
    # Each file says in its name whose it is; "ignore": a download is no reason to draw the page again.
    st.download_button(
        *(visit.words(f"download_{kind}"), made, file_name(about, visit.selection.snapshot, kind)),
        "text/csv" if kind == "csv" else _XLSX, key=f"download-{kind}-{key}", on_click="ignore", type="tertiary",
    )  # fmt: skip


def _name(visit: Visit, taken: Taken) -> tuple[str, ...]:
    units, targets = {row.unit for _, _, row in taken.rows}, {row.target for _, _, row in taken.rows}
    unit = units.pop() if len(units) == 1 else visit.selection.unit
    return unit, taken.key if len(taken.rows) > 1 else "", targets.pop() if len(targets) == 1 else ""


def _names(visit: Visit, table: pa.Table) -> dict[str, dict[str, str]]:
    edition, words = visit.edition, visit.words
    units: dict[str, str] = {code: visit.unit_name(code) for code in table["unit"].to_pylist()}
    bands = {code: words.name(edition.bands.get(code, {"": code})) for code in table["band"].to_pylist()}
    groups = {code: words.name(edition.groups.get(code, {"": code})) for code in table["group"].to_pylist()}
    return {"unit": units, "band": bands, "group": groups}


def _named(taken: Taken) -> list[tuple[str, Standing]]:
    return [(taken.unit or label, row) for label, _, row in taken.rows]


def _cover(visit: Visit, caption: str, unit: str) -> Cover:
    words, now = visit.words, visit.selection.snapshot
    return Cover(
        title=caption,
        organisation=words.name(visit.edition.organisation),
        unit=unit or visit.unit_name(),
        snapshot=now,
        publication=visit.edition.id,
        address=st.context.url or "",
        remarks=tuple(words.name(text) for text in visit.edition.remarks_on(now)),
        confidential=visit.confidential,
    )


def _package(visit: Visit) -> bytes:
    path = visit.publication.folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: visit.edition.tables[name] for name in TABLES}
    return data_package(tables, descriptor, about_for(visit.publication.about, visit.edition))
