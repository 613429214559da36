"""Which marks get their name beside them, and on which side, so that no two names and no name and mark overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.figures.lettering import width_px

_TALL, _MARK, _AWAY = 17, 9, 9  # px: of a line of words, from the middle of a mark to its edge, of a name from it
_LONGEST = 28  # letters of a name; the whole one is in the words of the mark

Anchor = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Spot:
    """A mark, in px from the upper left corner of the plot; `first` are named before the others."""

    label: str
    x: float
    y: float
    first: bool


@dataclass(frozen=True)
class Name:
    """A name beside its mark: the side of it that stands at the mark, and how many px higher than the mark."""

    text: str
    anchor: Anchor
    up: int


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def named(spots: Sequence[Spot], room: tuple[float, float], everyone: bool) -> list[Name | None]:
    """A name per spot, or None: of those not `first` unless `everyone`, and where there is no room on any side."""
    taken = [_Box(spot.x - _MARK, spot.y - _MARK, spot.x + _MARK, spot.y + _MARK) for spot in spots]
    found: list[Name | None] = [None] * len(spots)
    for place in sorted(range(len(spots)), key=lambda each: not spots[each].first):
        if not (everyone or spots[place].first):
            continue
        for name, box in _sides(spots[place]):
            # A name beside a mark on the lowest or highest line may reach over it by half its height.
            inside = box.left >= 0 and box.right <= room[0] and box.top >= -_MARK and box.bottom <= room[1] + _MARK
            others = (other for at, other in enumerate(taken) if at != place)
            if inside and not any(box.meets(other) for other in others):
                found[place] = name
                taken.append(box)
                break
    return found


def _sides(spot: Spot) -> Iterable[tuple[Name, _Box]]:
    text = spot.label if len(spot.label) <= _LONGEST else f"{spot.label[: _LONGEST - 1].rstrip()}…"
    wide, half = width_px(text), _TALL / 2
    lifts: tuple[tuple[Anchor, int], ...] = (("left", 0), ("right", 0), ("center", 17), ("center", -17))
    for anchor, up in lifts:
        left = {"left": spot.x + _AWAY, "right": spot.x - _AWAY - wide, "center": spot.x - wide / 2}[anchor]
        yield Name(text, anchor, up), _Box(left, spot.y - up - half, left + wide, spot.y - up + half)
