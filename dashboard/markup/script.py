"""The few lines of script the pages need, each for one thing that a page cannot do without.

All work without it too, more slowly: a link is a link.
"""

import json

# Only this tab's, and gone when it closes.
_KEPT = json.dumps("streefcijfer-address")


def speak(language: str) -> str:
    """Tell the browser the language of the page: Streamlit says English of every one."""
    return f"<script>document.documentElement.lang = {json.dumps(language)};</script>"


def follow_links() -> str:
    """Open links to our own pages in the session that is there, as the browser's own back button does.

    Without it each link loads the whole application anew. Once per tab; with a modifier key a link stays a link.
    """
    return """<script>(() => {
  if (window.streefcijferFollows) return;
  window.streefcijferFollows = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const drawn = link.href && link.href.baseVal;
    const there = new URL(drawn || link.href, location.href);
    const target = drawn === undefined ? link.target : link.getAttribute("target");
    if (target !== "_self" || there.origin !== location.origin || link.hasAttribute("download") || there.hash) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState({}, "", there);
    window.dispatchEvent(new PopStateEvent("popstate"));
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
  }, true);
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
