"""The rules of the house, held by machine: sizes, names, arrows, queries, and documents that are as generated."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.dictionary import dictionary, main

ROOT = Path(__file__).parent.parent
PRODUCT = ("pipeline", "registers", "packs", "dashboard")
PACKAGES = (*PRODUCT, "tests", "benchmarks")
MOST_LINES = 300
MOST_FUNCTION_LINES = 50
MOST_ARGUMENTS = 6
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
# Written in two pieces, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".", "registry" + ".yarnpkg", "conda" + ".anaconda")


def sources(*packages: str) -> list[Path]:
    return sorted(
        path for package in packages for path in (ROOT / package).rglob("*.py") if "__pycache__" not in path.parts
    )


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Click hands over one argument per option."""
    return any("command" in ast.unparse(each) for each in function.decorator_list)


def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be told")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_source_file_is_longer_than_a_question_takes() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*PRODUCT)}
    assert len(sizes) > 100
    assert named([path for path, lines in sizes.items() if lines > MOST_LINES]) == []


def test_every_folder_is_a_package() -> None:
    """Without `__init__.py` the import rules do not see a folder."""
    folders = {path.parent for path in sources(*PACKAGES)}
    assert named(sorted(folder for folder in folders if not (folder / "__init__.py").exists())) == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{each.lineno} {each.name}"
        for path in sources(*PRODUCT)
        for each in functions(path)
        if each.end_lineno is not None and each.end_lineno - each.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_no_function_asks_for_more_than_six_things() -> None:
    many = [
        f"{path.relative_to(ROOT)}:{each.lineno} {each.name}"
        for path in sources(*PRODUCT)
        for each in functions(path)
        if not is_command(each)
        and len([*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs]) > MOST_ARGUMENTS
    ]
    assert many == []


def test_every_file_says_which_question_it_answers() -> None:
    modules = [path for path in sources(*PRODUCT) if path.name != "__init__.py"]
    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert named(silent) == []
    names = [path for path in sources(*PACKAGES) if {path.stem, path.parent.name} & EMPTY_NAMES]
    assert named(names) == []


def test_only_the_command_line_prints_or_ends_the_process() -> None:
    speaking = {
        path.relative_to(ROOT).as_posix()
        for path in sources("pipeline", "registers")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and re.fullmatch(r"print|(?:click\.)?echo|sys\.exit|os\._exit", ast.unparse(node.func))
    }
    # A worker is a process of its own: it ends with the run it works for.
    ending = {"pipeline/ending.py", "pipeline/workers.py"}
    assert speaking <= {"pipeline/cli.py", "pipeline/dictionary.py", "registers/__main__.py"} | ending


def test_checks_of_data_are_never_asserts() -> None:
    """`python -O` leaves asserts out."""
    asserting = [
        path
        for path in sources(*PRODUCT)
        if any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert named(asserting) == []


def test_every_query_says_its_grain_first() -> None:
    queries = sorted((ROOT / "pipeline").rglob("*.sql"))
    assert queries
    for path in queries:
        assert re.match(r"-- one row per \w+", path.read_text(encoding="utf-8")), path.name


def test_the_arrows_point_one_way() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


def test_no_host_of_a_package_registry_is_named() -> None:
    naming = [
        path
        for path in tracked()
        if any(each.encode() in (content := path.read_bytes()) for each in REGISTRIES) and content
    ]
    assert named(naming) == []


def test_no_path_of_one_machine_is_named() -> None:
    homes = re.compile(rb"(?<![\w.])/(?:home|Users|root)/\w+/")
    naming = [path for path in tracked() if path.suffix != ".lock" and homes.search(path.read_bytes())]
    assert named(naming) == []


def test_the_data_dictionary_is_as_generated(tmp_path: Path) -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()
    written, runner = tmp_path / "dictionary.md", CliRunner()
    assert runner.invoke(main, ["--check", str(written)]).exit_code == 1
    assert runner.invoke(main, [str(written)]).exit_code == 0
    assert runner.invoke(main, ["--check", str(written)]).exit_code == 0
    written.write_text(dictionary() + "edited", encoding="utf-8")
    assert runner.invoke(main, ["--check", str(written)]).exit_code == 1


def test_the_dictionary_is_whole_tables() -> None:
    widths: set[int] = set()
    for line in dictionary().splitlines():
        if line.startswith("|"):
            widths.add(line.count("|"))
        else:
            assert len(widths) <= 1, line
            widths.clear()
