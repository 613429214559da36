"""Numbers as exports write them: `1.234,56`, `3,644`, `15.00-`, `0,8`. Pure; no column is guessed cell by cell."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

Mark = Literal[",", "."]

_BLANKS = "\u00a0\u202f' "
# ASCII digits only: what another script writes as a digit is no number an export of ours holds.
_SHAPE = re.compile(rf"[+-]?[.,]?[0-9][0-9.,{_BLANKS}]*|[.,]?[0-9][0-9.,{_BLANKS}]*-")
# Nothing, digits, or groups of three behind one kind of thousands mark; `_` stands for the mark that is not decimal.
_WHOLE = re.compile(rf"[0-9]*|[0-9]{{1,3}}([_{_BLANKS}])[0-9]{{3}}(?:\1[0-9]{{3}})*")
_DIGITS = re.compile(r"[^0-9]")


def decimal_mark(texts: Iterable[str], otherwise: Mark) -> Mark:
    """The decimal mark of a whole column, from those of its texts that leave no doubt.

    `1.234,56` and `0,8` prove a comma, `12.5` a point; `3,644` proves nothing. When texts contradict
    each other or prove nothing, `otherwise`.
    """
    proven: set[Mark] = set()
    for text in texts:
        bare = text.strip()
        # `n.v.t.` has points and proves nothing.
        mark = _proof(_unspaced(bare.strip("+-"))) if _SHAPE.fullmatch(bare) else None
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
    # Three digits after the mark may be thousands, unless nothing, a zero or more than three digits stand before it.
    return None if len(rest) == 3 and whole not in ("", "0") and len(whole) <= 3 else mark


def number(text: str, mark: Mark) -> Decimal | None:
    """The number a cell holds, or None when it holds none. Thousands marks and a trailing minus are read."""
    bare = text.strip()
    if not _SHAPE.fullmatch(bare):
        return None
    negative = bare.endswith("-") or bare.startswith("-")
    whole, _, fraction = bare.strip("+-").rstrip(_BLANKS).partition(mark)
    if (fraction and not fraction.isdigit()) or not _WHOLE.fullmatch(whole.replace("." if mark == "," else ",", "_")):
        return None
    value = Decimal(f"{_DIGITS.sub('', whole) or '0'}.{fraction or '0'}")
    return -value if negative else value


def _unspaced(text: str) -> str:
    return "".join(text.split()).replace("'", "")
