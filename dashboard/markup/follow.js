// Links to our own pages open in the session that is there, as the browser's own Back button does: without this each
// link loads the whole application anew. Once per tab; with a modifier key a link stays a link.
// Where a reader arrives, a reader who listens arrives too: focus goes to the heading of the new page (or to what the
// address points at), and Back returns to the link that was followed, at the height it had.
(() => {
  if (window.streefcijferFollows) return;
  window.streefcijferFollows = true;
  const main = () => document.querySelector('[data-testid="stMain"]');

  const focus = (at) => {
    if (!at) return;
    // Streamlit writes the new heading into the old one: what has focus already would not be read out again.
    if (at === document.activeElement) at.blur();
    if (!at.matches("a[href], button, input, [tabindex]")) at.tabIndex = -1;
    at.focus({ preventScroll: true });
  };
  const toHeading = () => focus(document.querySelector('[data-testid="stMain"] h1'));

  // Calls back when the page that was asked for stands: Streamlit's script began and ended. A page that is drawn at once
  // is drawn before anybody sees it begin: then it is called without having seen it, and again should it begin after all.
  const whenDrawn = (then) => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app) return;
    let began = false;
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => {
      // Whoever is already doing something else is left alone.
      if (!document.activeElement?.closest("input, textarea, button, summary")) then();
    }));
    const seen = new MutationObserver(() => {
      const idle = app.dataset.testScriptState === "notRunning";
      if (!idle) began = true;
      if (!idle || !began) return;
      seen.disconnect();
      drawn();
    });
    seen.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
    setTimeout(() => { if (!began && app.dataset.testScriptState === "notRunning") drawn(); }, 700);
    setTimeout(() => seen.disconnect(), 20000);
  };

  const arrive = () => {
    const at = location.hash && document.getElementById(location.hash.slice(1));
    if (!at) return toHeading();
    at.closest("details")?.setAttribute("open", "");
    at.scrollIntoView();
    focus(at);
  };

  const comeBack = (left) => {
    main()?.scrollTo(0, left?.at || 0);
    if (!left) return toHeading();
    const same = [...document.querySelectorAll("a")].filter((link) => link.getAttribute("href") === left.link);
    focus(same.find((link) => link.checkVisibility()) || document.querySelector('[data-testid="stMain"] h1'));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.dataset.testid === "stSkipToContent") {
      // Streamlit's own goes to what holds the head too; ours goes past it.
      event.preventDefault();
      event.stopPropagation();
      return toHeading();
    }
    const drawn = link.href && link.href.baseVal;
    const there = new URL(drawn || link.href, location.href);
    // Streamlit leaves targets out of HTML; in pictures they stand.
    const target = link.getAttribute("target") || "_self";
    if (target !== "_self" || there.origin !== location.origin || link.hasAttribute("download")) return;
    // A place on this very page: the browser goes there by itself.
    if (there.hash && there.pathname === location.pathname && there.search === location.search) return;
    event.preventDefault();
    event.stopPropagation();
    const left = { link: link.getAttribute("href"), at: main()?.scrollTop || 0 };
    history.replaceState({ ...history.state, streefcijfer: left }, "");
    history.pushState({}, "", there);
    whenDrawn(arrive);
    window.dispatchEvent(new PopStateEvent("popstate"));
    main()?.scrollTo(0, 0);
  }, true);

  window.addEventListener("popstate", (event) => {
    // Only the reader's own Back and Forward; what we dispatch ourselves is not trusted, and a place on a page is near.
    if (event.isTrusted && !location.hash) whenDrawn(() => comeBack(event.state && event.state.streefcijfer));
  });

  // Streamlit changes its own colours with the reader's system, but draws nothing anew: ours and the pictures' would stay.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 200);
  });

  // Streamlit's box for files is called a presentation and has a name: one of the two is wrong, and it is a group.
  const mend = () => {
    const box = document.querySelector('[data-testid="stFileUploaderDropzone"][role="presentation"]');
    if (box) box.setAttribute("role", "group");
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  mend();
})();
