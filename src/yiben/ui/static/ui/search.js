// What is offered under a search box while one types. Without this the box is a plain form.
"use strict";

for (const input of document.querySelectorAll("input[data-offer]")) offerFor(input);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const box = document.getElementById("find-q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function offerFor(input) {
  const panel = input.closest(".find, .find-pick").querySelector(".offer");
  const chosen = input.dataset.pick ? document.getElementById(input.dataset.pick) : null;
  panel.id = panel.id || `${input.id}-offer`;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", panel.id);
  input.setAttribute("aria-expanded", "false");
  let timer = 0, asked = null, now = -1, composing = false;

  const options = () => [...panel.querySelectorAll("[role=option]")];

  function close() {
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    now = -1;
  }

  function mark(next) {
    const all = options();
    if (!all.length) return;
    now = (next + all.length) % all.length;
    all.forEach((option, n) => {
      option.setAttribute("aria-selected", String(n === now));
      if (n === now) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  }

  async function ask() {
    if (asked) asked.abort();
    const mine = asked = new AbortController();
    const address = new URL(input.dataset.offer, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { "X-Requested-With": "fetch" } });
      // A log-in page instead of an offer means that the session has ended.
      if (!answer.ok || answer.redirected) return close();
      panel.innerHTML = await answer.text();
    } catch { return; }
    if (mine !== asked || document.activeElement !== input) return;
    options().forEach((option, n) => { option.id = `${panel.id}-${n}`; });
    now = -1;
    input.removeAttribute("aria-activedescendant");
    panel.hidden = !panel.textContent.trim();
    input.setAttribute("aria-expanded", String(!panel.hidden));
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  }

  function take(option) {
    if (!chosen) { location.href = option.href; return; }
    input.value = option.dataset.number;
    chosen.value = option.dataset.record;
    close();
  }

  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; soon(); });
  input.addEventListener("input", () => {
    if (chosen) chosen.value = "";
    if (!composing) soon();
  });
  input.addEventListener("focus", () => { if (!chosen || input.value.trim()) ask(); });
  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) { ask(); return; }
      mark(event.key === "ArrowDown" ? now + 1 : now < 0 ? -1 : now - 1);
    } else if (event.key === "Enter" && now >= 0 && !panel.hidden) {
      event.preventDefault();
      take(options()[now]);
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  panel.addEventListener("mousedown", (event) => {
    // Keeps the caret in the box, so that the panel does not close before the click arrives.
    if (!event.target.closest("form")) event.preventDefault();
  });
  panel.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || !chosen) return;
    event.preventDefault();
    take(option);
  });
  document.addEventListener("click", (event) => {
    if (event.target !== input && !panel.contains(event.target)) close();
  });
}
