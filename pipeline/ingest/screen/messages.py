"""What is said when a column holds identifiers of people: the column and the reason, never a value."""

from typing import Literal

from pipeline.faults import Message

Kind = Literal[
    "bsn", "national_number", "iban", "email", "phone", "name", "birth_date", "address", "staff_number", "no_heading"
]

_REMOVE_EN = "remove the column from the export and deliver it again"
_REMOVE_NL = "verwijder de kolom uit de export en lever opnieuw aan"


def _holds(en: str, nl: str) -> Message:
    return Message(en=f"holds {en}; {_REMOVE_EN}", nl=f"bevat {nl}; {_REMOVE_NL}")


REFUSALS: dict[Kind, Message] = {
    "bsn": _holds("citizen service numbers (BSN)", "burgerservicenummers (BSN)"),
    "national_number": _holds("national register numbers (rijksregisternummer)", "rijksregisternummers"),
    "iban": _holds("bank account numbers (IBAN)", "bankrekeningnummers (IBAN)"),
    "email": _holds("e-mail addresses", "e-mailadressen"),
    "phone": _holds("phone numbers", "telefoonnummers"),
    "name": Message(
        en=f"holds names of persons; {_REMOVE_EN} (names of units? say so in the heading, for example `Unit name`)",
        nl=f"bevat namen van personen; {_REMOVE_NL} (namen van eenheden? zeg dat in de kop, bijvoorbeeld `Naam eenheid`)",
    ),
    "birth_date": Message(
        en="holds full dates of birth; replace them in the export by age or year of birth and deliver it again",
        nl="bevat volledige geboortedatums; vervang ze in de export door leeftijd of geboortejaar en lever opnieuw aan",
    ),
    "address": Message(
        en="holds home addresses or full postcodes; remove the column, or keep only the four digits of the postcode, and deliver the export again",
        nl="bevat woonadressen of volledige postcodes; verwijder de kolom, of houd alleen de vier cijfers van de postcode, en lever opnieuw aan",
    ),
    "staff_number": Message(
        en="holds staff numbers or account names; declare the column as pseudonym in the source, or remove it from the export and deliver it again",
        nl="bevat personeelsnummers of accountnamen; noem de kolom als pseudonym in de bron, of verwijder haar uit de export en lever opnieuw aan",
    ),
    "no_heading": Message(
        en="the heading itself looks like data about a person; put a row of headings above the data and deliver the export again",
        nl="de kop zelf lijkt op gegevens van een persoon; zet een rij met koppen boven de gegevens en lever opnieuw aan",
    ),
}
