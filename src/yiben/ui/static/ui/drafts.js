// Keeps what is typed into the form as a draft, a few seconds after typing and when the page is left.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = form.querySelector("[data-kept]");
  const PAUSE = 2500, AGAIN = 15000;
  let timer = 0, dirty = false, sent = false, busy = null;

  // Logging in again in another window makes a new token; the cookie has the one that counts. Whether it is
  // still the same person, the server asks: `who` goes along.
  function body() {
    const data = new FormData(form), token = document.cookie.match(/(?:^|; )csrftoken=(\w+)/);
    if (token) data.set("csrfmiddlewaretoken", token[1]);
    data.set("form", form.dataset.draft);
    data.set("who", form.dataset.who);
    return data;
  }

  function ended() {
    const link = document.createElement("a");
    link.href = form.dataset.login;
    link.target = "_blank";
    link.textContent = said.dataset.again;
    said.replaceChildren(said.dataset.ended, link, said.dataset.then);
    said.classList.add("bad");
  }

  function tell(text, bad) {
    said.textContent = text;
    said.classList.toggle("bad", Boolean(bad));
  }

  async function save(keepalive) {
    clearTimeout(timer);
    if (busy) await busy;
    if (!dirty || sent) return;
    dirty = false;
    let done;
    busy = new Promise((resolve) => { done = resolve; });
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: body(), keepalive: Boolean(keepalive), redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) { dirty = true; ended(); soon(AGAIN); return; }
      const json = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
      if (!answer.ok || !json) { tell(json ? json.said : said.dataset.lost, true); if (!json) { dirty = true; soon(AGAIN); } return; }
      form.elements.draft.value = json.draft ?? "";
      form.elements.revision.value = json.revision || "";
      tell(json.said, json.apart);
      document.dispatchEvent(new Event("yiben:kept"));
    } catch {
      dirty = true;
      tell(said.dataset.lost, true);
      soon(AGAIN);
    } finally {
      busy = null;
      done();
    }
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function typed() {
    dirty = true;
    soon(PAUSE);
  }
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { sent = false; });

  // Any other form that leaves the page (logging out above all) waits for the draft, at most a moment.
  document.addEventListener("submit", (event) => {
    const other = event.target;
    if (other === form || !dirty || other.method !== "post" || other.closest("dialog") || other.dataset.kept) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const by = event.submitter;
    Promise.race([save(true), new Promise((resolve) => setTimeout(resolve, 1500))]).then(() => {
      other.dataset.kept = "1";
      other.requestSubmit(by ?? undefined);
    });
  }, true);

  // Whatever way the page goes, what has been typed since goes out with it.
  const leave = () => { if (dirty && !sent && !busy) { dirty = false; navigator.sendBeacon(form.dataset.keep, body()); } };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
})();
