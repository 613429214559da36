"""A publication as the audit takes it: its tables and what it says of itself, refused when its files were changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.audit.messages import DAMAGED, UNREADABLE
from pipeline.errors import AuditFailed
from pipeline.faults import Fault, Where
from pipeline.published import TABLES, NoPublication, Publication

READ = ("representation", "progress", "units", "cells")


@dataclass(frozen=True)
class Published:
    """What a reader has: the tables `representation`, `progress`, `units` and `cells`, and the content of about.json."""

    id: str
    tables: Mapping[str, pa.Table]
    about: Mapping[str, Any]

    @classmethod
    def of(cls, publication: Publication) -> "Published":
        """A publication on disk. Raises AuditFailed when it cannot be read, or is not what its id says it is."""
        check_intact(publication)
        try:
            tables = {name: publication.table(name) for name in READ}
        except NoPublication as broken:
            facts = {"id": publication.id, "cause": str(broken)}
            raise AuditFailed(Fault("audit.unreadable", UNREADABLE, Where(publication.id), facts)) from None
        return cls(publication.id, tables, publication.about)

    @property
    def attributes(self) -> Mapping[str, str]:
        """Per target group the attribute it is cut from."""
        return {each["code"]: each["attribute"] for each in self.about["groups"]}

    @property
    def snapshots(self) -> tuple[date, ...]:
        """The snapshots, in order of time."""
        return tuple(sorted(date.fromisoformat(each) for each in self.about["snapshots"]))

    def origin(self, snapshot: date) -> str:
        """Which data a snapshot was made from: other data, another text."""
        made = (each["fingerprint"] for each in self.about["made_from"] if each["snapshot"] == str(snapshot))
        return "+".join(sorted(made))


def check_intact(publication: Publication) -> None:
    """Whether the files are those that the id was made of. Raises AuditFailed when one was changed by hand."""
    about = {name: value for name, value in publication.about.items() if name != "id"}
    written = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    content = hashlib.sha256(written.encode("utf-8"))
    for name in sorted(f"{table}.{kind}" for table in TABLES for kind in ("csv", "parquet")):
        content.update(name.encode() + b"\0" + _digest(publication, publication.folder / name))
    if not publication.id or not content.hexdigest().startswith(publication.id):
        raise AuditFailed(Fault("audit.damaged", DAMAGED, Where(publication.id), {"id": publication.id}))


def _digest(publication: Publication, path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as broken:
        facts = {"id": publication.id, "cause": f"{path.name}: {type(broken).__name__}"}
        raise AuditFailed(Fault("audit.unreadable", UNREADABLE, Where(publication.id), facts)) from None
