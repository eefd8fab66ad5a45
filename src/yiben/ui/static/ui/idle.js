// Says in time that the log-in is about to end for want of use, and lets it go on; all windows share one clock.
"use strict";

(() => {
  const strip = document.getElementById("idle");
  if (!strip) return;
  const whole = Number(strip.dataset.minutes) * 60000, warn = Number(strip.dataset.warn) * 60000;
  const [soon, over] = [strip.querySelector(".soon"), strip.querySelector(".over")];
  const left = strip.querySelector(".minutes");
  let own = Date.now(), ended = false;

  const used = () => {
    own = Date.now();
    try {
      localStorage.setItem("yiben-used", String(own));
      localStorage.setItem("yiben-who", strip.dataset.who);
    } catch { /* This window then counts alone. */ }
  };
  const last = () => {
    let shared = 0;
    try { shared = Number(localStorage.getItem("yiben-used")) || 0; } catch { /* As above. */ }
    return Math.max(own, Math.min(shared, Date.now()));
  };
  const look = () => {
    const rest = ended ? 0 : whole - (Date.now() - last());
    strip.hidden = rest > warn;
    soon.hidden = rest <= 0;
    over.hidden = rest > 0;
    const minutes = String(Math.max(1, Math.ceil(rest / 60000)));
    if (left.textContent !== minutes) left.textContent = minutes;
  };

  // After a new log-in in another window this page's form still carries the old token; what was typed
  // goes through with the new one, if it is the same person who logged in.
  document.addEventListener("submit", (event) => {
    let who = "";
    try { who = localStorage.getItem("yiben-who"); } catch { /* The old token then stays. */ }
    const token = document.cookie.match(/(?:^|; )csrftoken=(\w+)/);
    const field = event.target.elements.namedItem("csrfmiddlewaretoken");
    if (token && field && who === strip.dataset.who) field.value = token[1];
  }, true);

  used();
  document.addEventListener("htmx:afterRequest", used);
  document.addEventListener("yiben:kept", used);
  document.addEventListener("visibilitychange", look);
  strip.querySelector("button").addEventListener("click", async () => {
    const token = strip.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(strip.dataset.stay, {
      method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token },
    }).catch(() => null);
    if (answer && answer.status === 204) used();
    else if (answer) ended = true;
    look();
  });
  setInterval(look, 5000);
})();
