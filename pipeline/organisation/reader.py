"""Reads an organisation's folder (docs/organisation.md) into values, or names every fault in it at once."""

from datetime import date
from pathlib import Path

from pipeline.errors import OrganisationFault
from pipeline.faults import Fault, Where
from pipeline.organisation import messages as say
from pipeline.organisation.breaks import read_breaks
from pipeline.organisation.findings import Findings, Names, nearest
from pipeline.organisation.folder import Reading, fingerprint, load_folder
from pipeline.organisation.groups import Groups, read_groups
from pipeline.organisation.header import Header, read_header
from pipeline.organisation.model import ALL_BANDS, Band, Organisation, Unit
from pipeline.organisation.policy_file import read_policy
from pipeline.organisation.pools import pooled_bands, with_pools
from pipeline.organisation.scales_bands import read_bands, read_scales
from pipeline.organisation.sources import read_sources
from pipeline.organisation.targets import Scope, read_targets
from pipeline.organisation.units import read_units
from pipeline.organisation.vocabulary import Vocabulary

HOME = "organisations"


def read_organisation(folder: Path, today: date | None = None) -> Organisation:
    """The organisation whose files stand in the folder. `today` is what decisions may not lie after.

    Raises OrganisationFault with every fault of every file. A file that is missing or unreadable is one
    fault; what others say about its contents is then not checked, so one mistake is not told twice.
    """
    findings = Findings()
    files = load_folder(folder, findings)
    header = read_header(Reading(files, findings))
    organisation = _read(folder, header, Reading(files, findings, header.languages, today))
    if findings.found:
        raise OrganisationFault(findings.found)
    return organisation


def find_organisation(name_or_dir: str, home: Path) -> Path:
    """The folder of an organisation: a name under `organisations/` in home, else a directory.

    Raises OrganisationFault naming the nearest existing name.
    """
    shelf = home / HOME
    named = Path(name_or_dir)
    is_name = bool(name_or_dir.strip()) and named.name == name_or_dir and name_or_dir not in {".", ".."}
    if is_name and (shelf / name_or_dir).is_dir():
        return shelf / name_or_dir
    if name_or_dir.strip() and named.is_dir():
        return named
    raise OrganisationFault(_not_found(name_or_dir, shelf, named))


def _not_found(word: str, shelf: Path, named: Path) -> Fault:
    existing = sorted(path.name for path in shelf.iterdir() if path.is_dir()) if shelf.is_dir() else []
    if named.is_file():
        return Fault(say.NOT_A_FOLDER.code, say.NOT_A_FOLDER, Where(file=word))
    near = nearest(word, existing)
    if near is not None:
        return Fault(
            say.UNKNOWN_ORGANISATION.near.code, say.UNKNOWN_ORGANISATION.near, facts={"word": word, "near": near}
        )
    return Fault(say.NO_ORGANISATION.code, say.NO_ORGANISATION, facts={"word": word})


def _read(folder: Path, header: Header, reading: Reading) -> Organisation:
    units = read_units(reading)
    scales = read_scales(reading)
    vocabulary = Vocabulary(units, scales, None)
    bands = read_bands(reading, vocabulary.codes("scale"))
    groups = read_groups(reading)
    vocabulary = Vocabulary(units, scales, groups.attributes if groups else None)
    scope = _scope(units, bands, groups)
    targets = read_targets(reading, scope)
    known = groups.groups if groups else ()
    pools = pooled_bands(bands or (), known, targets, scales or ())
    return Organisation(
        code=header.code,
        folder=folder,
        name=header.name,
        languages=header.languages,
        first_month=header.first_month,
        reference_day=header.reference_day,
        units=units or (),
        scales=scales or (),
        bands=(*(bands or ()), *pools),
        attributes=groups.attributes if groups else (),
        groups=known,
        targets=targets,
        breaks=with_pools(read_breaks(reading, scope), pools),
        sources=read_sources(reading, vocabulary),
        thresholds=header.thresholds,
        fingerprint=fingerprint(reading.files),
        closed_through=header.closed_through,
        policy=read_policy(reading, scope, units or ()),
    )


def _scope(units: tuple[Unit, ...] | None, bands: tuple[Band, ...] | None, groups: Groups | None) -> Scope:
    return Scope(
        units=Vocabulary(units, None, None).codes("unit"),
        kinds=Names(say.UNKNOWN_KIND, None if units is None else tuple(dict.fromkeys(unit.kind for unit in units))),
        bands=Names(say.UNKNOWN_BAND, None if bands is None else (ALL_BANDS, *(band.code for band in bands))),
        groups=Names(say.UNKNOWN_GROUP, None if groups is None else tuple(each.code for each in groups.groups)),
    )
