import ast
import sys
from pathlib import Path

import pytest

import dashboard
from dashboard.access.rules import PAGES

ROOT = Path(dashboard.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_dashboard_reads_publications_and_nothing_else_of_the_pipeline(path):
    ours = {name for name in imported(path) if name.split(".")[0] == "pipeline"}
    # How an upload is handed over, and in which words the registers say why not, are the other things it knows.
    known = ("pipeline.published", "pipeline.inbox.shape", "pipeline.errors", "pipeline.faults", "pipeline.handover")
    assert all(name.startswith(known) for name in ours)
    assert not {name for name in imported(path) if name.split(".")[0] == "duckdb"}


@pytest.mark.parametrize(
    "folder", ["activities", "figures", "wording", "markup", "access", "discussion", "downloads", "followed", "method"]
)
def test_what_is_drawn_and_said_knows_no_streamlit(folder):
    pure = [
        *(ROOT / folder).rglob("*.py"),
        ROOT / "scope.py",
        ROOT / "recount.py",
        ROOT / "selection.py",
        ROOT / "edition.py",
        ROOT / "standing.py",
        ROOT / "serve.py",
    ]
    assert not [path.name for path in pure if any(name.split(".")[0] == "streamlit" for name in imported(path))]


def test_no_module_has_the_name_of_a_standard_one():
    # Streamlit puts this folder first on the path: `calendar.py` here would be everybody's calendar.
    names = {path.stem for path in ROOT.iterdir() if path.name != "__init__.py"}
    assert names & sys.stdlib_module_names == set()


def test_files_stay_small_and_views_smaller():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert not [path.name for path, lines in lengths.items() if lines > 320]
    assert not [path.name for path, lines in lengths.items() if path.parent.name == "views" and lines > 70]


def test_every_view_is_a_page_of_the_app():
    views = {path.stem for path in (ROOT / "views").glob("*.py") if path.name != "__init__.py"}
    assert views == set(PAGES)
