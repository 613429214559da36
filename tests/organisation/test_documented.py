"""The examples of docs/organisation.md are in the format that is read."""

import re
from pathlib import Path

from pipeline.errors import OrganisationFault
from pipeline.organisation.reader import read_organisation

DOCUMENT = Path(__file__).parents[2] / "docs" / "organisation.md"
SECTION = re.compile(r"^## (\S+)\n.*?```(?:toml)?\n(.*?)```", re.MULTILINE | re.DOTALL)
# The examples leave out what others refer to; any other fault means that the document and the reader differ.
REFERENCES = {"unknown_scale", "unknown_group", "unknown_attribute", "unknown_unit", "unknown_field"}
EXAMPLES_OF_OTHER_KINDS = {"file_missing", "not_for_kind", "reference_several"}


def test_the_examples_are_read(tmp_path: Path) -> None:
    examples = dict(SECTION.findall(DOCUMENT.read_text(encoding="utf-8")))
    assert set(examples) == {
        *("organisation.toml", "units.csv", "scales.csv", "bands.toml", "groups.toml", "targets.toml", "breaks.toml"),
        "policy.toml",
        "sources/*.toml",
    }
    (tmp_path / "sources").mkdir()
    for name, text in examples.items():
        (tmp_path / name.replace("*", "example")).write_text(text, encoding="utf-8")
    try:
        read_organisation(tmp_path)
    except OrganisationFault as stopped:
        told = [fault.text("en") for fault in stopped.faults if fault.code not in REFERENCES | EXAMPLES_OF_OTHER_KINDS]
        assert told == []
