"""Having the pipeline look into its inbox: as a process of its own, which the dashboard only starts.

Where the two are users of their own, the system does this when a request comes in (docs/operations.md).
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from dashboard.serve import ORGANISATION, RAW


def inbox_command(processed: Path, environ: Mapping[str, str]) -> list[str] | None:
    """The command that handles what waits in the inbox; None where that is not this process's affair."""
    organisation = environ.get(ORGANISATION)
    if not organisation:
        return None
    raw = environ.get(RAW) or str(Path("data") / "raw")
    return [
        *(sys.executable, "-m", "pipeline.cli", "inbox", "--organisation", organisation),
        *("--raw", raw, "--processed", str(processed)),
    ]


def begin_work(processed: Path) -> None:
    """Start it and go on; what it says goes nowhere, its answer comes as a file."""
    command = inbox_command(processed, os.environ)
    if command is not None:
        quiet = subprocess.DEVNULL
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
