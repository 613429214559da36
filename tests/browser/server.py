"""A dashboard as a server process, with or without login, at a free port of this machine."""

import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.serve import command, environment
from tests.browser.accounts import GRANTS
from tests.browser.identity import Client, Provider

ROOT = Path(__file__).parents[2]
CALLBACK = "oauth2callback"
_PATIENCE_SECONDS = 40
# Somebody in a hundred groups brings cookies longer than the 8 kB that the websocket library takes of itself.
_LONG_COOKIES = {"WEBSOCKETS_MAX_LINE_LENGTH": "65536"}


@dataclass(frozen=True)
class Login:
    """Where people sign in to a site, and what is granted to them.

    `public` is the address they know it by, when that is not its own; `grants` is what access.toml says.
    """

    provider: Provider
    grants: str = GRANTS
    public: str | None = None
    lifetime_seconds: int | None = None


@dataclass(frozen=True)
class Way:
    """How a site is started beside what it shows: another script, options of Streamlit, variables."""

    script: Path | None = None
    options: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A server that answers; `address` ends in a slash and is the one people use."""

    address: str
    port: int
    log: Path

    def said(self) -> str:
        """What it wrote to its log until now."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """A port nobody listens at, at this moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(processed: Path, folder: Path, login: Login | None = None, way: Way | None = None) -> Iterator[Site]:
    """A dashboard on `processed` until the end of the block; log and secrets go to `folder`."""
    way, port = way or Way(), free_port()
    own = f"http://127.0.0.1:{port}/"
    public = (login and login.public) or own
    log, access = folder / "server.log", folder / "access.toml"
    if login is not None:
        access.write_text(login.grants, encoding="utf-8")
    options = [*_login_options(login, public, folder), *way.options]
    with log.open("wb") as written:
        server = subprocess.Popen(
            [*_started(port, way.script), *options],
            env={**environment(processed, os.environ, access if login else None), **_LONG_COOKIES, **way.variables},
            cwd=ROOT,
            stdout=written,
            stderr=written,
        )
        try:
            answering(f"{own}_stcore/health", log)
            yield Site(public, port, log)
        finally:
            server.terminate()
            server.wait(timeout=20)


def answering(address: str, log: Path) -> None:
    """Wait until this address answers; what the server wrote when it does not."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"no answer within {_PATIENCE_SECONDS} seconds: {log.read_text(encoding='utf-8')[-2000:]}")


def secrets_text(callback: str, client: Client, metadata: str) -> str:
    """What secrets.toml says to make Streamlit's own login work."""
    return (
        f'[auth]\nredirect_uri = "{callback}"\ncookie_secret = "{secrets.token_hex(32)}"\n'
        f'client_id = "{client.id}"\nclient_secret = "{client.secret}"\nserver_metadata_url = "{metadata}"\n'
    )


def _started(port: int, script: Path | None) -> list[str]:
    whole = command(port)
    return [str(script) if script and each.endswith("app.py") else each for each in whole]


def _login_options(login: Login | None, public: str, folder: Path) -> list[str]:
    # Named also when it is not there: whoever runs the tests may have one at home.
    file = folder / "secrets.toml"
    if login is not None:
        callback = f"{public}{CALLBACK}"
        client = login.provider.register(callback, login.lifetime_seconds)
        file.write_text(secrets_text(callback, client, login.provider.metadata), encoding="utf-8")
    return ["--secrets.files", str(file)]
