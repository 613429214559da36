"""Which word of the dashboard is explained where on the method page."""

from collections.abc import Mapping

from dashboard.method.definitions import anchor_of

# Codes of words (dashboard/wording/catalogues), of published lists and of columns -> the definition that explains them.
_EXPLAINED: Mapping[str, tuple[str, ...]] = {
    "headcount": ("headcount", "base", "col_base"),
    "fte": ("members_fte", "unknown_fte", "share_fte"),
    "persons_or_fte": ("counts", "counted", "choose_count", "recounted_fte", "recounted_persons"),
    "unit": ("choose_unit", "choose_scope", "col_unit"),
    "scale": ("scale_basis",),
    "band": ("pool_band", "col_band"),
    "group": ("members", "col_members", "choose_group"),
    "unknown": ("col_unknown",),
    "response": ("low_response",),
    "share": ("col_share",),
    "bounds": ("share_low", "share_high", "unknowns_same", "unknowns_decide"),
    "margin": ("col_margin", "key_margin", "margin_low", "margin_high"),
    "one_head": (),
    "target": (
        "choose_target",
        "target_share",
        "target_line",
        "every_target",
        "col_target",
        "decided_title",
        "key_lines",
    ),
    "path": ("path_line", "path_now", "col_expected", "expected_share", "expected_need"),
    "need": ("needed", "col_need", "key_need"),
    "gap": ("short", "col_gap"),
    "gap_adding": (),
    "verdict": ("col_state",),
    "met": ("key_met",),
    "on_course": ("key_on_course",),
    "cannot_be_told": ("unsure", "key_unsure"),
    "one_away": (),
    "within_chance": ("below_within_chance",),
    "below": ("key_below",),
    "depends": ("depends_on_unknowns",),
    "too_small": ("less_than_one_person",),
    "snapshot": ("choose_snapshot", "col_snapshot"),
    "as_of": ("key_as_of", "some_carried", "col_as_of"),
    "change": ("change_more", "change_fewer", "change_same", "show_changes", "since_title"),
    "release": ("level_months",),
    "break": ("breaks_here", "change_break", "key_break"),
    "publication": ("footer",),
    "not_shown": ("key_hidden", "too_few_people", "not_available", "nobody_here", "shown", "reason"),
    "statement": ("safe", "figure", "heads", "nothing"),
    "stand_in": ("pooled", "pooled_unit", "pooled_band", "pooled_both", "pool_unit"),
    "rounded": (),
    "closed_audience": (),
    "funnel": ("show_compare", "funnel_limit", "funnel_limit_far", "funnel_outside_one", "funnel_outside_many"),
    "step_below": ("one_step_below", "pool_title", "pool_step"),
    "outlook": ("assumed", "assumed_too_many"),
    "conversation": (),
    "agreement": ("who_and_when",),
}
_DEFINITION_OF = {word: code for code, words in _EXPLAINED.items() for word in (code, *words)}
WORDS: tuple[str, ...] = tuple(_DEFINITION_OF)


def definition_of(word: str) -> str:
    """The definition that explains a word, named by its code. Raises KeyError when none does."""
    return _DEFINITION_OF[word]


def link_of(word: str) -> str:
    """The anchor on the method page that explains a word: `term-gap` for `short`. Raises KeyError when none does."""
    return anchor_of(definition_of(word))
