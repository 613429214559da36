"""What the readers say when a file cannot be read, in both languages."""

from pipeline.faults import Message

UNREADABLE = Message(
    en="the file cannot be opened ({reason}); check that it exists and that you may read it",
    nl="het bestand kan niet worden geopend ({reason}); kijk of het bestaat en of u het mag lezen",
)
FOLDER = Message(
    en="this is a folder, not a file; name the export itself",
    nl="dit is een map en geen bestand; noem de export zelf",
)
TOO_LARGE = Message(
    en="the file is larger than {limit} MB; a monthly export is far smaller, so check what this file is",
    nl="het bestand is groter dan {limit} MB; een maandexport is veel kleiner, dus kijk wat dit voor bestand is",
)
EMPTY = Message(
    en="the file is empty; export it again",
    nl="het bestand is leeg; exporteer het opnieuw",
)
NO_HEADING = Message(
    en="no row with column headings was found in the first {searched} rows; add the headings to the export",
    nl="in de eerste {searched} rijen is geen kopregel gevonden; neem de kolomkoppen op in de export",
)
LONG_LINE = Message(
    en="this line is longer than {limit} characters; this is not a table of rows, export it again as CSV or XLSX",
    nl="deze regel is langer dan {limit} tekens; dit is geen tabel met rijen, exporteer opnieuw als CSV of XLSX",
)
TOO_WIDE = Message(
    en="the table has more than {limit} columns; check the export",
    nl="de tabel heeft meer dan {limit} kolommen; kijk de export na",
)
NOT_A_TABLE = Message(
    en="this is {kind}, not a table; export it as CSV, XLSX, XLS, ODS or Parquet",
    nl="dit is {kind} en geen tabel; exporteer als CSV, XLSX, XLS, ODS of Parquet",
)
HTML = Message(
    en="this is a web page (HTML or XML) under another name; open it in Excel or LibreOffice and save it as XLSX or CSV",
    nl="dit is een webpagina (HTML of XML) onder een andere naam; open hem in Excel of LibreOffice en bewaar als XLSX of CSV",
)
XLSB = Message(
    en="this is a binary workbook (XLSB); open it in Excel and save it as XLSX",
    nl="dit is een binaire werkmap (XLSB); open hem in Excel en bewaar als XLSX",
)
BINARY = Message(
    en="this is not text: it holds bytes that no table in text has; export it again as CSV or XLSX",
    nl="dit is geen tekst: er staan tekens in die in geen teksttabel voorkomen; exporteer opnieuw als CSV of XLSX",
)
UNKNOWN_ENCODING = Message(
    en="the source names the encoding {encoding}, which does not exist; use for example utf-8 or cp1252",
    nl="de bron noemt de tekencodering {encoding}, en die bestaat niet; gebruik bijvoorbeeld utf-8 of cp1252",
)
UNDECODABLE = Message(
    en="this line holds characters that cannot be read as {encoding}; export it again as UTF-8, or name the right encoding in the source",
    nl="op deze regel staan tekens die niet als {encoding} te lezen zijn; exporteer opnieuw als UTF-8, of noem de juiste codering in de bron",
)
MIXED_ENCODING = Message(
    en="most of the file is UTF-8, but this line is not: it seems pasted together from several files; export it again as UTF-8",
    nl="bijna alles is UTF-8, maar deze regel niet: het lijkt uit verschillende bestanden samengevoegd; exporteer opnieuw als UTF-8",
)
MIXED_DELIMITERS = Message(
    en="the heading is split by {heading}, but the rows by {rows}; export it again with one delimiter",
    nl="de kopregel is gescheiden met {heading}, maar de rijen met {rows}; exporteer opnieuw met één scheidingsteken",
)
OPEN_QUOTE = Message(
    en='a quotation mark (") that starts in this row is not closed, or stands undoubled inside a cell; correct the row and export again',
    nl='een aanhalingsteken (") dat in deze rij begint is niet gesloten, of staat niet verdubbeld in een cel; herstel de rij en exporteer opnieuw',
)
LONG_RECORD = Message(
    en="the rows cannot be told apart; check for a quotation mark that is not closed, and export it again",
    nl="de rijen zijn niet van elkaar te scheiden; zoek naar een aanhalingsteken dat niet gesloten is, en exporteer opnieuw",
)
PASSWORD = Message(
    en="the file is protected with a password; save it without one in a safe place and try again",
    nl="het bestand is beveiligd met een wachtwoord; bewaar het zonder wachtwoord op een veilige plek en probeer opnieuw",
)
DAMAGED = Message(
    en="the file is damaged or incomplete (it starts as {kind} but cannot be read to its end); copy or export it again",
    nl="het bestand is beschadigd of onvolledig (het begint als {kind} maar is niet tot het einde te lezen); kopieer of exporteer het opnieuw",
)
ZIP_BOMB = Message(
    en="unpacked this file would be far larger than any export (over {limit} MB, or over {ratio} times its size); it is not opened",
    nl="uitgepakt zou dit bestand veel groter zijn dan welke export ook (meer dan {limit} MB, of meer dan {ratio} keer zo groot); het wordt niet geopend",
)
HUGE_SHEET = Message(
    en="the sheet spans {cells} cells, mostly empty; delete the stray cells far below or beside the table and save again",
    nl="het blad beslaat {cells} cellen, meest lege; verwijder losse cellen ver onder of naast de tabel en bewaar opnieuw",
)
NESTED = Message(
    en="this column holds {type}, not single values; export it as plain columns",
    nl="deze kolom bevat {type} en geen losse waarden; exporteer hem als gewone kolommen",
)
