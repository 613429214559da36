"""Build a publication beside its place, then make it the live one in a single step."""

import hashlib
import json
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from pipeline import published
from pipeline.organisation.model import words
from pipeline.publish.package import descriptor
from pipeline.published import Publication
from pipeline.storage.store import ASIDE, Store, folder_aside, json_bytes, move_in, storage, write_whole

_ID_LENGTH = 16  # hex digits of the content's SHA-256


@dataclass(frozen=True)
class Built:
    """A publication as bytes: file name -> content, and the id that follows from them."""

    id: str
    files: Mapping[str, bytes]


def build(
    tables: Mapping[str, pa.Table], about: Mapping[str, Any], written: Mapping[str, bytes] | None = None
) -> Built:
    """All files of a publication. The id is a hash of their content: equal content, equal id.

    `written` holds, for tables whose rows were made into text before, that text (see csv_rows).
    """
    rows = written or {}
    files: dict[str, bytes] = {}
    for name in published.TABLES:
        table = tables[name].cast(published.schema(name))
        files[f"{name}.parquet"] = _parquet(table)
        files[f"{name}.csv"] = _heading(table) + (rows[name] if name in rows else csv_rows(table))
    sizes = {name: (len(each), hashlib.sha256(each).hexdigest()) for name, each in files.items()}
    content = hashlib.sha256(json_bytes(about))
    for name in sorted(files):
        content.update(name.encode() + b"\0" + bytes.fromhex(sizes[name][1]))
    publication_id = content.hexdigest()[:_ID_LENGTH]
    files["about.json"] = json_bytes({**about, "id": publication_id})
    files["datapackage.json"] = json_bytes(descriptor(publication_id, _name(about["organisation"]), sizes))
    return Built(publication_id, files)


def put(store: Store, built: Built, audience: str = "") -> Path:
    """Put the folder in its place. One that is there already, whole and unchanged, is left alone.

    What is for a closed audience lies apart, readable by its owner only.
    """
    final = _place(store, built, audience)
    if not is_there(store, built, audience):
        aside = folder_aside(final)
        for name, content in built.files.items():
            write_whole(aside / name, content, f"publication {built.id}", mode=0o600 if audience else 0o644)
        with storage(f"publication {built.id}"):
            aside.chmod(0o700 if audience else 0o755)
        move_in(aside, final)
    return final


@contextmanager
def aside(store: Store, built: Mapping[str, Built]) -> Generator[dict[str, Publication]]:
    """The publications as they will be, in the restricted zone, for as long as somebody looks at them."""
    place = store.restricted / ASIDE
    with storage("publications to be looked at"):
        shutil.rmtree(place, ignore_errors=True)
    found: dict[str, Publication] = {}
    for number, (audience, each) in enumerate(built.items()):
        folder = place / str(number)
        for name, content in each.files.items():
            write_whole(folder / name, content, f"publication {each.id}")
        found[audience] = Publication(each.id, folder, json.loads(each.files["about.json"]))
    try:
        yield found
    finally:
        with storage("publications to be looked at"):
            shutil.rmtree(place, ignore_errors=True)


def make_live(store: Store, ids: Mapping[str, str], ledger_id: str, withheld: Mapping[str, str] | None = None) -> None:
    """The one moment at which anything changes for a reader. `ids`: per audience its publication, "" is everybody's.

    `withheld`: publications of audiences that did not pass the audit; they are named and are nowhere.
    """
    closed = {audience: each for audience, each in ids.items() if audience}
    named = {"id": ids[""], "path": ids[""], "ledger": ledger_id, "closed": closed, "withheld": dict(withheld or {})}
    write_whole(store.pointer, json_bytes(named), "current.json", mode=0o644)


def is_there(store: Store, built: Built, audience: str = "") -> bool:
    """Whether the folder of this publication is there, every file of it as it was built."""
    final = _place(store, built, audience)
    try:
        return all((final / name).read_bytes() == content for name, content in built.files.items())
    except OSError:
        return False


def _place(store: Store, built: Built, audience: str) -> Path:
    return (store.closed / audience if audience else store.published) / built.id


def _name(organisation: Mapping[str, Any]) -> str:
    """In the organisation's first language: the order in which the names stand says nothing."""
    return words(organisation["name"], organisation["languages"][0])


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    # Shares and margins hardly repeat: a dictionary of them would cost time and gain nothing.
    texts: Any = [field.name for field in table.schema if pa.types.is_string(field.type)]
    pq.write_table(table, sink, compression="zstd", compression_level=1, use_dictionary=texts)
    return sink.getvalue().to_pybytes()


def csv_rows(table: pa.Table) -> bytes:
    """The rows of a table as CSV, without the heading: texts of parts can be put one after the other."""
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return sink.getvalue().to_pybytes()


def _heading(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    csv.write_csv(table.slice(0, 0), sink, csv.WriteOptions(include_header=True, quoting_style="needed"))
    return sink.getvalue().to_pybytes()
