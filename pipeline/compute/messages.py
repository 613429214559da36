"""What is said when what was computed contradicts itself."""

from pipeline.faults import Message

PEOPLE_DIFFER = Message(
    en="the people and the counted cells do not add up to each other for {attributes}; this is a fault of the program, please report it",
    nl="de mensen en de getelde cellen tellen voor {attributes} niet tot elkaar op; dit is een fout van het programma, meld het alstublieft",
)
