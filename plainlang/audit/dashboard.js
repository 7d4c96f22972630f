"use strict";
// Without this script the page shows the first letters, and all else.
(() => {
  const source = document.getElementById("rows");
  const table = document.querySelector(".letters");
  if (!table || !source) return;
  const { names, rows } = JSON.parse(source.textContent);
  const body = table.tBodies[0];
  const form = document.querySelector(".controls");
  const status = document.querySelector(".shown");
  const more = document.querySelector(".more");
  const [FIRST, PORTION] = [50, 100];
  const heaviest = Math.max(1, ...rows.slice(0, 1).map((row) => row[8]));
  // Columns of a row: name, folder, kind, grade, must, should, note, verdict, weight, todo, page.
  const AT = { name: 0, kind: 2, grade: 3, must: 4, should: 5, note: 6, verdict: 7, weight: 8, todo: 9 };
  const TEXT = { name: (row) => row[0], kind: (row) => names.kinds[row[2]], todo: (row) => names.todos[row[9]] };
  const collator = new Intl.Collator("en", { numeric: true });
  let order = rows.map((_, at) => at);
  let kept = order;
  let drawn = body.rows.length;
  let sorted = { key: "weight", up: false };

  function element(tag, words, style) {
    const made = document.createElement(tag);
    if (words !== undefined) made.append(words);
    if (style) made.className = style;
    return made;
  }

  function bar(share) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const sizes = { class: "bar", height: 8, "aria-hidden": "true", focusable: "false" };
    Object.entries(sizes).forEach(([name, value]) => svg.setAttribute(name, value));
    [["track", 1], ["fill", share]].forEach(([style, width]) => {
      const rect = document.createElementNS(svg.namespaceURI, "rect");
      const parts = { class: style, width: `${(100 * width).toFixed(1)}%`, height: 8, rx: 2 };
      Object.entries(parts).forEach(([name, value]) => rect.setAttribute(name, value));
      svg.append(rect);
    });
    return svg;
  }

  function line(row) {
    const [name, folder, kind, grade, must, should, note, verdict, weight, todo, page] = row;
    const made = document.createElement("tr");
    const head = element("th");
    head.scope = "row";
    const link = element(page ? "a" : "span");
    link.append(element("bdi", name));
    if (page) link.href = page;
    head.append(link);
    if (names.folders[folder]) {
      const where = element("span", undefined, "where");
      where.append(element("bdi", names.folders[folder]));
      head.append(where);
    }
    const weigh = element("td", undefined, "number weigh");
    weigh.append(element("b", weight.toFixed(1)), bar(weight / heaviest));
    const said = element("td", undefined, `${names.slugs[verdict]} nowrap`);
    const dot = element("span", undefined, "dot");
    dot.setAttribute("aria-hidden", "true");
    said.append(dot, names.verdicts[verdict]);
    const numbers = [grade === null ? "–" : grade.toFixed(1), must, should, note].map((value) => element("td", String(value), "number"));
    made.append(head, weigh, element("td", names.todos[todo], "todo"), said, ...numbers, element("td", names.kinds[kind]));
    return made;
  }

  function tell() {
    const count = (number) => `${number.toLocaleString("en")} letter${number === 1 ? "" : "s"}`;
    const all = kept.length === rows.length ? "" : ` of ${count(rows.length)}`;
    const found = all ? `${kept.length.toLocaleString("en")}${all}` : count(kept.length);
    const part = drawn < kept.length ? ` The first ${drawn.toLocaleString("en")} are shown.` : "";
    status.textContent = kept.length ? `${found}.${part}` : "No letter fits. Choose less, or show all.";
    more.hidden = drawn >= kept.length;
  }

  function draw(upTo) {
    const part = document.createDocumentFragment();
    kept.slice(drawn, upTo).forEach((at) => part.append(line(rows[at])));
    body.append(part);
    drawn = Math.min(upTo, kept.length);
    tell();
  }

  function redraw() {
    const text = form.elements.text.value.trim().toLowerCase();
    const wanted = ["folder", "kind", "verdict"].map((name) => form.elements[name].value);
    const fits = (row) =>
      [1, 2, 7].every((column, at) => wanted[at] === "" || row[column] === Number(wanted[at])) &&
      (!text || `${names.folders[row[1]]}/${row[0]}`.toLowerCase().includes(text));
    kept = order.filter((at) => fits(rows[at]));
    body.replaceChildren();
    drawn = 0;
    draw(FIRST);
  }

  function sort(key) {
    const isText = key in TEXT;
    sorted = { key, up: sorted.key === key ? !sorted.up : isText };
    const sign = sorted.up ? 1 : -1;
    const column = AT[key];
    // A letter without a grade stands at the end, whichever way the rest goes.
    const compare = isText
      ? (a, b) => sign * collator.compare(TEXT[key](rows[a]), TEXT[key](rows[b]))
      : (a, b) => {
          const [left, right] = [rows[a][column], rows[b][column]];
          if (left === null || right === null) return (left === null) - (right === null);
          return sign * (left - right);
        };
    order = rows.map((_, at) => at).sort(compare);
    table.querySelectorAll("th[data-key]").forEach((head) => {
      if (head.dataset.key === key) head.setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    redraw();
  }

  function fill(name, texts, shown = (text) => text) {
    const used = texts.map((text, at) => [shown(text), at]).sort((a, b) => collator.compare(a[0], b[0]));
    used.forEach(([text, at]) => form.elements[name].add(new Option(text, String(at))));
  }

  table.querySelectorAll("th[data-key]").forEach((head) => {
    const button = element("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => sort(head.dataset.key));
    head.replaceChildren(button);
  });
  fill("folder", names.folders, (text) => text || "(this folder)");
  fill("kind", names.kinds);
  const met = new Set(rows.map((row) => row[7]));
  names.verdicts.forEach((text, at) => { if (met.has(at)) form.elements.verdict.add(new Option(text, String(at))); });
  form.hidden = false;
  document.querySelectorAll(".without").forEach((part) => { part.hidden = true; });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", redraw);
  form.addEventListener("reset", () => setTimeout(redraw));
  more.querySelector("button").addEventListener("click", () => {
    const next = body.rows.length;
    draw(drawn + PORTION);
    body.rows[next]?.querySelector("a")?.focus();
  });
  tell();
})();
