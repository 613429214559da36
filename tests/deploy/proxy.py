"""nginx as deploy/ configures it, run by whoever runs the tests: other ports, a certificate made on the spot."""

import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port
from tests.deploy.machine import DEPLOY, program

SITE = DEPLOY / "nginx" / "streefcijfer.conf"
NAME = "streefcijfer.example.org"


def configuration(folder: Path, port: int, upstream: int) -> Path:
    """The shipped site for these ports, inside the least configuration around it; nginx's files go to `folder`."""
    certificate(folder)
    site = SITE.read_text(encoding="utf-8")
    for said, here in (
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("127.0.0.1:8501", f"127.0.0.1:{upstream}"),
        ("/etc/ssl/streefcijfer", str(folder)),
        ("/var/log/nginx", str(folder)),
        (NAME, f"{NAME} 127.0.0.1"),
    ):
        assert said in site, said
        site = site.replace(said, here)
    # This machine need not have IPv6.
    site = re.sub(r"\n *listen \[::\].*", "", site)
    temporary = "".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/nginx.log;\nevents {{}}\nhttp {{ {temporary}\n{site}\n}}\n",
        encoding="utf-8",
    )
    return whole


def certificate(folder: Path) -> None:
    """A certificate that nobody signed but itself."""
    subprocess.run(
        [program("openssl", "Debian's openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"), "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )  # fmt: skip


def judged(whole: Path) -> subprocess.CompletedProcess[str]:
    """What nginx itself thinks of a configuration."""
    return subprocess.run(_nginx(whole, "-t"), capture_output=True, text=True, check=False)


@contextmanager
def proxying(folder: Path, port: int, upstream: int) -> Iterator[str]:
    """nginx at this port in front of a server, until the end of the block; its address."""
    process = subprocess.Popen(_nginx(configuration(folder, port, upstream)), cwd=folder)
    try:
        _wait(port, folder)
        yield f"https://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _nginx(whole: Path, *beside: str) -> list[str]:
    nginx = program("nginx", "scripts/install-nginx")
    # -e: before it has read the configuration it would write where Debian does.
    return [nginx, "-p", str(whole.parent), "-e", str(whole.parent / "nginx.log"), "-c", str(whole), *beside]


def _wait(port: int, folder: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError((folder / "nginx.log").read_text(encoding="utf-8"))
