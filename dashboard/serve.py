"""How the dashboard is started, and at which addresses it agrees to run."""

import sys
from collections.abc import Mapping
from pathlib import Path

PROCESSED = "STREEFCIJFER_PROCESSED"
LOOPBACK = "127.0.0.1"
_OWN_MACHINE = (LOOPBACK, "localhost", "::1")


def command(port: int | None = None) -> list[str]:
    """The command that starts the server at 127.0.0.1; run it with `environment`."""
    chosen = [] if port is None else ["--server.port", str(port)]
    return [
        *(sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("app.py"))),
        *("--server.address", LOOPBACK, "--server.headless", "true", "--browser.gatherUsageStats", "false"),
        *("--client.showErrorDetails", "none", "--client.toolbarMode", "minimal"),
        *chosen,
    ]


def environment(processed: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment to start it with: the one given, and where the published figures are."""
    return {**environ, PROCESSED: str(processed.resolve())}


def processed_folder(environ: Mapping[str, str]) -> Path:
    """Where the published figures are, as the environment says; data/processed when it does not."""
    return Path(environ.get(PROCESSED) or Path("data") / "processed")


def stays_here(address: str | None) -> bool:
    """Whether a server at this address can be reached from its own machine only. None is every address."""
    return address in _OWN_MACHINE
