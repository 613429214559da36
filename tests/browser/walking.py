"""What a person does in the browser: open a page and wait for it, sign in at the provider, sign out there."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.accounts import Account

# The dashboard's own buttons, in both languages.
SIGN_IN = re.compile(r"^(Sign in|Aanmelden)$")
SIGN_OUT = re.compile(r"^(Sign out|Afmelden)$")
# As long as a busy machine needs; a page that is there is not waited for.
PATIENCE_MILLISECONDS = 60_000


# Nothing runs, nothing is yet to be drawn, nothing changes; and so it stays for a while: a run that was asked for begins
# a little later, when its message has gone to the server and back.
QUIET = """(milliseconds) => new Promise((done) => {
  let since = performance.now();
  const watch = new MutationObserver(() => { since = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const drawn = (chart) => chart.querySelector('.main-svg');
  // What a script moves, as a fold that opens; not what fades by style, which may take long and shows all the while.
  const moved = (at) => at.playState === 'running' && at.constructor === Animation;
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const busy = !app || app.dataset.testScriptState !== 'notRunning'
      || document.querySelector('[data-testid="stSkeleton"]')
      || ![...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(drawn)
      || document.getAnimations().some(moved);
    if (busy) since = performance.now();
    if (performance.now() - since >= milliseconds) { watch.disconnect(); done(true); } else setTimeout(look, 20);
  };
  look();
})"""
QUIET_MILLISECONDS = 150


def visit(page: Page, address: str) -> None:
    """Open an address and wait until its last words and all its pictures stand."""
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the last words and all pictures of the page that is being drawn stand."""
    expect(page.locator(".sc-foot")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    quiet(page)


def quiet(page: Page) -> None:
    """Wait until nothing runs and nothing changes any more."""
    page.wait_for_function(QUIET, arg=QUIET_MILLISECONDS, timeout=PATIENCE_MILLISECONDS)


def faults(page: Page) -> list[str]:
    """What axe finds, as a line per rule with the first place."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


# A link as on our pages, followed in the session that is there; then a run begins, and ends.
FOLLOWED = """(there) => new Promise((done) => {
  const app = document.querySelector('[data-testid="stApp"]');
  let began = false;
  const watch = new MutationObserver(() => {
    const runs = app.dataset.testScriptState !== 'notRunning';
    if (began && !runs) { watch.disconnect(); done(true); }
    began = began || runs;
  });
  watch.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
  const link = document.createElement('a');
  link.href = there;
  document.body.append(link);
  link.click();
  link.remove();
  // A page with little on it may begin and end between two looks.
  setTimeout(() => { if (!began) { watch.disconnect(); done(true); } }, 5000);
})"""


def follow(page: Page, address: str) -> None:
    """Follow a link to an address of the same dashboard, without loading the page anew, until it is drawn."""
    quiet(page)
    page.wait_for_function(FOLLOWED, arg=address, timeout=PATIENCE_MILLISECONDS)
    quiet(page)


def sign_in(page: Page, account: Account, address: str) -> None:
    """Open an address of a dashboard and sign in as somebody; ends where the provider sends the person back."""
    page.goto(address)
    page.get_by_role("button", name=SIGN_IN).click(timeout=PATIENCE_MILLISECONDS)
    tell_provider(page, account)
    page.wait_for_url(lambda url: url.startswith(origin(address)), timeout=PATIENCE_MILLISECONDS)


def tell_provider(page: Page, account: Account, answer: str = "Allow") -> None:
    """Fill in the provider's form, and say whether the dashboard may know who it is ("Allow" or "Refuse")."""
    page.get_by_label("Name").fill(account.name, timeout=PATIENCE_MILLISECONDS)
    page.get_by_label("Password").fill(account.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=answer).click()


def sign_out(page: Page) -> None:
    """Sign out at the dashboard and at the provider; ends where the provider sends the person back."""
    home = origin(page.url)
    page.get_by_role("button", name=SIGN_OUT).click()
    page.get_by_role("heading", name="Sign out at the test provider?").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: url.startswith(home), timeout=PATIENCE_MILLISECONDS)


def origin(address: str) -> str:
    """Scheme, host and port of an address, with a slash after it."""
    return "/".join(address.split("/", 3)[:3]) + "/"
