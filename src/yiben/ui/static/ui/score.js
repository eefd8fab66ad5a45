// The total of a score form, while it is typed: what is lost, what is left of the full marks.
"use strict";

const form = document.querySelector("form.score[data-full]");
const lost = form?.querySelector("[data-lost]"), left = form?.querySelector("[data-score]");

function told() {
  const points = [...form.querySelectorAll("input.points")].map((one) => Number.parseFloat(one.value.replace("．", ".")));
  const sum = points.filter((one) => one > 0).reduce((all, one) => all + one, 0);
  const full = Number.parseFloat(form.dataset.full);
  lost.value = String(Math.round(sum * 100) / 100);
  left.value = `${Math.round((full - sum) * 100) / 100} / ${full}`;
}

if (form && lost && left) {
  form.addEventListener("input", told);
  told();
}
