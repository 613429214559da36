"""Takes the exports of the invented university away again, and nothing that anybody else put there."""

from pathlib import Path

from pipeline.demo.careers import staff_by_month
from pipeline.demo.exports import export_names, month_exports
from pipeline.demo.write import FIRST, MONTHS, SEED
from pipeline.organisation.model import Organisation
from pipeline.storage.store import storage


def remove_demo(raw: Path, organisation: Organisation) -> tuple[Path, ...]:
    """Remove the files that are byte for byte the demonstration's own; gives them. Raises StorageFailed."""
    removed: list[Path] = []
    with storage("the exports of the demonstration"):
        every = [FIRST.plus(number) for number in range(MONTHS)]
        there = [month for month in every if any((raw / name).is_file() for name in export_names(month))]
        # To tell whether a file is its own its month is made anew, and with it the months before; not those after.
        made = staff_by_month(organisation, FIRST, every.index(there[-1]) + 1, SEED) if there else ()
        for month, staff in made:
            for export in month_exports(organisation, month, staff, SEED) if month in there else ():
                path = raw / export.name
                if path.is_file() and path.read_bytes() == export.content:
                    path.unlink()
                    removed.append(path)
    return tuple(removed)
