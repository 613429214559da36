"""Somebody else's text on one line, without what would change how the rest is read, and no longer than its place."""

import unicodedata

_ELLIPSIS = "…"
# Marks that turn the direction of what follows: in a name they would turn the sentence around it.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and no control or turning characters."""
    spaced = " ".join(text.split())
    return "".join(
        each for each in spaced if each not in _TURNING and unicodedata.category(each) not in ("Cc", "Cs", "Co", "Cn")
    )


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word where there is one, with an ellipsis; at most `longest` characters."""
    # Only the beginning is looked at: a note of 100,000 characters need not be gone through.
    plain = one_line(text[: longest * 4])
    if len(plain) <= longest:
        return plain
    cut = plain[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut).rstrip() + _ELLIPSIS
