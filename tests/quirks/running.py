"""Run the real refresh over some files, and read back everything it left: report, cubes, publication.

Nothing here counts: what is right comes from `plain.py` and from the tests, which never import a reader.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipeline.compute.representation import represent
from pipeline.organisation.reader import read_organisation
from pipeline.published import current
from pipeline.refresh import Folders, refresh
from pipeline.report.report import Report
from pipeline.validate.facts import Facts

TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Run:
    """One refresh of an organisation's folder over some exports."""

    folders: Folders
    report: Report
    seconds: float

    def again(self) -> Report:
        return refresh(self.folders, TODAY, _silent)

    def facts(self, file: str) -> Facts:
        return next(facts for facts in self.report.taken if facts.file == file)

    def cube(self, file: str) -> list[dict]:
        """The cells of one file, as kept in the restricted zone."""
        return pq.read_table(self._digest(file)[0] / "cube.parquet").to_pylist()

    def true_rows(self, file: str) -> list[dict]:
        """The figures of one file before the door hides any: never published."""
        folder, facts = self._digest(file)
        organisation = read_organisation(self.folders.organisation)
        cube = pq.read_table(folder / "cube.parquet")
        snapshot = date.fromisoformat(facts["snapshot"])
        with duckdb.connect() as connection:
            return represent(cube, organisation, snapshot, facts["counted"], connection).to_pylist()

    def table(self, name: str) -> list[dict]:
        """One published table."""
        return current(self.folders.processed).table(name).to_pylist()

    def headings_kept(self) -> set[str]:
        """Every heading of which values are on disk."""
        received = (self.folders.processed / "restricted" / "received").iterdir()
        kept = [json.loads(pq.read_schema(path).metadata[b"kept"]) for path in received]
        return {heading for each in kept for heading in each["headings"]}

    def _digest(self, file: str) -> tuple[Path, dict]:
        for folder in (self.folders.processed / "restricted" / "digests").iterdir():
            facts = json.loads((folder / "facts.json").read_text("utf-8"))
            if facts["file"] == file:
                return folder, facts
        raise LookupError(file)


def run(organisation: Path, exports: Iterable[Path], folder: Path) -> Run:
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for export in exports:
        (raw / export.name).symlink_to(export)
    folders = Folders(organisation, raw, folder / "processed")
    started = time.perf_counter()
    report = refresh(folders, TODAY, _silent)
    return Run(folders, report, time.perf_counter() - started)


def _silent(step: str, done: int, total: int) -> None:
    del step, done, total
