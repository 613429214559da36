"""The closed lists: where a target can stand, what can be said of it, and why a figure is not shown."""

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

STATEMENTS = (
    "figure",  # the row itself is shown
    "pooled",  # it is not; the nearest wider row that is shown is pool_unit, pool_band
    "heads",  # neither; what the target means in people follows from the headcount
    "nothing",  # not even the headcount is known
)

REASONS = (
    "too_few_people",  # protection: the row, or one it would give away, is too small or moved too little (one mark)
    "low_response",  # fewer people declared than the organisation's minimum
    "not_available",  # the source does not give this figure
    "nobody_here",  # no people in the cell
)
