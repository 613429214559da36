"""What the demonstration says when it stops."""

from pipeline.faults import Message

FILE_IN_THE_WAY = Message(
    en="a file of this name with other content is already there; the demonstration never writes over an export. "
    "Move it away or choose another folder with --raw",
    nl="er staat al een bestand met deze naam en een andere inhoud; de demonstratie schrijft nooit over een export heen. "
    "Zet het ergens anders neer of kies een andere map met --raw",
)
NOT_WRITTEN = Message(
    en="the file could not be written ({reason}); make room or choose another folder with --raw",
    nl="het bestand kon niet worden geschreven ({reason}); maak ruimte of kies een andere map met --raw",
)
