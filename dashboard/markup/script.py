"""The few lines of script the pages need, each for one thing that a page cannot do without.

All work without it too, more slowly: a link is a link.
"""

import json
from functools import cache
from pathlib import Path

_FOLLOWS = Path(__file__).with_name("follow.js")
_DRAFTS = Path(__file__).with_name("draft.js")
# Only this tab's, and gone when it closes.
_KEPT = json.dumps("streefcijfer-address")


def speak(language: str) -> str:
    """Tell the browser the language of the page: Streamlit says English of every one."""
    return f"<script>document.documentElement.lang = {json.dumps(language)};</script>"


def name_skip_link(text: str) -> str:
    """Write Streamlit's own link past the head in the language of the page."""
    return f"""<script>(() => {{
  const link = document.querySelector('[data-testid="stSkipToContent"]');
  if (link) link.textContent = {_quoted(text)};
}})();</script>"""


@cache
def follow_links() -> str:
    """Open links to our own pages in the session that is there, and take focus along; see follow.js."""
    return f"<script>{_FOLLOWS.read_text(encoding='utf-8')}</script>"


def keep_drafts(owner: str) -> str:
    """What is typed in a form stays in this tab until it is saved or the form is left; see draft.js.

    `owner` tells this reader's drafts from those of whoever was here before, which go.
    """
    others = f"""(() => {{
  const own = {json.dumps(f"streefcijfer-draft:{owner}:")};
  for (const name of Object.keys(sessionStorage)) {{
    if (name.startsWith("streefcijfer-draft:") && !name.startsWith(own)) sessionStorage.removeItem(name);
  }}
}})();"""
    return f"<script>{others}{_drafts()}</script>"


@cache
def _drafts() -> str:
    return _DRAFTS.read_text(encoding="utf-8")


def copy_links() -> str:
    """A button beside a link copies its whole address, and says so to those who see it and those who listen."""
    return """<script>(() => {
  if (window.streefcijferCopies) return;
  window.streefcijferCopies = true;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".sc-copy");
    const link = button && button.parentElement.querySelector("a");
    if (!link) return;
    const status = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(link.href);
      status.textContent = button.dataset.copied;
    } catch {
      // A browser that does not allow it: the address itself can be copied by hand.
      status.textContent = link.href;
    }
  });
})();</script>"""


def keep_address() -> str:
    """Remember the address that was asked for until somebody has signed in."""
    return f"""<script>(() => {{
  const there = location.pathname + location.search;
  if (there.length > 1) sessionStorage.setItem({_KEPT}, there);
}})();</script>"""


def back_to_address() -> str:
    """Go once to the address that was asked for before signing in; to a page of this site only."""
    return f"""<script>(() => {{
  const there = sessionStorage.getItem({_KEPT});
  sessionStorage.removeItem({_KEPT});
  if (there && /^\\/(?!\\/)/.test(there) && there !== location.pathname + location.search) location.replace(there);
}})();</script>"""


def _quoted(text: str) -> str:
    # A text that ends the script would be HTML again.
    return json.dumps(text).replace("<", "\\u003c")
