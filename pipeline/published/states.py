"""The closed lists: where a target can stand, and why a figure is not shown."""

VERDICTS = (
    "met",  # at least the target, whatever the unknowns are
    "on_course",  # below the target, at least what the agreed path asks for now
    "one_away",  # below: one appointment would do
    "below_within_chance",  # below, but the chance margin reaches the target
    "below",  # below, more than chance
    "depends_on_unknowns",  # met or not met depends on people whose category is unknown
    "less_than_one_person",  # the target is less than one person in a cell of this size
    "not_shown",  # nothing can be said; `reason` says why
)

REASONS = (
    "too_few_people",  # protection: the row or one of its siblings is too small (one mark for both)
    "low_response",  # fewer people declared than the organisation's minimum
    "not_available",  # the source does not give this figure
    "nobody_here",  # no people in the cell
)
