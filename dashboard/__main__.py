"""Start the dashboard: `python -m dashboard PROCESSED [--port N] [--access FILE] [--address A]`."""

import os
import subprocess
import sys
from pathlib import Path

import click

from dashboard.serve import LOOPBACK, command, environment, stays_here


@click.command()
@click.argument("processed", type=click.Path(path_type=Path), default=Path("data") / "processed")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: Streamlit's own, 8501.")
@click.option("--access", type=click.Path(path_type=Path), help="access.toml: who may see what, once signed in.")
@click.option("--address", default=LOOPBACK, show_default=True, help="Another one only with a login.")
def main(processed: Path, port: int | None, access: Path | None, address: str) -> None:
    """Run the server until it is stopped."""
    if not stays_here(address) and access is None:
        # The pages refuse as well; here nobody has to open one to find out.
        raise click.UsageError(
            f"without a login the dashboard serves {LOOPBACK} only; --address needs --access and a login "
            "(docs/operations.md)"
        )
    try:
        run = subprocess.run(command(port, address), env=environment(processed, os.environ, access), check=False)
    except KeyboardInterrupt:
        return
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
