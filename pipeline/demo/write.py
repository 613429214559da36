"""Puts the exports of the invented university in the folder where a refresh looks for them."""

from pathlib import Path

from pipeline.demo.careers import staff_by_month
from pipeline.demo.exports import Export, month_exports
from pipeline.demo.messages import FILE_IN_THE_WAY, NOT_WRITTEN
from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.month import Month
from pipeline.organisation.model import Organisation

FIRST = Month(2023, 10)
MONTHS = 36
SEED = 20231008


def write_demo(
    raw: Path, organisation: Organisation, first: Month = FIRST, months: int = MONTHS, seed: int = SEED
) -> tuple[Path, ...]:
    """Writes one export per month, and one more for the month that is delivered again; gives the paths in order.

    The same arguments give the same bytes. A file that already holds them is left as it is, so writing
    again changes nothing. Raises StorageFailed, before writing anything, when a file of the same name
    holds something else, and when the disk refuses.
    """
    exports = demo_exports(organisation, first, months, seed)
    _refuse_to_overwrite(raw, exports)
    for export in exports:
        _write_once(raw / export.name, export.content)
    return tuple(raw / export.name for export in exports)


def demo_exports(
    organisation: Organisation, first: Month = FIRST, months: int = MONTHS, seed: int = SEED
) -> tuple[Export, ...]:
    """The files of the demonstration in the order of delivery, as values; touches no disk."""
    return tuple(
        export
        for month, staff in staff_by_month(organisation, first, months, seed)
        for export in month_exports(organisation, month, staff, seed)
    )


def _refuse_to_overwrite(raw: Path, exports: tuple[Export, ...]) -> None:
    in_the_way = [
        each for each in exports if (raw / each.name).exists() and (raw / each.name).read_bytes() != each.content
    ]
    if in_the_way:
        faults = [Fault("demo.file-in-the-way", FILE_IN_THE_WAY, Where(file=each.name)) for each in in_the_way]
        raise StorageFailed(faults)


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        return
    # Built beside and renamed: a run that is interrupted leaves no half export under a real name.
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        fault = Fault("demo.not-written", NOT_WRITTEN, Where(file=path.name), {"reason": error.strerror or "?"})
        raise StorageFailed(fault) from error
