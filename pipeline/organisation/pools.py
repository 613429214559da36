"""Which wider bands may stand in for a band that is too small? The bands that targets of one group name, together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.organisation.model import ALL_BANDS, Band, Break, Group, Scale, Target, Text, words

_LAST = {"nl": " en ", "en": " and "}


def pooled_bands(
    bands: Sequence[Band], groups: Sequence[Group], targets: Sequence[Target], scales: Sequence[Scale]
) -> tuple[Band, ...]:
    """One derived band per group whose targets name two or more bands: the union of their scales.

    In the order of the groups; `pool_of` holds the parts in the order of the bands. Left out: a union that a band
    has already, and one of every scale there is, which is no other than `all` for whoever has a scale. Units,
    months and scale basis of the targets make no difference, so the pools of an organisation never depend on what
    is counted.
    """
    taken = {band.scales for band in bands} | {frozenset(scale.code for scale in scales)}
    codes = {ALL_BANDS, *(band.code for band in bands)}
    pools: list[Band] = []
    for group in groups:
        named = {target.band for target in targets if target.group == group.code}
        parts = [band for band in bands if band.code in named]
        union = frozenset[str]().union(*(band.scales for band in parts))
        if len(parts) > 1 and union not in taken:
            pools.append(_pool(parts, union, codes))
            taken.add(union)
            codes.add(pools[-1].code)
    return tuple(pools)


def with_pools(breaks: Sequence[Break], pools: Sequence[Band]) -> tuple[Break, ...]:
    """The breaks, where one of a band is one of every pool that holds it too."""
    return tuple(
        replace(each, bands=(*each.bands, *(pool.code for pool in pools if {*pool.pool_of} & {*each.bands})))
        for each in breaks
    )


def _pool(parts: Sequence[Band], union: frozenset[str], codes: Iterable[str]) -> Band:
    code = "+".join(band.code for band in parts)
    while code in codes:
        code += "+"
    return Band(code, _name([band.name for band in parts]), union, tuple(band.code for band in parts))


def _name(names: Sequence[Text]) -> Text:
    languages = dict.fromkeys(language for name in names for language in name)
    return {each: _joined([words(name, each) for name in names], _LAST.get(each, " + ")) for each in languages}


def _joined(parts: Sequence[str], last: str) -> str:
    return f"{', '.join(parts[:-1])}{last}{parts[-1]}"
