"""Every word a reader of the dashboard sees, in Dutch and in English. Facts stand in braces."""

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

COUNTS: Mapping[str, Text] = {
    "person_one": {"nl": "{n} persoon", "en": "{n} person"},
    "person_many": {"nl": "{n} mensen", "en": "{n} people"},
    "appointment_one": {"nl": "{n} aanstelling", "en": "{n} appointment"},
    "appointment_many": {"nl": "{n} aanstellingen", "en": "{n} appointments"},
    "fte_one": {"nl": "{n} fte", "en": "{n} fte"},
    "fte_many": {"nl": "{n} fte", "en": "{n} fte"},
    "person_axis": {"nl": "mensen", "en": "people"},
    "appointment_axis": {"nl": "aanstellingen", "en": "appointments"},
    "fte_axis": {"nl": "fte", "en": "fte"},
}

ROW: Mapping[str, Text] = {
    "met": {"nl": "gehaald", "en": "met"},
    "on_course": {"nl": "op koers, nog {amount} nodig", "en": "on course, {amount} short"},
    "one_away": {"nl": "nog één benoeming nodig", "en": "one appointment short"},
    "below_within_chance": {"nl": "nog {amount} nodig, binnen toeval", "en": "{amount} short, within chance"},
    "below": {"nl": "nog {amount} nodig", "en": "{amount} short"},
    "depends_on_unknowns": {"nl": "hangt af van {unknown} onbekend", "en": "depends on {unknown} unknown"},
    "less_than_one_person": {
        "nl": "streefcijfer is hier minder dan één persoon",
        "en": "the target is less than one person here",
    },
    "not_shown": {"nl": "niet getoond", "en": "not shown"},
    "too_few_people": {"nl": "niet getoond: te weinig mensen", "en": "not shown: too few people"},
    "low_response": {"nl": "niet getoond: van te weinig mensen bekend", "en": "not shown: known for too few people"},
    "not_available": {"nl": "niet getoond: staat niet in de bron", "en": "not shown: not in the source"},
    "nobody_here": {"nl": "hier werkt niemand", "en": "nobody here"},
    "of": {"nl": "{members} van {base}", "en": "{members} of {base}"},
    "safe": {"nl": "{share} van {base} betekent {need}", "en": "{share} of {base} means {need}"},
}

OVERVIEW: Mapping[str, Text] = {
    "panel_by": {"nl": "{group}, per {month}", "en": "{group}, by {month}"},
    "headline_all": {"nl": "{unit} haalt {which}", "en": "{unit} meets {which}"},
    "headline_some": {"nl": "{unit} haalt {met} van {which}", "en": "{unit} meets {met} of {which}"},
    "headline_none": {"nl": "{unit} haalt nog geen van {which}", "en": "{unit} does not yet meet any of {which}"},
    "headline_only_on_course": {"nl": "{unit} ligt op koers voor {which}", "en": "{unit} is on course for {which}"},
    "headline_only_not": {"nl": "{unit} haalt {which} nog niet", "en": "{unit} does not yet meet {which}"},
    "which_all_many": {"nl": "de {n} streefcijfers", "en": "its {n} targets"},
    "which_all_one": {"nl": "het streefcijfer", "en": "its target"},
    "which_shown_many": {
        "nl": "de {n} streefcijfers waarover iets te zeggen is",
        "en": "the {n} targets of which something can be said",
    },
    "which_shown_one": {
        "nl": "het ene streefcijfer waarover iets te zeggen is",
        "en": "the one target of which something can be said",
    },
    "headline_open": {
        "nl": "Of {unit} de streefcijfers haalt, hangt af van mensen van wie het niet bekend is",
        "en": "Whether {unit} meets its targets depends on people for whom it is not known",
    },
    "headline_unsaid": {
        "nl": "{unit}: wat de streefcijfers in aantallen betekenen",
        "en": "{unit}: what the targets mean in numbers",
    },
    "headline_date": {"nl": "Stand op {day}.", "en": "As of {day}."},
    "whole": {"nl": "{unit}: {words}.", "en": "{unit}: {words}."},
    "below_it": {"nl": "Van de {n} eenheden eronder: {parts}.", "en": "Of the {n} units below it: {parts}."},
    "below_it_one": {"nl": "De ene eenheid eronder: {parts}.", "en": "The one unit below it: {parts}."},
    "tally_met_one": {"nl": "{n} haalt het", "en": "{n} meets it"},
    "tally_met_many": {"nl": "{n} halen het", "en": "{n} meet it"},
    "tally_on_course_one": {"nl": "{n} is op koers", "en": "{n} is on course"},
    "tally_on_course_many": {"nl": "{n} zijn op koers", "en": "{n} are on course"},
    "tally_unsure_one": {
        "nl": "bij {n} is het verschil niet van toeval te onderscheiden",
        "en": "{n} cannot be told from chance",
    },
    "tally_unsure_many": {
        "nl": "bij {n} is het verschil niet van toeval te onderscheiden",
        "en": "{n} cannot be told from chance",
    },
    "tally_below_one": {"nl": "{n} blijft er meer dan toeval onder", "en": "{n} is below by more than chance"},
    "tally_below_many": {"nl": "{n} blijven er meer dan toeval onder", "en": "{n} are below by more than chance"},
    "tally_depends_one": {"nl": "{n} hangt af van onbekenden", "en": "{n} depends on unknowns"},
    "tally_depends_many": {"nl": "{n} hangen af van onbekenden", "en": "{n} depend on unknowns"},
    "tally_too_small_one": {
        "nl": "bij {n} is het streefcijfer minder dan één persoon",
        "en": "for {n} the target is less than one person",
    },
    "tally_too_small_many": {
        "nl": "bij {n} is het streefcijfer minder dan één persoon",
        "en": "for {n} the target is less than one person",
    },
    "tally_not_shown_one": {"nl": "{n} wordt niet getoond", "en": "{n} is not shown"},
    "tally_not_shown_many": {"nl": "{n} worden niet getoond", "en": "{n} are not shown"},
    "chart": {
        "nl": "{target}: per eenheid het aandeel, met toevalsmarge en streefcijfer",
        "en": "{target}: share per unit, with chance margin and target",
    },
}

UNIT: Mapping[str, Text] = {
    "where": {"nl": "Waar staat de eenheid?", "en": "Where does the unit stand?"},
    "title_hidden": {"nl": "{target}: wat het hier betekent", "en": "{target}: what it means here"},
    "title": {"nl": "{target}: {said}", "en": "{target}: {said}"},
    "is_met": {"nl": "gehaald: {members} van {base}, nodig {need}", "en": "met: {members} of {base}, {need} needed"},
    "is_on_course": {
        "nl": "op koers: {members} van {base}, nog {amount} nodig, uiterlijk {month}; het afgesproken pad vraagt nu {expected}",
        "en": "on course: {members} of {base}, {amount} still to go by {month}; the agreed path asks for {expected} now",
    },
    "is_one_away": {
        "nl": "één benoeming van het streefcijfer: {members} van {base}, nodig {need}",
        "en": "one appointment away: {members} of {base}, {need} needed",
    },
    "is_below_within_chance": {
        "nl": "{members} van {base}, nog {amount} nodig; dat verschil is niet van toeval te onderscheiden",
        "en": "{members} of {base}, {amount} short; that difference cannot be told from chance",
    },
    "is_below": {
        "nl": "{members} van {base}, nog {amount} nodig; dat is meer dan toeval",
        "en": "{members} of {base}, {amount} short; that is more than chance",
    },
    "is_depends_on_unknowns": {
        "nl": "{members} van {base}; gehaald of niet hangt af van {unknown} van wie het niet bekend is",
        "en": "{members} of {base}; met or not depends on {unknown} for whom it is not known",
    },
    "is_less_than_one_person": {
        "nl": "{share} van {base} is hier minder dan één persoon: het streefcijfer zegt in deze eenheid nog niets",
        "en": "{share} of {base} is less than one person: the target says nothing yet in a unit this small",
    },
    "is_hidden_heads": {
        "nl": "{share} van {base} betekent {need_amount}. Hoeveel het er zijn, wordt niet getoond: {why}",
        "en": "{share} of {base} means {need_amount}. How many there are is not shown: {why}",
    },
    "is_hidden": {"nl": "Dit wordt niet getoond: {why}", "en": "This is not shown: {why}"},
    "why_too_few_people": {
        "nl": "te weinig mensen, hier of in wat ernaast staat",
        "en": "too few people, here or in what stands beside it",
    },
    "why_low_response": {"nl": "van te weinig mensen is het bekend", "en": "it is known for too few people"},
    "why_not_available": {"nl": "de bron geeft dit cijfer niet", "en": "the source does not give this figure"},
    "why_nobody_here": {"nl": "er werkt hier niemand", "en": "nobody works here"},
    "look_up": {"nl": "Wel te zien: {units}.", "en": "Shown for: {units}."},
    "change_more": {"nl": "{amount} meer dan een jaar geleden", "en": "{amount} more than a year ago"},
    "change_fewer": {"nl": "{amount} minder dan een jaar geleden", "en": "{amount} fewer than a year ago"},
    "change_same": {"nl": "evenveel als een jaar geleden", "en": "as many as a year ago"},
    "change_break": {
        "nl": "door een breuk niet te vergelijken met een jaar geleden",
        "en": "because of a break not comparable with a year ago",
    },
    "one_head": {
        "nl": "Eén persoon meer of minder is hier {points} procentpunt.",
        "en": "One person more or less is {points} percentage points here.",
    },
    "gone_months": {
        "nl": "In {n} van de {all} maanden wordt het aantal niet getoond; daar breekt de lijn.",
        "en": "The number is not shown in {n} of {all} months; the line breaks there.",
    },
    "no_series": {
        "nl": "Er is voor deze eenheid nog geen maand met een cijfer dat getoond kan worden.",
        "en": "There is no month yet with a figure that can be shown for this unit.",
    },
    "first_month": {
        "nl": "Dit is de eerste maand; een lijn ontstaat vanaf de tweede.",
        "en": "This is the first month; a line begins with the second.",
    },
    "decision": {"nl": "Besluit: {by}, {on}. Bron: {source}.", "en": "Decided by {by}, {on}. Source: {source}."},
    "chart_position": {
        "nl": "{unit}, {target}: de stand in aantallen",
        "en": "{unit}, {target}: the position in numbers",
    },
    "chart_series": {
        "nl": "{unit}, {target}: aantal door de tijd, wat nodig is en het afgesproken pad",
        "en": "{unit}, {target}: number over time, what is needed and the agreed path",
    },
}

FIGURE: Mapping[str, Text] = {
    "needed": {"nl": "{need} nodig ({share} van {base})", "en": "{need} needed ({share} of {base})"},
    "path": {"nl": "gestippeld: afgesproken pad", "en": "dotted: agreed path"},
    "path_now": {"nl": "pad nu: {expected}", "en": "path now: {expected}"},
    "now": {"nl": "nu {amount}", "en": "now {amount}"},
    "target_line": {"nl": "streefcijfer {share}", "en": "target {share}"},
    "path_line": {"nl": "pad nu {share}", "en": "path now {share}"},
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
        "nl": "Niet getoond: van zo weinig mensen dat iemand herkenbaar zou zijn, of om te voorkomen dat zo'n getal is terug te rekenen. Wat het streefcijfer in aantallen betekent, volgt uit het aantal medewerkers alleen.",
        "en": "Not shown: so few people that somebody could be recognised, or to keep such a number from being worked out. What the target means in numbers follows from the headcount alone.",
    },
}

TABLE: Mapping[str, Text] = {
    "col_unit": {"nl": "Eenheid", "en": "Unit"},
    "col_snapshot": {"nl": "Peildatum", "en": "Date"},
    "col_members": {"nl": "Aantal", "en": "Number"},
    "col_base": {"nl": "Van", "en": "Of"},
    "col_unknown": {"nl": "Onbekend", "en": "Unknown"},
    "col_share": {"nl": "Aandeel", "en": "Share"},
    "col_margin": {"nl": "Toevalsmarge", "en": "Chance margin"},
    "col_need": {"nl": "Nodig", "en": "Needed"},
    "col_expected": {"nl": "Pad nu", "en": "Path now"},
    "col_gap": {"nl": "Tekort", "en": "Short"},
    "col_state": {"nl": "Stand", "en": "State"},
    "to": {"nl": "{low} tot {high}", "en": "{low} to {high}"},
    "breaks_here": {"nl": "Breuk: {reason}", "en": "Break: {reason}"},
}

TEXTS: Mapping[str, Text] = {**FRAME, **STOPPED, **COUNTS, **ROW, **OVERVIEW, **UNIT, **FIGURE, **KEY, **TABLE}
