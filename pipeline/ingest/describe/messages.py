"""What describe asks and says, in both languages. Headings and code values may be named; texts of people never."""

from pipeline.faults import Message

# --- missing: the source cannot be used without ------------------------------------------------------
NO_UNIT = Message(
    en="no column was recognised as the unit; name its heading under [columns], or the one unit of the file under [constants]",
    nl="geen kolom is herkend als eenheid; noem haar kop onder [columns], of de ene eenheid van het bestand onder [constants]",
)
NO_SCALE = Message(
    en="no column was recognised as the scale; name its heading under [columns]",
    nl="geen kolom is herkend als schaal; noem haar kop onder [columns]",
)
NO_REFERENCE = Message(
    en="no reference date was found in a column, above the heading or in the file's name; put it in the file's name, for example staff_2025-12.csv",
    nl="geen peildatum gevonden in een kolom, boven de kop of in de bestandsnaam; zet haar in de bestandsnaam, bijvoorbeeld personeel_2025-12.csv",
)
NO_ATTRIBUTE = Message(
    en="no column was recognised for attribute {attribute}; name its heading under [columns], or everyone counts as unknown for it",
    nl="geen kolom is herkend voor kenmerk {attribute}; noem haar kop onder [columns], anders telt iedereen daarvoor als onbekend",
)
NO_WIDE = Message(
    en="counting columns were found but not whom they count; complete the [[wide]] entries",
    nl="er zijn telkolommen gevonden maar niet wie ze tellen; vul de [[wide]]-blokken aan",
)
NO_ROWS = Message(en="there are no rows under the heading", nl="er staan geen rijen onder de kop")
NO_SHEET = Message(en="the file holds no table", nl="het bestand bevat geen tabel")

# --- questions: the proposal works, or nearly, but somebody who knows the export must look ---------------
KIND = Message(
    en="taken as kind = {kind}; check that a row is what that kind means",
    nl="opgevat als kind = {kind}; controleer of een rij is wat die soort betekent",
)
FIELD = Message(
    en="taken for {field} because of its heading or its values; check it",
    nl="opgevat als {field} door de kop of de waarden; controleer dit",
)
DOUBLE_HEADING = Message(
    en="{count} columns have this heading, so the source cannot tell them apart; give each its own heading in the export",
    nl="{count} kolommen hebben deze kop, dus de bron kan ze niet uit elkaar houden; geef elk een eigen kop in de export",
)
OPEN_VALUES = Message(
    en="{field}: {count} codes have no meaning yet ({values}); complete [tables.{field}]",
    nl="{field}: {count} codes hebben nog geen betekenis ({values}); vul [tables.{field}] aan",
)
ODD_VALUES = Message(
    en="{field}: {count} values that are rare or no codes were not recognised (patterns: {patterns}); their rows will go to quarantine",
    nl="{field}: {count} waarden die zeldzaam of geen codes zijn, zijn niet herkend (patronen: {patterns}); hun rijen gaan in quarantaine",
)
BY_CUSTOM = Message(
    en="{field}: digits were given their usual meaning; check them in the manual of the HR system",
    nl="{field}: cijfers hebben hun gebruikelijke betekenis gekregen; controleer ze in de handleiding van het HR-systeem",
)
REFERENCE_MANY = Message(
    en="the reference date can be read in more than one way, or not in every row; check [reference]",
    nl="de peildatum is op meer manieren te lezen, of niet in elke rij; controleer [reference]",
)
REFERENCE_YEAR = Message(
    en="only a year was found; it is taken as 31 December of that year (month_day)",
    nl="alleen een jaar is gevonden; het is opgevat als 31 december van dat jaar (month_day)",
)
FTE_UNIT = Message(
    en="fte was taken as {unit}; check it",
    nl="fte is opgevat als {unit}; controleer dit",
)
ONE_UNIT = Message(
    en="there is no column for the unit; the whole file was taken as {unit}",
    nl="er is geen kolom voor de eenheid; het hele bestand is opgevat als {unit}",
)
BIRTH_YEAR = Message(
    en="year of birth is not used as it is; ask for age at the reference date in the export",
    nl="geboortejaar wordt niet zo gebruikt; vraag om leeftijd op de peildatum in de export",
)
NO_FTE = Message(
    en="no column was recognised as fte; figures will be in persons only",
    nl="geen kolom is herkend als fte; de cijfers gaan alleen over personen",
)
NO_PSEUDONYM = Message(
    en="there is no pseudonym; people with several appointments cannot be counted once, and duplicates are not seen",
    nl="er is geen pseudoniem; mensen met meer aanstellingen kunnen niet één keer worden geteld, en dubbelen worden niet gezien",
)
STAFF_NUMBER = Message(
    en="looks like a staff number; it was proposed as pseudonym, which is hashed again with a local secret; check that you may deliver it",
    nl="lijkt een personeelsnummer; het is voorgesteld als pseudoniem, dat opnieuw wordt gehasht met een lokaal geheim; controleer of u het mag leveren",
)
WIDE_OPEN = Message(
    en="{count} counting columns were not recognised; complete their scale or category, or leave them out",
    nl="{count} telkolommen zijn niet herkend; vul hun schaal of categorie aan, of laat ze weg",
)
SOURCE_EXISTS = Message(
    en="source {source} already takes files of this name; use it, or make the file patterns differ",
    nl="bron {source} neemt al bestanden met deze naam; gebruik die, of maak de bestandspatronen verschillend",
)
NO_ORGANISATION = Message(
    en="no organisation was given, so units, scales and categories could not be checked",
    nl="er is geen organisatie opgegeven, dus eenheden, schalen en categorieën zijn niet gecontroleerd",
)

# --- words of the report -----------------------------------------------------------------------------
LAYOUT = Message(
    en="{file}{sheet}: {rows} rows, {columns} columns, kind = {kind}{facts}",
    nl="{file}{sheet}: {rows} rijen, {columns} kolommen, kind = {kind}{facts}",
)
SHEET = Message(en=", sheet {name}", nl=", blad {name}")
TITLE_LINES = Message(
    en="Lines above the heading look like: {patterns}", nl="Regels boven de kop zien eruit als: {patterns}"
)
COLUMNS = Message(en="Columns:", nl="Kolommen:")
COLUMN = Message(
    en="  {heading}: {field}; {distinct} different values, {blank} blank; looks like {patterns}",
    nl="  {heading}: {field}; {distinct} verschillende waarden, {blank} leeg; ziet eruit als {patterns}",
)
NOT_USED = Message(en="not used", nl="niet gebruikt")
REFERENCE = Message(en="Reference date: {place}", nl="Peildatum: {place}")
PLACES = {
    "column": Message(en="in column {headings}", nl="in kolom {headings}"),
    "year_month": Message(en="in columns {headings}", nl="in kolommen {headings}"),
    "title": Message(en="in a line above the heading", nl="in een regel boven de kop"),
    "filename": Message(en="in the file's name", nl="in de bestandsnaam"),
    "nowhere": Message(en="not found", nl="niet gevonden"),
}
TOTALS = Message(en="Total rows, left out, in: {columns}", nl="Totaalrijen, weggelaten, in: {columns}")
REFUSED = Message(
    en="Refused as it is; the file will not be taken in while it holds:",
    nl="Zo geweigerd; het bestand wordt niet ingelezen zolang het dit bevat:",
)
MISSING = Message(en="Missing:", nl="Ontbreekt:")
QUESTIONS = Message(en="To check:", nl="Na te gaan:")
READY = Message(
    en="Everything was recognised; the proposed source can be used as it is.",
    nl="Alles is herkend; de voorgestelde bron kan zo worden gebruikt.",
)
NEXT = Message(
    en="Put the proposed source in {path} and run `streefcijfer organisation check`.",
    nl="Zet de voorgestelde bron in {path} en voer `streefcijfer organisation check` uit.",
)
