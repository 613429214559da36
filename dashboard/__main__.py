"""Start the dashboard on this machine: `python -m dashboard PROCESSED [PORT]`."""

import os
import subprocess
import sys
from pathlib import Path

from dashboard.serve import command, environment


def main(arguments: list[str]) -> int:
    """Run the server until it is stopped; its exit code."""
    processed = Path(arguments[0]) if arguments else Path("data") / "processed"
    port = int(arguments[1]) if len(arguments) > 1 else None
    try:
        return subprocess.run(command(port), env=environment(processed, os.environ), check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
