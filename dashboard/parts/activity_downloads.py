"""The activities that are shown, to take along; files are made when asked for."""

from collections.abc import Sequence

import streamlit as st

from dashboard.activities.listing import Line
from dashboard.downloads.activities import as_csv, as_workbook, fits_a_workbook
from dashboard.downloads.file_name import file_name
from dashboard.visit import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_activities(visit: Visit, lines: Sequence[Line]) -> None:
    """Two buttons for these activities; the workbook is not offered when it could not hold every text."""
    words, there = visit.words, [line.activity for line in lines]
    st.html(f'<h2 class="sc-h2">{words("act_take_away")}</h2><p class="sc-lead">{words("act_take_away_lead")}</p>')

    def name(kind: str) -> str:
        return file_name((visit.selection.unit, words("act_file")), visit.now.snapshots[-1], kind)

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
