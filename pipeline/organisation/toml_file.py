"""A TOML file of the organisation as a table whose keys are checked."""

import re
import tomllib

from pipeline.faults import Where
from pipeline.organisation.fields import Table
from pipeline.organisation.folder import Reading
from pipeline.organisation.messages import NOT_TEXT_FILE, TOML_SYNTAX
from pipeline.organisation.places import line_of

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def open_toml(reading: Reading, name: str) -> Table | None:
    """The file's table, or None when it is absent or cannot be read (which is then a fault already)."""
    if name not in reading.files:
        return None
    try:
        # Editors on Windows put a mark at the start that TOML itself does not allow.
        text = reading.files[name].decode("utf-8-sig")
    except UnicodeDecodeError:
        reading.findings.add(NOT_TEXT_FILE, Where(file=name))
        return None
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        found = _PLACE.search(said)
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        reading.findings.add(TOML_SYNTAX, Where(file=name, line=line), said=_PLACE.sub("", said))
        return None
    lines = text.splitlines()
    return Table(values, lambda key: Where(file=name, line=line_of(lines, key), key=key), reading.findings)
