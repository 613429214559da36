"""What the door says when it refuses to open."""

from pipeline.faults import Message

COUNTED_OTHERWISE = Message(
    en="{rows} rows hold other counts than protection worked with; nothing was published. This is a fault of the "
    "program: please report it",
    nl="{rows} rijen bevatten andere aantallen dan waarmee de bescherming rekende; er is niets gepubliceerd. Dit is een "
    "fout in het programma: meld het alstublieft",
)
