"""Organisations and cubes drawn at random: any tree, any bands (overlapping too), gaps in what the export gives."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
from hypothesis import strategies as st

from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Attribute, Band, Group, Organisation, Step
from tests.compute.organisations import organisation, target

SNAPSHOT = date(2025, 3, 31)
SCHEMA = pa.schema(
    [
        ("snapshot", pa.date32()),
        ("unit", pa.string()),
        ("function_scale", pa.string()),
        ("personal_scale", pa.string()),
        ("attribute", pa.string()),
        ("category", pa.string()),
        ("headcount", pa.int64()),
        ("fte", pa.float64()),
    ]
)
SCALES = ("1", "2", "3", "4", "5")
SHARES = st.sampled_from([0.0, 0.05, 0.08, 0.2, 0.3, 1 / 3, 0.5, 0.99, 1.0])
ATTRIBUTES = (
    Attribute("gender", {"en": "Gender"}, ("f", "m", "x", "unknown"), frozenset({"unknown"})),
    Attribute("origin", {"en": "Origin"}, ("nl", "eu", "out"), frozenset()),
)
GROUPS = (
    Group("women", {"en": "Women"}, "gender", frozenset({"f"})),
    Group("men", {"en": "Men"}, "gender", frozenset({"m"})),
    Group("elsewhere", {"en": "Elsewhere"}, "origin", frozenset({"eu", "out"})),
    Group("outside", {"en": "Outside"}, "origin", frozenset({"out"})),
)


@st.composite
def trees(draw: st.DrawFn, largest: int = 7) -> dict[str, str | None]:
    size = draw(st.integers(1, largest))
    parents: dict[str, str | None] = {"U0": None}
    for index in range(1, size):
        parents[f"U{index}"] = f"U{draw(st.integers(0, index - 1))}"
    return parents


@st.composite
def targets(draw: st.DrawFn, bands: list[str]):
    begin = Month(2020, 1).plus(draw(st.integers(0, 70)))
    end = begin.plus(draw(st.integers(1, 60)))
    stepped = draw(st.booleans())
    return target(
        code=draw(st.sampled_from(["first", "second", "third"])),
        version=draw(st.integers(1, 3)),
        group=draw(st.sampled_from([group.code for group in GROUPS])),
        band=draw(st.sampled_from(["all", *bands])),
        units=draw(st.sampled_from([("*",), ("kind:department",), ("U0", "U2"), ("U1", "kind:organisation")])),
        share=draw(SHARES.filter(bool)),
        counts=draw(st.sampled_from(["persons", "fte"])),
        scale_basis=draw(st.sampled_from(["function", "personal"])),
        in_force_from=begin,
        baseline_month=begin,
        baseline_share=draw(SHARES),
        deadline=end,
        steps=(Step(begin.plus(1), draw(SHARES)),) if stepped else (),
    )


@st.composite
def pools(draw: st.DrawFn, bands: tuple[Band, ...]) -> list[Band]:
    """Bands that take two or more others together."""
    found = []
    for index in range(draw(st.integers(0, 2)) if len(bands) > 1 else 0):
        parts = draw(st.lists(st.sampled_from(bands), min_size=2, unique_by=lambda band: band.code))
        scales = frozenset[str]().union(*(band.scales for band in parts))
        found.append(Band(f"P{index}", {"en": "Pool"}, scales, tuple(band.code for band in parts)))
    return found


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    bands = {
        f"B{index}": draw(st.sets(st.sampled_from(SCALES), max_size=3)) for index in range(draw(st.integers(0, 3)))
    }
    drawn = draw(st.lists(targets(list(bands)), max_size=4, unique_by=lambda each: (each.code, each.version)))
    drawn_organisation = organisation(
        draw(trees()),
        bands=bands,
        scales=SCALES,
        attributes=ATTRIBUTES,
        groups=GROUPS,
        targets=drawn,
        minimum_response=draw(st.sampled_from([0.0, 0.6, 1.0])),
    )
    return replace(drawn_organisation, bands=(*drawn_organisation.bands, *draw(pools(drawn_organisation.bands))))


@st.composite
def cubes(draw: st.DrawFn, of: Organisation) -> list[dict]:
    """A cube in which every attribute adds up to everyone; some of it may be absent or not available."""
    gives = {name: draw(st.booleans()) for name in ("scale", "personal", "fte")}
    given_attributes = draw(st.sets(st.sampled_from(["gender", "origin", EVERYONE])))
    places = draw(
        st.lists(
            st.tuples(
                st.sampled_from([unit.code for unit in of.units]),
                st.sampled_from([None, *SCALES]) if gives["scale"] else st.none(),
                st.sampled_from([None, *SCALES]) if gives["personal"] else st.none(),
            ),
            unique=True,
            max_size=8,
        )
    )
    cube = []
    for unit, scale, personal in places:
        heads = draw(st.integers(1, 40))
        for attribute in ATTRIBUTES:
            if attribute.code in given_attributes:
                left = heads
                for index, category in enumerate(attribute.categories):
                    last = index == len(attribute.categories) - 1
                    part = left if last else draw(st.integers(0, left))
                    left -= part
                    cube.append(_cell(draw, (unit, scale, personal, attribute.code, category), part, gives["fte"]))
        if EVERYONE in given_attributes:
            cube.append(_cell(draw, (unit, scale, personal, EVERYONE, EVERYONE), heads, gives["fte"]))
    return cube


def _cell(draw: st.DrawFn, key: tuple, heads: int, gives_fte: bool) -> dict:
    available = draw(st.integers(0, 20)) > 0
    names = ("unit", "function_scale", "personal_scale", "attribute", "category")
    return {
        "snapshot": SNAPSHOT,
        **dict(zip(names, key, strict=True)),
        "headcount": heads if available else None,
        "fte": round(heads * draw(st.integers(1, 1000)) / 1000, 3) if gives_fte and available else None,
    }


def table(cube: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(cube, schema=SCHEMA)
