"""A program that is started in our place ends as we are asked to end, and says how it ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.handover import run_on


def test_its_exit_code_and_its_environment_are_its_own() -> None:
    before = signal.getsignal(signal.SIGTERM)
    code = "import os, sys; sys.exit(int(os.environ['CODE']))"
    assert run_on([sys.executable, "-c", code], {**os.environ, "CODE": "7"}) == 7
    assert signal.getsignal(signal.SIGTERM) is before


def test_whoever_ends_us_ends_the_program(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(60)"
    ours = f"import os, sys; from pipeline.handover import run_on; sys.exit(run_on([sys.executable, '-c', {program!r}], os.environ) != 0)"
    keeper = subprocess.Popen([sys.executable, "-c", ours], cwd=Path(__file__).parents[2])
    while not told.exists() or not told.read_text():
        assert keeper.poll() is None
        time.sleep(0.02)
    keeper.terminate()
    assert keeper.wait(timeout=20) == 1, "it waited for the program, and says that it was ended"
    assert not Path(f"/proc/{told.read_text()}").exists()
