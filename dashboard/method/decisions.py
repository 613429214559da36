"""The decisions behind the targets: every version of each, who took it and where it is written, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.standing import Names
from dashboard.wording.words import Words

_EVERY, _KIND = "*", "kind:"


@dataclass(frozen=True)
class Version:
    """One version of a target in one language: its heading and its lines, each a label and what it says."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Decided:
    """One target with its versions, the latest first."""

    code: str
    name: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Called:
    """What the codes in a target are called."""

    groups: Mapping[str, Names]
    bands: Mapping[str, Names]
    units: Mapping[str, Names]


def decisions(about: Mapping[str, Any], units: Mapping[str, Names], words: Words) -> tuple[Decided, ...]:
    """Every target of about.json in its order. `units` are names by code; a unit that is not there keeps its code.

    What a decision does not state is said to be not stated; nothing is filled in.
    """
    called = Called(_names(about["groups"]), _names(about["bands"]), units)
    versions: dict[str, list[Mapping[str, Any]]] = {}
    for entry in about["targets"]:
        versions.setdefault(entry["code"], []).append(entry)
    return tuple(
        _decided(code, sorted(found, key=lambda each: int(each["version"])), called, words)
        for code, found in versions.items()
    )


def _names(entries: Sequence[Mapping[str, Any]]) -> dict[str, Names]:
    return {entry["code"]: entry["name"] for entry in entries}


def _decided(code: str, found: Sequence[Mapping[str, Any]], called: Called, words: Words) -> Decided:
    said = [_said(entry, called, words) for entry in found]
    versions: list[Version] = []
    for place, entry in enumerate(found):
        title = words(
            "method_decision_version", version=entry["version"], month=_month(entry.get("in_force_from"), words)
        )
        changed = (_changed(said[place - 1], said[place], words),) if place else ()
        versions.insert(0, Version(title, (*changed, *_lines(entry, said[place], words))))
    return Decided(code, words.name(found[-1]["name"]), tuple(versions))


def _said(entry: Mapping[str, Any], called: Called, words: Words) -> dict[str, str]:
    """The parts that can change between versions, each in words."""
    counts = words("method_decision_fte" if entry["counts"] == "fte" else "method_decision_persons")
    basis = (
        "method_decision_basis_personal" if entry.get("scale_basis") == "personal" else "method_decision_basis_function"
    )
    band = words.name(called.bands.get(entry["band"], {"": entry["band"]}))
    baseline = words("method_decision_unstated")
    if entry.get("baseline_share") is not None:
        share = words.share(float(entry["baseline_share"]))
        baseline = words("method_decision_baseline_is", share=share, month=_month(entry.get("baseline_month"), words))
    return {
        "share": words.share(float(entry["share"])),
        "counts": counts,
        "deadline": _month(entry.get("deadline"), words),
        "group": words.name(called.groups.get(entry["group"], {"": entry["group"]})),
        "band": words(basis, band=band),
        "units": ", ".join(_unit(each, called, words) for each in entry.get("units", ())),
        "baseline": baseline,
        "path": _path(entry.get("steps") or (), words),
    }


def _lines(entry: Mapping[str, Any], said: Mapping[str, str], words: Words) -> tuple[tuple[str, str], ...]:
    by, on = str(entry.get("decided_by") or ""), entry.get("decided_on")
    decided = words("method_decision_by_is", by=by, on=words.day(date.fromisoformat(on))) if by and on else by
    unstated = words("method_decision_unstated")
    measured = words("method_decision_share_is", share=said["share"], counts=said["counts"])
    return (
        (words("method_decision_share"), measured),
        (words("method_decision_group"), said["group"]),
        (words("method_decision_band"), said["band"]),
        (words("method_decision_units"), said["units"] or unstated),
        (words("method_decision_baseline"), said["baseline"]),
        (words("method_decision_path"), said["path"]),
        (words("method_decision_deadline"), said["deadline"]),
        (words("method_decision_by"), decided or unstated),
        (words("method_decision_source"), str(entry.get("source_document") or "") or unstated),
    )


def _changed(before: Mapping[str, str], after: Mapping[str, str], words: Words) -> tuple[str, str]:
    parts = [
        words(f"method_changed_{part}", before=before[part], after=after[part])
        for part in after
        if before[part] != after[part]
    ]
    if not parts:
        return words("method_decision_changed"), words("method_decision_same")
    text = "; ".join(parts)
    return words("method_decision_changed"), f"{text[:1].upper()}{text[1:]}."


def _unit(code: str, called: Called, words: Words) -> str:
    if code == _EVERY:
        return words("method_decision_every_unit")
    if code.startswith(_KIND):
        return words("method_decision_kind", kind=code.removeprefix(_KIND))
    return words.name(called.units.get(code, {"": code}))


def _path(steps: Sequence[Mapping[str, Any]], words: Words) -> str:
    if not steps:
        return words("method_decision_straight")
    said = (
        words("method_decision_step", share=words.share(float(step["share"])), month=_month(step["month"], words))
        for step in steps
    )
    return ", ".join(said)


def _month(text: str | None, words: Words) -> str:
    if not text:
        return words("method_decision_unstated")
    return words.month(date.fromisoformat(text if len(text) > 7 else f"{text}-01"))
