"""Commands as a person or a script runs them: in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MAIN = "import sys; from pipeline.cli import main; main()"


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


def streefcijfer(*arguments: object, before: str = "", language: str | None = None) -> Answer:
    """Run one command. `before` is Python that runs in the same process first."""
    environment = {name: value for name, value in os.environ.items() if name != "STREEFCIJFER_LANGUAGE"}
    if language:
        environment["STREEFCIJFER_LANGUAGE"] = language
    command: Sequence[str] = [sys.executable, "-W", "error", "-c", before + "\n" + MAIN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return Answer(done.returncode, done.stdout, done.stderr)
