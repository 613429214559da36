"""The activities that are shown, to take along; files are made when asked for."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.activities.listing import Line
from dashboard.activities.naming import Called
from dashboard.downloads.activities import as_csv, as_workbook, empty_csv, fits_a_workbook
from dashboard.downloads.file_name import file_name
from dashboard.visit import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_activities(visit: Visit, lines: Sequence[Line], names: Called, today: date) -> None:
    """Two buttons for these activities; the workbook is not offered when it could not hold every text."""
    words, there = visit.words, [names.visible(line.activity) for line in lines]
    st.html(f'<h2 class="sc-h2">{words("act_take_away")}</h2><p class="sc-lead">{words("act_take_away_lead")}</p>')

    def name(kind: str) -> str:
        # What people write down is of the day it was taken along, whatever month the figures are of.
        return file_name((visit.selection.unit, words("act_file")), today, kind)

    with st.container(horizontal=True, key="downloads-activities"):
        st.download_button(
            *(words("download_csv"), lambda: as_csv(there, words), name("csv"), "text/csv"),
            key="download-csv-activities", on_click="ignore", type="tertiary",
        )  # fmt: skip
        if fits_a_workbook(there):
            st.download_button(
                *(words("download_xlsx"), lambda: as_workbook(there, words), name("xlsx"), _XLSX),
                key="download-xlsx-activities", on_click="ignore", type="tertiary",
            )  # fmt: skip
    if not fits_a_workbook(there):
        st.html(f'<p class="sc-small">{words("act_too_long_for_excel")}</p>')


def offer_empty(visit: Visit, today: date) -> None:
    """Two buttons for a table with the headings alone, for whoever has none to begin from."""
    words = visit.words
    made = {"csv": lambda: empty_csv(words), "xlsx": lambda: as_workbook((), words)}
    with st.container(horizontal=True, key="downloads-activities-empty"):
        for kind, make in made.items():
            name = file_name((words("act_file"), words("act_file_empty")), today, kind)
            st.download_button(
                *(words(f"act_empty_{kind}"), make, name, "text/csv" if kind == "csv" else _XLSX),
                key=f"download-{kind}-activities-empty", on_click="ignore", type="tertiary",
            )  # fmt: skip
