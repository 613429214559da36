"""The sentences of the overview and of the page of a unit. Facts stand in braces."""

from collections.abc import Mapping

from dashboard.wording.page_texts import Text

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
    "headline_date": {"nl": "Peildatum {day}.", "en": "Reference date {day}."},
    "some_carried": {
        "nl": "Waar een cijfer ouder is, staat erbij van wanneer het is.",
        "en": "Where a figure is older, it says of when it is.",
    },
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
        "nl": "{share} van {base} betekent {need_amount}; hoeveel het er zijn, wordt niet getoond: {why}",
        "en": "{share} of {base} means {need_amount}; how many there are is not shown: {why}",
    },
    "is_hidden": {"nl": "Dit wordt niet getoond: {why}", "en": "This is not shown: {why}"},
    "why_too_few_people": {
        "nl": "anders zou iemand herkenbaar kunnen zijn, hier of in wat ernaast staat",
        "en": "otherwise somebody could be recognised, here or in what stands beside it",
    },
    "why_low_response": {"nl": "van te weinig mensen is het bekend", "en": "it is known for too few people"},
    "why_not_available": {"nl": "de bron geeft dit cijfer niet", "en": "the source does not give this figure"},
    "why_nobody_here": {"nl": "er werkt hier niemand", "en": "nobody works here"},
    "change_more": {"nl": "{amount} meer dan een jaar geleden", "en": "{amount} more than a year ago"},
    "change_fewer": {"nl": "{amount} minder dan een jaar geleden", "en": "{amount} fewer than a year ago"},
    "change_same": {"nl": "evenveel als een jaar geleden", "en": "as many as a year ago"},
    "change_more_since": {"nl": "{amount} meer dan in {month}", "en": "{amount} more than in {month}"},
    "change_fewer_since": {"nl": "{amount} minder dan in {month}", "en": "{amount} fewer than in {month}"},
    "change_same_since": {"nl": "evenveel als in {month}", "en": "as many as in {month}"},
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
    "level_months": {
        "nl": "Op de lijn hieronder is een stip een nieuw cijfer. Daartussen loopt zij vlak door: nieuwe cijfers komen in een vast ritme, en alleen als er genoeg mensen kwamen of gingen.",
        "en": "On the line below a dot is a new figure. In between it runs level: new figures come at a fixed rhythm, and only when enough people came or went.",
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
