"""The words of an explanation, in both languages."""

from pipeline.faults import Message

LABELS = {
    "definition": Message(
        en="Target: {share} {group} in {band} by {deadline}, counted in {counts}, by {basis}",
        nl="Streefcijfer: {share} {group} in {band} uiterlijk {deadline}, geteld in {counts}, naar {basis}",
    ),
    "path_line": Message(
        en="Path: {path} from {baseline} in {baseline_month}", nl="Pad: {path} vanaf {baseline} in {baseline_month}"
    ),
    "decided": Message(
        en="Decided by {by} on {on}, version {version} ({document})",
        nl="Besloten door {by} op {on}, versie {version} ({document})",
    ),
    "persons": Message(en="persons", nl="personen"),
    "fte": Message(en="fte", nl="fte"),
    "function": Message(en="function scale", nl="functieschaal"),
    "personal": Message(en="personal scale", nl="persoonlijke schaal"),
    "linear": Message(en="a straight line", nl="een rechte lijn"),
    "stepped": Message(en="in steps", nl="in stappen"),
    "as_of": Message(
        en="As of {as_of}: new figures come at this unit's own rhythm, and only when enough people came or went. What the "
        "path asks is of this month.",
        nl="Stand van {as_of}: nieuwe cijfers komen in het eigen ritme van deze eenheid, en alleen als er genoeg mensen "
        "kwamen of gingen. Wat het pad vraagt is van deze maand.",
    ),
    "pooled": Message(
        en="The nearest wider figure that is shown: {pool_unit}, {pool_band}",
        nl="Het dichtstbijzijnde ruimere cijfer dat getoond wordt: {pool_unit}, {pool_band}",
    ),
    "publication": Message(en="publication", nl="publicatie"),
    "files": Message(en="Made from", nl="Gemaakt uit"),
    "warnings": Message(en="Warnings of this month", nl="Waarschuwingen van deze maand"),
    "headcount": Message(en="Headcount N", nl="Aantal hoofden N"),
    "members": Message(en="In the target group k", nl="In de doelgroep k"),
    "unknown": Message(en="Unknown u", nl="Onbekend u"),
    "fte_everyone": Message(en="The same in fte", nl="Hetzelfde in fte"),
    "members_fte": Message(en="In the target group, in fte", nl="In de doelgroep, in fte"),
    "unknown_fte": Message(en="Unknown, in fte", nl="Onbekend, in fte"),
    "share_fte": Message(en="Share among the known, in fte", nl="Aandeel onder de bekenden, in fte"),
    "share": Message(en="Share among the known k / (N - u)", nl="Aandeel onder de bekenden k / (N - u)"),
    "share_low": Message(en="Share if no unknown is a member k / N", nl="Aandeel als geen onbekende erbij hoort k / N"),
    "share_high": Message(
        en="Share if every unknown is a member (k + u) / N", nl="Aandeel als elke onbekende erbij hoort (k + u) / N"
    ),
    "margin_low": Message(en="Chance margin, from (Wilson, 95%)", nl="Toevalsmarge, van (Wilson, 95%)"),
    "margin_high": Message(en="Chance margin, to", nl="Toevalsmarge, tot"),
    "expected_share": Message(en="Share the agreed path asks for now", nl="Aandeel dat het afgesproken pad nu vraagt"),
    "need": Message(en="Needed for the target", nl="Nodig voor het streefcijfer"),
    "expected_need": Message(en="Needed for the agreed path", nl="Nodig voor het afgesproken pad"),
    "appointments": Message(
        en="Heads are appointments: without a pseudonym somebody with two of them counts twice.",
        nl="Hoofden zijn aanstellingen: zonder pseudoniem telt iemand met twee ervan dubbel.",
    ),
    "gap": Message(en="Missing, when people are replaced", nl="Ontbreekt, als mensen vervangen worden"),
    "gap_adding": Message(en="Missing, when people are added", nl="Ontbreekt, als mensen erbij komen"),
}

READINGS = {
    "met": Message(en="Met: at least the target.", nl="Gehaald: ten minste het streefcijfer."),
    "on_course": Message(
        en="On course: below the target, at least what the path asks for now.",
        nl="Op koers: onder het streefcijfer, ten minste wat het pad nu vraagt.",
    ),
    "one_away": Message(
        en="Below, one appointment away from the target.", nl="Eronder, één benoeming van het streefcijfer verwijderd."
    ),
    "below_within_chance": Message(
        en="Below, but this cannot be told from chance: the margin reaches the target.",
        nl="Eronder, maar niet van toeval te onderscheiden: de marge reikt tot het streefcijfer.",
    ),
    "below": Message(en="Below, by more than chance.", nl="Eronder, meer dan door toeval."),
    "depends_on_unknowns": Message(
        en="Met or not: that depends on people whose answer is unknown.",
        nl="Gehaald of niet: dat hangt af van mensen van wie het antwoord onbekend is.",
    ),
    "less_than_one_person": Message(
        en="The target is less than one person here.", nl="Het streefcijfer is hier minder dan één persoon."
    ),
    "not_shown": Message(en="Not shown.", nl="Niet getoond."),
}

REASONS = {
    "too_few_people": Message(
        en="Figures are not shown, to protect people: too few here or in what they would give away, or too few came or went.",
        nl="Cijfers worden niet getoond, om mensen te beschermen: te weinig mensen hier of in wat ermee uit te rekenen is, "
        "of te weinig die kwamen of gingen.",
    ),
    "low_response": Message(
        en="Figures are hidden: too few people have an answer that is known.",
        nl="Cijfers zijn verborgen: van te weinig mensen is het antwoord bekend.",
    ),
    "not_available": Message(en="The source does not give this figure.", nl="De bron geeft dit cijfer niet."),
    "nobody_here": Message(en="There is nobody here.", nl="Er is hier niemand."),
}

NO_TARGET = Message(
    en="there is no target {asked} in the publication; did you mean {nearest}?",
    nl="er is geen streefcijfer {asked} in de publicatie; bedoelde u {nearest}?",
)
NO_UNIT = Message(
    en="there is no unit {asked} at that snapshot; did you mean {nearest}?",
    nl="er is op die peildatum geen eenheid {asked}; bedoelde u {nearest}?",
)
NO_SNAPSHOT = Message(
    en="there is no snapshot {asked} in the publication; did you mean {nearest}?",
    nl="er is geen peildatum {asked} in de publicatie; bedoelde u {nearest}?",
)
NOT_FOR_UNIT = Message(
    en="target {target} does not apply to {unit} on {date}",
    nl="streefcijfer {target} geldt op {date} niet voor {unit}",
)
OTHER_ORGANISATION = Message(
    en="the publication is of {found}, not of {asked}; name its folder with --processed",
    nl="de publicatie is van {found}, niet van {asked}; noem haar map met --processed",
)
