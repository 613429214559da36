"""What the door says when it refuses to open."""

from pipeline.faults import Message

STILL_SMALL = Message(
    en="protection left {rows} rows with too few people in sight; nothing was published. This is a fault of the "
    "program: please report it",
    nl="de bescherming liet {rows} rijen met te weinig mensen zichtbaar; er is niets gepubliceerd. Dit is een fout in "
    "het programma: meld het alstublieft",
)
