// The list under the keyboard, its pop-up filters and the rows chosen in it. Works without it.
"use strict";

(() => {
  const list = () => document.getElementById("list");
  const rows = () => [...document.querySelectorAll("table[data-rows] > tbody > tr")];
  const keys = document.getElementById("list-keys");
  let at = -1;
  let ticked = -1;

  // Filters: several may be ticked before the list is asked again, which is when the pop-up closes.
  const changed = new Set();
  window.addEventListener("change", (event) => {
    const pick = event.target.closest("details.pick");
    if (pick) changed.add(pick);
    if (event.target.name === "record" || event.target.dataset.every !== undefined) count();
  }, true);
  document.addEventListener("toggle", (event) => {
    const pick = event.target;
    if (!pick.matches || !pick.matches("details.pick")) return;
    if (pick.open) {
      const first = pick.querySelector("input");
      if (first && first.type !== "checkbox" && first.type !== "radio") first.focus();
    } else if (changed.delete(pick)) {
      pick.closest("form").requestSubmit();
    }
  }, true);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-list]")) changed.clear();
  }, true);
  // What is not asked need not stand in the address; an open start of a day means all days.
  const idle = (name, value) => !value && !name.endsWith("_from") && name !== "view";
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches("form[data-list]")) return;
    const sent = event.detail.parameters;
    for (const name of Object.keys(sent)) if (idle(name, sent[name])) delete sent[name];
  });

  // Choosing rows.
  const count = () => {
    const said = document.querySelector("[data-picked]");
    if (!said) return;
    const every = document.querySelector("[data-every]");
    const n = document.querySelectorAll('input[name="record"]:checked').length;
    said.hidden = !n || every.checked;
    said.textContent = n;
    for (const row of rows()) row.classList.toggle("chosen-row", every.checked || Boolean(row.querySelector('input[name="record"]:checked')));
    const all = document.querySelector("input[data-all]");
    if (all) { all.checked = n > 0 && n === rows().length; all.indeterminate = n > 0 && n < rows().length; }
  };
  document.addEventListener("click", (event) => {
    const box = event.target;
    if (box.matches("input[data-all]")) {
      for (const one of document.querySelectorAll('input[name="record"]')) one.checked = box.checked;
      count();
    } else if (box.matches('input[name="record"]')) {
      const here = rows().indexOf(box.closest("tr"));
      if (event.shiftKey && ticked >= 0) span(ticked, here, box.checked);
      ticked = here;
    } else if (box.closest("[data-print]")) {
      window.print();
    } else if (box.closest("[data-keys-open]")) {
      keys.showModal();
    }
  });
  const span = (from, to, on) => {
    for (const row of rows().slice(Math.min(from, to), Math.max(from, to) + 1)) row.querySelector('input[name="record"]').checked = on;
    count();
  };

  // Keys.
  const go = (to) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, to));
    for (const row of all) row.classList.remove("now-row");
    all[at].classList.add("now-row");
    all[at].querySelector("a.title").focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  };
  const tick = (event) => {
    const box = rows()[at] && rows()[at].querySelector('input[name="record"]');
    if (!box) return;
    box.checked = !box.checked;
    if (event.shiftKey && ticked >= 0) span(ticked, at, box.checked);
    ticked = at;
    count();
  };
  const follow = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const acts = {
    j: () => go(at + 1), ArrowDown: () => go(at + 1), k: () => go(at - 1), ArrowUp: () => go(at - 1),
    x: tick, X: tick, "]": () => follow('.pager a[rel="next"]'), "[": () => follow('.pager a[rel="prev"]'),
    f: () => { const first = list().querySelector("details.pick > summary"); if (first) first.focus(); },
    "?": () => { if (keys && !keys.open) keys.showModal(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !list()) return;
    const where = event.target;
    if (document.querySelector("dialog[open], details.pop[open]")) return;
    if (where.matches("textarea, select, input:not([type=checkbox])") || where.isContentEditable) return;
    const arrow = event.key.startsWith("Arrow");
    // Arrows scroll the page until a row is chosen or the table has the focus.
    if (arrow && at < 0 && !where.closest("[role=region]")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("table[data-rows] > tbody > tr");
    if (row && rows()[at] !== row) {
      for (const other of rows()) other.classList.remove("now-row");
      at = rows().indexOf(row);
    }
  });

  const ready = () => { at = -1; ticked = -1; changed.clear(); count(); for (const button of document.querySelectorAll("[data-keys-open]")) button.hidden = false; };
  document.addEventListener("htmx:afterSwap", ready);
  window.addEventListener("pageshow", ready);
})();
