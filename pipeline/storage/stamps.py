"""What the file system said of the raw files last time, to spare reading them again. Nothing depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.storage.store import Store, json_bytes, read_json, write_whole

_WHAT = "the list of file stamps"


@dataclass(frozen=True)
class Stamp:
    """Size and time of change; as long as both are the same, the content is taken to be too.

    The time is that of the inode: copying with `cp -p` or unpacking an archive can set the other one back.
    """

    size: int
    changed: int  # nanoseconds


def read_stamps(store: Store) -> dict[str, tuple[Stamp, str]]:
    """Per file name its stamp and the fingerprint it had; empty when there are none, or none that can be read."""
    path = _stamps_path(store)
    if not path.exists():
        return {}
    try:
        named = read_json(path, _WHAT)
        return {name: (Stamp(size, changed), content) for name, (size, changed, content) in named.items()}
    except (StorageFailed, TypeError, ValueError):  # then every file is read again, which is all it costs
        return {}


def write_stamps(store: Store, stamps: Mapping[str, tuple[Stamp, str]]) -> None:
    """Remember them."""
    plain = {name: [stamp.size, stamp.changed, content] for name, (stamp, content) in stamps.items()}
    write_whole(_stamps_path(store), json_bytes(plain), _WHAT)


def _stamps_path(store: Store) -> Path:
    return store.restricted / "stamps.json"
