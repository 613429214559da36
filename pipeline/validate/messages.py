"""What validation says: reasons to set a row aside, to refuse a file, to warn, to hold back."""

from pipeline.faults import Message
from pipeline.snapshot import Reason

# --- a row: set aside in quarantine ----------------------------------------------------------------
RAGGED = Reason(
    "ragged",
    Message(en="row has more or fewer cells than the heading", nl="rij heeft meer of minder cellen dan de kop"),
)
UNIT_NOT_VALID = Reason(
    "unit_not_valid",
    Message(
        en="unit does not exist in this month according to units.csv",
        nl="eenheid bestaat deze maand niet volgens units.csv",
    ),
)
SCALE_NOT_VALID = Reason(
    "scale_not_valid",
    Message(
        en="scale does not exist in this month according to scales.csv",
        nl="schaal bestaat deze maand niet volgens scales.csv",
    ),
)
NO_PSEUDONYM = Reason("no_pseudonym", Message(en="pseudonym is empty", nl="pseudoniem is leeg"))
TWO_MAINS = Reason(
    "duplicate_pseudonym",
    Message(
        en="one pseudonym has more than one main appointment", nl="één pseudoniem heeft meer dan één hoofdaanstelling"
    ),
)
CONTRADICTION = Reason(
    "contradiction",
    Message(
        en="rows of one pseudonym contradict each other in this column",
        nl="rijen van één pseudoniem spreken elkaar tegen in deze kolom",
    ),
)

# --- the whole file ---------------------------------------------------------------------------------
TOO_MANY_BAD = Message(
    en="{bad} of {rows} rows are faulty ({share}), more than the {limit} that is allowed; nothing was taken in; correct them at the source, or raise max_bad_share",
    nl="{bad} van {rows} rijen zijn fout ({share}), meer dan de toegestane {limit}; er is niets ingelezen; verbeter ze bij de bron, of verhoog max_bad_share",
)
CONTRACT_BROKEN = Message(
    en="the counted table breaks the contract: rule {rule} of column {column} fails {count} times; this is a fault of the program, please report it",
    nl="de getelde tabel breekt het contract: regel {rule} van kolom {column} faalt {count} keer; dit is een fout van het programma, meld het alstublieft",
)
NOT_BALANCED = Message(
    en="{read} rows were read but {accepted} accepted + {quarantined} set aside + {totals} totals do not add up to it; this is a fault of the program, please report it",
    nl="{read} rijen zijn gelezen maar {accepted} aanvaard + {quarantined} apart gezet + {totals} totalen tellen daar niet toe op; dit is een fout van het programma, meld het alstublieft",
)

# --- between months ----------------------------------------------------------------------------------
HEADCOUNT_JUMP = Message(
    en="{unit}: headcount went from {before} to {after} ({change}) since {month}",
    nl="{unit}: aantal hoofden ging van {before} naar {after} ({change}) sinds {month}",
)
UNIT_GONE = Message(
    en="{unit} had {before} people in {month} and has none now, though units.csv says it exists",
    nl="{unit} had {before} mensen in {month} en nu niemand, terwijl de eenheid volgens units.csv bestaat",
)
UNIT_NEW = Message(
    en="{unit} has {after} people and had none in {month}, though units.csv says it existed",
    nl="{unit} heeft {after} mensen en had niemand in {month}, terwijl de eenheid volgens units.csv bestond",
)
NEW_CATEGORY = Message(
    en="{attribute}: category {category} did not occur in {month}",
    nl="{attribute}: categorie {category} kwam niet voor in {month}",
)
UNKNOWN_JUMP = Message(
    en="{attribute}: the share of unknown went from {before} to {after} since {month}",
    nl="{attribute}: het aandeel onbekend ging van {before} naar {after} sinds {month}",
)
MONTH_MISSING = Message(
    en="no export for {months}; the series goes on without it",
    nl="geen export voor {months}; de reeks gaat zonder verder",
)
SHORT_FILE = Message(
    en="{file} counts {after} people, {change} against {before} in {month}: is the export complete? If it is, run again with --accept; nothing has changed",
    nl="{file} telt {after} mensen, {change} ten opzichte van {before} in {month}: is de export volledig? Zo ja, voer opnieuw uit met --accept; er is niets veranderd",
)
