"""Opens a page as Streamlit runs it and keeps all that is sent to the browser, and every file that is offered.

One session is kept per walk, as a reader's is: only the address changes from page to page.
"""

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from google.protobuf.message import Message
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.util import calc_hash

import dashboard
from tests.packs.reading import opened, tags_of, text_of

APP = Path(dashboard.__file__).parent / "app.py"
# Each session looks through all installed packages for components of theirs; we use none, so one look will do.
COMPONENTS = BidiComponentManager()
# Streamlit's own harness compiles every script anew at each drawing; a server does it once for all sessions.
SCRIPTS = ScriptCache()


@dataclass
class Walk:
    """A session. `sent` is what its last page sent, `offered` the files that page can make, by name."""

    processed: Path
    test: AppTest
    sent: list[ForwardMsg] = field(default_factory=list)
    offered: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def go(self, page: str = "overview", **params: str) -> "Walk":
        """Open the address of a page. Fails on a traceback on screen."""
        self.test.query_params = dict(params)
        # What switch_page() would find out by drawing another page first.
        self.test._page_hash = calc_hash("" if page == "overview" else page)
        return self.again()

    def again(self) -> "Walk":
        """Draw once more, with what was filled in or pressed."""
        os.environ["STREEFCIJFER_PROCESSED"] = str(self.processed)
        self.sent.clear()
        self.offered.clear()
        self.test.run()
        assert not self.test.exception, [each.message for each in self.test.exception]
        assert "Traceback" not in self.text
        return self

    @property
    def title(self) -> str:
        return self.test.title[0].value

    @property
    def texts(self) -> list[str]:
        """Every text in every message of the page: words, options, alternatives of pictures, data of pictures."""
        return [text for message in self.sent for text in strings(message)]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def html(self) -> str:
        """What is put on the page as markup."""
        return "\n".join(each.proto.body for each in self.test.get("html"))

    @property
    def info(self) -> list[str]:
        return [each.value for each in self.test.info]

    @property
    def charts(self) -> list[Message]:
        return [each.proto for each in self.test.get("plotly_chart")]

    def files(self) -> dict[str, str]:
        """Every offered file, made, as text: its name -> all that is in it."""
        return {name: unpacked(made()) for name, made in self.offered.items()}


def strings(message: Message) -> Iterator[str]:
    """Every text in a message, whatever it is for; texts that are JSON also as what they stand for."""
    for described, value in message.ListFields():
        every = value.values() if isinstance(value, Mapping) else value if described.is_repeated else [value]
        for each in every:
            if isinstance(each, Message):
                yield from strings(each)
            elif isinstance(each, str):
                yield each
                if "\\u" in each and each[:1] in "{[":
                    yield json.dumps(json.loads(each), ensure_ascii=False)


@lru_cache(maxsize=64)
def unpacked(content: bytes | str) -> str:
    """What a file says; of an archive (XLSX, DOCX, ZIP) what every file in it says, of a PDF also what is read aloud."""
    if isinstance(content, str):
        return content
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as archive:
            texts = [name for name in archive.namelist() if not name.endswith((".png", ".jpeg"))]
            return "\n".join(f"{name}\n{archive.read(name).decode('utf-8')}" for name in texts)
    if content.startswith(b"%PDF-"):
        told = " ".join(str(tag.get("/Alt", "")) for tag in tags_of(content))
        return f"{text_of(content)} {told} {opened(content).metadata}"
    return content.decode("utf-8-sig")


def walking(processed: Path, patch: pytest.MonkeyPatch, **facts: Any) -> Walk:
    """A new session over a published folder. `facts` are set on the harness: user, secrets, context."""
    patch.setenv("STREEFCIJFER_PROCESSED", str(processed))
    walk = Walk(processed, AppTest.from_file(str(APP), default_timeout=60))
    walk.test._bidi_component_manager = COMPONENTS
    for name, value in facts.items():
        setattr(walk.test, name, value)
    parse, offer = local_script_runner.parse_tree_from_messages, MediaFileManager.add_deferred

    def parsed(messages: list[ForwardMsg]) -> Any:
        walk.sent.extend(messages)
        return parse(messages)

    def offered(self: MediaFileManager, made: Any, mime: Any, where: str, file_name: str = "", **more: Any) -> str:
        walk.offered[file_name] = made
        return offer(self, made, mime, where, file_name, **more)

    for harness in (app_test, local_script_runner):
        patch.setattr(harness, "ScriptCache", lambda: SCRIPTS)
    patch.setattr(local_script_runner, "parse_tree_from_messages", parsed)
    patch.setattr(MediaFileManager, "add_deferred", offered)
    return walk
