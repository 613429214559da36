"""Start the dashboard: `python -m dashboard PROCESSED [--port N] [--access FILE] [--registers FILE-or-URL]`."""

import os
import sys
from pathlib import Path

import click

from dashboard.readiness import registers_ready
from dashboard.serve import LOOPBACK, command, environment, stays_here, told_registers
from pipeline.handover import run_on


@click.command()
@click.argument("processed", type=click.Path(path_type=Path), default=Path("data") / "processed")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: Streamlit's own, 8501.")
@click.option("--access", type=click.Path(path_type=Path), help="access.toml: who may see what, once signed in.")
@click.option(
    "--registers",
    metavar="FILE-or-URL",
    help="What people write down; default: $STREEFCIJFER_REGISTERS, the address in the file "
    "$STREEFCIJFER_REGISTERS_FILE, else a file beside the figures, made when it is not there.",
)
@click.option("--address", default=LOOPBACK, show_default=True, help="Another one only with a login.")
def main(processed: Path, port: int | None, access: Path | None, registers: str | None, address: str) -> None:
    """Run the server until it is stopped."""
    if not stays_here(address) and access is None:
        # The pages refuse as well; here nobody has to open one to find out.
        raise click.UsageError(
            f"without a login the dashboard serves {LOOPBACK} only; --address needs --access and a login "
            "(docs/operations.md)"
        )
    try:
        told = environment(processed, os.environ, access, told_registers(registers, os.environ))
    except OSError as absent:
        raise click.UsageError(f"the address of the registers cannot be read: {absent.strerror or absent}") from None
    for line in registers_ready(processed, told, os.environ.get("STREEFCIJFER_LANGUAGE", "en")):
        click.echo(line, err=True)
    try:
        code = run_on(command(port, address), told)
    except KeyboardInterrupt:
        return
    sys.exit(code)


if __name__ == "__main__":
    main()
