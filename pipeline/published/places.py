"""The columns of the tables without figures: which units exist when, and where series break."""

from pipeline.published.columns import KEY, Column

UNITS = (
    KEY[0],
    Column("unit", "string", "code", "unit that exists at the snapshot", "eenheid die op de peildatum bestaat"),
    Column(
        "parent",
        "string",
        "code",
        "unit it belongs to",
        "eenheid waar zij onder valt",
        "it is the whole organisation",
        "het is de hele organisatie",
    ),
    Column("kind", "string", "", "kind of unit", "soort eenheid"),
    Column("depth", "integer", "", "levels below the organisation", "niveaus onder de organisatie"),
    Column(
        "position",
        "integer",
        "",
        "place in the organisation's own order",
        "plaats in de eigen volgorde van de organisatie",
    ),
    Column("name_en", "string", "", "name in English", "naam in het Engels"),
    Column("name_nl", "string", "", "name in Dutch", "naam in het Nederlands"),
)

BREAKS = (
    Column("snapshot", "date", "day", "first snapshot after the break", "eerste peildatum na de breuk"),
    Column(
        "unit",
        "string",
        "code",
        "unit whose series breaks",
        "eenheid waarvan de reeks breekt",
        "every unit",
        "elke eenheid",
    ),
    Column(
        "band",
        "string",
        "code",
        "band whose series breaks",
        "schaalgroep waarvan de reeks breekt",
        "every band",
        "elke schaalgroep",
    ),
    Column(
        "group",
        "string",
        "code",
        "group whose series breaks",
        "doelgroep waarvan de reeks breekt",
        "every group",
        "elke doelgroep",
    ),
    Column("reason_en", "string", "", "why, in English", "waarom, in het Engels"),
    Column("reason_nl", "string", "", "why, in Dutch", "waarom, in het Nederlands"),
)
