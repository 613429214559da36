"""One fingerprint for equal values: frozen dataclasses, mappings and sets in one canonical text."""

import hashlib
import json
import re
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import cast

from pipeline.month import Month


def fingerprint(*values: object) -> str:
    """SHA-256 (hex) over the canonical form of the values; independent of set and mapping order."""
    text = json.dumps([_plain(value) for value in values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Month | date | Path):
        return str(value)
    if isinstance(value, re.Pattern):
        return [cast("re.Pattern[str]", value).pattern, value.flags]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in cast("Mapping[object, object]", value).items()}
    if isinstance(value, Set):
        return sorted(str(each) for each in cast("Set[object]", value))
    if isinstance(value, tuple | list):
        return [_plain(each) for each in cast("list[object]", value)]
    return value
