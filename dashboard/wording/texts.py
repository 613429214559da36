"""Every word a reader of the dashboard sees, in Dutch and in English, by its code. The words stand in catalogues/."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po

Text = Mapping[str, str]  # language -> words; facts stand in braces
LANGUAGES = ("nl", "en")
CATALOGUES = Path(__file__).parent / "catalogues"


def read_texts(folder: Path) -> Mapping[str, Text]:
    """Code -> its words per language, from every catalogue under `folder`. A code stands in one catalogue only.

    Raises ValueError when a code stands twice, or not in every language: a page must never lack a word.
    """
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.po")):
            for code, text in _messages(path, language):
                if language in found.setdefault(code, {}):
                    raise ValueError(f"{path.name}: {code} stands twice in {language}")
                found[code][language] = text
    lacking = sorted(code for code, text in found.items() if set(text) != set(LANGUAGES))
    if lacking:
        raise ValueError(f"not in every language: {', '.join(lacking)}")
    return found


def _messages(path: Path, language: str) -> list[tuple[str, str]]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    # The first message of a catalogue is its heading.
    return [(str(each.id), str(each.string)) for each in catalogue if each.id]


TEXTS: Mapping[str, Text] = read_texts(CATALOGUES)
