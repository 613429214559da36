"""What is said about a fault in policy.toml, in English and Dutch. Thresholds and codes, never anything counted."""

from pipeline.organisation.messages import Complaint

# --- thresholds -------------------------------------------------------------------------------------
K_PROTECTS_NOBODY = Complaint(
    "k = {value} protects nobody: with k = 2 a count of one person is the least that is kept secret; write 2 or more",
    "k = {value} beschermt niemand: met k = 2 blijft op zijn minst een aantal van één persoon geheim; schrijf 2 of meer",
    "k_protects_nobody",
)
BASE_BELOW_K = Complaint(
    "n_min = {value} is smaller than k = {k}: of so few people nothing can be told; write {k} or more, or leave n_min out",
    "n_min = {value} is kleiner dan k = {k}: over zo weinig mensen is niets te zeggen; schrijf {k} of meer, of laat n_min weg",
    "base_below_k",
)
TOO_HIGH = Complaint(
    "{value} is beyond anything that could be shown; write {most} or less",
    "{value} gaat alles wat getoond kan worden te boven; schrijf {most} of minder",
    "threshold_too_high",
)
RHYTHM_NOT_YEARLY = Complaint(
    "every {value} months does not come round with the year; write 1, 2, 3, 4, 6 or 12",
    "elke {value} maanden komt niet met het jaar uit; schrijf 1, 2, 3, 4, 6 of 12",
    "rhythm_not_yearly",
)
TOO_FEW_MOVERS = Complaint(
    "with fewer than {least} people who came or went, a new figure tells about them; write {least} or more, not {value}",
    "met minder dan {least} mensen die kwamen of gingen, vertelt een nieuw cijfer iets over hen; schrijf {least} of meer, niet {value}",
    "too_few_movers",
)
BLOCK_NOT_YEARS = Complaint(
    "a block lasts whole years: 12, 24 and so on up to {most} months, not {value}",
    "een blok duurt hele jaren: 12, 24 en zo verder tot en met {most} maanden, niet {value}",
    "block_not_years",
)
NOT_CALENDAR_MONTH = Complaint(
    "a calendar month from 1 (January) to 12 (December) was expected, not {value}",
    "verwacht werd een kalendermaand van 1 (januari) tot en met 12 (december), niet {value}",
    "not_a_calendar_month",
)
CARRY_SHORT = Complaint(
    "an earlier figure would end after {value} months, before a unit of kind '{kind}' has a new one (every {months}); "
    "write {months} or more",
    "een eerder cijfer zou na {value} maanden vervallen, voordat een eenheid van soort '{kind}' een nieuw heeft "
    "(elke {months}); schrijf {months} of meer",
    "carry_short",
)

# --- no off switch ----------------------------------------------------------------------------------
DEFAULT_UNPROTECTED = Complaint(
    "protection cannot be switched off for everything at once; write protected = false under [groups.<code>] for each "
    "group that a [[decision]] declares open",
    "bescherming kan niet voor alles tegelijk uit; schrijf protected = false onder [groups.<code>] bij elke groep die "
    "een [[decision]] openbaar verklaart",
    "default_unprotected",
)
ALL_UNPROTECTED = Complaint(
    "every group of the organisation is unprotected, so nobody would be; leave protected = false out for at least one "
    "group",
    "elke groep van de organisatie is onbeschermd, dus niemand zou beschermd zijn; laat protected = false bij minstens "
    "één groep weg",
    "all_unprotected",
)
WEAKER = Complaint(
    "{key} = {value} protects less than the default {default}, and no decision says so; add a [[decision]] with "
    "decided_on, signed_by and reason, or leave {key} out",
    "{key} = {value} beschermt minder dan de standaard {default}, en geen besluit zegt dat; voeg een [[decision]] toe "
    "met decided_on, signed_by en reason, of laat {key} weg",
    "weaker_without_decision",
)

# --- decisions and audiences ------------------------------------------------------------------------
IN_THE_FUTURE = Complaint(
    "{value} has yet to come; a decision counts from the day it was taken, correct the date",
    "{value} moet nog komen; een besluit telt vanaf de dag dat het genomen is, verbeter de datum",
    "decided_in_the_future",
)
AUDIENCE_UNDECIDED = Complaint(
    "a closed audience always needs a decision; add decided_on, signed_by and reason",
    "een besloten kring heeft altijd een besluit nodig; voeg decided_on, signed_by en reason toe",
    "audience_undecided",
)
A_PERSON = Complaint(
    "'{value}' looks like a person (initials, a title, an address, a long number); people do not belong in this file, "
    "write a function, a body or a log-in role",
    "'{value}' lijkt op een persoon (voorletters, een titel, een adres, een lang nummer); mensen horen niet in dit "
    "bestand, schrijf een functie, een orgaan of een inlogrol",
    "looks_like_a_person",
)
UNIT_WITHIN = Complaint(
    "unit {unit} lies below {top}, which is in the list already; leave {unit} out",
    "eenheid {unit} ligt onder {top}, en die staat al in de lijst; laat {unit} weg",
    "unit_within",
)
