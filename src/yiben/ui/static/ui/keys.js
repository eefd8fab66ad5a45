// The keyboard on every page; what each key does is told in ui/_keys_list.html. Works without it.
"use strict";

(() => {
  const OFF = "yiben-keys-off";
  const GO = {
    d: "a.brand", r: 'a.item[href$="/registers/"]', f: 'a.item[href$="/figures/"]',
    p: 'a.item[href$="/reports/"]', h: 'a[href$="/help/keys/"]',
  };
  const SINGLE = /^[a-zA-Z?/[\]]$/;
  const NO_TYPING = ["button", "checkbox", "radio", "submit", "reset", "file", "range", "color"];
  let gone = 0;

  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const typing = (where) => where.isContentEditable || where.matches("textarea, select")
    || (where.matches("input") && !NO_TYPING.includes(where.type));
  const seen = (selector) => [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length);

  function press(key) {
    const one = seen(`[data-key="${CSS.escape(key)}"]`);
    if (!one) return false;
    // A button does something at once, so it only gets the focus; a link may be left again.
    if (one.matches("a")) one.click(); else one.focus();
    return true;
  }

  function single(event) {
    const key = event.key;
    if (gone && Date.now() - gone < 1500 && GO[key]) {
      gone = 0;
      const link = document.querySelector(GO[key]);
      if (link) { event.preventDefault(); event.stopImmediatePropagation(); location.href = link.href; }
      return;
    }
    gone = 0;
    if (key === "g") { gone = Date.now(); event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (key === "?") {
      const dialog = document.getElementById("all-keys");
      if (dialog && !dialog.open) { event.preventDefault(); dialog.showModal(); }
      return;
    }
    if (press(key)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }

  // In the capture phase, before every other script's keys: switching off must hold for all of them.
  window.addEventListener("keydown", (event) => {
    const where = event.target instanceof Element ? event.target : document.body;
    if (event.isComposing || event.altKey) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = where.closest("form[method=post]") || document.getElementById("act");
      if (form && !event.repeat) { event.preventDefault(); form.requestSubmit(form.querySelector(".primary")); }
      return;
    }
    if (event.key === "F1") {
      const help = where.closest(".row")?.querySelector("details.help");
      if (help) { event.preventDefault(); help.open = !help.open; }
      return;
    }
    if (event.ctrlKey || event.metaKey || !SINGLE.test(event.key) || typing(where)) return;
    if (off()) { event.stopImmediatePropagation(); return; }
    if (document.querySelector("dialog[open], details.pop[open]")) return;
    single(event);
  }, true);

  const button = document.querySelector("[data-keys-off]");
  if (button) {
    const show = () => button.setAttribute("aria-pressed", String(off()));
    button.closest("[data-keys-switch]").hidden = false;
    button.addEventListener("click", () => {
      try { if (off()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { return; }
      show();
    });
    show();
  }

  // With F1 at hand the many disclosures need not each be a stop between two fields.
  const helps = [...document.querySelectorAll(".row details.help")];
  const all = document.querySelector("[data-help-all]");
  if (all && helps.length) {
    for (const help of helps) help.querySelector("summary").tabIndex = -1;
    all.hidden = document.querySelector("[data-help-keys]").hidden = false;
    all.addEventListener("click", () => {
      const open = all.getAttribute("aria-expanded") !== "true";
      all.setAttribute("aria-expanded", String(open));
      for (const help of helps) help.open = open;
    });
  }

  const first = document.querySelector("[data-first]");
  if (first) first.focus();
})();
