"""The only way to read a publication. The dashboard's single door."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.published.tables import schema

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")  # the name of a folder, and of nothing above or below it


class NoPublication(Exception):
    """There is no readable publication in this folder; the text says why, without data."""


@dataclass(frozen=True)
class Publication:
    """One publication on disk. `about` is its about.json: names, words, targets, warnings."""

    id: str
    folder: Path
    about: dict[str, Any]

    def table(self, name: str) -> pa.Table:
        """One of TABLES, in its published order. Raises NoPublication when it cannot be read."""
        try:
            read = pq.read_table(self.folder / f"{name}.parquet")
        except (OSError, pa.ArrowException) as broken:
            raise NoPublication(
                f"{name}.parquet of publication {self.id} cannot be read: {type(broken).__name__}"
            ) from broken
        if read.schema.names != schema(name).names:
            raise NoPublication(f"{name}.parquet of publication {self.id} has other columns than this version expects")
        return read


def closed(processed: Path, audience: str) -> Publication | None:
    """What a closed audience may see, made together with the live publication.

    None when it gets nothing (new), or when this process may not read it: then what everybody sees stands.
    """
    pointer = processed / "published" / "current.json"
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))
        publication_id = str(named["closed"][audience])
        folder = processed / "closed" / audience / publication_id
        about = _about(folder / "about.json")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Publication(id=publication_id, folder=folder, about=about)


def current(processed: Path) -> Publication:
    """The live publication under `processed`. Raises NoPublication when there is none."""
    pointer = processed / "published" / "current.json"
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))
        folder = pointer.parent / str(named["path"])
        about = _about(folder / "about.json")
    except FileNotFoundError as absent:
        raise NoPublication(f"nothing has been published yet: {absent.filename} is not there") from None
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise NoPublication(f"current.json or about.json cannot be read: {type(broken).__name__}") from broken
    return Publication(id=str(named["id"]), folder=folder, about=about)


def earlier(processed: Path, publication_id: str, audiences: Iterable[str] = ()) -> tuple[Publication, str] | None:
    """A publication by its id, live or not, and the closed audience it was made for ("" when it is everybody's).

    None when there is none with that id for these readers.
    """
    if not _ID.fullmatch(publication_id):
        return None
    places = [("", processed / "published"), *((each, processed / "closed" / each) for each in audiences)]
    for audience, place in places:
        try:
            return Publication(
                publication_id, place / publication_id, _about(place / publication_id / "about.json")
            ), audience
        except (OSError, ValueError):
            continue
    return None


def _about(path: Path) -> dict[str, Any]:
    """A file that nobody writes twice is read once; one that was written over is read again. Not to be changed."""
    told = path.stat()
    return _parsed(path, (told.st_mtime_ns, told.st_size))


@lru_cache(maxsize=16)
def _parsed(path: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
