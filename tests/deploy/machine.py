"""What the tests of deploy/ need of the machine, and what happens where it is not there.

Where STREEFCIJFER_REQUIRE_DEPLOY is 1 (as in CI) a missing program is a failure; elsewhere its tests say why they were
left out.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SCRIPTS = ROOT / "scripts"
REQUIRED = os.environ.get("STREEFCIJFER_REQUIRE_DEPLOY") == "1"
# Where a path of ordinary users does not look, and where scripts/install-nginx unpacks.
BESIDE = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", str(ROOT / ".venv" / "nginx" / "usr" / "sbin")))


def left_out(why: str) -> NoReturn:
    """End the test: failed where it is insisted on, skipped elsewhere."""
    pytest.fail(why) if REQUIRED else pytest.skip(why)


def program(name: str, brought_by: str) -> str:
    """The full path of a program; without it the test is left out."""
    return shutil.which(name, path=BESIDE) or left_out(f"no {name} here ({brought_by})")


def as_root() -> None:
    """Leave the test out when somebody runs it who may not become somebody else."""
    if os.geteuid() != 0:
        left_out("only root may make users and become them")
