"""A command ends with its own exit code, whatever the threads of a library are still doing."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Arrow reads ahead, on threads of its own, from memory that is Python's; nobody waits for what it reads. The
# interpreter's own ending waits for such a thread while the thread waits for the interpreter: it never ends.
READING_AHEAD = """
import sys
import pyarrow as pa
import pyarrow.dataset as ds
column = lambda: pa.Array.from_buffers(pa.int64(), 100, [None, pa.py_buffer(bytes(800))])
batches = [pa.record_batch({"a": column()}) for _ in range(20000)]
reader = ds.Scanner.from_batches(iter(batches), schema=batches[0].schema, batch_readahead=64).to_reader()
reader.read_next_batch()
del batches
sys.exit(3)
"""


def ended(command: str) -> subprocess.CompletedProcess[str]:
    code = f"from pipeline.ending import to_its_end\nto_its_end(lambda: exec({command!r}, {{}}))"
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.slow
def test_threads_of_a_library_are_not_waited_for() -> None:
    done = ended(READING_AHEAD)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("pass", 0, ""),
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(13)", 13, ""),
        ("raise SystemExit(256 + 7)", 7, ""),
        ("raise SystemExit('no such thing')", 1, "no such thing\n"),
    ],
)
def test_the_exit_code_is_what_python_makes_of_it(command: str, code: int, said: str) -> None:
    done = ended(command)
    plain = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)
    assert (plain.returncode, plain.stdout, plain.stderr) == (code, "", said)


def test_what_was_said_is_written_and_what_was_asked_at_exit_is_done() -> None:
    done = ended("import atexit, sys; print('first'); atexit.register(print, 'last'); sys.stderr.write('aside')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "first\nlast\n", "aside")


def test_a_listener_that_is_gone_is_an_error() -> None:
    """A pipe nobody reads any more, and a full disk: words that could not be written are no success."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    code = "from pipeline.ending import to_its_end\nto_its_end(lambda: print('words'))"
    with Path("/dev/full").open("w") as full:
        buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=buffered)
    assert done.returncode == 120


def test_any_other_error_is_raised_as_it_is() -> None:
    done = ended("1 / 0")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


def test_the_command_that_is_installed_ends_so() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"streefcijfer": "pipeline.cli:run"}
