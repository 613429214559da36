"""How long a first visit takes in a real browser: from the request to the last chart drawn.

Every visit has a browser context of its own, so nothing is left of the one before; the server is warm.
"""

import shutil
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

PATIENCE_MILLISECONDS = 60_000
# Notes when each chart has its drawing, and when the foot of the page stands; nothing is noted twice.
_WATCH = """
(() => {
  const seen = new WeakSet();
  window.drawn = [];
  const look = () => {
    for (const each of document.querySelectorAll('.js-plotly-plot, .sc-foot')) {
      const done = each.matches('.sc-foot') || each.querySelector('svg.main-svg path');
      if (done && !seen.has(each)) { seen.add(each); window.drawn.push(performance.now()); }
    }
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
})();
"""
# Streamlit says so itself when a script has run; then what it sent is drawn within a moment.
_SETTLED = """
() => document.querySelector('[data-test-script-state="notRunning"]')
  && !document.querySelector('[data-testid="stSkeleton"]')
  && window.drawn.length && performance.now() - window.drawn[window.drawn.length - 1] > 1000
"""


@dataclass(frozen=True)
class Visits:
    """Milliseconds of each visit, on the clock and of work in the browser's main thread; and how many charts it has.

    Work is the processor's own time: what else the machine does is not in it.
    """

    milliseconds: tuple[float, ...]
    work: tuple[float, ...]
    charts: int


def first_visits(addresses: Mapping[str, str], rounds: int) -> Mapping[str, Visits]:
    """Every address so many times, one after the other in each round, so that other work falls on all alike."""
    found: dict[str, list[tuple[float, float, int]]] = {name: [] for name in addresses}
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for number in range(rounds + 1):
            for name, address in addresses.items():
                seen = _visit(browser, address)
                if number:  # the first round warms the servers
                    found[name].append(seen)
        browser.close()
    return {
        name: Visits(tuple(ms for ms, *_ in each), tuple(work for _, work, _ in each), each[-1][2])
        for name, each in found.items()
    }


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return statistics.median(mine / other for mine, other in zip(of, to, strict=True))


def _visit(browser: Browser, address: str) -> tuple[float, float, int]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page: Page = context.new_page()
    page.add_init_script(_WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="commit")
    page.wait_for_function(_SETTLED, timeout=PATIENCE_MILLISECONDS)
    last, charts = page.evaluate("[Math.max(...window.drawn), document.querySelectorAll('.js-plotly-plot').length]")
    measured = {each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]}
    context.close()
    return float(last), measured["TaskDuration"] * 1000, int(charts)
