// Keeps what is typed in an open form in this tab (sessionStorage), and puts it back when the page is loaded anew, when
// somebody had to sign in again, or when the server came back without it. Nothing leaves the browser.
// The page marks an open form with data-draft, and with data-draft-done the forms that were saved or left.
(() => {
  if (window.streefcijferDrafts) return;
  window.streefcijferDrafts = true;
  const BEGIN = "streefcijfer-draft:";
  const done = new Set();
  const choosing = new Set();
  const filled = new WeakMap();
  let busy = false;
  let wanted = null;
  let shown = null;

  const kept = () => Object.keys(sessionStorage).filter((name) => name.startsWith(BEGIN));
  const open = () => document.querySelector("[data-draft]");
  const placeOf = (form) => `${BEGIN}${form.dataset.draftOf}:${form.dataset.draft}`;
  const read = (place) => {
    try {
      const found = JSON.parse(sessionStorage.getItem(place) || "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  };

  // Streamlit names the box of a field st-key-NAME; which field it is stands after the name of the form.
  const fieldOf = (input, form) => {
    const begin = form.dataset.draftFields;
    const box = input.closest(`[class*="${begin}"]`);
    return box && [...box.classList].find((each) => each.startsWith(begin));
  };
  const inputs = (form) =>
    document.querySelectorAll(`[class*="${form.dataset.draftFields}"] :is(textarea, input[type="text"], input[type="radio"])`);
  const choice = (radio) => (radio.closest("label") || radio).textContent.trim();

  const keep = (form, field, text) => {
    try {
      sessionStorage.setItem(placeOf(form), JSON.stringify({ ...read(placeOf(form)), [field]: text }));
    } catch {
      // A browser that keeps nothing, or is full: then it is as it would be without this script.
    }
  };
  const remember = (event) => {
    const form = open();
    const input = event.target;
    if (busy || !form || !input.matches || !input.matches('textarea, input[type="text"]')) return;
    const field = fieldOf(input, form);
    if (field) keep(form, field, input.value);
  };
  // A choice is told by no event of its own: what is chosen is looked at after a press or a key.
  const rememberChoice = (event) => {
    const form = open();
    const field = !busy && form && event.target.closest && fieldOf(event.target, form);
    if (!field) return;
    choosing.add(field);
    if (event.type !== "click" && event.type !== "keyup") return;
    setTimeout(() => {
      const chosen = document.querySelector(`.${CSS.escape(field)} input[type="radio"]:checked`);
      if (chosen && open() === form) keep(form, field, choice(chosen));
      choosing.delete(field);
    }, 50);
  };

  // As a value, never as markup; through the setter that React watches, so that it is sent when the form is.
  const fill = (input, text) => {
    const kind = input.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const putBack = (form) => {
    const typed = read(placeOf(form));
    let changed = false;
    for (const input of inputs(form)) {
      const field = fieldOf(input, form);
      const text = typed[field];
      const times = filled.get(input) || 0;
      // While the server is away fields are shut; what is set in one then is not sent. A field that was just drawn may
      // be emptied once more, but nothing is fought over without end.
      if (typeof text !== "string" || input.disabled || choosing.has(field) || times > 4) continue;
      if (input.type === "radio" ? choice(input) !== text || input.checked : input.value === text) continue;
      filled.set(input, times + 1);
      if (input.type === "radio") input.click();
      else fill(input, text);
      changed = true;
    }
    const said = form.querySelector("[role=status]");
    if (changed && said) said.textContent = form.dataset.draftSaid;
    else if (said && !said.textContent) tellOfOlder(form, said);
  };
  // What was typed over another version is not put into this one: it waits under its own address, to be compared there.
  const tellOfOlder = (form, said) => {
    const record = form.dataset.draft.replace(/:[0-9]+$/, ":");
    const begin = `${BEGIN}${form.dataset.draftOf}:`;
    const other = kept().find((name) => name.startsWith(begin + record) && name !== placeOf(form));
    if (!other) return;
    const there = new URL(location.href);
    there.searchParams.set("form", other.slice(begin.length));
    there.hash = "form";
    const link = document.createElement("a");
    link.href = there.href;
    link.textContent = form.dataset.draftShow;
    said.append(`${form.dataset.draftOlder} `, link);
  };

  const focus = (at) => {
    if (!at) return;
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };

  // Each mark counts once: React may draw the same one again. Focus goes where the page says what happened.
  const leave = (mark) => {
    if (done.has(mark.dataset.draftOnce)) return;
    done.add(mark.dataset.draftOnce);
    for (const code of mark.dataset.draftDone.split(" ")) sessionStorage.removeItem(`${BEGIN}${mark.dataset.draftOf}:${code}`);
    arrive(mark, 20);
  };
  // The form that was left takes the focus along when it goes, a moment later.
  const arrive = (mark, times) => {
    const at = document.activeElement;
    if (at && at !== document.body && !at.closest(".stForm")) return;
    if (at === document.body) focus(mark.textContent.trim() ? mark : document.querySelector('[data-testid="stMain"] h1'));
    else if (times && mark.isConnected) setTimeout(() => arrive(mark, times - 1), 100);
  };

  const look = () => {
    document.querySelectorAll("[data-draft-done]").forEach(leave);
    const form = open();
    if (!form || busy) return;
    busy = true;
    // What somebody else left in this tab is not for this reader.
    const own = `${BEGIN}${form.dataset.draftOf}:`;
    kept().filter((name) => !name.startsWith(own)).forEach((name) => sessionStorage.removeItem(name));
    putBack(form);
    busy = false;
    if (shown !== form) {
      shown = form;
      // What is set in a field while it is being drawn can be lost without a sign.
      for (const later of [100, 400, 1200, 3000]) setTimeout(look, later);
    }
    if (wanted === form.dataset.draft) {
      wanted = null;
      requestAnimationFrame(() => document.activeElement?.closest("input, textarea, button") || focus(form));
    }
  };

  document.addEventListener("input", remember, true);
  for (const pressed of ["pointerdown", "keydown", "click", "keyup"]) document.addEventListener(pressed, rememberChoice, true);
  document.addEventListener("click", (event) => {
    // Who opens a form goes to it, however fast it was drawn.
    const link = event.target.closest && event.target.closest("a[href]");
    wanted = link && link.hash === "#form" ? new URL(link.href).searchParams.get("form") : wanted;
    if (event.target.closest && event.target.closest(".st-key-sign_out button")) kept().forEach((name) => sessionStorage.removeItem(name));
  }, true);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  look();
})();
