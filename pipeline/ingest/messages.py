"""What the ingest stage says when a file or a row cannot be taken in."""

from pipeline.faults import Message
from pipeline.snapshot import Reason

# --- the whole file ---------------------------------------------------------------------------------
NO_SOURCE = Message(
    en="no source of the organisation has this layout (nearest: {nearest}; headings not found: {missing}); run `streefcijfer describe` on the file and put the proposed source in the organisation's folder",
    nl="geen bron van de organisatie heeft deze opmaak (het dichtst bij: {nearest}; koppen niet gevonden: {missing}); voer `streefcijfer describe` uit op het bestand en zet de voorgestelde bron in de map van de organisatie",
)
MISSING_COLUMN = Message(
    en="the required column is missing; expected one of: {expected}",
    nl="de verplichte kolom ontbreekt; verwacht: {expected}",
)
DOUBLE_COLUMN = Message(
    en="{count} columns map to {field} ({headings}); keep one of them, or name one heading in the source",
    nl="{count} kolommen horen bij {field} ({headings}); houd er één, of noem één kop in de bron",
)
NO_ROWS = Message(
    en="there is a heading but not a single row under it; export the file again",
    nl="er is een kop maar geen enkele rij eronder; maak de export opnieuw",
)
ALL_RAGGED = Message(
    en="every row has more or fewer cells than the heading, so nothing can be placed in columns; export the file again",
    nl="elke rij heeft meer of minder cellen dan de kop, dus niets is in kolommen te plaatsen; maak de export opnieuw",
)
PLACES = {
    "title": Message(
        en="the reference date was not found in the lines above the heading; write it there, or correct [reference] in source {source}",
        nl="de peildatum is niet gevonden in de regels boven de kop; zet haar daar, of verbeter [reference] in bron {source}",
    ),
    "filename": Message(
        en="the reference date was not found in the file's name; put it there, or correct [reference] in source {source}",
        nl="de peildatum is niet gevonden in de bestandsnaam; zet haar daar, of verbeter [reference] in bron {source}",
    ),
}
UNREADABLE_DATE = Message(
    en="this is not a reference date that can be read; write it as 31-12-2025",
    nl="dit is geen leesbare peildatum; schrijf haar als 31-12-2025",
)
TWO_DATES = Message(
    en="the file holds {count} reference dates ({dates}); deliver one file per month",
    nl="het bestand heeft {count} peildatums ({dates}); lever één bestand per maand",
)
OUTSIDE_WINDOW = Message(
    en="the reference date {date} lies outside the window {first} to {last}; check the date, or first_month in organisation.toml",
    nl="de peildatum {date} ligt buiten het venster {first} tot en met {last}; controleer de datum, of first_month in organisation.toml",
)
CLOSED_MONTH = Message(
    en="month {month} is closed (closed_through = {closed} in organisation.toml) and takes no new delivery",
    nl="maand {month} is gesloten (closed_through = {closed} in organisation.toml) en neemt geen nieuwe levering aan",
)
REFERENCE_DAY = Message(
    en="the reference date {date} is not the organisation's reference day {expected}; counted as {expected}",
    nl="de peildatum {date} is niet de peildag van de organisatie, {expected}; geteld als {expected}",
)
STILL_CHANGING = Message(
    en="the file changed while it was being read; wait until it has been copied whole and run again",
    nl="het bestand veranderde tijdens het lezen; wacht tot het helemaal gekopieerd is en voer opnieuw uit",
)
ALL_TOTALS = Message(
    en="every row was recognised as a total; correct [[total_rows]] in source {source}",
    nl="elke rij is herkend als totaal; verbeter [[total_rows]] in bron {source}",
)
STATED_TOTAL = Message(
    en="in {count} rows the stated total differs from the sum of the columns; the columns were counted, not the total",
    nl="in {count} rijen wijkt het genoemde totaal af van de som van de kolommen; de kolommen zijn geteld, niet het totaal",
)
UNDERIVABLE = Message(
    en="attribute {attribute}: categories {categories} have no column and cannot be derived; add their [[wide]] columns, or one that counts everyone, to source {source}",
    nl="kenmerk {attribute}: categorieën {categories} hebben geen kolom en zijn niet af te leiden; voeg hun [[wide]]-kolommen, of een die iedereen telt, toe aan bron {source}",
)
OPTIONAL_ABSENT = Message(
    en="the column {field} is not in this file; everyone counts as unknown for it",
    nl="de kolom {field} staat niet in dit bestand; iedereen telt daarvoor als onbekend",
)
SOURCE_GONE = Message(
    en="source {source} is no longer in the organisation's folder, but {file} was taken in with it; put it back",
    nl="bron {source} staat niet meer in de map van de organisatie, maar {file} is ermee ingelezen; zet haar terug",
)
ARCHIVE_LACKS = Message(
    en="source {source} now needs the column {field}, which was not kept when {file} was taken in; put that file in the raw folder again",
    nl="bron {source} heeft nu kolom {field} nodig, die niet bewaard is toen {file} werd ingelezen; zet dat bestand opnieuw in de map met exports",
)

HOURS_UNSAID = Message(
    en='the heading says hours; say so in source {source}, with the hours of a full week: fte = {{ unit = "hours", full_week_hours = 36 }}',
    nl='de kop zegt uren; zeg dat in bron {source}, met de uren van een volle week: fte = {{ unit = "hours", full_week_hours = 36 }}',
)
FTE_READ_AS = {
    "percent": Message(
        en='read as a percentage of a full week; if it is not, say so in the source: fte = {{ unit = "hours", ... }}',
        nl='gelezen als percentage van een volle week; is dat niet zo, zeg het dan in de bron: fte = {{ unit = "hours", ... }}',
    ),
    "hours": Message(
        en='read as hours a week; if it is not, say so in the source: fte = {{ unit = "percent" }}',
        nl='gelezen als uren per week; is dat niet zo, zeg het dan in de bron: fte = {{ unit = "percent" }}',
    ),
}
TOTALS_UNSEEN = Message(
    en="[[total_rows]] of source {source} names the column {column}, which this file does not have; no total was looked for there",
    nl="[[total_rows]] van bron {source} noemt de kolom {column}, die dit bestand niet heeft; daar is naar geen totaal gezocht",
)

# --- a row: set aside in quarantine ----------------------------------------------------------------
UNKNOWN_UNIT = Reason("unknown_unit", Message(en="unit is not in units.csv", nl="eenheid staat niet in units.csv"))
UNKNOWN_SCALE = Reason("unknown_scale", Message(en="scale is not in scales.csv", nl="schaal staat niet in scales.csv"))
UNKNOWN_CATEGORY = Reason(
    "unknown_category",
    Message(en="value is not in the source's code table", nl="waarde staat niet in de codetabel van de bron"),
)
EMPTY_CELL = Reason("empty", Message(en="cell is empty", nl="cel is leeg"))
NOT_A_NUMBER = Reason("not_a_number", Message(en="not a number", nl="geen getal"))
FTE_RANGE = Reason("fte_out_of_range", Message(en="fte is not between 0 and 1.5", nl="fte ligt niet tussen 0 en 1,5"))
NEGATIVE = Reason("negative", Message(en="a count below zero", nl="een aantal onder nul"))
NOT_WHOLE = Reason(
    "not_whole", Message(en="a headcount that is not a whole number", nl="een aantal hoofden dat niet heel is")
)
TOO_LARGE = Reason(
    "too_large",
    Message(en="larger than 100 million, so no count of people", nl="groter dan 100 miljoen, dus geen aantal mensen"),
)
FORMULA = Reason("formula", Message(en="cell holds a formula", nl="cel bevat een formule"))
