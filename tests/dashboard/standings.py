"""A standing in one line: what a test does not say is ordinary."""

from datetime import date

from dashboard.standing import StandIn, Standing

ORDINARY = Standing(
    snapshot=date(2025, 12, 31),
    target="t",
    version=1,
    unit="BEH",
    counts="persons",
    counted="person",
    target_share=0.08,
    expected_share=0.069,
    deadline=date(2028, 12, 31),
    as_of=date(2025, 12, 31),
    base=346.0,
    members=23.0,
    need=28.0,
    expected_need=24.0,
    gap=5.0,
    one_head=0.289,
    unknown=0,
    share=23 / 346,
    margin_low=0.0447,
    margin_high=0.0977,
    verdict="below_within_chance",
    statement="figure",
    pool_unit=None,
    pool_band=None,
    shown=True,
    reason=None,
)
STAND_IN = StandIn(
    unit="FAC", unit_name=None, band_name=None, base=500.0, members=40.0, share=0.08, as_of=date(2025, 12, 31)
)
_FIGURES = ("members", "gap", "share", "margin_low", "margin_high", "unknown")
HIDDEN = {
    **dict.fromkeys((*_FIGURES, "as_of")),
    "statement": "heads",
    "shown": False,
    "reason": "too_few_people",
    "verdict": "not_shown",
}


def standing(**changes: object) -> Standing:
    """ORDINARY, changed. Its figures are of its own snapshot unless said otherwise."""
    if "snapshot" in changes:
        changes = {"as_of": changes["snapshot"], **changes}
    return Standing(**{**vars(ORDINARY), **changes})


def hidden(**changes: object) -> Standing:
    """ORDINARY, protected: the headcount and what follows from it remain."""
    return standing(**{**HIDDEN, **changes, "as_of": None})
