"""What a published column is, and the columns that several tables share."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["date", "string", "integer", "number", "boolean"]


@dataclass(frozen=True)
class Column:
    """One published column: its type, its unit, what it means, and what null means."""

    name: str
    type: ColumnType
    unit: str
    meaning_en: str
    meaning_nl: str
    null_en: str = "never null"
    null_nl: str = "nooit leeg"


HIDDEN_EN, HIDDEN_NL = "not shown, see reason", "niet getoond, zie reason"

KEY = (
    Column("snapshot", "date", "day", "reference date of the snapshot", "peildatum"),
    Column(
        "unit",
        "string",
        "code",
        "unit the figures are about, everyone below it included",
        "eenheid waarover het gaat, alles eronder inbegrepen",
    ),
    Column("band", "string", "code", "scale band; `all` is everyone", "schaalgroep; `all` is iedereen"),
    Column("group", "string", "code", "target group", "doelgroep"),
    Column(
        "scale_basis",
        "string",
        "code",
        "whether the function scale or the personal scale places people in bands: function, personal",
        "of de functieschaal (function) of de persoonlijke schaal (personal) telt",
    ),
)
AS_OF = Column(
    "as_of",
    "date",
    "day",
    "the date the figures of the row belong to, a shown row's headcount included; earlier than the snapshot when new "
    "ones are not due or too few people came or went to give them",
    "de datum waarop de cijfers van de rij slaan, bij een getoonde rij ook het aantal hoofden; vroeger dan de peildatum "
    "als er nog geen nieuwe aan de beurt zijn of te weinig mensen kwamen of gingen om ze te geven",
    HIDDEN_EN,
    HIDDEN_NL,
)
END = (
    Column("shown", "boolean", "", "whether the figures are shown", "of de cijfers getoond worden"),
    Column(
        "reason",
        "string",
        "code",
        "why they are not shown",
        "waarom ze niet getoond worden",
        "the figures are shown",
        "de cijfers worden getoond",
    ),
)
