"""Texts that are not ours, where Streamlit reads Markdown and can be given nothing else."""

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>$:~!#|&])")
_LISTED = re.compile(r"^(\s*)(\d+[.)]|[-+])")


def unmarked(text: str) -> str:
    """The text on one line, so written that Markdown shows it as it is: no link, no picture, no list."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LISTED.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)
