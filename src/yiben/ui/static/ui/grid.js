// The pasted grid: cells to type in, blocks pasted from Excel, faults to jump to. The server checks; the
// textarea carries what the grid shows, so that without this script the page works by the text alone.
"use strict";

(() => {
  const PAGE = 100;
  const form = document.getElementById("grid-form");
  const data = JSON.parse(document.getElementById("grid-data").textContent);
  const words = data.words;
  const table = document.getElementById("paste-grid");
  const body = table.tBodies[0];
  const tools = document.getElementById("grid-tools");
  const text = document.getElementById("grid-block");
  const say = (sentence, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`%(${name})s`, value), sentence);
  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };

  // Each row keeps its cells, its faults and what was read, whatever page it is on.
  const rows = data.rows.map((cells) => ({ cells, faults: [], reads: {}, settled: false }));
  for (const [row, column, title, sentence, hint, near, doubt] of data.faults) rows[row].faults.push({ column, title, sentence, hint, near, doubt });
  for (const [row, column, said] of data.reads) rows[row].reads[column] = said;
  for (const row of data.settled) rows[row].settled = true;
  let width = data.columns.length;
  let first = 0;
  let shown = "all";
  let touched = false;

  const kinds = { all: () => true, faulty: (row) => row.faults.some((f) => !f.doubt), doubtful: (row) => row.faults.some((f) => f.doubt) };
  const list = () => rows.filter(kinds[shown]);

  // The block as text, and back: as Excel copies it.
  const quoted = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const titles = () => {
    const selects = [...table.querySelectorAll("thead select")];
    return data.columns.map((column, n) => (selects[n] && selects[n].value ? selects[n].selectedOptions[0].text : column.title) || `${n + 1}`);
  };
  const written = (head) => [...(head ? [titles()] : []), ...rows.filter((r) => r.cells.some((c) => c.trim())).map((r) => r.cells)]
    .map((cells) => cells.map(quoted).join("\t")).join("\n");
  const parsed = (block) => {
    const found = [[]];
    const plain = block.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    for (let i = 0; ; i += 1) {
      const cell = plain[i] === '"' && /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(plain.slice(i));
      if (cell) { found.at(-1).push(cell[1].replaceAll('""', '"')); i += cell[0].length; } else {
        const end = plain.slice(i).search(/[\t\n]/);
        found.at(-1).push(end < 0 ? plain.slice(i) : plain.slice(i, i + end));
        i = end < 0 ? plain.length : i + end;
      }
      if (i >= plain.length) return found;
      if (plain[i] === "\n") found.push([]);
    }
  };

  const touch = () => {
    touched = true;
    const post = form.querySelector("[data-post]");
    if (post && !post.disabled) {
      post.disabled = true;
      post.title = words.changed;
      tools.append(make("span", { className: "bad", textContent: words.changed }));
    }
  };

  const draw = () => {
    const all = list();
    first = Math.max(0, Math.min(first, all.length - 1));
    first -= first % PAGE;
    body.replaceChildren(...all.slice(first, first + PAGE).map(drawn));
    drawTools(all.length);
  };
  const drawn = (row) => {
    const number = rows.indexOf(row) + 1;
    const line = make("tr", { id: `row-${number}`, className: row.settled ? "settled-row" : "" }, make("th", { scope: "row", textContent: number }));
    for (let column = 0; column < width; column += 1) line.append(drawnCell(row, number, column));
    const out = make("button", { type: "button", title: say(words.remove, { row: number }), innerHTML: '<svg viewBox="0 0 10 10" aria-hidden="true"><path d="M1.5 1.5l7 7m0-7-7 7" fill="none" stroke="currentColor" stroke-width="1.3"/></svg>' });
    out.setAttribute("aria-label", out.title);
    out.addEventListener("click", () => { rows.splice(rows.indexOf(row), 1); touch(); draw(); });
    line.append(make("td", { className: "out" }, out));
    return line;
  };
  const drawnCell = (row, number, column) => {
    const title = data.columns[column].title;
    const input = make("input", { value: row.cells[column] || "", autocomplete: "off" });
    input.setAttribute("aria-label", say(words.cell, { row: number, title }));
    input.addEventListener("input", () => {
      row.cells[column] = input.value;
      // Said of the old value, so it holds no longer; whether the new one is right, the check will tell.
      for (const fault of row.faults) if (fault.column === column || (column === 0 && fault.column < 0)) fault.mended = true;
      delete row.reads[column];
      cell.querySelectorAll(".said-cell").forEach((said) => said.remove());
      cell.className = cell.className.replace(/\b(fault|doubt)-cell\b/g, "");
      input.removeAttribute("aria-invalid");
      marked(number, column);
      touch();
    });
    input.addEventListener("paste", (event) => pasted(event, row, column));
    input.addEventListener("keydown", (event) => moved(event, column));
    const cell = make("td", { className: (row.cells[column] || "").length > 14 ? "cell wide-cell" : "cell" }, input);
    const faults = row.faults.filter((f) => !f.mended && (f.column === column || (f.column < 0 && column === 0)));
    if (faults.length) {
      cell.classList.add(faults.every((f) => f.doubt) ? "doubt-cell" : "fault-cell");
      input.setAttribute("aria-invalid", String(faults.some((f) => !f.doubt)));
      const ids = faults.map((fault, n) => {
        const id = `said-${number}-${column}-${n}`;
        const said = make("span", { id, className: "said-cell", textContent: fault.sentence });
        if (fault.near) {
          const use = make("button", { type: "button", className: "link", textContent: say(words.use, { near: fault.near }) });
          use.addEventListener("click", () => { input.value = fault.near; input.dispatchEvent(new Event("input")); input.focus(); });
          said.append(" ", use);
        }
        cell.append(said);
        return id;
      });
      input.setAttribute("aria-describedby", ids.join(" "));
    } else if (row.reads[column]) {
      cell.append(make("span", { className: "said-cell read", textContent: `${words.read} ${row.reads[column]}` }));
    }
    return cell;
  };
  const marked = (number, column) => {
    for (const link of document.querySelectorAll(`.fault-list a[data-row="${number}"]`)) {
      const where = Number(link.dataset.column);
      if (where === column || (where < 0 && column === 0)) link.closest("li").classList.add("mended");
    }
  };

  const drawTools = (total) => {
    const kept = [...tools.querySelectorAll(".bad")];
    const kinded = ["all", "faulty", "doubtful"].filter((kind) => kind === "all" || rows.some(kinds[kind]));
    const views = make("span", { className: "switch" }, ...kinded.map((kind) => {
      const button = make("button", { type: "button", textContent: `${words[kind]} ${rows.filter(kinds[kind]).length}` });
      button.setAttribute("aria-pressed", String(kind === shown));
      button.addEventListener("click", () => { shown = kind; first = 0; draw(); });
      return button;
    }));
    const add = make("button", { type: "button", className: "button", textContent: `+ ${words.row}` });
    add.addEventListener("click", () => { rows.push({ cells: Array(width).fill(""), faults: [], reads: {} }); shown = "all"; first = rows.length; draw(); body.lastElementChild.querySelector("input").focus(); });
    const turn = (by, title, on) => {
      const button = make("button", { type: "button", className: "link", textContent: title, disabled: !on });
      button.addEventListener("click", () => { first += by; draw(); });
      return button;
    };
    const pager = make("span", { className: "pager" }, say(words.page, { first: total ? first + 1 : 0, last: Math.min(first + PAGE, total), total }));
    if (total > PAGE) pager.append(turn(-PAGE, words.before, first > 0), turn(PAGE, words.after, first + PAGE < total));
    const column = make("button", { type: "button", className: "button", textContent: `+ ${words.column}` });
    column.addEventListener("click", addColumn);
    tools.replaceChildren(...(kinded.length > 1 ? [views] : []), add, ...(table.querySelector("thead select") ? [column] : []), ...kept, pager);
    tools.hidden = false;
  };
  const addColumn = () => {
    const like = table.querySelector("thead select");
    const select = like.cloneNode(true);
    select.name = `col-${width}`;
    select.value = "";
    const fill = like.parentElement.querySelector(".tick").cloneNode(true);
    fill.querySelector("input").value = width;
    for (const line of table.tHead.rows) line.insertBefore(line.classList.contains("letters") ? make("th", {}) : make("th", {}, select, fill), line.lastElementChild);
    data.columns.push({ meaning: "", title: "" });
    for (const row of rows) row.cells.push("");
    width += 1;
    touch();
    draw();
    select.focus();
  };

  // A block pasted into the empty grid goes to the server, which knows headings; else it fills from here.
  const pasted = (event, row, column) => {
    const block = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(block.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    if (data.fresh && !rows.some((r) => r.cells.some((c) => c.trim()))) {
      text.value = block;
      sent(false);
      return;
    }
    const all = list();
    let at = all.indexOf(row);
    for (const cells of parsed(block)) {
      if (at >= all.length) { all.push({ cells: Array(width).fill(""), faults: [], reads: {} }); rows.push(all.at(-1)); }
      const target = all[at];
      cells.slice(0, width - column).forEach((cell, n) => {
        target.cells[column + n] = cell.replace(/[\t\n]+/g, " ").trim();
        delete target.reads[column + n];
        for (const fault of target.faults) if (fault.column === column + n) fault.mended = true;
        marked(rows.indexOf(target) + 1, column + n);
      });
      at += 1;
    }
    touch();
    draw();
  };
  const moved = (event, column) => {
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const line = event.target.closest("tr");
    const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
    if (next) next.querySelectorAll("input")[column].focus();
  };

  // Jumping from the list of faults to the cell, on whatever page it is.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".fault-list a[data-row]");
    if (!link) return;
    event.preventDefault();
    shown = "all";
    first = Number(link.dataset.row) - 1;
    draw();
    const line = document.getElementById(`row-${link.dataset.row}`);
    const input = line && line.querySelectorAll("td.cell input")[Math.max(0, Number(link.dataset.column))];
    if (input) { input.focus(); input.scrollIntoView({ block: "center", inline: "center" }); }
  });

  let typedText = false;
  text.addEventListener("input", () => { typedText = true; touch(); });
  const sent = (headed) => {
    if (headed && !form.querySelector('[name="line"]')) form.append(make("input", { type: "hidden", name: "line", value: "0" }));
    const button = form.querySelector('button[value="check"]');
    typedText = !headed;
    form.requestSubmit(button);
  };
  form.addEventListener("submit", () => {
    const line = form.querySelector('[name="line"]');
    if (typedText) {
      // The text was changed by hand: its heading is looked for anew, and the columns are its own.
      if (line) line.remove();
      for (const select of table.querySelectorAll("thead select")) select.disabled = true;
      return;
    }
    if (!rows.some((r) => r.cells.some((c) => c.trim()))) return;
    if (!line) form.append(make("input", { type: "hidden", name: "line", value: "0" }));
    text.value = written(true);
  });
  // Coming back to the page, the text may be another than what the server sent.
  for (const box of table.querySelectorAll('input[name="fill"]')) box.checked = false;
  for (const select of table.querySelectorAll("thead select")) select.addEventListener("change", touch);
  table.hidden = false;
  draw();
})();
