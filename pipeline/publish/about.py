"""What a publication says of itself: about.json. Words, targets, sources and warnings; no figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.faults import Fault
from pipeline.month import Month
from pipeline.organisation.continuity import lineage
from pipeline.organisation.model import ALL_BANDS, Organisation, Target
from pipeline.publish.policy_in_force import policy_in_force
from pipeline.publish.words import in_languages

# Warnings that rest on headcounts, which are open. One that tells of a category (that somebody of it came,
# or how many are unknown) has not passed the door: it stays in the validation report.
_OPEN_WARNINGS = frozenset({"headcount_jump", "unit_gone", "unit_new", "month_missing"})
_ALL_BANDS_NAME = {"nl": "Alle schalen", "en": "All scales"}


@dataclass(frozen=True)
class Origin:
    """Where the figures of one snapshot come from."""

    snapshot: date
    counted: str
    file: str
    source: str
    fingerprint: str


def about(
    organisation: Organisation,
    origins: Sequence[Origin],
    warnings: Sequence[tuple[Month, Fault]],
    audience: str = "",
) -> dict[str, Any]:
    """The content of about.json, without the publication's id. `audience`: whom it is for; empty is everybody."""
    snapshots = sorted({origin.snapshot for origin in origins})
    return {
        "audience": audience,
        "organisation": {
            "code": organisation.code,
            "name": dict(organisation.name),
            "languages": list(organisation.languages),
        },
        "snapshots": [str(snapshot) for snapshot in snapshots],
        "bands": _bands(organisation),
        "groups": [
            {"code": group.code, "name": dict(group.name), "attribute": group.attribute}
            for group in organisation.groups
        ],
        "renamed": dict(lineage(organisation)),
        "policy": policy_in_force(organisation),
        "targets": [_target(target) for target in organisation.targets],
        "counted": {str(origin.snapshot): origin.counted for origin in origins},
        "made_from": [
            {
                "snapshot": str(origin.snapshot),
                "file": origin.file,
                "source": origin.source,
                "fingerprint": origin.fingerprint,
            }
            for origin in origins
        ],
        "warnings": [
            {
                "month": str(month),
                "code": fault.code,
                "snapshot": _snapshot(month, snapshots),
                "text": in_languages(fault),
            }
            for month, fault in warnings
            if fault.code in _OPEN_WARNINGS
        ],
        "organisation_fingerprint": organisation.fingerprint,
    }


def _bands(organisation: Organisation) -> list[Mapping[str, Any]]:
    declared = [
        {"code": band.code, "name": dict(band.name), "pool_of": list(band.pool_of)} for band in organisation.bands
    ]
    return [{"code": ALL_BANDS, "name": _ALL_BANDS_NAME, "pool_of": []}, *declared]


def _target(target: Target) -> Mapping[str, Any]:
    return {
        "code": target.code,
        "version": target.version,
        "name": dict(target.name),
        "group": target.group,
        "band": target.band,
        "units": list(target.units),
        "share": target.share,
        "counts": target.counts,
        "scale_basis": target.scale_basis,
        "in_force_from": str(target.in_force_from),
        "baseline_month": str(target.baseline_month),
        "baseline_share": target.baseline_share,
        "deadline": str(target.deadline),
        "steps": [{"month": str(step.month), "share": step.share} for step in target.steps],
        "decided_by": target.decided_by,
        "decided_on": str(target.decided_on),
        "source_document": target.source_document,
    }


def _snapshot(month: Month, snapshots: Sequence[date]) -> str | None:
    return next((str(each) for each in snapshots if Month.of(each) == month), None)
