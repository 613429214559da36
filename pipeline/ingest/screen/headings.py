"""What the heading of a column says it holds: identifiers of people, in Dutch, English and French."""

import re

from pipeline.ingest.screen.messages import REFUSALS, Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# One of these words anywhere in the heading settles it.
_WORDS: dict[Kind, frozenset[str]] = {
    "bsn": _words("bsn burgerservicenummer burgerservicenr sofinummer sofinr sofi bsnnummer bsnnr ssn nino"),
    "national_number": _words("rijksregisternummer rijksregisternr rijksregister rrn insz niss"),
    "iban": _words("iban rekeningnummer rekeningnr bankrekening bankrekeningnummer banknummer"),
    "email": _words("email emailadres mailadres emailaddress courriel"),
    "phone": _words("telefoon telefoonnummer telefoonnr telnr mobielnummer gsm gsmnummer phone telephone phonenumber"),
    "name": _words(
        "achternaam voornaam voornamen roepnaam familienaam geslachtsnaam meisjesnaam voorletters voorletter initialen "
        "initials tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels surname forename forenames firstname lastname "
        "fullname prenom prénom medewerkernaam medewerkersnaam werknemernaam werknemersnaam personeelsnaam partnernaam "
        "persoonsnaam achternamen employeename"
    ),
    "birth_date": _words(
        "geboortedatum geboortedat geboortedt geboortedag gebdatum gebdat gebdt gbdat gbdatum birthdate birthday "
        "dob dateofbirth"
    ),
    "address": _words("woonadres huisadres thuisadres privéadres priveadres straatnaam woonstraat"),
    "staff_number": _words(
        "personeelsnummer personeelsnr persnr persnummer personeelnummer medewerkernummer medewerkernr medewerkersnummer "
        "medewerkerid werknemernummer werknemersnummer werknemernr werknemerid stamnummer loonnummer employeeid "
        "employeenumber staffnumber staffid personid gebruikersnaam username userid inlognaam accountnaam netid "
        "matricule salarisnummer"
    ),
}
# Two words side by side, once words like `van` and `of` are taken out.
_PAIRS: dict[Kind, str] = {
    "national_number": r"(?:nationaal nummer|national (?:register|insurance|registration) (?:number|no)|registre national|numéro national|numero national|social security (?:number|no))",
    "bsn": r"(?:citizen service (?:number|no)|burgerservice (?:nummer|nr)|sofi (?:nummer|nr))",
    "iban": r"(?:bank account|rekening (?:nummer|nr)|bank rekening)",
    "email": r"e mail",
    "phone": r"(?:tel (?:nr|nummer|privé|prive|werk|mobiel)|mobiel (?:nummer|nr)|mobile (?:number|no)|mobiele (?:nummer|telefoon))",
    "name": r"(?:(?:first|last|full|given|family|middle|maiden|preferred|legal|employee|staff|person|worker|manager|supervisor|colleague)s? names?"
    r"|(?:volledige|eigen|officiële) naam|na?am (?:medewerker|werknemer|persoon|leidinggevende|manager|partner|collega|volledig)"
    r"|(?:medewerker|werknemer|persoon|leidinggevende|manager|partner|collega)s? naam"
    r"|names? (?:employee|person|worker|manager|supervisor|staff member)|nom famille|employee first last)",
    "birth_date": r"(?:geb(?:oorte)? (?:dat|datum|dt|dag)|dat(?:e|um)? (?:geb|geboorte|birth|naissance)|birth (?:date|day|dt)|geboren op)",
    "address": r"(?:home (?:address|street)|street address|private address|adres (?:medewerker|privé|prive|thuis)|(?:privé|prive) adres|straat (?:huisnummer|huisnr|nummer|nr))",
    "staff_number": r"(?:(?:pers|personeels?|personeel|medewerker|werknemer|staff|employee|personnel|payroll|person|worker|associate|assignment|hr) (?:nr|nummer|number|num|no|id|code)"
    r"|(?:user|login|account) (?:name|id)|login)",
}
# The whole heading is no more than this.
_WHOLE: dict[Kind, frozenset[str]] = {
    "name": frozenset({"naam", "name", "names", "namen", "nom", "naam 1", "naam 2", "nom prénom", "nom prenom"}),
    "phone": frozenset({"tel", "mobiel", "mobile", "mobiele"}),
    "email": frozenset({"mail"}),
    "iban": frozenset({"account number", "rekening"}),
    "address": frozenset({"adres", "straat", "address", "adresse"}),
    "bsn": frozenset({"bsn nr"}),
}
_FILLERS = _words("van de het een der den of the a an du des le la")
_PSEUDONYM = re.compile(r"pseudo|hash|versleuteld|encrypted|geanonimiseerd|anonymi[sz]ed")
# Dates of working life, which may go back as far as dates of birth.
_CAREER = re.compile(
    r"dienst|\bhir(?:e|ed|ing)\b|start|begin|einde|\bend\b|peil|reference|valid|geldig|ingang|mutatie|contract|entry|"
    r"aanstelling|appoint|anci[eë]n|senior|jubil|join|since|sinds|dnst|tenure|promot|benoem|effective|diploma|certific|registrat|examen|training"
)
_HOUSE_NUMBER = re.compile(r"huis ?(?:nummer|nr)|house (?:number|no)|\bhnr\b|huisnummertoevoeging")
_POSTCODE = re.compile(r"post ?code|postal code|\bzip\b|zip ?code|code postal|\bpc6\b|\bpc\b")


def words_of(heading: str) -> str:
    """The words of a heading, lower case, marks and fillers taken out, one blank between."""
    # `EmployeeName` and `employee_name` are two words as much as `employee name` is.
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = re.findall(r"[^\W_]+", parted.casefold())
    return " ".join(word for word in words if word not in _FILLERS)


def kinds_in(heading: str) -> tuple[Kind, ...]:
    """Which identifiers the heading announces; none for units, functions and other things with a name."""
    said = words_of(heading)
    words = frozenset(said.split()) | frozenset(re.findall(r"[^\W_]+", heading.casefold()))
    kinds: list[Kind] = [kind for kind in REFUSALS if _says(kind, said, words)]
    return tuple(kind for kind in kinds if kind != "staff_number" or not is_pseudonym(heading))


def _says(kind: Kind, said: str, words: frozenset[str]) -> bool:
    if words & _WORDS.get(kind, frozenset()) or said in _WHOLE.get(kind, frozenset()):
        return True
    return kind in _PAIRS and bool(re.search(rf"\b{_PAIRS[kind]}\b", said))


def is_pseudonym(heading: str) -> bool:
    """Whether the heading says that the numbers were made unrecognisable."""
    return bool(_PSEUDONYM.search(words_of(heading)))


def is_career_date(heading: str) -> bool:
    """Whether the heading says the dates are of working life or validity, which are allowed."""
    return bool(_CAREER.search(words_of(heading)))


def is_house_number(heading: str) -> bool:
    """Whether the heading says house number."""
    return bool(_HOUSE_NUMBER.search(words_of(heading)))


def is_postcode(heading: str) -> bool:
    """Whether the heading says postcode."""
    return bool(_POSTCODE.search(words_of(heading)))
