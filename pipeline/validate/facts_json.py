"""Facts to JSON and back, so that a digest need not be made twice."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.faults import Fault, Message, Where
from pipeline.month import Month
from pipeline.snapshot import Tally
from pipeline.validate.facts import BadCount, Facts


def to_json(facts: Facts) -> dict[str, Any]:
    """A plain value for a JSON file."""
    return {
        "file": facts.file,
        "fingerprint": facts.fingerprint,
        "source": facts.source,
        "month": str(facts.month),
        "snapshot": str(facts.snapshot),
        "counted": facts.counted,
        "tally": asdict(facts.tally),
        "bad": [asdict(each) for each in facts.bad],
        "heads_by_unit": dict(facts.heads_by_unit),
        "heads_by_category": {name: dict(each) for name, each in facts.heads_by_category.items()},
        "notices": [fault_to_json(each) for each in facts.notices],
    }


def from_json(named: Mapping[str, Any]) -> Facts:
    """The facts that `to_json` wrote."""
    return Facts(
        file=named["file"],
        fingerprint=named["fingerprint"],
        source=named["source"],
        month=Month.parse(named["month"]),
        snapshot=date.fromisoformat(named["snapshot"]),
        counted=named["counted"],
        tally=Tally(**named["tally"]),
        bad=tuple(_bad(each) for each in named["bad"]),
        heads_by_unit=named["heads_by_unit"],
        heads_by_category=named["heads_by_category"],
        notices=tuple(_fault(each) for each in named["notices"]),
    )


def fault_to_json(fault: Fault) -> dict[str, Any]:
    """A fault with its parts apart, for machines as well."""
    where = fault.where
    return {
        "code": fault.code,
        "message": {"en": fault.message.en, "nl": fault.message.nl},
        "where": {
            "file": where.file,
            "sheet": where.sheet,
            "line": where.line,
            "key": where.key,
            "column": where.column,
            "rows": list(where.rows),
        },
        "facts": {name: str(value) for name, value in fault.facts.items()},
    }


def _fault(named: Mapping[str, Any]) -> Fault:
    where: dict[str, Any] = {**named["where"], "rows": tuple(named["where"]["rows"])}
    return Fault(named["code"], Message(**named["message"]), Where(**where), named["facts"])


def _bad(named: Mapping[str, Any]) -> BadCount:
    return BadCount(named["column"], named["reason"], named["rows"], tuple(named["first"]))
