"""Frozen values to plain JSON and back. Keys that are not known are left out; a wrong type is a ValueError."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")

_EXACT = frozenset({(kind, kind) for kind in (str, int, bool)})


def to_plain(value: object) -> object:
    """What JSON can hold: dataclasses become objects, dates text, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_plain(each) for name, each in cast("Mapping[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [to_plain(each) for each in cast("list[object]", value)]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[Value], plain: object) -> Value:
    """The value that `to_plain` made this of. Raises ValueError for anything else; the text holds no data."""
    if not isinstance(plain, dict):
        raise ValueError(f"{kind.__name__}: not an object")
    named = cast("dict[str, object]", plain)
    hints = get_type_hints(kind)
    known = {name: _value(hint, named[name]) for name, hint in hints.items() if name in named}
    try:
        return kind(**known)
    except TypeError:
        raise ValueError(f"{kind.__name__}: something is missing") from None


def _value(hint: object, plain: object) -> object:
    inside = get_args(hint)
    if is_dataclass(hint):
        return from_plain(cast("type[object]", hint), plain)
    if isinstance(hint, UnionType):
        # Only `something | None` is used.
        return None if plain is None else _value(inside[0], plain)
    if get_origin(hint) in (tuple, Mapping):
        return _several(hint, plain)
    if get_origin(hint) is Literal:
        return _required(plain in inside, plain)
    if hint is date:
        return date.fromisoformat(cast("str", _required(isinstance(plain, str), plain)))
    if hint is float:
        return float(cast("float", _required(type(plain) in (int, float), plain)))
    # By type and not isinstance: true is no number here.
    return _required((type(plain), hint) in _EXACT, plain)


def _several(hint: object, plain: object) -> object:
    inside = get_args(hint)
    if get_origin(hint) is tuple:
        listed = cast("list[object]", _required(isinstance(plain, list), plain))
        return tuple(_value(inside[0], each) for each in listed)
    named = cast("dict[str, object]", _required(isinstance(plain, dict), plain))
    return {name: _value(inside[1], each) for name, each in named.items()}


def _required(fits: bool, plain: object) -> object:
    if not fits:
        raise ValueError(f"not expected here: {type(plain).__name__}")
    return plain
