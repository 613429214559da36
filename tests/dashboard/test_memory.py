"""A real dashboard process over a publication in which much is hidden: its memory, what it sends, what it writes down.

No browser: a page is asked for as a browser asks, over the socket.
"""

import os
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.refresh.planted import MICRO, Secrets, eights, hidden_from, live, planted, rehashed, shown, truths
from tests.refresh.university import University

ROOT = Path(__file__).parents[2]
PAGE = 4096
UNITS = ("TU", "GW", "GW-PSY", "GW-COM", "TN-NAT")
ADDRESSES: list[tuple[str, dict[str, str]]] = [
    *(("", {"unit": unit, "show": show}) for unit in ("TU", "GW") for show in ("position", "compare", "changes")),
    *(("unit", {"unit": unit}) for unit in UNITS),
    *(("unit", {"unit": unit, "count": count}) for unit in ("GW", "GW-PSY") for count in ("fte", "persons")),
    *(("discussion", {"unit": unit}) for unit in UNITS),
    *(("method", {"part": part}) for part in ("decisions", "privacy")),
    ("data", {}),
]
pytestmark = pytest.mark.slow
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="only Linux shows the memory of a process as a file under /proc"
)


@dataclass(frozen=True)
class Site:
    """A running dashboard over a copy of the published folder alone, as on a machine that only shows."""

    university: University
    processed: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    secrets: Secrets


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    university = planted(tmp_path_factory.mktemp("planted"))
    university.refresh()
    secrets = replace(hidden_from(live(university)).rare(), hashes=tuple(rehashed(university)))
    log = tmp_path_factory.mktemp("log") / "server.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", str(university.processed), "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
        site = Site(university, university.processed, port, process, log, secrets)
        try:
            answering(site)
            yield site
        finally:
            for each in reversed(family(process.pid)):
                os.kill(each, 15)
            process.wait(timeout=20)


def answering(site: Site) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError(f"the server did not answer within 30 seconds: {site.log.read_text()}")


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        return [pid]
    started = [int(each) for task in tasks.iterdir() for each in (task / "children").read_text().split()]
    return [pid, *(one for each in started for one in family(each))]


def visit(site: Site, page: str = "", **params: str) -> bytes:
    """All that is sent for one drawing of a page."""
    ask = BackMsg()
    ask.rerun_script.query_string = urlencode(params)
    ask.rerun_script.page_name = page
    sent = b""
    address = f"ws://127.0.0.1:{site.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, compression=None) as stream:
        stream.send(ask.SerializeToString())
        while True:
            raw = stream.recv(timeout=30)
            assert isinstance(raw, bytes)
            sent += raw
            message = ForwardMsg()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "script_finished":
                return sent


def memory(pid: int) -> bytes:
    """What a process holds: every page of its own that is readable and not blank, one after the other.

    Left out is what is only read from a file, such as the code of libraries.
    """
    held: list[bytes] = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, _, _, inode, *_ = line.split()
            if rights[0] != "r" or (rights[1] != "w" and inode != "0") or "[v" in line:
                continue
            start, end = (int(each, 16) for each in span.split("-"))
            held += [data for data in pieces(mem.fileno(), start, end) if data.strip(b"\0")]
    return b"".join(held)


def pieces(handle: int, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PAGE * 16):
        try:
            yield os.pread(handle, min(PAGE * 16, end - at), at)
        except OSError:  # what was there a moment ago was given back
            return


@pytest.fixture(scope="module")
def sent(site: Site) -> bytes:
    """Every page, in both languages, of units of which much is hidden, now and a month before."""
    return b"".join(
        visit(site, page, lang=language, date=day, **asked)
        for page, asked in ADDRESSES
        for language, day in (("nl", "2025-12-31"), ("en", "2025-11-30"))
    )


def open_figures(site: Site) -> Secrets:
    """What a search must find: everybody's fte in rows that are shown."""
    return Secrets(
        frozenset(truths()[key].fte for key in shown(live(site.university))), texts=("Gedragswetenschappen",)
    )


def test_what_is_sent_to_a_browser_holds_nothing_hidden(site: Site, sent: bytes) -> None:
    assert site.secrets.found(sent) == set()
    # Each of them was drawn to its foot.
    assert sent.count(b'class="sc-foot"') == 2 * len(ADDRESSES)
    assert "Gedragswetenschappen" in open_figures(site).found(sent)


@needs_proc
def test_the_memory_of_the_dashboard_holds_nothing_hidden(site: Site, sent: bytes) -> None:
    assert sent
    assert len(site.secrets.numbers) > 400
    control = open_figures(site)
    exact = {int.from_bytes(struct.pack("<d", number / MICRO), "little") for number in control.numbers}
    held = [memory(pid) for pid in family(site.process.pid)]
    assert exact <= {each for data in held for each in eights(data, exact)}
    assert any(text.encode() in data for data in held for text in control.texts)
    assert {each for data in held for each in site.secrets.found(data, whole=False)} == set()


@needs_proc
def test_the_search_finds_what_a_process_holds(site: Site) -> None:
    """A process that does hold hidden values: as a number, in an array, in a text, and in one of two bytes a letter."""
    number, other, hashed = sorted(site.secrets.numbers)[-3], sorted(site.secrets.numbers)[-9], site.secrets.hashes[7]
    code = (
        "import sys, array\n"
        "a, b, c = sys.stdin.readline().split()\n"
        "kept = float(a), array.array('Q', [int(c)]), '\\u2265 ' + b.replace('.', ',')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{number / 1e6} {other / 1e6} {hashed}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        found = site.secrets.found(memory(process.pid), whole=False)
        process.stdin.close()
    assert {f"{number} binary", f"{other} written", "-1 binary"} <= found


def test_the_page_of_a_broken_publication_and_the_log_hold_nothing_hidden(site: Site, sent: bytes) -> None:
    """Somebody put the table of true figures in the place of the published one; and one cut off half-way."""
    folder = live(site.university)
    pointer = site.processed / "published" / "current.json"
    before = pointer.read_text()
    (true,) = list(site.processed.glob("restricted/months/*/true.arrow"))[:1]
    for number, broken in enumerate((true.read_bytes(), (folder / "representation.parquet").read_bytes()[:2000])):
        copy = folder.with_name(f"broken{number}")
        shutil.copytree(folder, copy)
        (copy / "representation.parquet").write_bytes(broken)
        pointer.write_text(before.replace(folder.name, copy.name))
        page = visit(site, lang="en") + visit(site, "unit", lang="nl", unit="GW-PSY")
        assert b"representation.parquet" in page
        assert site.secrets.found(page) == set()
    pointer.write_text(before)
    log = site.log.read_bytes()
    assert b"http://127.0.0.1" in log
    assert site.secrets.found(log) == set()
