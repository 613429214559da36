"""The glossary is as generated, and can be seen not to be."""

from pathlib import Path

from click.testing import CliRunner

from dashboard.method.definitions import DEFINITIONS
from dashboard.method.glossary import glossary, main

COMMITTED = Path(__file__).parents[3] / "docs" / "glossary.md"


def test_the_committed_glossary_is_as_generated():
    assert COMMITTED.read_text(encoding="utf-8") == glossary()


def test_a_glossary_that_is_not_fresh_is_named(tmp_path):
    file, runner = tmp_path / "glossary.md", CliRunner()
    assert runner.invoke(main, ["--check", str(file)]).exit_code == 1
    assert runner.invoke(main, [str(file)]).exit_code == 0
    assert runner.invoke(main, ["--check", str(file)]).exit_code == 0
    file.write_text(glossary() + "edited", encoding="utf-8")
    stale = runner.invoke(main, ["--check", str(file)])
    assert stale.exit_code == 1
    assert "is not as generated" in stale.output


def test_it_is_whole_tables_with_a_line_for_every_definition():
    rows = [line for line in glossary().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {5}
    terms = [line for line in rows if not line.startswith(("| term |", "|---"))]
    assert len(terms) == len(DEFINITIONS)
