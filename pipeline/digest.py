"""One export from bytes to cube: read, screen, keep, map, judge, choose people, count, check.

The same steps serve `refresh`, `check FILE` and a second reading from the archive. Nothing here
writes; what is written of it is the caller's business.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.canonical import fingerprint
from pipeline.compute.cube import Heads, count_rows
from pipeline.compute.messages import PEOPLE_DIFFER
from pipeline.compute.persons import disagreeing, persons
from pipeline.compute.wide import count_wide, differing_totals, underivable
from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest import messages as ingest_messages
from pipeline.ingest.keep import PSEUDONYM, Kept, keep
from pipeline.ingest.layout import Layout, choose, known_headings
from pipeline.ingest.mapping.rows import map_export
from pipeline.ingest.pseudonym import Rehasher
from pipeline.ingest.read import open_export, read_sheets
from pipeline.ingest.screen import screen
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Organisation, Source
from pipeline.snapshot import BadCell, Checked, Flags, Mapped, Numbers, Tally
from pipeline.validate import messages
from pipeline.validate.appointments import people
from pipeline.validate.contract import hold_to_contract
from pipeline.validate.rows import judge

COUNTING = 2  # raise when the way exports are counted changes, so that earlier digests are made anew


@dataclass(frozen=True)
class _Counted:
    """What an export comes to."""

    cube: pa.Table
    heads: int
    notices: tuple[Fault, ...] = ()
    people: pa.Table | None = None


@dataclass(frozen=True)
class Read:
    """A file read and screened: what is kept of it, and the source that describes it."""

    kept: Kept
    source: Source


def counting_rules(organisation: Organisation) -> str:
    """A fingerprint of all that the organisation says of reading and counting an export."""
    return fingerprint(
        COUNTING,
        organisation.sources,
        organisation.units,
        organisation.scales,
        organisation.attributes,
        organisation.reference_day,
        organisation.first_month,
    )


def digest_key(file_fingerprint: str, rules: str) -> str:
    """What a digest depends on: the bytes of the file, and the counting rules."""
    return fingerprint(file_fingerprint, rules)


def read_export(path: Path, organisation: Organisation, rehasher: Rehasher) -> Read:
    """Read one file and screen it for identifiers. Raises FileRefused; nothing of it is stored then."""
    sheets = read_sheets(open_export(path), path.name, known_headings(organisation), _encoding(path, organisation))
    faults: list[Fault] = []
    layout: Layout | None = None
    try:
        layout = choose(sheets, path.name, organisation)
    except FileRefused as misfit:
        faults += misfit.faults
    # Every sheet is looked at, also those that are not used: the file as a whole must hold no identifiers.
    for sheet in sheets:
        faults += screen(sheet, path.name, _declared(layout, sheet))
    if faults or layout is None:
        raise FileRefused(faults)
    return Read(keep(layout, path.name, rehasher), layout.source)


def _declared(layout: Layout | None, sheet: Sheet) -> frozenset[int]:
    if layout is None or layout.sheet is not sheet or PSEUDONYM not in layout.columns:
        return frozenset()
    return frozenset({layout.columns[PSEUDONYM]})


def digest(read: Read, organisation: Organisation, today: date) -> Checked:
    """Map, judge and count a kept export. Raises FileRefused when it cannot be taken in."""
    mapped = map_export(read.kept, read.source, organisation, today)
    judged = judge(mapped, organisation, read.kept.filename)
    counted = _counted(mapped, judged.accepted, organisation, read.kept.filename)
    hold_to_contract(counted.cube, organisation, mapped.month, read.kept.filename)
    _must_agree(counted, read.kept.filename)
    tally = Tally(
        read=len(mapped.rows) + len(mapped.ragged),
        accepted=int(judged.accepted.sum()),
        quarantined=judged.quarantined,
        totals=int(mapped.totals.sum()),
        people=counted.heads,
    )
    _must_balance(tally, read.kept.filename)
    return Checked(
        source=read.source.code,
        month=mapped.month,
        snapshot=mapped.snapshot,
        counted="person" if _counts_persons(mapped) else "appointment",
        cube=counted.cube,
        bad=judged.bad,
        tally=tally,
        notices=(*mapped.notices, *counted.notices),
        people=counted.people,
    )


def quarantine(bad: tuple[BadCell, ...]) -> pa.Table:
    """One row per row of the file and reason: record number, column heading, reason code. No values."""
    rows = np.concatenate([cells.rows for cells in bad]) if bad else np.zeros(0, dtype=np.int64)
    columns = [cells.column for cells in bad for _ in range(len(cells.rows))]
    reasons = [cells.reason.code for cells in bad for _ in range(len(cells.rows))]
    table = pa.table({"row": rows, "column": pa.array(columns, pa.string()), "reason": pa.array(reasons, pa.string())})
    return table.sort_by([("row", "ascending"), ("column", "ascending"), ("reason", "ascending")])


def _counted(mapped: Mapped, accepted: Flags, organisation: Organisation, filename: str) -> _Counted:
    if mapped.source.kind == "wide":
        _must_be_derivable(mapped.source, organisation, filename)
        cube = count_wide(mapped, accepted, organisation)
        different = differing_totals(mapped, accepted)
        facts = {"count": different}
        notice = Fault("stated_total", ingest_messages.STATED_TOTAL, Where(file=filename), facts)
        return _Counted(cube, _everyone(cube), (notice,) if different else ())
    heads, stands = _heads(mapped, accepted)
    attributes = [attribute.code for attribute in organisation.attributes]
    cube = count_rows(mapped, stands, heads, attributes)
    people = persons(mapped, stands, attributes) if mapped.source.kind == "people" else None
    return _Counted(cube, int(np.maximum(heads.heads[stands], 0).sum()), people=people)


def _must_agree(counted: _Counted, filename: str) -> None:
    """Protection works on the people, the figures on the cube: they may not tell of different crowds."""
    differ = [] if counted.people is None else disagreeing(counted.people, counted.cube)
    if differ:
        raise FileRefused(
            Fault("people_differ", PEOPLE_DIFFER, Where(file=filename), {"attributes": ", ".join(differ)})
        )


def _must_be_derivable(source: Source, organisation: Organisation, filename: str) -> None:
    lacking = underivable(source, organisation.attributes)
    if lacking:
        raise FileRefused(
            [
                Fault(
                    "underivable",
                    ingest_messages.UNDERIVABLE,
                    Where(file=filename),
                    {"attribute": attribute, "categories": ", ".join(categories), "source": source.code},
                )
                for attribute, categories in lacking.items()
            ]
        )


def _heads(mapped: Mapped, accepted: Flags) -> tuple[Heads, Flags]:
    fte = mapped.coded["fte"].numbers() if "fte" in mapped.coded else None
    if mapped.source.kind == "counts":
        return Heads(mapped.coded["count"].numbers(), fte), accepted
    chosen = people(mapped, accepted, fte if fte is not None else np.zeros(len(mapped.rows), dtype=np.int64))
    one: Numbers = np.ones(len(mapped.rows), dtype=np.int64)
    return Heads(one, None if fte is None else chosen.fte), chosen.stands


def _everyone(cube: pa.Table) -> int:
    """Heads in the cube, counted once: over the first attribute it has (`everyone` where it is there)."""
    attributes = cube.column("attribute").to_pylist()
    first = "everyone" if "everyone" in attributes else (attributes[0] if attributes else "")
    heads = cube.column("headcount").to_pylist()
    return sum(count or 0 for count, attribute in zip(heads, attributes, strict=True) if attribute == first)


def _counts_persons(mapped: Mapped) -> bool:
    """Aggregate exports are taken at their word; rows per person only count persons by a pseudonym."""
    return mapped.source.kind != "people" or mapped.pseudonym is not None


def _must_balance(tally: Tally, filename: str) -> None:
    if not tally.balanced():
        facts = {
            "read": tally.read,
            "accepted": tally.accepted,
            "quarantined": tally.quarantined,
            "totals": tally.totals,
        }
        raise FileRefused(Fault("not_balanced", messages.NOT_BALANCED, Where(file=filename), facts))


def _encoding(path: Path, organisation: Organisation) -> str | None:
    """The encoding that the sources for this file name declare, when they agree on one."""
    declared = {source.encoding for source in organisation.sources if any(path.match(each) for each in source.files)}
    return declared.pop() if len(declared) == 1 else None
