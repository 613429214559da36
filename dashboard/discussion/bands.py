"""Which band is one step below another, in the organisation's own order."""

from collections.abc import Sequence

from dashboard.edition import Edition

EVERYONE = "all"


def band_below(edition: Edition, band: str) -> str | None:
    """The next lower band; None for the lowest, for everyone, for a pool and for a band that is not described.

    A pool of bands is no step: its code is the codes of its bands, in order, with a plus between them.
    """
    steps = [code for code in edition.bands if code != EVERYONE and not is_pool(code, list(edition.bands))]
    at = steps.index(band) if band in steps else 0
    return steps[at - 1] if at else None


def is_pool(code: str, bands: Sequence[str]) -> bool:
    """Whether this code is made of two or more of the other codes."""
    return any(
        code.startswith(f"{first}+") and _made_of(code[len(first) + 1 :], [each for each in bands if each != first])
        for first in bands
        if first != code
    )


def _made_of(rest: str, bands: Sequence[str]) -> bool:
    if rest in bands:
        return True
    return any(
        rest.startswith(f"{first}+") and _made_of(rest[len(first) + 1 :], [each for each in bands if each != first])
        for first in bands
    )
