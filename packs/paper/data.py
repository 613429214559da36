"""What a template gets: the content and its headings as JSON. Text stays text, whatever stands in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dashboard.wording.words import Words
from packs.content import Pack
from packs.overview import Overview
from packs.plain import one_line

_HEADINGS = (
    *("sheet_standings", "sheet_questions", "sheet_definitions", "col_target"),
    *("pack_agreements", "pack_col_what", "pack_col_who", "pack_col_when", "pack_col_for", "pack_col_became"),
    *("pack_key_marks", "pack_mark_met", "pack_mark_on_course", "pack_mark_unsure", "pack_mark_below"),
    *("pack_changes", "pack_changes_lead", "pack_changes_none", "pack_col_change", "pack_col_why", "pack_why_nothing"),
    *("pack_hidden", "pack_beside", "pack_beside_lead", "pack_room", "pack_room_lead"),
    *("pack_board_targets", "pack_board_units", "pack_board_own", "col_unit", "col_state"),
    *("pack_board_agreed", "pack_board_agreed_lead", "pack_col_open", "pack_col_past_due", "pack_col_talk"),
)


def data_of(content: Pack | Overview) -> dict[str, Any]:
    """The content as plain values, with the words of its headings; every text on one line."""
    words = Words(content.language)
    return _plain({**asdict(content), "texts": {code: words(code) for code in _HEADINGS}})


def as_json(data: Mapping[str, Any]) -> str:
    """The same data as the same text, always."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value that JSON knows
    if isinstance(value, str):
        # A space at either end belongs to the text around it.
        return one_line(value)
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_plain(each) for each in value]
    return value
