"""What stands round every page: names, choosers, full stops, and how to read the marks. Facts stand in braces."""

from collections.abc import Mapping

Text = Mapping[str, str]
FRAME: Mapping[str, Text] = {
    "product": {"nl": "Streefcijfer", "en": "Streefcijfer"},
    "overview": {"nl": "Overzicht", "en": "Overview"},
    "unit_page": {"nl": "Eenheid", "en": "Unit"},
    "pages": {"nl": "Pagina's", "en": "Pages"},
    "other_language": {"nl": "English", "en": "Nederlands"},
    "choose_scope": {"nl": "Eenheden", "en": "Units"},
    "choose_unit": {"nl": "Eenheid (zoek op naam of code)", "en": "Unit (search by name or code)"},
    "choose_target": {"nl": "Streefcijfer", "en": "Target"},
    "choose_snapshot": {"nl": "Peildatum", "en": "Reference date"},
    "every_target": {"nl": "Alle streefcijfers", "en": "Every target"},
    "scope_whole": {"nl": "{unit}, direct eronder", "en": "{unit}, one level down"},
    "scope_within": {"nl": "Binnen {unit}", "en": "Within {unit}"},
    "footer": {"nl": "Peildatum {day} · publicatie {id}", "en": "Reference date {day} · publication {id}"},
    "rounded": {
        "nl": "Kleine aantallen zijn afgerond en totalen zijn sommen daarvan: een cijfer kan er enkele mensen naast zitten.",
        "en": "Small counts are rounded, and totals are sums of these: a figure may be some people off.",
    },
    "permanent": {"nl": "Vaste link naar precies dit beeld", "en": "Permanent link to exactly this view"},
    "warnings": {"nl": "Kanttekeningen bij deze peildatum ({n})", "en": "Remarks on this reference date ({n})"},
    "as_table": {"nl": "Als tabel", "en": "As a table"},
    "download": {"nl": "Download als CSV", "en": "Download as CSV"},
    "unfollowed": {
        "nl": "Een deel van de link kon niet gevolgd worden: {parts}. U ziet daarom: {unit}, {day}.",
        "en": "Part of the link could not be followed: {parts}. So this is: {unit}, {day}.",
    },
    "part_lang": {"nl": "deze taal is er niet", "en": "there is no such language"},
    "part_unit": {
        "nl": "deze eenheid bestaat niet op deze peildatum",
        "en": "the unit does not exist at this reference date",
    },
    "part_target": {"nl": "dit streefcijfer is niet gepubliceerd", "en": "the target is not published"},
    "part_date": {"nl": "deze peildatum is niet gepubliceerd", "en": "the reference date is not published"},
}

STOPPED: Mapping[str, Text] = {
    "nothing_title": {"nl": "Er is nog niets te tonen", "en": "There is nothing to show yet"},
    "nothing_why": {
        "nl": "Er zijn geen leesbare gepubliceerde cijfers. Waarom: {why}.",
        "en": "There are no readable published figures. Why: {why}.",
    },
    "nothing_next": {
        "nl": "Zet een export in `data/raw/` en voer `streefcijfer refresh` uit; laad daarna deze pagina opnieuw. "
        "Staan de cijfers elders, wijs die map dan aan met `streefcijfer dashboard --processed MAP`.",
        "en": "Put an export in `data/raw/` and run `streefcijfer refresh`; then reload this page. "
        "If the figures are elsewhere, name that folder with `streefcijfer dashboard --processed FOLDER`.",
    },
    "empty_why": {
        "nl": "De publicatie is leesbaar, maar er staat nog geen enkele peildatum in.",
        "en": "The publication can be read, but there is no reference date in it yet.",
    },
    "no_targets": {
        "nl": "Voor {unit} geldt op {day} geen streefcijfer.",
        "en": "No target applies to {unit} on {day}.",
    },
    "target_elsewhere": {
        "nl": "Het streefcijfer “{target}” geldt niet voor {unit}.",
        "en": "The target “{target}” does not apply to {unit}.",
    },
    "address_title": {"nl": "Het dashboard start hier niet", "en": "The dashboard does not start here"},
    "address_why": {
        "nl": "De server luistert op {address}. Zonder inlog toont het dashboard zijn cijfers alleen op de eigen computer.",
        "en": "The server listens at {address}. Without a login the dashboard shows its figures on its own machine only.",
    },
    "address_next": {
        "nl": "Start het met `streefcijfer dashboard`, of zet `server.address` op 127.0.0.1.",
        "en": "Start it with `streefcijfer dashboard`, or set `server.address` to 127.0.0.1.",
    },
    "address_any": {"nl": "elk adres van deze computer", "en": "every address of this machine"},
}

KEY: Mapping[str, Text] = {
    "reading": {"nl": "Hoe lees ik dit?", "en": "How do I read this?"},
    "key_met": {
        "nl": "Gehaald: het aantal is ten minste wat het streefcijfer vraagt, of de onbekenden nu meetellen of niet.",
        "en": "Met: at least as many as the target asks for, whether the unknowns count or not.",
    },
    "key_on_course": {
        "nl": "Op koers: nog onder het streefcijfer, maar ten minste wat het afgesproken pad nu vraagt.",
        "en": "On course: below the target, but at least what the agreed path asks for now.",
    },
    "key_unsure": {
        "nl": "Niet te zeggen: één benoeming maakt het verschil, het verschil past binnen toeval, of het hangt af van onbekenden.",
        "en": "Cannot be told: one appointment decides, the difference is within chance, or it depends on unknowns.",
    },
    "key_below": {"nl": "Eronder: meer dan toeval verklaart.", "en": "Below: by more than chance explains."},
    "key_margin": {
        "nl": "Grijze balk: de toevalsmarge (Wilson, 95%). Zo ver kan het aandeel door toeval alleen afwijken; het is geen meetfout, iedereen is geteld.",
        "en": "Grey bar: the chance margin (Wilson, 95%). Chance alone can move the share this far; it is not measurement error, everyone is counted.",
    },
    "key_lines": {
        "nl": "Doorgetrokken lijn: het streefcijfer. Stippellijn: wat het afgesproken pad op deze peildatum vraagt.",
        "en": "Solid line: the target. Dotted line: what the agreed path asks for at this date.",
    },
    "key_need": {
        "nl": "Nodig: het kleinste hele aantal dat het streefcijfer haalt bij de huidige omvang, als mensen vervangen worden.",
        "en": "Needed: the smallest whole number that reaches the target at the present size, when people are replaced.",
    },
    "key_hidden": {
        "nl": "Niet getoond: er zijn zo weinig mensen, of er kwamen of gingen er zo weinig, dat iemand herkenbaar zou kunnen zijn, of zo'n getal zou ermee terug te rekenen zijn. Wat het streefcijfer in aantallen betekent, volgt uit het aantal medewerkers alleen; waar het kan staat er een ruimer cijfer bij.",
        "en": "Not shown: there are so few people, or so few came or went, that somebody could be recognised, or such a number could be worked out with it. What the target means in numbers follows from the headcount alone; where possible a wider figure stands beside it.",
    },
    "key_as_of": {
        "nl": "“Stand van” een eerdere maand: nieuwe cijfers komen per soort eenheid in een eigen ritme, en alleen als er genoeg mensen kwamen of gingen. Tot dan blijft het vorige cijfer staan, met het aantal medewerkers van toen.",
        "en": "“As of” an earlier month: new figures come at a rhythm of their own per kind of unit, and only when enough people came or went. Until then the last figure stands, with the headcount it had.",
    },
}
