"""What is said about a fault in an organisation's folder, in English and Dutch.

The folder holds no personal data, so these texts may quote what stands in it.
"""

from dataclasses import dataclass

from pipeline.faults import Message


@dataclass(frozen=True)
class Complaint(Message):
    """A message with the stable code its fault carries."""

    code: str


class Unknown:
    """A name that is not there: one text with the nearest right name, one with all of them."""

    def __init__(self, code: str, en: str, nl: str) -> None:
        """`en` and `nl` say what kind of thing was not found, such as `no such unit`."""
        self.near = Complaint(
            f"{en}: '{{word}}'; did you mean '{{near}}'?", f"{nl}: '{{word}}'; bedoelde u '{{near}}'?", code
        )
        self.among = Complaint(
            f"{en}: '{{word}}'; expected one of: {{known}}", f"{nl}: '{{word}}'; verwacht een van: {{known}}", code
        )


# --- names that are not there -----------------------------------------------------------------------
UNKNOWN_ORGANISATION = Unknown("unknown_organisation", "no such organisation", "deze organisatie bestaat niet")
UNKNOWN_FILE = Unknown(
    "unknown_file", "no such file is read from this folder", "zo'n bestand wordt uit deze map niet gelezen"
)
UNKNOWN_KEY = Unknown("unknown_key", "unknown key", "onbekende sleutel")
UNKNOWN_COLUMN = Unknown("unknown_column", "unknown column", "onbekende kolom")
UNKNOWN_CHOICE = Unknown("unknown_choice", "not one of the choices", "geen van de mogelijkheden")
UNKNOWN_LANGUAGE = Unknown("unknown_language", "unknown language", "onbekende taal")
UNKNOWN_UNIT = Unknown("unknown_unit", "no such unit", "deze eenheid bestaat niet")
UNKNOWN_KIND = Unknown("unknown_unit_kind", "no unit is of this kind", "geen eenheid is van deze soort")
UNKNOWN_SCALE = Unknown("unknown_scale", "no such scale", "deze schaal bestaat niet")
UNKNOWN_BAND = Unknown("unknown_band", "no such band", "deze band bestaat niet")
UNKNOWN_ATTRIBUTE = Unknown("unknown_attribute", "no such attribute", "dit kenmerk bestaat niet")
UNKNOWN_CATEGORY = Unknown("unknown_category", "no such category", "deze categorie bestaat niet")
UNKNOWN_GROUP = Unknown("unknown_group", "no such group", "deze groep bestaat niet")
UNKNOWN_FIELD = Unknown("unknown_field", "no such field", "dit veld bestaat niet")

# --- the folder and its files -----------------------------------------------------------------------
NO_ORGANISATION = Complaint(
    "there is no organisation '{word}'; make the folder organisations/{word}, or name an existing folder",
    "er is geen organisatie '{word}'; maak de map organisations/{word}, of noem een bestaande map",
    "unknown_organisation",
)
NOT_A_FOLDER = Complaint("this is not a folder; name a folder", "dit is geen map; noem een map", "not_a_folder")
FILE_MISSING = Complaint(
    "the file is missing; see docs/organisation.md for what it holds",
    "het bestand ontbreekt; zie docs/organisation.md voor wat erin staat",
    "file_missing",
)
NOT_A_FILE = Complaint(
    "this is a folder; a file was expected", "dit is een map; verwacht werd een bestand", "not_a_file"
)
FILE_UNREADABLE = Complaint(
    "the file cannot be opened; check its permissions",
    "het bestand kan niet worden geopend; controleer de rechten",
    "file_unreadable",
)
FILE_TOO_LARGE = Complaint(
    "the file is larger than {limit} MB; this cannot be right, replace it",
    "het bestand is groter dan {limit} MB; dat kan niet kloppen, vervang het",
    "file_too_large",
)
NOT_TEXT_FILE = Complaint(
    "this is not a text file; save it again as text in UTF-8",
    "dit is geen tekstbestand; sla het opnieuw op als tekst in UTF-8",
    "not_a_text_file",
)
TOML_SYNTAX = Complaint(
    "this is not valid TOML ({said}); correct this line, often a quote, bracket or = is missing",
    "dit is geen geldige TOML ({said}); verbeter deze regel, vaak ontbreekt een aanhalingsteken, haak of =",
    "toml_syntax",
)
CSV_EMPTY = Complaint(
    "the file is empty; the first line must name the columns: {columns}",
    "het bestand is leeg; de eerste regel moet de kolommen noemen: {columns}",
    "csv_empty",
)
CSV_BROKEN = Complaint(
    "this line cannot be read as CSV; look for a quote that is not closed",
    "deze regel is niet als CSV te lezen; zoek een aanhalingsteken dat niet gesloten is",
    "csv_broken",
)
COLUMN_MISSING = Complaint(
    "the column '{column}' is missing; add it to the first line",
    "de kolom '{column}' ontbreekt; zet die in de eerste regel",
    "column_missing",
)
COLUMN_TWICE = Complaint(
    "the column '{column}' is there twice; keep one",
    "de kolom '{column}' staat er twee keer; houd er één",
    "column_twice",
)
ROW_TOO_LONG = Complaint(
    "the row has {cells} cells and the heading {columns}; remove a separator or put the text in quotes",
    "de rij heeft {cells} cellen en de kop {columns}; haal een scheidingsteken weg of zet de tekst tussen aanhalingstekens",
    "row_too_long",
)

# --- one value --------------------------------------------------------------------------------------
KEY_MISSING = Complaint("the key is missing; add it", "de sleutel ontbreekt; voeg die toe", "key_missing")
CELL_EMPTY = Complaint("the cell is empty; fill it in", "de cel is leeg; vul die in", "cell_empty")
NOT_TEXT = Complaint(
    "text was expected, between quotes, not {value}",
    "verwacht werd tekst, tussen aanhalingstekens, niet {value}",
    "not_text",
)
EMPTY_TEXT = Complaint("the text is empty; fill it in", "de tekst is leeg; vul die in", "empty_text")
NOT_LIST = Complaint(
    'a list was expected, such as ["a", "b"], not {value}',
    'verwacht werd een lijst, zoals ["a", "b"], niet {value}',
    "not_a_list",
)
EMPTY_LIST = Complaint("the list is empty; name at least one", "de lijst is leeg; noem er minstens één", "empty_list")
NOT_TABLE = Complaint(
    "a table was expected, with keys of its own, not {value}",
    "verwacht werd een tabel, met eigen sleutels, niet {value}",
    "not_a_table",
)
NOT_TABLES = Complaint(
    "a list of tables was expected, each starting with [[{key}]], not {value}",
    "verwacht werd een lijst van tabellen, elk beginnend met [[{key}]], niet {value}",
    "not_a_list_of_tables",
)
NOT_FLAG = Complaint(
    "true or false was expected, not {value}", "verwacht werd true of false, niet {value}", "not_true_or_false"
)
NOT_WHOLE = Complaint(
    "a whole number of {least} or more was expected, not {value}",
    "verwacht werd een heel getal van {least} of meer, niet {value}",
    "not_a_whole_number",
)
NOT_NUMBER = Complaint("a number was expected, not {value}", "verwacht werd een getal, niet {value}", "not_a_number")
NOT_MONTH = Complaint(
    'a month was expected, such as "2026-03", not {value}',
    'verwacht werd een maand, zoals "2026-03", niet {value}',
    "not_a_month",
)
NOT_MONTH_CELL = Complaint(
    "a month was expected, such as 2026-03, not '{value}' (Excel changes months: give the column the format text)",
    "verwacht werd een maand, zoals 2026-03, niet '{value}' (Excel verandert maanden: geef de kolom de opmaak tekst)",
    "not_a_month",
)
NOT_DATE = Complaint(
    "a date was expected, such as 2022-11-30 without quotes, not '{value}'",
    "verwacht werd een datum, zoals 2022-11-30 zonder aanhalingstekens, niet '{value}'",
    "not_a_date",
)
NOT_SHARE = Complaint(
    "a share between 0 and 1 was expected, not {value}",
    "verwacht werd een aandeel tussen 0 en 1, niet {value}",
    "not_a_share",
)
PERCENTAGE = Complaint(
    "a share between 0 and 1 was expected, not {value}; did you mean {near}?",
    "verwacht werd een aandeel tussen 0 en 1, niet {value}; bedoelde u {near}?",
    "not_a_share",
)
BAD_CODE = Complaint(
    "'{value}' cannot be a code; leave out blanks at the ends and the characters {forbidden}",
    "'{value}' kan geen code zijn; laat spaties aan de uiteinden weg en ook de tekens {forbidden}",
    "bad_code",
)
RESERVED = Complaint(
    "the code '{value}' is taken by the program; choose another",
    "de code '{value}' is van het programma zelf; kies een andere",
    "reserved_code",
)
TWICE = Complaint(
    "'{value}' is there twice, first at {first}; keep one or give one another code",
    "'{value}' staat er twee keer, eerst bij {first}; houd er één of geef er één een andere code",
    "twice",
)
TWICE_IN_LIST = Complaint(
    "'{value}' is in the list twice; keep one", "'{value}' staat twee keer in de lijst; houd er één", "twice"
)
TWICE_IN_ROWS = Complaint(
    "'{value}' is there twice, first in line {line} (capitals and blanks do not count); keep one",
    "'{value}' staat er twee keer, eerst in regel {line} (hoofdletters en spaties tellen niet mee); houd er één",
    "twice",
)
NO_WORDS = Complaint(
    "words are missing; give them in at least one of: {languages}",
    "de woorden ontbreken; geef ze in minstens een van: {languages}",
    "no_words",
)
BAD_PATTERN = Complaint(
    "'{value}' is not a valid regular expression ({said}); correct it",
    "'{value}' is geen geldige reguliere expressie ({said}); verbeter die",
    "bad_pattern",
)
BAD_REFERENCE_DAY = Complaint(
    'expected "last" or a day from 1 to 28, not {value}',
    'verwacht werd "last" of een dag van 1 tot en met 28, niet {value}',
    "bad_reference_day",
)

# --- bands and groups -------------------------------------------------------------------------------
BAND_TWO_WAYS = Complaint(
    "name the scales either by from and to, or one by one in scales; not both",
    "noem de schalen met from en to, of één voor één in scales; niet allebei",
    "band_two_ways",
)
BAND_EMPTY = Complaint(
    "the band has no scales; write from and to, or a list of scales",
    "de band heeft geen schalen; schrijf from en to, of een lijst scales",
    "band_empty",
)
BAND_REVERSED = Complaint(
    "scale {last} comes before scale {first} in scales.csv; swap from and to",
    "schaal {last} komt in scales.csv voor schaal {first}; wissel from en to",
    "band_reversed",
)
ALL_UNKNOWN = Complaint(
    "every category means unknown; leave out the ones that are known",
    "elke categorie betekent onbekend; laat weg wat wel bekend is",
    "all_unknown",
)
MEMBER_UNKNOWN = Complaint(
    "category '{value}' means unknown and cannot count as a member; remove it",
    "categorie '{value}' betekent onbekend en kan niet meetellen als lid; haal die weg",
    "member_unknown",
)

# --- targets ----------------------------------------------------------------------------------------
VERSIONS_ORDER = Complaint(
    "version {version} of target {code} must take effect after version {earlier} ({month}); correct in_force_from or the version",
    "versie {version} van streefcijfer {code} moet later ingaan dan versie {earlier} ({month}); verbeter in_force_from of de versie",
    "versions_order",
)
DEADLINE_EARLY = Complaint(
    "the deadline must come after the baseline month {month}; correct one of them",
    "de deadline moet na de beginmaand {month} liggen; verbeter een van beide",
    "deadline_early",
)
STEPS_ORDER = Complaint(
    "the steps must follow each other in time; put month {month} in its place",
    "de stappen moeten elkaar in de tijd opvolgen; zet maand {month} op zijn plaats",
    "steps_order",
)
STEP_OUTSIDE = Complaint(
    "the step of {month} lies outside the path from {first} to {last}; correct its month",
    "de stap van {month} ligt buiten het pad van {first} tot {last}; verbeter de maand",
    "step_outside",
)
STEPS_NOT_RISING = Complaint(
    "the shares must go from the baseline {first} to the target {last} without turning back; correct {value}",
    "de aandelen moeten van het begin {first} naar het streefcijfer {last} gaan zonder terug te keren; verbeter {value}",
    "steps_not_rising",
)
