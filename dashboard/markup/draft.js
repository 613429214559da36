// Keeps what is typed in an open form in this tab (sessionStorage), and puts it back when the page is loaded anew, when
// somebody had to sign in again, or when the server came back without it. Nothing leaves the browser.
// The page marks an open form with data-draft, and with data-draft-done the forms that were saved or left.
(() => {
  if (window.streefcijferDrafts) return;
  window.streefcijferDrafts = true;
  const BEGIN = "streefcijfer-draft:";
  const done = new Set();
  const looked = new WeakSet();
  let busy = false;

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
    setTimeout(() => {
      const chosen = document.querySelector(`.${CSS.escape(field)} input[type="radio"]:checked`);
      if (chosen && open() === form) keep(form, field, choice(chosen));
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
      // While the server is away fields are shut; what is set in one then is not sent.
      if (looked.has(input) || input.disabled) continue;
      looked.add(input);
      const text = typed[fieldOf(input, form)];
      if (typeof text !== "string") continue;
      if (input.type === "radio") {
        if (choice(input) !== text || input.checked) continue;
        input.click();
      } else {
        if (input.value === text) continue;
        fill(input, text);
      }
      changed = true;
    }
    const said = form.querySelector("[role=status]");
    if (changed && said) said.textContent = form.dataset.draftSaid;
  };

  // Each mark counts once: React may draw the same one again. Focus goes where the page says what happened.
  const leave = (mark) => {
    if (done.has(mark.dataset.draftOnce)) return;
    done.add(mark.dataset.draftOnce);
    for (const code of mark.dataset.draftDone.split(" ")) sessionStorage.removeItem(`${BEGIN}${mark.dataset.draftOf}:${code}`);
    requestAnimationFrame(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      const at = mark.textContent.trim() ? mark : document.querySelector('[data-testid="stMain"] h1');
      if (!at) return;
      at.tabIndex = -1;
      at.focus({ preventScroll: true });
      at.scrollIntoView({ block: "nearest" });
    });
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
  };

  document.addEventListener("input", remember, true);
  for (const pressed of ["click", "keyup"]) document.addEventListener(pressed, rememberChoice, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(".st-key-sign_out button")) kept().forEach((name) => sessionStorage.removeItem(name));
  }, true);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  look();
})();
