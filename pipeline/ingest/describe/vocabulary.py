"""The words HR exports use: for headings, for values, for dates and for totals. Data only."""

# Per field the headings it stands under, best first. Compared without case, marks and words like `van`.
HEADINGS: dict[str, tuple[str, ...]] = {
    "unit": (
        "organisatorische eenheid", "organisatorische eenheid code", "organisatie eenheid", "organisatieonderdeel",
        "oe kort nm", "oe kort", "oe code", "oe", "eenheid", "eenheidscode", "code eenheid", "unit", "organisational unit",
        "organizational unit", "org unit", "afdeling", "afdelingscode", "afdelingsnaam", "naam eenheid", "unit name",
        "vakgroep", "team", "dienst", "directie", "department", "department code", "department name", "division",
        "faculteit", "faculty", "school", "organisation name", "organisation", "organization", "organisatie", "entité", "service",
    ),
    "scale": (
        "functieschaal", "schaal functie", "schaal func", "function scale", "job grade", "schaal", "schaalcode", "scale",
        "grade", "grade group", "functieniveau", "niveau", "klasse", "class", "salarisschaal", "salary scale", "salarisgroep",
        "loonschaal", "loonschaalgroep", "schaal pers", "pay scale", "pay band", "band", "salary range", "échelle",
    ),
    "personal_scale": (
        "salarisschaal", "salary scale", "loonschaal", "loonschaalgroep", "salarisgroep", "persoonlijke schaal",
        "personal scale", "schaal persoonlijk", "schaal pers", "inschaling", "pay scale", "schaal",
    ),
    "fte": (
        "deeltijdfactor", "fte", "deeltijdpercentage", "deelb perc", "deelbperc", "dienstverband percentage", "werktijdfactor",
        "omvang dienstverband", "omvang", "arbeidsduur", "uren per week", "uren p w", "uren p/w", "uren pw",
        "weekuren", "werkuren", "aantal uren", "uren", "contracturen", "hours per week", "weekly hours", "hours",
        "part time factor", "part time percentage", "full time equivalent", "parttime percentage", "parttimefactor", "aantal fte",
        "betrekkingsomvang", "wtf",
    ),
    "main_appointment": (
        "indicatie hoofdaanstelling", "hoofdaanstelling", "hfd aanst", "hoofddienstverband", "hoofdfunctie", "hoofdcontract",
        "main appointment", "primary appointment", "primary position", "primary", "is hoofd",
    ),
    "pseudonym": (
        "pseudoniem", "pers pseudo", "pseudonym", "persoonsnummer gepseudonimiseerd", "personeelsnummer gepseudonimiseerd",
        "hash", "person hash", "persoon id", "versleuteld nummer",
    ),
    "count": (
        "aantal", "aantal medewerkers", "aantal personen", "aantallen", "headcount", "head count", "count", "personen",
        "number", "number of staff", "number of employees", "staff", "employees", "medewerkers", "count all", "effectif", "n",
    ),
    "reference": (
        "peildatum", "reference date", "snapshot date", "snapshot", "stand per", "datum stand", "rapportagedatum", "meetdatum",
        "as of date", "effective date", "periode", "period", "date de référence",
    ),
    "year": ("jaar", "year", "kalenderjaar", "verslagjaar", "année"),
    "month": ("maand", "month", "maandnummer", "mois"),
    "gender": ("geslacht", "gender", "sex", "m v", "mv", "m/v", "geslachtscode", "sexe"),
    "age": ("leeftijd", "age", "lft", "leeftijdscategorie", "leeftijdsgroep", "age group", "âge"),
    "birth_year": ("geboortejaar", "birth year", "year of birth", "gebjaar", "geb jaar", "année naissance"),
    "born": (
        "geboorteland nl buitenland", "gebland nl", "geboren in nederland", "born in nl", "born in netherlands", "geboorteland",
        "country of birth",
    ),
    "origin": (
        "herkomst cbs", "herkomst", "herkomstland", "origin", "country of origin", "ethnicity", "race", "migratieachtergrond",
        "culturele achtergrond", "herkomst groep",
    ),
    "nationality": ("nationaliteit", "nationality"),
    "disability": ("arbeidsbeperking", "beperking", "disability", "disabled", "handicap", "banenafspraak"),
    "language_role": ("taalrol", "taalstelsel", "language role", "rôle linguistique"),
    "contract": ("contractsoort", "soort contract", "contract type", "statuut", "statutair contractueel", "dienstverband soort"),
}  # fmt: skip
# Fields that are ours; everything else in HEADINGS is a subject that an attribute of the organisation may cover.
OWN_FIELDS = ("unit", "scale", "personal_scale", "fte", "main_appointment", "pseudonym", "count")
PLACES_OF_DATE = ("reference", "year", "month")
SUBJECTS = tuple(field for field in HEADINGS if field not in (*OWN_FIELDS, *PLACES_OF_DATE))

# Words that mean the same category; a value is matched to the organisation's category that shares a set with it.
MEANINGS: tuple[frozenset[str], ...] = (
    frozenset({"f", "v", "vrouw", "vrouwelijk", "female", "woman", "women", "vrouwen", "femme"}),
    frozenset({"m", "man", "mannelijk", "male", "men", "mannen", "homme"}),
    frozenset({"x", "anders", "other", "non-binair", "nonbinary", "non-binary", "divers", "neutraal"}),
    frozenset({"unknown", "onbekend", "niet bekend", "niet opgegeven", "geen opgave", "not known", "not stated", "undisclosed",
               "prefer not to say", "wil niet zeggen", "onb", "o", "?", "-", "inconnu", "nb", "n/b", "n.b."}),
    frozenset({"yes", "ja", "j", "y", "true", "waar", "oui"}),
    frozenset({"no", "nee", "n", "false", "onwaar", "non"}),
    frozenset({"nl", "nederland", "netherlands", "nederlands", "the netherlands", "in nederland", "ned"}),
    frozenset({"abroad", "buitenland", "btl", "buiten nederland", "outside the netherlands", "niet in nederland"}),
    frozenset({"europe", "europa", "eu", "eur", "europa (zonder nederland)", "europa zonder nederland",
               "europa (exclusief nederland)", "europe (excluding the netherlands)", "overig europa"}),
    frozenset({"outside-europe", "outside europe", "buiten europa", "bui", "buiten-europa", "non-europe", "niet-europa"}),
)  # fmt: skip
# Bare digits mean something only by custom, so what they stand for is a question.
DIGITS: dict[str, dict[str, str]] = {"gender": {"1": "m", "2": "f", "3": "x", "0": "unknown", "9": "unknown"}}
MAIN_MARKS: dict[str, str] = {
    "j": "yes", "ja": "yes", "y": "yes", "yes": "yes", "1": "yes", "true": "yes", "waar": "yes", "x": "yes", "hoofd": "yes",
    "n": "no", "nee": "no", "no": "no", "0": "no", "false": "no", "onwaar": "no", "neven": "no",
}  # fmt: skip

PSEUDONYM_WORDS = r"pseudo|\bhash|versleuteld|encrypted|anoniem id"
HOURS_WORDS = r"\bu(?:ur|ren)\b|contracturen|\bhours?\b"
PERCENT_WORDS = r"perc|%|\bpct\b"
FTE_WORDS = r"\bfte\b|full time equivalent|voltijd|equivalent"
COUNT_WORDS = r"headcount|head count|aantal|\bcount\b|personen|persons|employees"
TOTAL_WORDS = r"\btota(?:al|l)\b|\bgrand\b|\balle\b|\ball\b"
NOT_PEOPLE_WORDS = r"\bcosts?\b|kosten|salar|payment|overtime|pension|contribution|allowance|bedrag|euro|\bpay\b"
TOTAL_ROW = r"(?:sub|eind|grand |deel)?\s*tota(?:al|l)\b.*"
TITLE_WORDS = r"peildatum|reference date|snapshot|stand per|stand op|per datum|as at|as of|situatie per|datum"
# Cell texts that say a figure is not available at the source.
NOT_AVAILABLE = frozenset({"na", "n/a", "n/b", "nb", "n.b.", "nvt", "..", ".", "-", "*", "~", "x", "c", ":"})
