"""What a download is called: who and what it is about and of when, in letters that every system takes."""

import re
import unicodedata
from datetime import date

_LONGEST = 40  # characters of one part: a path of many of them must still be openable


def file_name(parts: tuple[str, ...], day: date | None, ending: str) -> str:
    """`streefcijfer_FGW_outside-europe-11-14_2024-11-30.xlsx`; `parts` are codes, never figures.

    Codes come from files and addresses: what is not a letter or digit of ASCII becomes a hyphen, and a part of which
    nothing is left is left out.
    """
    cleaned = [part for part in (_clean(each) for each in parts) if part]
    dated = [day.isoformat()] if day else []
    return "_".join(("streefcijfer", *cleaned, *dated)) + f".{_clean(ending)}"


def _clean(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
