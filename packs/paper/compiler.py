"""A template and its data in, a PDF or a picture out: a compiler per template, its own fonts only, nothing fetched."""

import json
import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst

_TEMPLATES = Path(__file__).parent
_EPOCH = date(1970, 1, 1)
PICTURE_PPI = 220
# A compiler refuses a second thread while it works, and the dashboard makes packs for several readers at once.
_ONE_AT_A_TIME = threading.Lock()


@cache
def _fonts() -> typst.Fonts:
    """Those the compiler brings and no other, so every machine makes the same."""
    return typst.Fonts(include_system_fonts=False)


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(str(_TEMPLATES / f"{template}.typ"), root=str(_TEMPLATES), font_paths=_fonts())


def compiled(template: str, data: str, form: Literal["pdf", "png"], day: date = _EPOCH) -> bytes:
    """One file. The template finds `data` as text; `day` stands in a PDF as the day it was made.

    Raises typst.TypstError when the template cannot be set: a PDF for a screen reader (PDF/UA-1) is one or is not made.
    """
    with _ONE_AT_A_TIME:
        return _compiled(template, data, form, day)


def compiled_and_reached(template: str, data: str, day: date) -> tuple[bytes, tuple[float, ...]]:
    """A PDF, and how many pages were full at each of the places where the template says it wants to know."""
    with _ONE_AT_A_TIME:
        made = _compiled(template, data, "pdf", day)
        # Asked of what was just set and is still at hand: it takes a hundredth of the setting.
        return made, tuple(json.loads(_compiler(template).query("<reached>", field="value")))


def _compiled(template: str, data: str, form: Literal["pdf", "png"], day: date) -> bytes:
    made = _compiler(template).compile(
        format=form,
        ppi=PICTURE_PPI if form == "png" else None,
        pdf_standards=["ua-1"] if form == "pdf" else [],
        sys_inputs={"data": data},
        timestamp=int(datetime.combine(day, time(12), UTC).timestamp()),
    )
    return made if isinstance(made, bytes) else b"".join(made or ())
