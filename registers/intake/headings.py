"""Which column of a table of activities is which?

The seven headings of such registers as organisations keep them; a theme, the code of a unit and the codes of what a
row is linked to when they are there. In Dutch and English, whatever their capitals, marks and small slips of the pen.
A column that is not known is refused: its words would be lost.
"""

import difflib
import re
from collections.abc import Sequence

from pipeline.faults import Fault
from registers.messages import NO_HEADINGS, TWICE, UNKNOWN_HEADING
from registers.model.activity import WORDS

_KNOWN = {
    "what": "wat doen we; wat; activiteit; what; activity; what do we do; naam",
    "meaning": "wat houdt het in; omschrijving; toelichting; what it means; what does it mean; description; meaning",
    "aim": "doel; waartoe; aim; goal; objective",
    "who": "wie doet het; wie; eigenaar; trekker; verantwoordelijke; who; owner; responsible",
    "place": "dienstonderdeel; eenheid; onderdeel; organisatieonderdeel; unit; where; part of the organisation",
    "period": "wanneer; periode; planning; when; period",
    "usage": "hoe gebruik maken; hoe te gebruiken; gebruik; how to use; how to use it; usage",
    "theme": "thema; soort; fase; theme; kind",
    "unit": "eenheid code; eenheidcode; code eenheid; code van de eenheid; unit code; code of the unit",
    "groups": (
        "doelgroepen codes; doelgroep codes; doelgroep code; doelgroepcodes; codes doelgroepen; "
        "codes van de doelgroepen; groepen codes; groep codes; groep code; groepscodes; codes van de groepen; "
        "target groups codes; target group codes; target group code; groups codes; group codes; group code; "
        "codes of the groups; codes of the target groups"
    ),
    "bands": (
        "schaalgroepen codes; schaalgroep codes; schaalgroep code; schaalgroepcodes; codes schaalgroepen; "
        "codes van de schaalgroepen; schaalbanden codes; schaalband codes; schaalband code; "
        "codes van de schaalbanden; scale bands codes; scale band codes; scale band code; bands codes; "
        "band codes; band code; codes of the bands; codes of the scale bands"
    ),
    "targets": (
        "streefcijfers codes; streefcijfer codes; streefcijfer code; streefcijfercodes; codes streefcijfers; "
        "codes van de streefcijfers; targets codes; target codes; target code; codes of the targets"
    ),
}
# As a message names the seven: in words that may stand above a column, in Dutch and English.
_SAID: dict[str, str] = dict(
    zip(
        WORDS,
        ("wat/what", "wat houdt het in/what it means", "doel/aim", "wie/who", "eenheid/unit", "wanneer/when", "hoe te gebruiken/how to use"),
        strict=True,
    )
)  # fmt: skip
_FIELD_OF = {words.strip(): field for field, listed in _KNOWN.items() for words in listed.split(";")}
_ALIKE = 0.88  # one or two letters wrong in a heading


def field_of(heading: str) -> str | None:
    """The field a heading stands for; None when it is none of ours."""
    plain = re.sub(r"[^\w ]+", " ", heading.casefold())
    plain = " ".join(plain.split())
    if plain in _FIELD_OF:
        return _FIELD_OF[plain]
    near = difflib.get_close_matches(plain, list(_FIELD_OF), n=1, cutoff=_ALIKE) if len(plain) > 6 else []
    return _FIELD_OF[near[0]] if near else None


def fields_of(headings: Sequence[str]) -> list[str | None]:
    """The field of each column. A first column without a heading holds themes: they stand turned, beside the rows."""
    found = [field_of(heading) for heading in headings]
    if found and found[0] is None and not headings[0].strip() and "theme" not in found:
        found[0] = "theme"
    return found


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row is the row of headings: at least four of the seven are there."""
    return len({field for cell in cells if (field := field_of(cell)) in WORDS}) >= 4


def said(fields: Sequence[str]) -> str:
    """The headings of these fields, as they can be written."""
    return ", ".join(_SAID[field] for field in fields)


def heading_faults(headings: Sequence[str], file: str) -> list[Fault]:
    """Columns that are missing, unknown, or there twice."""
    fields = fields_of(headings)
    missing = [name for name in WORDS if name not in fields]
    found = [NO_HEADINGS.in_file(file, missing=said(missing))] if missing else []
    for number, (heading, field) in enumerate(zip(headings, fields, strict=True), 1):
        if field is None and heading.strip():
            found.append(UNKNOWN_HEADING.in_file(file, number=number))
        if field is not None and field in fields[: number - 1]:
            found.append(TWICE.in_file(file, number=number))
    return found
