"""What stands beside a row, on a picture and in a table: counted nouns, standings, headings. Facts stand in braces."""

from collections.abc import Mapping

from dashboard.wording.page_texts import Text

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
    "too_few_people": {"nl": "niet getoond ter bescherming", "en": "not shown to protect people"},
    "low_response": {"nl": "niet getoond: van te weinig mensen bekend", "en": "not shown: known for too few people"},
    "not_available": {"nl": "niet getoond: staat niet in de bron", "en": "not shown: not in the source"},
    "nobody_here": {"nl": "hier werkt niemand", "en": "nobody here"},
    "of": {"nl": "{members} van {base}", "en": "{members} of {base}"},
    "as_of": {"nl": "stand van {month}", "en": "as of {month}"},
    "pooled_unit": {"nl": "{unit}: {numbers}", "en": "{unit}: {numbers}"},
    "pooled_band": {"nl": "{band} samen: {numbers}", "en": "{band} together: {numbers}"},
    "pooled_both": {"nl": "{unit}, {band} samen: {numbers}", "en": "{unit}, {band} together: {numbers}"},
    "safe": {"nl": "{share} van {base} betekent {need}", "en": "{share} of {base} means {need}"},
}

FIGURE: Mapping[str, Text] = {
    "needed": {"nl": "{need} nodig ({share} van {base})", "en": "{need} needed ({share} of {base})"},
    "path": {"nl": "gestippeld: afgesproken pad", "en": "dotted: agreed path"},
    "path_now": {"nl": "pad nu: {expected}", "en": "path now: {expected}"},
    "now": {"nl": "nu {amount}", "en": "now {amount}"},
    "then": {"nl": "{amount}, {as_of}", "en": "{amount}, {as_of}"},
    "target_line": {"nl": "streefcijfer {share}", "en": "target {share}"},
    "path_line": {"nl": "pad nu {share}", "en": "path now {share}"},
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
