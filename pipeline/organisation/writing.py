"""How codes may be written, and how a value of a file is quoted in a message."""

FORBIDDEN = "|;*"  # these mean something in lists of codes


def is_code(value: str, forbidden: str = FORBIDDEN) -> bool:
    """Whether the text may be a code."""
    return bool(value) and value == value.strip() and value.isprintable() and not set(value) & set(forbidden)


def shown(value: object) -> str:
    """A TOML value in a message, short and as it is written in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{...}"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
