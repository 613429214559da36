"""Takes the exports of the invented university away again, and nothing that anybody else put there."""

from pathlib import Path

from pipeline.demo.write import demo_exports
from pipeline.organisation.model import Organisation
from pipeline.storage.store import storage


def remove_demo(raw: Path, organisation: Organisation) -> tuple[Path, ...]:
    """Remove the files that are byte for byte the demonstration's own; gives them. Raises StorageFailed."""
    removed: list[Path] = []
    with storage("the exports of the demonstration"):
        for export in demo_exports(organisation):
            path = raw / export.name
            if path.is_file() and path.read_bytes() == export.content:
                path.unlink()
                removed.append(path)
    return tuple(removed)
