"""Every word a reader of the dashboard sees, in Dutch and in English, by its code."""

from collections.abc import Mapping

from dashboard.wording.page_texts import FRAME, KEY, STOPPED, Text
from dashboard.wording.row_texts import COUNTS, FIGURE, ROW, TABLE
from dashboard.wording.sentence_texts import OVERVIEW, UNIT

TEXTS: Mapping[str, Text] = {**FRAME, **STOPPED, **COUNTS, **ROW, **OVERVIEW, **UNIT, **FIGURE, **KEY, **TABLE}
