"""What is said about sources/*.toml, in English and Dutch."""

from pipeline.organisation.messages import Complaint

SAME_FILES = Complaint(
    "the pattern '{pattern}' is already used by source {other}; a file can have one source only",
    "het patroon '{pattern}' is al van bron {other}; een bestand kan maar één bron hebben",
    "same_files",
)
PATTERN_WITH_FOLDER = Complaint(
    "'{pattern}' names a folder; write the file's name only, such as staff_*.csv",
    "'{pattern}' noemt een map; schrijf alleen de naam van het bestand, zoals personeel_*.csv",
    "pattern_with_folder",
)
BAD_ENCODING = Complaint(
    "'{value}' is not a known encoding; use for example utf-8 or windows-1252",
    "'{value}' is geen bekende codering; gebruik bijvoorbeeld utf-8 of windows-1252",
    "bad_encoding",
)
BAD_HOURS = Complaint(
    "the hours of a full week were expected, between 1 and 80, not {value}",
    "verwacht werden de uren van een volle week, tussen 1 en 80, niet {value}",
    "bad_hours",
)
WEEK_UNSAID = Complaint(
    "fte is in hours; say how many hours a full week has, such as full_week_hours = 36",
    "fte staat in uren; zeg hoeveel uren een volle week heeft, zoals full_week_hours = 36",
    "week_unsaid",
)
REFERENCE_NONE = Complaint(
    "where the month stands is missing; write one of title, column, filename, or year_column with month_column",
    "waar de maand staat ontbreekt; schrijf een van title, column, filename, of year_column met month_column",
    "reference_none",
)
REFERENCE_SEVERAL = Complaint(
    "the month can stand in one place only; keep one of {keys}",
    "de maand kan maar op één plaats staan; houd een van {keys}",
    "reference_several",
)
REFERENCE_GROUPS = Complaint(
    "the pattern has {count} groups in brackets; it needs one (a date or a year), two (year and month) or three (day, month, year)",
    "het patroon heeft {count} groepen tussen haakjes; nodig is er één (een datum of een jaar), twee (jaar en maand) of drie (dag, maand, jaar)",
    "reference_groups",
)
BAD_MONTH_DAY = Complaint(
    "a month and day were expected, such as 12-31, not '{value}'",
    "verwacht werden een maand en dag, zoals 12-31, niet '{value}'",
    "bad_month_day",
)
FIELD_NEEDED = Complaint(
    "a source of kind {kind} needs the field '{field}'; add it under [columns]",
    "een bron van soort {kind} heeft het veld '{field}' nodig; zet het onder [columns]",
    "field_needed",
)
FIELD_OR_CONSTANT_NEEDED = Complaint(
    "a source of kind {kind} needs the field '{field}'; add it under [columns], or under [constants] when it is the same in the whole file",
    "een bron van soort {kind} heeft het veld '{field}' nodig; zet het onder [columns], of onder [constants] als het in het hele bestand gelijk is",
    "field_needed",
)
WIDE_NEEDED = Complaint(
    "a source of kind wide needs [[wide]], one for each counting column; add them",
    "een bron van soort wide heeft [[wide]] nodig, één voor elke telkolom; voeg ze toe",
    "wide_needed",
)
NOT_FOR_KIND = Complaint(
    "'{key}' has no place in a source of kind {kind}; remove it or correct the kind",
    "'{key}' hoort niet in een bron van soort {kind}; haal het weg of verbeter de soort",
    "not_for_kind",
)
COLUMN_AND_CONSTANT = Complaint(
    "'{field}' is a column and a constant; keep one",
    "'{field}' is een kolom en een constante; houd er één",
    "column_and_constant",
)
TABLE_WITHOUT_COLUMN = Complaint(
    "there is a table for '{field}' but no column; add '{field}' under [columns] or remove the table",
    "er is een tabel voor '{field}' maar geen kolom; zet '{field}' onder [columns] of haal de tabel weg",
    "table_without_column",
)
NO_UNKNOWN_CATEGORY = Complaint(
    "attribute '{field}' may be absent from a file but has no category that means unknown; add one in groups.toml",
    "kenmerk '{field}' mag in een bestand ontbreken maar heeft geen categorie voor onbekend; voeg die toe in groups.toml",
    "no_unknown_category",
)
ATTRIBUTE_NOT_READ = Complaint(
    "attribute '{field}' is not read and has no category that means unknown; add it under [columns], or a category in groups.toml",
    "kenmerk '{field}' wordt niet gelezen en heeft geen categorie voor onbekend; zet het onder [columns], of voeg een categorie toe in groups.toml",
    "attribute_not_read",
)
VALUE_TWICE = Complaint(
    "'{value}' already means '{first}' here (capitals and blanks do not count); keep one",
    "'{value}' betekent hier al '{first}' (hoofdletters en spaties tellen niet mee); houd er één",
    "value_twice",
)
BAD_PAIR = Complaint(
    "a pair was expected, such as {example}, not {value}",
    "verwacht werd een paar, zoals {example}, niet {value}",
    "bad_pair",
)
EDGES_ORDER = Complaint(
    "the edges must rise; put {value} in its place",
    "de grenzen moeten oplopen; zet {value} op zijn plaats",
    "edges_order",
)
TOGETHER = Complaint(
    "'{key}' and '{other}' go together; add '{other}'",
    "'{key}' en '{other}' horen bij elkaar; voeg '{other}' toe",
    "together",
)
HEADING_TWICE = Complaint(
    "the heading '{value}' is already used by {first}; a column can be counted once only",
    "de kop '{value}' is al van {first}; een kolom kan maar één keer worden geteld",
    "heading_twice",
)
