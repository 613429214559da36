"""What derived figures tell of a count: every number of members that would have given the same row.

Written again from docs/methods.md, not taken from the code that makes the figures: the audit must not share its faults.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Shares = npt.NDArray[np.float64]
Row = Mapping[str, Any]
Agrees = Callable[[Grid, Grid, int, Row], Flags]
ROUNDED = 0.51e-6  # shares are rounded to six decimals
HAIR = 1e-9
CHANCE = 1.96
WIDEST = 300  # heads up to which the unknown are tried too when nobody says how many there are
SAYS_NOTHING = ("not_shown", "less_than_one_person")


def shares_tell(row: Row, heads: int, unknown: int | None) -> tuple[int, int] | None:
    """The fewest and most members for which shares and margins read as they do. None: no number of members fits."""
    return _range(row, heads, unknown, _SHARES)


def standing_tells(row: Row, heads: int, unknown: int | None) -> tuple[int, int] | None:
    """The same for a row of `progress` in persons: members, gaps, and where the target stands."""
    return _range(row, heads, unknown, _STANDING)


def tells_anything(row: Row, *, standing: bool) -> bool:
    """Whether a row holds any derived figure."""
    return any(_present(row, name) for name in (_STANDING if standing else _SHARES))


def _present(row: Row, name: str) -> bool:
    return row[name] is not None and not (name == "verdict" and row[name] in SAYS_NOTHING)


def _range(row: Row, heads: int, unknown: int | None, rules: Mapping[str, Agrees]) -> tuple[int, int] | None:
    members = np.arange(heads + 1, dtype=np.int64)[:, None]
    asked = [name for name in rules if _present(row, name)]
    if unknown is None and heads > WIDEST:
        asked = [name for name in asked if name in _WITHOUT_UNKNOWN]
    tried = np.arange(heads + 1 if unknown is None and heads <= WIDEST else 1, dtype=np.int64)[None, :]
    tried = tried + (unknown or 0)
    fits = members + tried <= heads
    for name in asked:
        fits = fits & rules[name](members, tried, heads, row)
    found = np.flatnonzero(fits.any(axis=1))
    return (int(found[0]), int(found[-1])) if len(found) else None


def _near(found: Shares, said: float) -> Flags:
    return np.asarray(np.abs(found - said) <= ROUNDED, dtype=np.bool_)


def _known(members: Grid, unknown: Grid, heads: int) -> Shares:
    return np.asarray(np.maximum(heads - unknown, HAIR) + 0.0 * members, dtype=np.float64)


def _share(members: Grid, unknown: Grid, heads: int) -> Shares:
    return np.minimum(members / _known(members, unknown, heads), 1.0)


def _margin(members: Grid, unknown: Grid, heads: int, side: int) -> Shares:
    known, share = _known(members, unknown, heads), _share(members, unknown, heads)
    half = CHANCE * np.sqrt(share * (1 - share) / known + CHANCE**2 / (4 * known * known))
    return np.clip((share + CHANCE**2 / (2 * known) + side * half) / (1 + CHANCE**2 / known), 0.0, 1.0)


def _gap_adding(members: Grid, heads: int, row: Row) -> Shares:
    target = float(row["target_share"])
    return np.maximum(0.0, np.ceil((target * heads - members) / max(1 - target, HAIR) - HAIR))


def _verdict(members: Grid, unknown: Grid, heads: int, row: Row) -> Flags:
    need, path, target = float(row["need"]), float(row["expected_need"]), float(row["target_share"])
    least, most = _level(members, need, path), _level(members + unknown, need, path)
    below = (least == most) & (least == 0)
    away = need - members <= 1 + HAIR
    chance = _margin(members, unknown, heads, 1) >= target
    found = {
        "met": (least == most) & (least == 2),
        "depends_on_unknowns": least != most,
        "on_course": (least == most) & (least == 1),
        "one_away": below & away,
        "below_within_chance": below & ~away & chance,
        "below": below & ~away & ~chance,
    }
    # A word that is not in the list says nothing that could be understood.
    return np.asarray(found.get(row["verdict"], np.ones_like(below)), dtype=np.bool_)


def _level(members: Grid, need: float, path: float) -> Grid:
    return np.where(members >= need - HAIR, 2, np.where(members >= path - HAIR, 1, 0)).astype(np.int64)


_SHARES: Mapping[str, Agrees] = {
    "share": lambda members, unknown, heads, row: _near(_share(members, unknown, heads), row["share"]),
    "share_low": lambda members, unknown, heads, row: _near(members / max(heads, 1) + 0.0 * unknown, row["share_low"]),
    "share_high": lambda members, unknown, heads, row: _near((members + unknown) / max(heads, 1), row["share_high"]),
    "margin_low": lambda members, unknown, heads, row: _near(_margin(members, unknown, heads, -1), row["margin_low"]),
    "margin_high": lambda members, unknown, heads, row: _near(_margin(members, unknown, heads, 1), row["margin_high"]),
}
_STANDING: Mapping[str, Agrees] = {
    "members": lambda members, _, __, row: np.asarray(np.abs(members - row["members"]) < HAIR),
    "gap": lambda members, _, __, row: np.asarray(np.abs(np.maximum(row["need"] - members, 0) - row["gap"]) < HAIR),
    "gap_adding": lambda members, _, heads, row: np.asarray(
        np.abs(_gap_adding(members, heads, row) - row["gap_adding"]) < HAIR
    ),
    "verdict": _verdict,
}
_WITHOUT_UNKNOWN = ("share_low", "members", "gap", "gap_adding")


def agrees(row: Row, members: int, heads: int, unknown: int) -> bool:
    """Whether the shares and margins of a row are those of these counts."""
    return _all_agree(row, (members, heads, unknown), _SHARES)


def stands(row: Row, members: int, heads: int, unknown: int) -> bool:
    """Whether a row of progress in persons is what these counts give."""
    return _all_agree(row, (members, heads, unknown), _STANDING)


def _all_agree(row: Row, counts: tuple[int, int, int], rules: Mapping[str, Agrees]) -> bool:
    members, unknown = (np.array([[each]], dtype=np.int64) for each in (counts[0], counts[2]))
    return all(
        bool(rule(members, unknown, counts[1], row).all()) for name, rule in rules.items() if _present(row, name)
    )
