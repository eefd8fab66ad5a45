// Security keys (WebAuthn): asks the server what to sign, the key to sign it, and sends the answer back.
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function asked(options) {
    const ready = { ...options, challenge: bytes(options.challenge) };
    if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (options[list]) ready[list] = options[list].map((one) => ({ ...one, id: bytes(one.id) }));
    }
    return ready;
  }

  function answered(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function post(address, form, body, told) {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    });
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!json) { location.reload(); throw new DOMException("", "AbortError"); }
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.problems.map((p) => `${p.sentence}${told.dataset.stop}${p.hint}`).join(" "));
    return said;
  }

  function words(told, fault) {
    if (fault.name === "InvalidStateError") return told.dataset.known;
    if (fault instanceof TypeError) return told.dataset.lost;
    return fault instanceof DOMException ? told.dataset.no : fault.message;
  }

  async function ceremony(form, told) {
    const make = form.dataset.ceremony === "make";
    const name = form.elements.name ? form.elements.name.value : "";
    const options = asked(await post(form.dataset.begin, form, { name }, told));
    const credential = make
      ? await navigator.credentials.create({ publicKey: options })
      : await navigator.credentials.get({ publicKey: options });
    const gone = await post(form.dataset.complete, form, answered(credential), told);
    location.assign(gone.redirect_url);
  }

  for (const form of document.querySelectorAll("form.key-form")) {
    const told = form.querySelector(".key-told");
    const button = form.querySelector("button");
    const say = (sentence, bad) => { told.hidden = false; told.textContent = sentence; told.classList.toggle("bad", bad); };
    form.hidden = false;
    if (!window.PublicKeyCredential) { button.disabled = true; say(told.dataset.old, true); continue; }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      button.disabled = true;
      say(told.dataset.wait, false);
      try { await ceremony(form, told); } catch (fault) { say(words(told, fault), true); }
      button.disabled = false;
    });
  }
})();
