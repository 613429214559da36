"""Commands as a person or a script runs them: in a process of their own."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MAIN = "import sys; from pipeline.cli import run; run()"
WARM = "from tests.cli import warm; warm.imported(); exec(warm.forked()['code'], {'__name__': '__main__'})"
ROOT = Path(__file__).parents[2]
ALONE = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # a process with threads forks badly


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def plain(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        return [fault["code"] for fault in self.plain["faults"]]


def streefcijfer(*arguments: object, before: str = "", language: str | None = None, cold: bool = False) -> Answer:
    """Run one command. `before` is Python that runs in the same process first.

    `cold`: in a process that has imported nothing yet; else in a fork of one that has imported everything.
    """
    environment = {name: value for name, value in os.environ.items() if name != "STREEFCIJFER_LANGUAGE"}
    if language:
        environment["STREEFCIJFER_LANGUAGE"] = language
    code, words = before + "\n" + MAIN, list(map(str, arguments))
    if not cold:
        return _warm().run(code, words, environment)
    command: Sequence[str] = [sys.executable, "-W", "error", "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return Answer(done.returncode, done.stdout, done.stderr)


class Warm:
    """The process that commands are forked from."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WARM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **ALONE},
        )

    def run(self, code: str, arguments: list[str], environment: Mapping[str, str]) -> Answer:
        out, err = (Path(self.folder.name, name) for name in ("out", "err"))
        out.write_bytes(b"")
        err.write_bytes(b"")
        job = {"code": code, "arguments": arguments, "environment": {**environment, **ALONE}}
        job |= {"out": str(out), "err": str(err), "folder": str(Path.cwd())}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return Answer(int(self.process.stdout.readline()), out.read_text(), err.read_text())

    def end(self) -> None:
        with self.process:
            assert self.process.stdin is not None
            self.process.stdin.close()
        self.folder.cleanup()


@cache
def _warm() -> Warm:
    made = Warm()
    atexit.register(made.end)
    return made
