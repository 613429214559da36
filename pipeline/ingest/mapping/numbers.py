"""Numbers as exports write them: `1.234,56`, `3,644`, `15.00-`, `0,8`. Pure; no column is guessed cell by cell."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Literal

Mark = Literal[",", "."]

_SHAPE = re.compile(r"[+-]?\d[\d.,\u00a0\u202f' ]*-?")
_BLANKS = str.maketrans("", "", "\u00a0\u202f' ")


def decimal_mark(texts: Iterable[str], otherwise: Mark) -> Mark:
    """The decimal mark of a whole column, from those of its texts that leave no doubt.

    `1.234,56` and `0,8` prove a comma, `12.5` a point; `3,644` proves nothing. When texts contradict
    each other or prove nothing, `otherwise`.
    """
    proven: set[Mark] = set()
    for text in texts:
        mark = _proof(text.strip().translate(_BLANKS).strip("+-"))
        if mark:
            proven.add(mark)
    return proven.pop() if len(proven) == 1 else otherwise


def _proof(text: str) -> Mark | None:
    comma, point = text.rfind(","), text.rfind(".")
    if comma < 0 and point < 0:
        return None
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    mark: Mark = "," if comma >= 0 else "."
    if text.count(mark) > 1:
        return "." if mark == "," else ","  # 1.234.567 groups thousands, so the other one is the decimal
    whole, _, rest = text.partition(mark)
    # Three digits after the mark may be thousands, unless nothing or a zero stands before it.
    return None if len(rest) == 3 and whole not in ("", "0") else mark


def number(text: str, mark: Mark) -> Decimal | None:
    """The number a cell holds, or None when it holds none. Thousands marks and a trailing minus are read."""
    bare = text.strip()
    if not _SHAPE.fullmatch(bare):
        return None
    negative = bare.endswith("-") or bare.startswith("-")
    digits = bare.strip("+-").translate(_BLANKS)
    group = "." if mark == "," else ","
    whole, _, fraction = digits.partition(mark)
    if group in fraction or mark in fraction or not _grouped(whole, group):
        return None
    try:
        value = Decimal(f"{whole.replace(group, '') or '0'}.{fraction or '0'}")
    except InvalidOperation:
        return None
    return -value if negative else value


def _grouped(whole: str, group: str) -> bool:
    if group not in whole:
        return True
    first, *rest = whole.split(group)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)
