"""Organisations built directly as values: trees, bands, groups and targets of any shape a test draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.month import Month
from pipeline.organisation.model import (
    Attribute,
    Band,
    Group,
    Organisation,
    Scale,
    Target,
    Thresholds,
    Unit,
)

GENDER = Attribute("gender", {"en": "Gender"}, ("f", "m", "x", "unknown"), frozenset({"unknown"}))
ORIGIN = Attribute("origin", {"en": "Origin"}, ("nl", "europe", "outside", "unknown"), frozenset({"unknown"}))
WOMEN = Group("women", {"en": "Women"}, "gender", frozenset({"f"}))
OUTSIDE = Group("outside", {"en": "Outside Europe"}, "origin", frozenset({"outside"}))
SCALES = ("P", *(str(number) for number in range(1, 19)), "H2", "H1")
BANDS = {"11-14": ("11", "12", "13", "14"), "15+": ("15", "16", "17", "18", "H2", "H1")}


def organisation(
    parents: Mapping[str, str | None],
    *,
    bands: Mapping[str, Sequence[str]] = BANDS,
    scales: Sequence[str] = SCALES,
    attributes: Sequence[Attribute] = (GENDER,),
    groups: Sequence[Group] = (WOMEN,),
    targets: Sequence[Target] = (),
    minimum_response: float = 0.6,
) -> Organisation:
    kinds = {None: "organisation"}
    return Organisation(
        code="drawn",
        folder=Path("drawn"),
        name={"en": "Drawn"},
        languages=("en",),
        first_month=Month(2020, 1),
        reference_day="last",
        units=tuple(
            Unit(code, {"en": code}, kinds.get(parent, "department"), parent) for code, parent in parents.items()
        ),
        scales=tuple(Scale(code, {"en": code}) for code in scales),
        bands=tuple(Band(code, {"en": code}, frozenset(members)) for code, members in bands.items()),
        attributes=tuple(attributes),
        groups=tuple(groups),
        targets=tuple(targets),
        breaks=(),
        sources=(),
        thresholds=Thresholds(minimum_response=minimum_response),
        fingerprint="0" * 64,
    )


def target(**changes: object) -> Target:
    plain = {
        "code": "women-all",
        "version": 1,
        "name": {"en": "A target"},
        "group": "women",
        "band": "all",
        "units": ("*",),
        "share": 0.4,
        "counts": "persons",
        "scale_basis": "function",
        "in_force_from": Month(2020, 1),
        "baseline_month": Month(2020, 1),
        "baseline_share": 0.2,
        "deadline": Month(2030, 1),
        "steps": (),
        "decided_by": "Executive Board",
        "decided_on": date(2019, 12, 1),
        "source_document": "Board decision 1",
    }
    return Target(**{**plain, **changes})  # type: ignore[arg-type]
