"""The downloads of the conversations and agreements of one unit, as its reader sees them. Made when asked for."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.dossier import Dossier
from dashboard.downloads.file_name import file_name
from dashboard.downloads.records import Cell, Sheet, records_csv, records_workbook
from dashboard.visit import Visit
from dashboard.wording.talking import AGREEMENT_FIELDS, CONVERSATION_FIELDS
from registers import Agreement, Conversation

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = (("conversations", "csv"), ("agreements", "csv"), ("all", "xlsx"))
Names = Mapping[str, Mapping[str, str]]  # field -> code -> its name


def draw_files(visit: Visit, dossier: Dossier, names: Names) -> None:
    """Three downloads. Nothing when nothing was written down."""
    if not dossier.conversations and not dossier.agreements:
        return
    words = visit.words
    lead = escape(words("talk_files_lead"))
    st.html(f'<h2 class="sc-h2">{escape(words("talk_section_files"))}</h2><p class="sc-lead">{lead}</p>')

    def made(kind: str) -> bytes:
        sheets = {"conversations": _conversations(visit, dossier, names), "agreements": _agreements(visit, dossier, names)}  # fmt: skip
        return records_workbook([*sheets.values()], dossier.today) if kind == "all" else records_csv(sheets[kind])

    with st.container(horizontal=True, key="record-files"):
        for kind, ending in _KINDS:
            name = file_name((dossier.unit, words(f"talk_file_{kind}")), dossier.today, ending)
            st.download_button(
                *(words(f"talk_files_{kind}"), lambda kind=kind: made(kind), name),
                *("text/csv" if ending == "csv" else _XLSX,), key=f"record-file-{kind}", on_click="ignore",
            )  # fmt: skip


def _conversations(visit: Visit, dossier: Dossier, names: Names) -> Sheet:
    rows = [_row(kept.value, CONVERSATION_FIELDS, names) for kept in dossier.conversations]
    return _sheet(visit, "conversations", CONVERSATION_FIELDS, rows)


def _agreements(visit: Visit, dossier: Dossier, names: Names) -> Sheet:
    rows = [_row(kept.value, AGREEMENT_FIELDS, names) for kept in dossier.agreements]
    return _sheet(visit, "agreements", AGREEMENT_FIELDS, rows)


def _sheet(visit: Visit, kind: str, codes: Mapping[str, str], rows: list[list[Cell]]) -> Sheet:
    return Sheet(visit.words(f"talk_file_{kind}"), [visit.words(code) for code in codes.values()], rows)


def _row(value: Conversation | Agreement, codes: Mapping[str, str], names: Names) -> list[Cell]:
    return [_cell(field, getattr(value, field), names) for field in codes]


def _cell(field: str, value: object, names: Names) -> Cell:
    if value is None:
        return None
    if isinstance(value, tuple):
        return "\n".join(str(each) for each in value)
    return names.get(field, {}).get(str(value), value) if isinstance(value, str) else value  # type: ignore[return-value]
