"""Takes the pictures of docs/images: every page of the dashboard at three widths, on an invented publication.

Run by `make pictures`. The figures come from a fixed seed, so a picture changes only when the product does (and, on the pages of talks, with
the day: what waits is counted from today); what is no longer taken is removed. Needs Chromium, and what tests need.
"""

# ruff: noqa: INP001 - a script, no package
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.server import serving  # noqa: E402
from tests.browser.walking import settled, visit  # noqa: E402
from tests.dashboard.accounts import PUBLISHED, SAME, written  # noqa: E402
from tests.dashboard.kept import write_registers  # noqa: E402
from tests.dashboard.publication import write_publication  # noqa: E402

FOLDER = ROOT / "docs" / "images"
WIDTHS = (1280, 768, 390)
HIGHEST = 3200  # px; a longer page is cut off, its beginning tells what it is
COLOURS = 128  # lettering, lines and marks need no more


@dataclass(frozen=True)
class Shot:
    """One page to take a picture of."""

    name: str
    path: str
    scheme: str = "light"


SHOTS = (
    Shot("overview", "?lang=en"),
    Shot("overview-compare", "?lang=en&show=compare"),
    Shot("overview-changes", "?lang=nl&show=changes"),
    Shot("unit", "unit?lang=en&unit=EXU-BEH"),
    Shot("unit-hidden", "unit?lang=nl&unit=EXU-BEH-PSC&target=world-15up"),
    Shot("unit-dark", "unit?lang=nl&unit=EXU-GEO", "dark"),
    Shot("discussion", "discussion?lang=en&unit=EXU-BEH"),
    Shot("talks", "talks?lang=en"),
    Shot("talk", "talk?lang=en&unit=EXU-BEH"),
    Shot("talk-form", "talk?lang=nl&unit=EXU-BEH&form=agreement:agreement-1:1"),
    Shot("activities", "activities?lang=nl"),
    Shot("data", "data?lang=en"),
    Shot("method", "method?lang=nl"),
)


def take(page: Page, site: str, shot: Shot) -> Iterator[tuple[int, bytes]]:
    """The width and the bytes of each picture of one page, from wide to narrow."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme="dark" if shot.scheme == "dark" else "light", reduced_motion="reduce")
    visit(page, f"{site}{shot.path}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(800)
        settled(page)
        height = page.locator(".stMainBlockContainer").evaluate("(each) => each.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(int(height), HIGHEST)})
        page.wait_for_timeout(800)
        yield width, page.screenshot()


def small(picture: bytes) -> bytes:
    """The same picture in as few bytes as its letters and marks allow."""
    written_to = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        # The most common colours would be greys alone: a mark is small, and its colour says something.
        few = opened.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(written_to, "PNG", optimize=True)
    return written_to.getvalue()


def main() -> None:
    """Take every picture, then remove the ones that are no longer taken."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium on the path: see scripts/install-browser")
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken: set[Path] = set()
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        processed = Path(made) / "processed"
        written(processed, SAME, PUBLISHED)
        write_registers(processed, datetime.now(UTC).date(), write_publication(processed).name)
        with serving(processed, Path(made)) as site:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for shot in SHOTS:
                page = browser.new_page()
                for width, picture in take(page, site.address, shot):
                    path = FOLDER / f"{shot.name}-{width}.png"
                    path.write_bytes(small(picture))
                    taken.add(path)
                page.close()
            browser.close()
    for path in set(FOLDER.glob("*.png")) - taken:
        path.unlink()
    size = sum(path.stat().st_size for path in taken) / 1e6
    sys.stdout.write(f"{len(taken)} pictures, {size:.1f} MB, in docs/{FOLDER.name}\n")


if __name__ == "__main__":
    main()
