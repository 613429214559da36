"""What is said when the disk will not do what is asked of it."""

from pipeline.faults import Message

DISK_FULL = Message(
    en="the disk is full while writing {what}; free some space and run again; the former publication stands",
    nl="de schijf is vol bij het schrijven van {what}; maak ruimte en voer opnieuw uit; de vorige publicatie staat er nog",
)
CANNOT_WRITE = Message(
    en="{what} cannot be written ({cause}); check the folder's permissions; the former publication stands",
    nl="{what} kan niet geschreven worden ({cause}); controleer de rechten van de map; de vorige publicatie staat er nog",
)
CANNOT_READ = Message(
    en="{what} cannot be read ({cause}); put back the folder from a backup, or remove data/processed and take all exports in again",
    nl="{what} kan niet gelezen worden ({cause}); zet de map terug uit een back-up, of verwijder data/processed en lees alle exports opnieuw in",
)
NOTHING_PUBLISHED = Message(
    en="nothing has been published here yet; run `streefcijfer refresh` first, or name another folder with --processed",
    nl="hier is nog niets gepubliceerd; voer eerst `streefcijfer refresh` uit, of noem een andere map met --processed",
)
RUNNING = Message(
    en="another refresh is running on this folder; this one has stopped and changed nothing; try again when it is done",
    nl="er loopt al een verversing op deze map; deze is gestopt en heeft niets veranderd; probeer het opnieuw als die klaar is",
)
RAW_MISSING = Message(
    en="this folder is not there; make it and put the exports in it, or name another with --raw",
    nl="deze map is er niet; maak haar en zet de exports erin, of noem een andere met --raw",
)
IN_THE_WAY = Message(
    en="this file exists already and is not overwritten; move it, or name another with --output",
    nl="dit bestand bestaat al en wordt niet overschreven; verplaats het, of noem een ander met --output",
)
OTHER_ORGANISATION = Message(
    en="this folder holds the figures of {found}, not of {asked}; name another with --processed (and --raw), or, when {found} was only the demonstration, take it away with `streefcijfer demo --remove`",
    nl="deze map bevat de cijfers van {found}, niet van {asked}; noem een andere met --processed (en --raw), of, als {found} alleen de demonstratie was, haal die weg met `streefcijfer demo --remove`",
)
NAME_TAKEN = Message(
    en="an export of this name was delivered before and is not overwritten; give the new one another name, for example with (2) behind it",
    nl="een export met deze naam is eerder geleverd en wordt niet overschreven; geef de nieuwe een andere naam, bijvoorbeeld met (2) erachter",
)
