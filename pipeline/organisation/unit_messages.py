"""What is said about units.csv, and about the breaks that follow from it, in English and Dutch."""

from pipeline.faults import Message
from pipeline.organisation.messages import Complaint

NO_UNITS = Complaint(
    "there is a heading but no unit under it; write a row for the whole organisation",
    "er is een kop maar geen eenheid eronder; schrijf een rij voor de hele organisatie",
    "no_units",
)
NO_ROOT = Complaint(
    "every unit has a parent; leave the parent of the whole organisation empty",
    "elke eenheid heeft een bovenliggende; laat de kolom parent van de hele organisatie leeg",
    "no_root",
)
SEVERAL_ROOTS = Complaint(
    "{count} units have no parent ({codes}); only the whole organisation has none, give the others theirs",
    "{count} eenheden hebben geen bovenliggende ({codes}); alleen de hele organisatie heeft er geen, geef de andere er een",
    "several_roots",
)
LIKE_A_FORMULA = Complaint(
    "this starts like a formula (=, +, - or @) and would be run by a spreadsheet that opens the published tables; write it otherwise",
    "dit begint als een formule (=, +, - of @) en zou uitgevoerd worden door een rekenblad dat de gepubliceerde tabellen opent; schrijf het anders",
    "like_a_formula",
)
SPAN_REVERSED = Complaint(
    "valid_to {last} lies before valid_from {first}; swap or correct them",
    "valid_to {last} ligt voor valid_from {first}; wissel of verbeter ze",
    "span_reversed",
)
SPANS_OVERLAP = Complaint(
    "the months of this row of unit {code} overlap those of line {other}; let one row end before the other starts",
    "de maanden van deze rij van eenheid {code} overlappen die van regel {other}; laat de ene rij eindigen voordat de andere begint",
    "spans_overlap",
)
PARENT_ITSELF = Complaint(
    "unit {code} is its own parent; name the unit above it",
    "eenheid {code} ligt boven zichzelf; noem de eenheid erboven",
    "parent_itself",
)
PARENT_NOT_VALID = Complaint(
    "parent {parent} is not valid in {month} while unit {code} is; correct the months of one of them",
    "bovenliggende eenheid {parent} is niet geldig in {month} terwijl eenheid {code} dat wel is; verbeter de maanden van een van beide",
    "parent_not_valid",
)
CYCLE = Complaint(
    "the units {codes} lie above each other in a circle; correct one parent",
    "de eenheden {codes} liggen in een kring boven elkaar; verbeter één bovenliggende",
    "unit_cycle",
)
HOW_MISSING = Complaint(
    "continues is filled in but how is not; write renamed, merged or split",
    "continues is ingevuld maar how niet; schrijf renamed, merged of split",
    "how_missing",
)
HOW_ALONE = Complaint(
    "how is filled in but continues is not; name the former units there",
    "how is ingevuld maar continues niet; noem daar de vroegere eenheden",
    "how_alone",
)
CONTINUES_UNDATED = Complaint(
    "a unit that continues another needs valid_from; fill in its first month",
    "een eenheid die een andere voortzet heeft valid_from nodig; vul de eerste maand in",
    "continues_undated",
)
CONTINUES_NOT_ENDED = Complaint(
    "unit {former} does not end before {month}; give it a valid_to before that month",
    "eenheid {former} eindigt niet voor {month}; geef die een valid_to voor die maand",
    "continues_not_ended",
)
CONTINUES_COUNT = Complaint(
    "{how} was filled in with {count} former units; renamed and split continue one unit, merged two or more",
    "{how} is ingevuld met {count} vroegere eenheden; renamed en split zetten er één voort, merged twee of meer",
    "continues_count",
)
RENAMED_TWICE = Complaint(
    "unit {former} is already renamed in line {other}; if it became two units, write split for both",
    "eenheid {former} is al hernoemd in regel {other}; is die in tweeën gegaan, schrijf dan split bij beide",
    "renamed_twice",
)
ALIAS_TAKEN = Complaint(
    "the alias '{alias}' already stands for unit {other}; remove it here or there",
    "de alias '{alias}' staat al voor eenheid {other}; haal die hier of daar weg",
    "alias_taken",
)
DIFFERS_IN_CASE = Complaint(
    "the code '{value}' differs from '{other}' in capitals only; exports cannot be told apart, rename one",
    "de code '{value}' verschilt alleen in hoofdletters van '{other}'; exports zijn dan niet te onderscheiden, hernoem er een",
    "differs_in_case",
)

# --- breaks drawn from units.csv --------------------------------------------------------------------
MERGED = Message(
    en="{name} was formed by merging {former}; its series starts anew and the trend goes on in {above}",
    nl="{name} is ontstaan door samenvoeging van {former}; de reeks begint opnieuw en de trend loopt door bij {above}",
)
SPLIT = Message(
    en="{name} was split off from {former}; its series starts anew and the trend goes on in {above}",
    nl="{name} is afgesplitst van {former}; de reeks begint opnieuw en de trend loopt door bij {above}",
)
