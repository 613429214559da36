"""The audit as a job: of a publication that is about to be made live, and of publications on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipeline.audit.audit import audit
from pipeline.audit.case import Case, policy_of
from pipeline.audit.knowledge import Restricted
from pipeline.audit.messages import NO_SUCH
from pipeline.audit.report import AuditReport
from pipeline.audit.requirements import Requirement, requirements
from pipeline.audit.source import Published
from pipeline.audit.witnesses import Witness
from pipeline.errors import AuditFailed, StorageFailed
from pipeline.faults import Fault, Where
from pipeline.organisation.model import Organisation
from pipeline.presence import Presence
from pipeline.published import NoPublication, Publication, current
from pipeline.storage import messages as storage_messages
from pipeline.storage.store import Store, read_json

Origins = Mapping[str, Sequence[tuple[str, Presence]]]


@dataclass(frozen=True)
class Zone:
    """What the restricted zone knows of the snapshots of a publication.

    `presences`: per attribute, in order of delivery, each with the origin of its step (Published.origin; empty fits
    any). `true_rows`: the true representation rows of those snapshots. `witnesses`: per attribute.
    """

    organisation: Organisation
    presences: Origins
    true_rows: Sequence[pa.Table]
    witnesses: Mapping[str, Sequence[Witness]] = field(default_factory=dict[str, Sequence[Witness]])


def audit_before_publishing(new: Published, earlier: Sequence[Published], zone: Zone) -> AuditReport:
    """The audit a refresh rests on: the new publication joined with all earlier ones, oldest first, by every attacker.

    Raises AuditFailed, with every row and the reason, when anything can be worked out that must not be known.
    """
    policy = zone.organisation.policy
    duties: list[Requirement] = []
    for table in zone.true_rows:
        origins = {snapshot: new.origin(snapshot) for snapshot in table["snapshot"].unique().to_pylist()}
        duties.extend(requirements(table, policy, zone.organisation, origins))
    case = Case(Restricted.of(zone.organisation, zone.presences), duties, zone.witnesses, policy)
    return audit([*earlier, new], case).check()


def audit_files(processed: Path, named: Sequence[str] = (), *, every: bool = False) -> AuditReport:
    """The audit of publications on disk from their files alone: the live one, those named, or `every` one joined.

    Raises StorageFailed when nothing has been published, AuditFailed when files were changed. See AuditReport.check.
    """
    chosen = [Published.of(each) for each in _chosen(processed, named, every=every)]
    return audit(chosen, Case(policy=policy_of(chosen[-1])))


def _chosen(processed: Path, named: Sequence[str], *, every: bool) -> list[Publication]:
    """Oldest first; the live one last."""
    try:
        live = current(processed)
    except NoPublication as absent:
        facts = {"what": "the publication", "cause": str(absent)}
        there = Store(processed).pointer.exists()
        message = storage_messages.CANNOT_READ if there else storage_messages.NOTHING_PUBLISHED
        raise StorageFailed(Fault("no_publication", message, Where(file=str(processed)), facts)) from None
    folders = [path for path in live.folder.parent.iterdir() if (path / "about.json").is_file()]
    found = sorted(
        folders, key=lambda path: (path.name == live.id, (path / "about.json").stat().st_mtime_ns, path.name)
    )
    missing = sorted(set(named) - {path.name for path in found})
    if missing:
        facts = {"named": ", ".join(missing)}
        raise AuditFailed(Fault("audit.no_such_publication", NO_SUCH, Where(file=str(live.folder.parent)), facts))
    wanted = {path.name for path in found} if every else set(named) or {live.id}
    return [
        Publication(path.name, path, read_json(path / "about.json", "about.json"))
        for path in found
        if path.name in wanted
    ]
