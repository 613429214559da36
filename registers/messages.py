"""What the registers say when they refuse something, in English and Dutch: what is wrong and what to do."""

from dataclasses import dataclass

from pipeline.faults import Fault, Message, Where


@dataclass(frozen=True)
class Complaint(Message):
    """A message with the stable code its fault carries."""

    code: str

    def at(self, field: str | None = None, **facts: object) -> Fault:
        """The fault, at a field of a record or a column of a table."""
        return Fault(self.code, self, Where(column=field), facts)

    def in_file(self, file: str, line: int | None = None, **facts: object) -> Fault:
        """The fault, in a file that was given."""
        return Fault(self.code, self, Where(file=file, line=line), facts)


# --- records ----------------------------------------------------------------------------------------
MISSING = Complaint("is empty; fill it in", "is leeg; vul dit in", "field_missing")
TOO_LONG = Complaint(
    "is longer than {most} characters; shorten it", "is langer dan {most} tekens; kort het in", "text_too_long"
)
UNSAVEABLE = Complaint(
    "holds a character that cannot be kept (an empty character or half a pair); remove it",
    "bevat een teken dat niet bewaard kan worden (een leeg teken of een half paar); haal het weg",
    "text_unsaveable",
)
NO_SUCH_CHOICE = Complaint(
    "is not one of: {choices}; choose one of these", "is geen van: {choices}; kies er een van", "no_such_choice"
)
NEEDS_DAY = Complaint(
    "a conversation that is planned or held needs a day",
    "een gesprek dat gepland of gevoerd is, heeft een datum nodig",
    "conversation_without_day",
)
NEEDS_DONE_DAY = Complaint(
    "an agreement that is done needs the day on which it was done",
    "een afspraak die gedaan is, heeft de datum nodig waarop dat was",
    "agreement_done_without_day",
)
DONE_DAY_TOO_SOON = Complaint(
    "there is a day on which it was done, but the agreement is still open; set its status to done",
    "er staat een datum waarop het gedaan is, maar de afspraak staat nog open; zet de status op gedaan",
    "agreement_open_with_day",
)
STILL_TO_COME = Complaint(
    "lies in the future: what was held or done has a day that has come",
    "ligt in de toekomst: wat gevoerd of gedaan is, heeft een datum die geweest is",
    "day_still_to_come",
)
NEEDS_OUTCOME = Complaint(
    "an agreement that was dropped needs an outcome: why",
    "een afspraak die vervalt, heeft een uitkomst nodig: waarom",
    "agreement_dropped_without_outcome",
)
WRONG_ORDER = Complaint(
    "lies before the start; change one of both", "ligt voor het begin; wijzig een van beide", "days_in_wrong_order"
)
NO_CONVERSATION = Complaint(
    "no such conversation; choose one that exists",
    "dit gesprek bestaat niet; kies een bestaand gesprek",
    "no_such_conversation",
)
NO_WORDS = Complaint("has no words at all", "bevat helemaal geen tekst", "activity_without_words")
BAD_KEY = Complaint(
    "the key of a record is 1 to 64 letters, digits, dots, dashes or underscores",
    "de sleutel van een record is 1 tot 64 letters, cijfers, punten, streepjes of liggende streepjes",
    "bad_key",
)
NO_RECORD = Complaint("no such record", "dit record bestaat niet", "no_such_record")
OTHER_UNIT = Complaint(
    "this unit is not among those you may write about",
    "deze eenheid hoort niet bij de eenheden waarover u mag schrijven",
    "unit_not_allowed",
)
NOTHING_THERE = Complaint(
    "holds no text in any version; nothing was replaced",
    "bevat in geen enkele versie tekst; er is niets vervangen",
    "nothing_to_blank",
)
NOT_OWNER = Complaint(
    "this user of the database may read and add, and take nothing out; run the command as the owner of the tables",
    "deze gebruiker van de database mag lezen en toevoegen, en niets weghalen; draai het commando als eigenaar van de tabellen",
    "blank_not_owner",
)
NOT_SWEPT = Complaint(
    "the text stands in no version any more, but the files of the database may still hold traces; run the command again when nobody is writing",
    "de tekst staat in geen enkele versie meer, maar de bestanden van de database kunnen er nog sporen van bevatten; draai het commando opnieuw als er niemand schrijft",
    "blank_not_swept",
)
CONFLICT = Complaint(
    "somebody else changed this record since you opened it (version {read} then, {now} now); nothing was saved: compare both and save again",
    "iemand anders heeft dit record gewijzigd sinds u het opende (toen versie {read}, nu {now}); er is niets bewaard: vergelijk beide en bewaar opnieuw",
    "conflict",
)

# --- the database -----------------------------------------------------------------------------------
UNREACHABLE = Complaint(
    "the registers could not be opened at {place} ({kind}); check that the database runs and may be opened",
    "de registers konden niet geopend worden op {place} ({kind}); ga na of de database draait en geopend mag worden",
    "registers_unreachable",
)
BAD_PLACE = Complaint(
    "registers stand in a SQLite file or at a postgresql:// address; this is neither",
    "registers staan in een SQLite-bestand of op een postgresql://-adres; dit is geen van beide",
    "registers_place",
)
BAD_TLS = Complaint(
    "the address asks for an sslmode that is not one of {modes}, or for an sslrootcert that cannot be read",
    "het adres vraagt om een sslmode die geen van {modes} is, of om een sslrootcert dat niet leesbaar is",
    "registers_tls",
)
NOT_MADE = Complaint(
    "there are no registers at {place} yet; make them with: streefcijfer registers upgrade",
    "op {place} staan nog geen registers; maak ze met: streefcijfer registers upgrade",
    "registers_not_made",
)
OLDER = Complaint(
    "the registers are of an older version ({found}, this program needs {needed}); make a copy, then run: streefcijfer registers upgrade",
    "de registers zijn van een oudere versie ({found}, dit programma vraagt {needed}); maak een kopie en draai dan: streefcijfer registers upgrade",
    "registers_older",
)
NEWER = Complaint(
    "the registers are of a newer version ({found}) than this program knows ({needed}); use the newer program",
    "de registers zijn van een nieuwere versie ({found}) dan dit programma kent ({needed}); gebruik het nieuwere programma",
    "registers_newer",
)
UNKNOWN_REVISION = Complaint(
    "there is no such version of the registers: {asked}; known are {known}",
    "deze versie van de registers bestaat niet: {asked}; bekend zijn {known}",
    "registers_revision",
)
NOT_EMPTY = Complaint(
    "the registers hold {rows} rows, which would be lost; export them first, and use an empty database",
    "de registers bevatten {rows} rijen, die verloren zouden gaan; exporteer ze eerst en gebruik een lege database",
    "registers_not_empty",
)

# --- tables of activities, exports ------------------------------------------------------------------
NO_HEADINGS = Complaint(
    "no row with the seven headings of a register of activities was found; needed: {missing}",
    "er is geen rij gevonden met de zeven koppen van een activiteitenoverzicht; nodig: {missing}",
    "no_headings",
)
UNKNOWN_HEADING = Complaint(
    "column {number} has a heading that is not known, and its words would be lost; rename or remove it",
    "kolom {number} heeft een onbekende kop, en de tekst eronder zou verloren gaan; hernoem of verwijder de kolom",
    "unknown_heading",
)
TWICE = Complaint(
    "column {number} has the same heading as an earlier one; rename one of both",
    "kolom {number} heeft dezelfde kop als een eerdere; hernoem een van beide",
    "heading_twice",
)
ODD_ROW = Complaint(
    "this row has {cells} cells where {expected} were expected; nothing was taken in",
    "deze rij heeft {cells} cellen waar er {expected} verwacht werden; er is niets overgenomen",
    "odd_row",
)
UNKNOWN_CODE = Complaint(
    "not known here: code number {numbers} (of {n}) in this cell; correct it, or take it out",
    "hier niet bekend: code nummer {numbers} (van {n}) in deze cel; verbeter die, of haal die weg",
    "unknown_code",
)
UNREADABLE = Complaint(
    "the file cannot be read as {form}; save it again as CSV (UTF-8) or XLSX",
    "het bestand is niet leesbaar als {form}; bewaar het opnieuw als CSV (UTF-8) of XLSX",
    "table_unreadable",
)
TOO_LARGE = Complaint(
    "the workbook holds more than {most} MB, unpacked; save the sheet with the activities by itself",
    "het werkboek is uitgepakt groter dan {most} MB; bewaar het blad met de activiteiten apart",
    "table_too_large",
)
UNKNOWN_FORM = Complaint(
    "activities are read from .csv, .xlsx or .txt", "activiteiten worden gelezen uit .csv, .xlsx of .txt", "table_form"
)
DAMAGED = Complaint(
    "this export is not whole: {part} is missing or differs from its description; use another copy",
    "deze export is niet heel: {part} ontbreekt of wijkt af van de beschrijving; gebruik een andere kopie",
    "export_damaged",
)
OTHER_HISTORY = Complaint(
    "record {key} ({kind}) has another history here, from version {version} on; nothing was taken in: keep one of both, or take this export into empty registers",
    "record {key} ({kind}) heeft hier een andere geschiedenis, vanaf versie {version}; er is niets overgenomen: houd een van beide, of lees deze export in lege registers",
    "other_history",
)
OTHER_EXPORT = Complaint(
    "this export is of version {found} of the registers, this program takes {needed}; take it in with the program that made it, upgrade there, and export again",
    "deze export is van versie {found} van de registers, dit programma neemt {needed}; lees hem in met het programma dat hem maakte, werk daar bij en exporteer opnieuw",
    "export_other_version",
)

UNEXPECTED = Complaint(
    "something went wrong that should not have ({kind} at {place}); nothing was saved by halves; please report this line, it holds no data",
    "er ging iets mis dat niet had mogen gebeuren ({kind} in {place}); er is niets half bewaard; meld deze regel alstublieft, er staan geen gegevens in",
    "unexpected",
)
