"""What the small drawings mean: told of those that stand in this pack, and of no other."""

from collections.abc import Sequence

from dashboard.wording.words import Words
from packs.chart import Chart


def key_of(charts: Sequence[Chart], words: Words) -> str:
    """What is drawn in these charts, in sentences; empty where there are none."""
    dots = [each for each in charts if each.kind == "dots"]
    strips = [each for each in charts if each.kind == "strip"]
    kinds = [words(code) for code, drawn in _dots(dots) if drawn]
    told = [words("pack_key_dots", kinds=", ".join(kinds))] if kinds else []
    told += [
        words(code)
        for code, drawn in (
            ("pack_key_strip", bool(strips)),
            ("pack_key_margin", any(each.low is not None for each in strips)),
            ("pack_key_need", bool(charts)),
            ("pack_key_path", any(each.path is not None for each in charts)),
        )
        if drawn
    ]
    return " ".join(told)


def _dots(dots: Sequence[Chart]) -> tuple[tuple[str, bool], ...]:
    counted = [(each.members, each.need) for each in dots if each.members is not None]
    return (
        ("pack_key_filled", any(members > 0 for members, _ in counted)),
        ("pack_key_open", any(need > members for members, need in counted)),
        ("pack_key_dotted", any(each.members is None for each in dots)),
    )
