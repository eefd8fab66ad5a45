// People offered after an @ in a comment. Without this the name is typed, and the server says if it fits nobody.
"use strict";

for (const box of document.querySelectorAll("textarea[data-mention]")) mentionIn(box);

function mentionIn(box) {
  const panel = document.createElement("div");
  panel.className = "people";
  panel.id = `${box.id}-people`;
  panel.hidden = true;
  box.after(panel);
  box.setAttribute("aria-controls", panel.id);
  box.setAttribute("aria-autocomplete", "list");
  let timer = 0, asked = null, now = -1, composing = false;

  const options = () => [...panel.querySelectorAll("[role=option]")];
  const typed = () => box.value.slice(0, box.selectionStart).match(/(?:^|[^0-9A-Za-z._-])[@＠]([^\s@＠，。、；：！？,;:!?]{0,20})$/);

  function close() {
    clearTimeout(timer);
    if (asked) asked.abort();
    panel.hidden = true;
    box.removeAttribute("aria-activedescendant");
    now = -1;
  }

  function mark(next) {
    const all = options();
    now = (next + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === now)));
    box.setAttribute("aria-activedescendant", all[now].id);
    all[now].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const found = typed();
    if (!found) return close();
    if (asked) asked.abort();
    const mine = asked = new AbortController();
    const address = new URL(box.dataset.mention, location.href);
    address.searchParams.set("q", found[1]);
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { "X-Requested-With": "fetch" } });
      // A log-in page instead of names means that the session has ended.
      if (!answer.ok || answer.redirected) return close();
      panel.innerHTML = await answer.text();
    } catch { return; }
    if (mine !== asked || document.activeElement !== box || !typed()) return close();
    options().forEach((option, n) => { option.id = `${panel.id}-${n}`; });
    panel.hidden = false;
    now = -1;
    if (options().length) mark(0);
  }

  function take(option) {
    const found = typed();
    if (!found) return close();
    const end = box.selectionStart;
    box.setRangeText(`${option.dataset.name} `, end - found[1].length, end, "end");
    close();
  }

  box.addEventListener("compositionstart", () => { composing = true; });
  box.addEventListener("compositionend", () => { composing = false; soon(); });
  box.addEventListener("input", () => { if (!composing) soon(); });
  box.addEventListener("blur", () => setTimeout(close, 150));
  panel.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) take(option);
  });
  box.addEventListener("keydown", (event) => {
    if (panel.hidden || composing || !options().length) { if (event.key === "Escape") close(); return; }
    if (event.key === "ArrowDown") mark(now + 1);
    else if (event.key === "ArrowUp") mark(now - 1);
    else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") take(options()[now]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function soon() {
    clearTimeout(timer);
    if (!typed()) return close();
    timer = setTimeout(ask, 120);
  }
}
