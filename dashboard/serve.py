"""How the dashboard is started, and at which addresses it agrees to run."""

import sys
from collections.abc import Mapping
from pathlib import Path

PROCESSED = "STREEFCIJFER_PROCESSED"
ACCESS = "STREEFCIJFER_ACCESS"
# Whose exports uploads are, and where exports lie. Not set: uploads are handled by another user of the system.
ORGANISATION = "STREEFCIJFER_ORGANISATION"
RAW = "STREEFCIJFER_RAW"
# Where conversations, agreements and activities are kept: a file, or the address of a PostgreSQL database.
REGISTERS = "STREEFCIJFER_REGISTERS"
# A file with that address in it, for one that holds a password: variables and command lines are seen by more people.
REGISTERS_FILE = "STREEFCIJFER_REGISTERS_FILE"
LOOPBACK = "127.0.0.1"
# Somebody in a hundred groups brings cookies longer than the 8 kB that the websocket library takes of itself.
_LONG_LINES = "WEBSOCKETS_MAX_LINE_LENGTH"
_OWN_MACHINE = (LOOPBACK, "localhost", "::1")
# Who goes through a proxy comes from elsewhere, whatever address the proxy itself calls from.
_OF_A_PROXY = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")


def command(port: int | None = None, address: str = LOOPBACK) -> list[str]:
    """The command that starts the server; run it with `environment`."""
    chosen = [] if port is None else ["--server.port", str(port)]
    return [
        *(sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("app.py"))),
        *("--server.address", address, "--server.headless", "true", "--browser.gatherUsageStats", "false"),
        *("--client.showErrorDetails", "none", "--client.toolbarMode", "minimal"),
        # An upload is an export of one month; docs/operations.md says how to change it.
        *("--server.maxUploadSize", "200", "--server.fileWatcherType", "none"),
        *chosen,
    ]


def environment(
    processed: Path, environ: Mapping[str, str], access: Path | None = None, registers: str | None = None
) -> dict[str, str]:
    """The environment to start it with: the one given, where figures and registers are, and who may see them."""
    told = {} if access is None else {ACCESS: str(access.resolve())}
    if registers is not None:
        told[REGISTERS] = registers
    return {_LONG_LINES: "65536", **environ, PROCESSED: str(processed.resolve()), **told}


def processed_folder(environ: Mapping[str, str]) -> Path:
    """Where the published figures are, as the environment says; data/processed when it does not."""
    return Path(environ.get(PROCESSED) or Path("data") / "processed")


def told_registers(argument: str | None, environ: Mapping[str, str]) -> str | None:
    """Where somebody says the registers are: the argument, a variable, a file that holds it. None: nobody says.

    Raises OSError when there is no such file or nothing in it.
    """
    told = argument or environ.get(REGISTERS) or None
    if not told and (file := environ.get(REGISTERS_FILE)):
        told = Path(file).read_text(encoding="utf-8").strip()
        if not told:
            raise OSError(f"{file} is empty")
    return told if told is None or "://" in told else str(Path(told).absolute())


def registers_place(processed: Path, environ: Mapping[str, str]) -> str:
    """Where the registers are: what the environment says, else a file beside the published figures."""
    return environ.get(REGISTERS) or str((processed / "registers" / "registers.sqlite").absolute())


def access_file(environ: Mapping[str, str]) -> Path | None:
    """The file that says who may see what, as the environment says; None when it does not."""
    named = environ.get(ACCESS)
    return Path(named) if named else None


def stays_here(address: str | None) -> bool:
    """Whether a server at this address can be reached from its own machine only. None is every address."""
    return address in _OWN_MACHINE


def comes_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a request was made on this machine, to this machine: not through a proxy, not under another name.

    Another site's page may point its own name at 127.0.0.1; then the name that was asked for gives it away.
    """
    lower = {name.casefold(): value for name, value in headers.items()}
    if any(name in lower for name in _OF_A_PROXY):
        return False
    host = lower.get("host", LOOPBACK)
    name = host.split("]")[0].lstrip("[") if host.startswith("[") else host.rsplit(":", 1)[0]
    return name in _OWN_MACHINE
