"""People who click, as a process of its own: `python -m benchmarks.dashboard_people PORT`; prints one line of JSON.

Each is a session over a websocket in Streamlit's own protocol. A click is a box to choose from, changed as the browser
changes it, or a link to another page, unit or target. It lasts until the server says that the script has finished.
"""

import argparse
import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.large_publication import ASKED, tree

PAGES = ("", "unit", "discussion", "data", "method")
# What an ambassador and a dean come for, more than what explains it.
WEIGHTS = (35, 40, 15, 4, 6)
BOXES = ("unit", "date", "group")
_FOOT = b"sc-foot"  # a page that was drawn to its end


@dataclass(frozen=True)
class Click:
    """One interaction: when it began (seconds on this machine's clock), what it was, how long it took."""

    at: float
    what: str
    seconds: float


@dataclass
class Session:
    """One person: where they are, and the boxes on the page."""

    stream: ClientConnection
    chance: random.Random
    page: str = ""
    query: str = "lang=nl"
    boxes: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    async def click(self, what: str) -> Click:
        """Do one thing and wait until it is drawn. Raises RuntimeError when the page was not drawn to its end."""
        ask = BackMsg()
        if what in self.boxes:
            box, options = self.boxes[what]
            state = ask.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = box, self.chance.choice(options)
        else:
            self._follow(what)
        ask.rerun_script.query_string, ask.rerun_script.page_name = self.query, self.page
        at, begun = time.time(), time.perf_counter()
        await self.stream.send(ask.SerializeToString())
        await self._drawn()
        return Click(at, what, time.perf_counter() - begun)

    def choose(self) -> str:
        """What to do next: as often a box on this page as a link."""
        here = [name for name in BOXES if name in self.boxes]
        if here and self.chance.random() < 0.5:
            return self.chance.choice(here)
        return self.chance.choice(["page", "page", "unit-link", "target-link"])

    def _follow(self, what: str) -> None:
        now = {name: values[0] for name, values in parse_qs(self.query).items()}
        if what == "page":
            self.page = self.chance.choices(PAGES, WEIGHTS)[0]
        elif what == "unit-link":
            self.page, now["unit"] = "unit", self.chance.choice(tree().codes)
        elif what == "target-link":
            group, band = self.chance.choice(list(ASKED))
            self.page, now["target"] = "unit", f"{group}-{band}".replace("+", "up")
        self.query = urlencode(now)

    async def _drawn(self) -> None:
        boxes: dict[str, tuple[str, list[str]]] = {}
        is_whole = False
        while True:
            raw = await asyncio.wait_for(self.stream.recv(decode=False), timeout=60)
            is_whole = is_whole or _FOOT in raw
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "selectbox":
                found = message.delta.new_element.selectbox
                boxes[found.id.rsplit("-", 1)[-1]] = (found.id, list(found.options))
            elif kind == "script_finished":
                break
        if not is_whole:
            raise RuntimeError(f"page {self.page or 'overview'} at {self.query} was not drawn to its end")
        self.boxes = boxes


async def person(port: int, number: int, asked: argparse.Namespace, told: list[Click]) -> None:
    """Come in, look, and click until time is up or `clicks` is reached among all."""
    chance = random.Random(number)
    end = time.monotonic() + asked.seconds
    await asyncio.sleep(chance.uniform(0, asked.think[1]))
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None, compression=None) as stream:
        session = Session(stream, chance, page=chance.choices(PAGES, WEIGHTS)[0])
        session.query = urlencode({"lang": chance.choice(["nl", "en"]), "unit": chance.choice(tree().codes)})
        told.append(await session.click("first"))
        while time.monotonic() < end and (asked.clicks is None or len(told) < asked.clicks):
            await asyncio.sleep(chance.uniform(*asked.think))
            told.append(await session.click(session.choose()))


async def all_of_them(asked: argparse.Namespace) -> list[Click]:
    """Everybody at once."""
    told: list[Click] = []
    await asyncio.gather(*(person(asked.port, asked.seed + number, asked, told) for number in range(asked.people)))
    return told


def main() -> None:
    """Click, and print what each click took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clicks", type=int)
    parser.add_argument("--think", type=float, nargs=2, default=(1.0, 5.0))
    parser.add_argument("--seed", type=int, default=0)
    told = asyncio.run(all_of_them(parser.parse_args()))
    print(json.dumps([[each.at, each.what, round(each.seconds, 4)] for each in told]))


if __name__ == "__main__":
    main()
