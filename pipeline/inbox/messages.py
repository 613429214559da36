"""What is said of an upload, in both languages; never anything that stands in it."""

from pipeline.faults import Message

REFUSED: dict[str, Message] = {
    "upload_name": Message(
        en="the file's name cannot be used; give it a plain name, such as staff_2026-01.csv",
        nl="de naam van het bestand is niet te gebruiken; geef het een gewone naam, zoals personeel_2026-01.csv",
    ),
    "upload_ending": Message(
        en="this is no export that can be read; deliver it as CSV, XLSX, XLS, ODS or Parquet",
        nl="dit is geen export die gelezen kan worden; lever aan als CSV, XLSX, XLS, ODS of Parquet",
    ),
    "upload_too_large": Message(
        en="the file is larger than {limit} MB; a monthly export is far smaller, so check what this file is",
        nl="het bestand is groter dan {limit} MB; een maandexport is veel kleiner, dus kijk wat dit voor bestand is",
    ),
    "upload_empty": Message(
        en="the file is empty; export it again",
        nl="het bestand is leeg; exporteer het opnieuw",
    ),
    "upload_busy": Message(
        en="{most} uploads are waiting already; wait until they have been handled, or withdraw one",
        nl="er wachten al {most} uploads; wacht tot die behandeld zijn, of trek er een in",
    ),
    "upload_failed": Message(
        en="the file could not be put in the inbox; ask who runs this to check its permissions and the space on the disk",
        nl="het bestand kon niet in het postvak worden gezet; laat de beheerder de rechten en de ruimte op de schijf nakijken",
    ),
}
NOT_A_REQUEST = Message(
    en="this upload is not as the dashboard puts it there and was removed unread; upload the file again",
    nl="deze upload is niet zoals het dashboard hem neerzet en is ongelezen verwijderd; upload het bestand opnieuw",
)
INTERRUPTED = Message(
    en="handling this file was broken off {tries} times; nothing of it was taken in; ask who runs this to look at the machine's memory and disk",
    nl="het behandelen van dit bestand is {tries} keer afgebroken; er is niets van ingelezen; laat de beheerder naar het geheugen en de schijf van de machine kijken",
)
INBOX_RUNNING = Message(
    en="the inbox is being handled already; this run has stopped and changed nothing",
    nl="het postvak wordt al behandeld; deze run is gestopt en heeft niets veranderd",
)
NO_EXPORT = Message(en="there is nothing to count in it", nl="er valt niets in te tellen")
STATES: dict[str, Message] = {
    "waiting": Message(en="Waiting its turn.", nl="Wacht op zijn beurt."),
    "working": Message(en="Being worked on.", nl="Wordt aan gewerkt."),
    "done": Message(en="Done.", nl="Klaar."),
    "stopped": Message(en="Stopped.", nl="Gestopt."),
}
