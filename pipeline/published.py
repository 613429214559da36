"""The shape of a publication and the only way to read one. The dashboard's single door.

A publication is a folder `published/<id>/`; `published/current.json` names the live one. It holds no
hidden figure: where `shown` is false the figures are null and `reason` says why. A real zero is zero.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

ColumnType = Literal["date", "string", "integer", "number", "boolean"]

VERDICTS = (
    "met",  # at least the target, whatever the unknowns are
    "on_course",  # below the target, at least what the agreed path asks for now
    "one_away",  # below: one appointment would do
    "below_within_chance",  # below, but the chance margin reaches the target
    "below",  # below, more than chance
    "depends_on_unknowns",  # met or not met depends on people whose category is unknown
    "less_than_one_person",  # the target is less than one person in a cell of this size
    "not_shown",  # nothing can be said; `reason` says why
)

REASONS = (
    "too_few_people",  # protection: the row or one of its siblings is too small (one mark for both)
    "low_response",  # fewer people declared than the organisation's minimum
    "not_available",  # the source does not give this figure
    "nobody_here",  # no people in the cell
)


@dataclass(frozen=True)
class Column:
    """One published column: its type, its unit, what it means, and what null means."""

    name: str
    type: ColumnType
    unit: str
    meaning_en: str
    meaning_nl: str
    null_en: str = "never null"
    null_nl: str = "nooit leeg"


_HIDDEN_EN, _HIDDEN_NL = "not shown, see reason", "niet getoond, zie reason"

_KEY = (
    Column("snapshot", "date", "day", "reference date of the snapshot", "peildatum"),
    Column(
        "unit",
        "string",
        "code",
        "unit the figures are about, everyone below it included",
        "eenheid waarover het gaat, alles eronder inbegrepen",
    ),
    Column("band", "string", "code", "scale band; `all` is everyone", "schaalgroep; `all` is iedereen"),
    Column("group", "string", "code", "target group", "doelgroep"),
    Column(
        "scale_basis",
        "string",
        "code",
        "whether the function scale or the personal scale places people in bands: function, personal",
        "of de functieschaal (function) of de persoonlijke schaal (personal) telt",
    ),
)
_END = (
    Column("shown", "boolean", "", "whether the figures are shown", "of de cijfers getoond worden"),
    Column(
        "reason",
        "string",
        "code",
        "why they are not shown",
        "waarom ze niet getoond worden",
        "the figures are shown",
        "de cijfers worden getoond",
    ),
)

REPRESENTATION = (
    *_KEY,
    Column(
        "counted",
        "string",
        "",
        "what one head is: person (counted once, at the main appointment) or appointment",
        "wat één hoofd is: persoon (eenmaal geteld, bij de hoofdaanstelling) of aanstelling",
    ),
    Column(
        "headcount",
        "integer",
        "heads",
        "number of heads, whatever their category",
        "aantal hoofden, ongeacht categorie",
        "not available at the source",
        "niet beschikbaar in de bron",
    ),
    Column(
        "fte",
        "number",
        "fte",
        "full-time equivalents of everyone",
        "voltijdsequivalenten van iedereen",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "members", "integer", "heads", "heads in the target group", "hoofden in de doelgroep", _HIDDEN_EN, _HIDDEN_NL
    ),
    Column(
        "members_fte",
        "number",
        "fte",
        "full-time equivalents in the target group",
        "voltijdsequivalenten in de doelgroep",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "unknown",
        "integer",
        "heads",
        "heads whose category is not known",
        "hoofden van wie de categorie onbekend is",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "unknown_fte",
        "number",
        "fte",
        "full-time equivalents whose category is not known",
        "voltijdsequivalenten van wie de categorie onbekend is",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "share",
        "number",
        "fraction 0-1",
        "members among heads whose category is known",
        "aandeel van de doelgroep onder hoofden met bekende categorie",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "share_low",
        "number",
        "fraction 0-1",
        "share if none of the unknown are members",
        "aandeel als geen van de onbekenden erbij hoort",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "share_high",
        "number",
        "fraction 0-1",
        "share if all of the unknown are members",
        "aandeel als alle onbekenden erbij horen",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "share_fte",
        "number",
        "fraction 0-1",
        "share counted in fte, among the known",
        "aandeel geteld in fte, onder de bekenden",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "margin_low",
        "number",
        "fraction 0-1",
        "lower end of the chance margin (Wilson, 95%)",
        "ondergrens van de toevalsmarge (Wilson, 95%)",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "margin_high",
        "number",
        "fraction 0-1",
        "upper end of the chance margin (Wilson, 95%)",
        "bovengrens van de toevalsmarge (Wilson, 95%)",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    *_END,
)

PROGRESS = (
    _KEY[0],
    Column("target", "string", "code", "target", "streefcijfer"),
    Column(
        "version",
        "integer",
        "",
        "version of the target in force at the snapshot",
        "versie van het streefcijfer die op de peildatum gold",
    ),
    *_KEY[1:],
    Column(
        "counts",
        "string",
        "",
        "what the target counts: persons or fte",
        "wat het streefcijfer telt: personen (persons) of fte",
    ),
    Column(
        "target_share",
        "number",
        "fraction 0-1",
        "share to be reached at the deadline",
        "aandeel dat op de einddatum bereikt moet zijn",
    ),
    Column(
        "expected_share",
        "number",
        "fraction 0-1",
        "share the agreed path asks for at the snapshot",
        "aandeel dat het afgesproken pad op de peildatum vraagt",
    ),
    Column("deadline", "date", "day", "last day of the deadline month", "laatste dag van de maand van de einddatum"),
    Column(
        "base",
        "number",
        "heads or fte",
        "heads (or fte) the target is applied to",
        "hoofden (of fte) waarop het streefcijfer slaat",
        "not available or, for fte, not shown",
        "niet beschikbaar of, bij fte, niet getoond",
    ),
    Column(
        "members",
        "number",
        "heads or fte",
        "heads (or fte) in the target group",
        "hoofden (of fte) in de doelgroep",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "need",
        "number",
        "heads or fte",
        "what the target means here: smallest number that reaches it",
        "wat het streefcijfer hier betekent: kleinste aantal dat het haalt",
        "the base is null",
        "de basis is leeg",
    ),
    Column(
        "expected_need",
        "number",
        "heads or fte",
        "what the agreed path asks for at the snapshot",
        "wat het afgesproken pad op de peildatum vraagt",
        "the base is null",
        "de basis is leeg",
    ),
    Column(
        "gap",
        "number",
        "heads or fte",
        "how many are missing when people are replaced and the size stays the same",
        "hoeveel er ontbreken als mensen vervangen worden en de omvang gelijk blijft",
        _HIDDEN_EN,
        _HIDDEN_NL,
    ),
    Column(
        "gap_adding",
        "number",
        "heads or fte",
        "how many are missing when only members are added and the size grows",
        "hoeveel er ontbreken als alleen doelgroepleden erbij komen en de omvang groeit",
        "not shown, or the target is 100%",
        "niet getoond, of het streefcijfer is 100%",
    ),
    Column(
        "one_head",
        "number",
        "percentage points",
        "what one head more or less does to the share",
        "wat één hoofd meer of minder met het aandeel doet",
        "the headcount is 0 or not available",
        "het aantal hoofden is 0 of niet beschikbaar",
    ),
    Column(
        "verdict",
        "string",
        "code",
        "where the target stands: " + ", ".join(VERDICTS),
        "waar het streefcijfer staat: " + ", ".join(VERDICTS),
    ),
    *_END,
)

UNITS = (
    _KEY[0],
    Column("unit", "string", "code", "unit that exists at the snapshot", "eenheid die op de peildatum bestaat"),
    Column(
        "parent",
        "string",
        "code",
        "unit it belongs to",
        "eenheid waar zij onder valt",
        "it is the whole organisation",
        "het is de hele organisatie",
    ),
    Column("kind", "string", "", "kind of unit", "soort eenheid"),
    Column("depth", "integer", "", "levels below the organisation", "niveaus onder de organisatie"),
    Column(
        "position",
        "integer",
        "",
        "place in the organisation's own order",
        "plaats in de eigen volgorde van de organisatie",
    ),
    Column("name_en", "string", "", "name in English", "naam in het Engels"),
    Column("name_nl", "string", "", "name in Dutch", "naam in het Nederlands"),
)

BREAKS = (
    Column("snapshot", "date", "day", "first snapshot after the break", "eerste peildatum na de breuk"),
    Column(
        "unit",
        "string",
        "code",
        "unit whose series breaks",
        "eenheid waarvan de reeks breekt",
        "every unit",
        "elke eenheid",
    ),
    Column(
        "band",
        "string",
        "code",
        "band whose series breaks",
        "schaalgroep waarvan de reeks breekt",
        "every band",
        "elke schaalgroep",
    ),
    Column(
        "group",
        "string",
        "code",
        "group whose series breaks",
        "doelgroep waarvan de reeks breekt",
        "every group",
        "elke doelgroep",
    ),
    Column("reason_en", "string", "", "why, in English", "waarom, in het Engels"),
    Column("reason_nl", "string", "", "why, in Dutch", "waarom, in het Nederlands"),
)

TABLES = {"representation": REPRESENTATION, "progress": PROGRESS, "units": UNITS, "breaks": BREAKS}

_ARROW = {
    "date": pa.date32(),
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a published table."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in TABLES[table]])


class NoPublication(Exception):
    """There is no readable publication in this folder; the text says why, without data."""


@dataclass(frozen=True)
class Publication:
    """One publication on disk. `about` is its about.json: names, words, targets, warnings."""

    id: str
    folder: Path
    about: dict[str, Any]

    def table(self, name: str) -> pa.Table:
        """One of TABLES, in its published order. Raises NoPublication when it cannot be read."""
        try:
            read = pq.read_table(self.folder / f"{name}.parquet")
        except (OSError, pa.ArrowException) as broken:
            raise NoPublication(
                f"{name}.parquet of publication {self.id} cannot be read: {type(broken).__name__}"
            ) from broken
        if read.schema.names != schema(name).names:
            raise NoPublication(f"{name}.parquet of publication {self.id} has other columns than this version expects")
        return read


def current(processed: Path) -> Publication:
    """The live publication under `processed`. Raises NoPublication when there is none."""
    pointer = processed / "published" / "current.json"
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))
        folder = pointer.parent / str(named["path"])
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    except FileNotFoundError as absent:
        raise NoPublication(f"nothing has been published yet: {absent.filename} is not there") from None
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise NoPublication(f"current.json or about.json cannot be read: {type(broken).__name__}") from broken
    return Publication(id=str(named["id"]), folder=folder, about=about)
