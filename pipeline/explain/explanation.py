"""How one published figure came about: its definition, its numbers, the decision, the files, the warnings.

Made from the publication alone, so it can say no more than what was published.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from pipeline.errors import StreefcijferError
from pipeline.explain.words import LABELS, NO_SNAPSHOT, NO_TARGET, NO_UNIT, NOT_FOR_UNIT, READINGS, REASONS
from pipeline.faults import Fault, Language, Message, Where
from pipeline.published import Publication
from pipeline.report.words import amount, share

Row = dict[str, Any]


class NotPublished(StreefcijferError):
    """There is no such figure in the publication; the same exit code as a wrong use of the command."""

    exit_code = 2


@dataclass(frozen=True)
class Explanation:
    """One figure with everything it rests on."""

    publication: str
    progress: Row
    representation: Row
    decision: Mapping[str, Any]
    files: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...]
    names: Mapping[str, Mapping[str, str]]  # unit, band, group, and those of what stands in -> words per language

    @property
    def plain(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "publication": self.publication,
            "progress": self.progress,
            "representation": self.representation,
            "target": dict(self.decision),
            "made_from": [dict(each) for each in self.files],
            "warnings": [dict(each) for each in self.warnings],
        }

    def text(self, language: Language) -> str:
        """The same for a person."""
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        decision, progress = self.decision, self.progress
        yield f"{_words(decision['name'], language)} - {_words(self.names['unit'], language)}, {progress['snapshot']}"
        yield READINGS[progress["verdict"]].fill(language, {})
        if progress["reason"]:
            yield REASONS[progress["reason"]].fill(language, {})
        yield from self._beside(language)
        yield ""
        yield from self._definition(language)
        yield ""
        yield from self._numbers(language)
        if self.representation["counted"] == "appointment":
            yield LABELS["appointments"].fill(language, {})
        yield ""
        yield f"{LABELS['files'].fill(language, {})} ({LABELS['publication'].fill(language, {})} {self.publication})"
        for each in self.files:
            yield f"  {each['snapshot']}  {each['file']}  ({each['source']}, sha256 {each['fingerprint']})"
        if self.warnings:
            yield ""
            yield LABELS["warnings"].fill(language, {})
            for each in self.warnings:
                yield f"  {each['month']}: {_words(each['text'], language)}"

    def _beside(self, language: Language) -> Iterator[str]:
        """The day of figures that were carried, and the row that stands in for one that is hidden."""
        progress = self.progress
        if progress["as_of"] not in (None, progress["snapshot"]):
            yield LABELS["as_of"].fill(language, {"as_of": progress["as_of"]})
        if progress["statement"] == "pooled":
            facts = {name: _words(self.names[name], language) for name in ("pool_unit", "pool_band")}
            yield LABELS["pooled"].fill(language, facts)

    def _definition(self, language: Language) -> Iterator[str]:
        decision = self.decision
        facts = {
            "group": _words(self.names["group"], language),
            "band": _words(self.names["band"], language),
            "share": share(decision["share"], language),
            "deadline": decision["deadline"],
            "counts": LABELS[decision["counts"]].fill(language, {}),
            "basis": LABELS[decision["scale_basis"]].fill(language, {}),
            "baseline": share(decision["baseline_share"], language),
            "baseline_month": decision["baseline_month"],
            "path": LABELS["stepped" if decision["steps"] else "linear"].fill(language, {}),
            "version": decision["version"],
            "by": decision["decided_by"],
            "on": decision["decided_on"],
            "document": decision["source_document"],
        }
        for name in ("definition", "path_line", "decided"):
            yield LABELS[name].fill(language, facts)

    def _numbers(self, language: Language) -> Iterator[str]:
        row, progress = self.representation, self.progress
        fte = progress["counts"] == "fte"
        figures: list[tuple[str, Any, str]] = [
            ("headcount", row["headcount"], "heads"),
            ("members", row["members"], "heads"),
            ("unknown", row["unknown"], "heads"),
            *(self._in_fte() if fte else ()),
            ("share", row["share"], "share"),
            ("share_low", row["share_low"], "share"),
            ("share_high", row["share_high"], "share"),
            ("margin_low", row["margin_low"], "share"),
            ("margin_high", row["margin_high"], "share"),
            ("expected_share", progress["expected_share"], "share"),
            ("need", progress["need"], "amount"),
            ("expected_need", progress["expected_need"], "amount"),
            ("gap", progress["gap"], "amount"),
            ("gap_adding", progress["gap_adding"], "amount"),
        ]
        for name, value, kind in figures:
            yield f"  {LABELS[name].fill(language, {}):<58} {_figure(value, kind, language, fte=fte)}"

    def _in_fte(self) -> list[tuple[str, Any, str]]:
        """A target in fte is judged by these; the heads only say how many people that are."""
        row = self.representation
        return [
            ("fte_everyone", row["fte"], "amount"),
            ("members_fte", row["members_fte"], "amount"),
            ("unknown_fte", row["unknown_fte"], "amount"),
            ("share_fte", row["share_fte"], "share"),
        ]


def explain(publication: Publication, target: str, unit: str, snapshot: str | None) -> Explanation:
    """Look one figure up. Raises NotPublished naming the nearest target, unit or snapshot there is."""
    about = publication.about
    day = _snapshot(about, snapshot)
    decisions = [each for each in about["targets"] if each["code"] == target]
    if not decisions:
        raise _not_there("no_target", NO_TARGET, target, [each["code"] for each in about["targets"]])
    unit, names = _unit(publication, unit, day)
    rows = _rows(publication, "progress", snapshot=day, unit=unit, target=target)
    if not rows:
        raise NotPublished(Fault("not_for_unit", NOT_FOR_UNIT, Where(), {"target": target, "unit": unit, "date": day}))
    progress = rows[0]
    keys = {name: progress[name] for name in ("unit", "band", "group", "scale_basis")}
    found = _rows(publication, "representation", snapshot=day, **keys)
    return Explanation(
        publication=publication.id,
        progress=_plain(progress),
        # An export without personal scales has no row for a target on that scale.
        representation=_plain(found[0]) if found else dict.fromkeys(publication.table("representation").schema.names),
        decision=next(each for each in decisions if each["version"] == progress["version"]),
        files=tuple(each for each in about["made_from"] if each["snapshot"] in (day, str(progress["as_of"]))),
        warnings=tuple(each for each in about["warnings"] if each["snapshot"] == day),
        names={
            "unit": names,
            "band": next(each["name"] for each in about["bands"] if each["code"] == progress["band"]),
            "group": next(each["name"] for each in about["groups"] if each["code"] == progress["group"]),
            **_pooled(publication, progress, day),
        },
    )


def _pooled(publication: Publication, progress: Row, day: str) -> Mapping[str, Mapping[str, str]]:
    if progress["statement"] != "pooled":
        return {}
    bands = publication.about["bands"]
    return {
        "pool_unit": _unit(publication, progress["pool_unit"], day)[1],
        "pool_band": next(each["name"] for each in bands if each["code"] == progress["pool_band"]),
    }


def _rows(publication: Publication, table: str, **equal: str) -> list[Row]:
    read = publication.table(table)
    for name, value in equal.items():
        field = pc.field(name).cast("string") if name == "snapshot" else pc.field(name)
        read = read.filter(field == value)
    return read.to_pylist()


def _unit(publication: Publication, asked: str, day: str) -> tuple[str, Mapping[str, str]]:
    """Code and names of a unit, asked for by its code or, where only one has it, by its name."""
    units = _rows(publication, "units", snapshot=day)
    by_code = [each for each in units if each["unit"] == asked]
    spoken = asked.strip().casefold()
    by_name = [each for each in units if spoken in (each["name_nl"].casefold(), each["name_en"].casefold())]
    for each in by_code or (by_name if len(by_name) == 1 else []):
        return each["unit"], {"nl": each["name_nl"], "en": each["name_en"]}
    raise _not_there("no_unit", NO_UNIT, asked, [each["unit"] for each in units])


def _snapshot(about: Mapping[str, Any], asked: str | None) -> str:
    snapshots: list[str] = about["snapshots"]
    if asked is None:
        return snapshots[-1]
    found = [each for each in snapshots if asked in (each, each[:7])]
    if not found:
        raise _not_there("no_snapshot", NO_SNAPSHOT, asked, snapshots)
    return found[-1]


def _not_there(code: str, message: Message, asked: str, known: list[str]) -> NotPublished:
    nearest = difflib.get_close_matches(asked, known, n=3, cutoff=0.3) or known[:3]
    return NotPublished(Fault(code, message, Where(), {"asked": asked, "nearest": ", ".join(dict.fromkeys(nearest))}))


def _plain(row: Row) -> Row:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _figure(value: float | None, kind: str, language: Language, *, fte: bool) -> str:
    if value is None:
        return "-"
    return share(value, language) if kind == "share" else amount(value, language, fte=fte and kind == "amount")


def _words(text: Mapping[str, str], language: Language) -> str:
    return text.get(language) or next(iter(text.values()), "")
