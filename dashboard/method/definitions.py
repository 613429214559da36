"""Every word and figure a reader meets: in which chapter it stands, and the numbers of its worked example.

The words stand in the catalogues: `method_<code>_term`, `_is` (one sentence), and where there is something to say
`_how`, `_example`, `_because` and `_source`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.wording.texts import TEXTS
from dashboard.wording.words import Words

Form = Literal["heads", "fte", "share", "points"]
Figures = Mapping[str, tuple[Form, float]]  # fact of the example -> how it is written, and its value


@dataclass(frozen=True)
class Definition:
    """One definition, without its words. The figures of the example are checked by tests against the formulas."""

    code: str
    chapter: str
    figures: Figures = field(default_factory=dict[str, tuple[Form, float]])


@dataclass(frozen=True)
class Entry:
    """One definition in one language; empty where there is nothing to say."""

    code: str
    anchor: str
    term: str
    meaning: str
    how: str
    example: str
    because: str
    source: str


def _heads(**values: float) -> Figures:
    return {name: ("heads", value) for name, value in values.items()}


def _fte(**values: float) -> Figures:
    return {name: ("fte", value) for name, value in values.items()}


def _shares(**values: float) -> Figures:
    return {name: ("share", value) for name, value in values.items()}


_THIRTY = _shares(target=0.3)

DEFINITIONS: tuple[Definition, ...] = (
    Definition("headcount", "counting"),
    Definition("fte", "counting", {**_heads(people=3), **_fte(part=0.8, sum=2.4)}),
    Definition(
        "persons_or_fte",
        "counting",
        {**_heads(members=10, others=10), **_fte(part=0.7, full=1.0), **_shares(inpersons=0.5, infte=7 / 17)},
    ),
    Definition("unit", "counting"),
    Definition("scale", "counting"),
    Definition("band", "counting"),
    Definition("group", "counting"),
    Definition("unknown", "counting"),
    Definition("response", "counting", {**_heads(heads=40, unknown=20), **_shares(part=0.5, minimum=0.6)}),
    Definition("share", "shares", {**_heads(heads=40, members=8, unknown=8, known=32), **_shares(share=0.25)}),
    Definition("bounds", "shares", {**_heads(heads=40, members=8, unknown=8), **_shares(low=0.2, high=0.4)}),
    Definition(
        "margin",
        "shares",
        {
            **_heads(a=1, an=12, b=5, bn=60, c=20, cn=250),
            **_shares(ashare=1 / 12, alow=0.014865, ahigh=0.353886),
            **_shares(bshare=5 / 60, blow=0.036120, bhigh=0.180692),
            **_shares(cshare=0.08, clow=0.052382, chigh=0.120331),
        },
    ),
    Definition("one_head", "shares", {**_heads(heads=12), "points": ("points", 100 / 12)}),
    Definition("target", "targets"),
    Definition(
        "path", "targets", {**_heads(all=120, done=62), **_shares(begin=0.2, end=0.4, now=0.2 + 0.2 * 62 / 120)}
    ),
    Definition(
        "need",
        "targets",
        {
            **_heads(one=25, oneneed=2, two=26, twoneed=3),
            **_fte(fte=41.4, fteneed=12.5),
            **_shares(share=0.08, fteshare=0.3),
        },
    ),
    Definition("gap", "targets", {**_heads(heads=30, members=6, need=9, gap=3), **_THIRTY}),
    Definition(
        "gap_adding",
        "targets",
        {
            **_heads(heads=30, members=6, gap=5, after=11, grown=35),
            **_THIRTY,
            **_shares(reached=11 / 35, missed=10 / 34),
        },
    ),
    Definition("verdict", "verdicts"),
    Definition("met", "verdicts", {**_heads(heads=30, members=9, need=9), **_THIRTY}),
    Definition(
        "on_course", "verdicts", {**_heads(heads=30, members=8, need=9, expected=8), **_THIRTY, **_shares(path=0.25)}
    ),
    Definition("cannot_be_told", "verdicts"),
    Definition("one_away", "verdicts", {**_heads(heads=30, members=8, need=9, gap=1), **_THIRTY}),
    Definition(
        "within_chance",
        "verdicts",
        {**_heads(heads=60, members=5, gap=4), **_shares(share=5 / 60, high=0.180692, target=0.15)},
    ),
    Definition(
        "below",
        "verdicts",
        {**_heads(heads=250, members=20, gap=18), **_shares(share=0.08, high=0.120331, target=0.15)},
    ),
    Definition(
        "depends", "verdicts", {**_heads(heads=40, members=8, unknown=8, need=10, most=16), **_shares(target=0.25)}
    ),
    Definition("too_small", "verdicts", {**_heads(**{"from": 13, "lowerfrom": 20}), **_shares(share=0.08, lower=0.05)}),
    Definition(
        "nobody_yet", "verdicts", {**_heads(an=59, bn=36, cn=14, dn=9), **_shares(a=0.05, b=0.08, c=0.2, d=0.3)}
    ),
    Definition("snapshot", "months"),
    Definition("as_of", "months"),
    Definition("change", "months"),
    Definition("release", "months"),
    Definition("break", "months"),
    Definition("publication", "months"),
    Definition("not_shown", "protection"),
    Definition("small_count", "protection", _heads(k=5, one=1, last=4, least=10)),
    Definition("statement", "protection"),
    Definition("stand_in", "protection"),
    Definition("closed_audience", "protection"),
    Definition("rounded", "protection"),
    Definition("cell", "protection"),
    Definition("audit", "protection"),
    Definition(
        "funnel",
        "comparing",
        {**_heads(small=25, large=50), **_shares(share=0.08, smallnone=0.124364, largenone=0.015466)},
    ),
    Definition("step_below", "comparing"),
    Definition(
        "outlook",
        "comparing",
        {
            **_heads(years=5, wanted=4, places=10),
            **_shares(now=0.21, target=0.25, leaving=0.06, needed=0.360322),
            **_shares(lowshare=0.4, low=0.617719, highshare=0.55, high=0.898005),
        },
    ),
    Definition("conversation", "comparing"),
    Definition("agreement", "comparing"),
    Definition("source", "files"),
    Definition("quarantine", "files"),
)
CHAPTERS: tuple[str, ...] = tuple(dict.fromkeys(each.chapter for each in DEFINITIONS))
_CODES = frozenset(each.code for each in DEFINITIONS)


def anchor_of(code: str) -> str:
    """The id of a definition on the method page: `term-gap-adding`. Raises KeyError when there is none."""
    if code not in _CODES:
        raise KeyError(code)
    return f"term-{code.replace('_', '-')}"


def entries(chapter: str, words: Words) -> tuple[Entry, ...]:
    """The definitions of a chapter in this language, in their order; empty for a chapter that is not there."""
    return tuple(_entry(each, words) for each in DEFINITIONS if each.chapter == chapter)


def _entry(definition: Definition, words: Words) -> Entry:
    facts = {name: _written(form, value, words) for name, (form, value) in definition.figures.items()}
    said = {
        part: words(code, **facts) if (code := f"method_{definition.code}_{part}") in TEXTS else ""
        for part in ("term", "is", "how", "example", "because", "source")
    }
    return Entry(definition.code, anchor_of(definition.code), meaning=said.pop("is"), **said)


def _written(form: Form, value: float, words: Words) -> str:
    if form == "share":
        return words.share(value)
    return words.points(value) if form == "points" else words.number(value, "fte" if form == "fte" else "person")
