"""Try one export without keeping anything of it: what would be accepted, set aside, refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from pipeline.digest import digest, read_export
from pipeline.faults import Fault, Language
from pipeline.ingest.pseudonym import Rehasher
from pipeline.ingest.receive import fingerprint_of
from pipeline.organisation.model import EVERYONE, Organisation, Text, words
from pipeline.report.words import amount, said
from pipeline.validate.facts import Facts, facts_of
from pipeline.validate.rows import row_faults


@dataclass(frozen=True)
class Tried:
    """An export that could be taken in."""

    facts: Facts
    bad: tuple[Fault, ...]  # one per column and reason
    organisation: Text
    fte: float | None  # of everyone; None when the export gives none

    def text(self, language: Language) -> str:
        """What would happen to it."""
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        facts, tally = self.facts, self.facts.tally
        yield words(self.organisation, language)
        heads = said("people" if facts.counted == "person" else "appointments", language)
        yield f"{facts.file}: {said('source', language)} {facts.source}, {facts.snapshot}, {tally.people} {heads}"
        yield said(
            "balance",
            language,
            read=tally.read,
            accepted=tally.accepted,
            quarantined=tally.quarantined,
            totals=tally.totals,
        )
        if self.fte is not None:
            yield said("fte_total", language, fte=amount(self.fte, language, fte=True))
        for fault in (*self.bad, *facts.notices):
            yield f"  {fault.text(language)}"


def check_export(file: Path, organisation: Organisation, rehasher: Rehasher, today: date) -> Tried:
    """Everything up to the cube. Raises FileRefused as a refresh would."""
    checked = digest(read_export(file, organisation, rehasher), organisation, today)
    facts = facts_of(checked, file.name, fingerprint_of(file))
    fte = checked.cube.filter(pc.field("attribute") == EVERYONE).column("fte")
    whole = sum(fte.to_pylist()) if len(fte) and not fte.null_count else None
    return Tried(facts, tuple(row_faults(checked.bad, file.name)), organisation.name, whole)
