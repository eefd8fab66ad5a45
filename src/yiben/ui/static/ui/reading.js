// Hover and focus link the text and the table both ways; a file may be dropped on the form. Works without it.
"use strict";

(() => {
  const sheet = document.getElementById("reading");
  const partners = (element) => {
    const tied = element.closest("[data-ties]");
    if (tied) return tied.dataset.ties.trim().split(" ").flatMap((n) => [`t${n}`, `r${n}`]);
    const row = element.closest("tr[id^=r]");
    if (row) return [`t${row.id.slice(1)}`];
    const mark = element.closest("a.mark[id^=t]");
    return mark ? [`r${mark.id.slice(1)}`] : [];
  };
  const light = (event) => {
    for (const lit of sheet.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (event.type === "mouseleave") return;
    const found = partners(event.target).map((id) => document.getElementById(id)).filter(Boolean);
    for (const one of found) one.classList.add("lit");
    if (found.length === 1 && event.type === "focusin") found[0].scrollIntoView({ block: "nearest" });
  };
  if (sheet) {
    sheet.addEventListener("mouseover", light);
    sheet.addEventListener("mouseleave", light);
    sheet.addEventListener("focusin", light);
  }

  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const file = form.querySelector("input[type=file]");
  const over = (event, on) => { event.preventDefault(); form.classList.toggle("over", on); };
  form.addEventListener("dragover", (event) => over(event, true));
  form.addEventListener("dragleave", (event) => over(event, false));
  form.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer.files;
    over(event, false);
    if (dropped.length) { file.files = dropped; form.requestSubmit(); return; }
    const text = form.querySelector("textarea");
    text.value = event.dataTransfer.getData("text/plain") || text.value;
  });
})();
