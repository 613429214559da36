"""The documents are true: what they link to is there, and the commands they name exist with those options."""

import re
from pathlib import Path

import click
import pytest

from pipeline.cli import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"`streefcijfer ([a-z][^`]*)`|^\$? ?streefcijfer ([a-z].*)$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    lost = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    for found in COMMAND.findall(document.read_text()):
        words = re.sub(r"\s+", " ", " ".join(found)).strip().split()
        command: click.Command = main
        while isinstance(command, click.Group) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command is not main, f"{document.name}: no such command: {found}"
        options = {name for each in command.params for name in each.opts}
        assert {word.split("=")[0] for word in words if word.startswith("--")} <= options, f"{document.name}: {found}"


def test_every_document_is_reachable_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in seen or document.suffix != ".md":
            continue
        seen.add(document)
        waiting += [(document.parent / link).resolve() for link in LINK.findall(document.read_text())]
    assert {path.name for path in DOCUMENTS} - {path.name for path in seen} == set()
