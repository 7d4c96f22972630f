"use strict";
// Without this script each mark is a plain link to its card, and each card a plain link back.
(() => {
  const all = (root, choice) => [...root.querySelectorAll(choice)];
  const byId = (id) => document.getElementById(id);
  const target = (link) => byId((link.dataset.to || link.getAttribute("href") || "#").slice(1));
  const marksOf = (section, card) => all(section, `a.mark[href="#${card.id}"]`);
  const narrow = matchMedia("(max-width: 60rem)");
  const homes = new Map();

  function light(section, card, mark) {
    all(section, "[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
    card.setAttribute("aria-current", "true");
    if (!mark) return;
    marksOf(section, card).filter((one) => one === mark || !one.id).forEach((one) => one.setAttribute("aria-current", "true"));
    all(card, `.spots a[href="#${mark.id}"]`).forEach((link) => link.setAttribute("aria-current", "true"));
  }

  // The mark that a card was opened from; else its first.
  function markOf(section, card) {
    const marks = marksOf(section, card).filter((mark) => mark.id);
    return marks.find((mark) => mark.hasAttribute("aria-current")) || marks[0];
  }

  function goHome() {
    homes.forEach((home, card) => {
      all(card, "[data-next]").forEach((button) => button.remove());
      home.append(card);
    });
    homes.clear();
  }

  // Where there is no room beside the letter, the card opens under the paragraph.
  function moveUnder(card, mark) {
    if (homes.has(card) && homes.size === 1 && card.previousElementSibling === placeOf(mark)) return;
    goHome();
    homes.set(card, card.parentElement);
    const next = document.createElement("button");
    next.type = "button";
    next.dataset.next = "";
    next.textContent = "Next";
    card.append(next);
    const item = mark.closest(".paper li");
    if (item) item.append(card);
    else placeOf(mark).after(card);
  }

  const placeOf = (mark) => mark.closest(".paper .scroll") || mark.closest(".paper p, .paper h3, .paper h4");

  // The panel scrolls by itself, so that the letter stays where the reader is.
  function showCard(card, from) {
    const section = card.closest(".reading");
    const mark = from && !from.id ? markOf(section, card) : from || markOf(section, card);
    if (narrow.matches && mark) moveUnder(card, from || mark);
    light(section, card, mark);
    const panel = card.closest(".panel");
    const apart = panel && getComputedStyle(panel).position === "sticky";
    if (apart) {
      const steps = panel.querySelector(".steps");
      panel.scrollTop += card.getBoundingClientRect().top - steps.getBoundingClientRect().bottom - 8;
    }
    card.focus({ preventScroll: true });
    if (!apart) card.scrollIntoView({ block: "nearest" });
  }

  function showMark(mark) {
    const card = target(mark);
    const section = mark.closest(".reading");
    if (homes.has(card)) goHome();
    mark.scrollIntoView({ block: "nearest" });
    mark.focus();
    if (card) light(section, card, mark);
  }

  // From place to place, in the order of the letter; a card without a mark comes last.
  function step(section, by, from) {
    const marks = all(section, "a.mark[id][href]");
    const bare = all(section, ".card").filter((card) => !card.hidden && !marksOf(section, card).length);
    const stops = [...marks, ...bare];
    if (!stops.length) return;
    const here = from || section.querySelector("a.mark[id][aria-current]") || section.querySelector(".card[aria-current]");
    const at = stops.indexOf(here);
    const stop = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length];
    if (stop.matches(".card")) return showCard(stop);
    stop.scrollIntoView({ block: "nearest" });
    showCard(target(stop), stop);
  }

  function filter(section) {
    const boxes = all(section, ".filter input");
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    goHome();
    const cards = all(section, ".card");
    cards.forEach((card) => { card.hidden = card.parentElement.hidden = [...off].some((level) => card.classList.contains(level)); });
    all(section, "a.mark").forEach((mark) => {
      const hide = [...off].some((level) => mark.classList.contains(level));
      mark.dataset.to ||= mark.getAttribute("href");
      mark.classList.toggle("off", hide);
      if (hide) mark.removeAttribute("href");
      else mark.setAttribute("href", mark.dataset.to);
    });
    const left = cards.filter((card) => !card.hidden).length;
    section.querySelector("[role=status]").textContent = `${left} of ${cards.length} cards shown`;
  }

  function onClick(event) {
    const section = event.currentTarget;
    if (event.target.closest("[data-next]")) return step(section, 1);
    const link = event.target.closest("a.mark[href], .back a, .spots a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const mark = link.matches("a.mark") ? link : target(link);
    const card = target(mark);
    const isOut = homes.has(card);
    if (link.matches("a.mark")) return isOut && mark.hasAttribute("aria-current") ? showMark(mark) : showCard(card, mark);
    if (narrow.matches && (link.closest(".spots") || !isOut)) {
      mark.scrollIntoView({ block: "nearest" });
      return showCard(card, mark);
    }
    showMark(isOut && link.closest(".back") ? markOf(section, card) || mark : mark);
  }

  // Single letters count only while marked words or a card have the focus (WCAG 2.1.4).
  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = event.target.closest("a.mark, .card");
    if (!here) return;
    const section = event.currentTarget;
    const key = event.key.toLowerCase();
    if (key === "n" || key === "p") {
      event.preventDefault();
      const from = here.matches("a.mark[id]") ? here : markOf(section, here.matches(".card") ? here : target(here));
      step(section, key === "n" ? 1 : -1, from || here);
    } else if (key === "escape" && here.matches(".card")) {
      const mark = markOf(section, here);
      if (mark) showMark(mark);
    }
  }

  // A letter is folded until a link leads into it.
  function unfold(id) {
    const asked = id && byId(id);
    for (let at = asked; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    return asked;
  }

  function follow() {
    const asked = unfold(decodeURIComponent(location.hash.slice(1)));
    if (!asked) return;
    if (asked.matches(".card")) showCard(asked);
    else asked.scrollIntoView();
  }

  let folded = [];
  function beforePrint() {
    goHome();
    folded = all(document, ".of-many > details:not([open])");
    folded.forEach((one) => { one.open = true; });
  }

  document.documentElement.classList.add("js");
  all(document, ".filter, .steps").forEach((part) => { part.hidden = false; });
  all(document, ".reading").forEach((section) => {
    section.addEventListener("click", onClick);
    section.addEventListener("keydown", onKey);
    all(section, ".filter input").forEach((box) => box.addEventListener("change", () => filter(section)));
    all(section, "[data-list]").forEach((button) => {
      button.addEventListener("click", () => {
        const open = button.closest(".panel").classList.toggle("listed");
        button.setAttribute("aria-expanded", String(open));
      });
    });
    all(section, "[data-step]").forEach((button) => {
      button.addEventListener("click", () => step(section, Number(button.dataset.step)));
    });
  });
  narrow.addEventListener("change", goHome);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", () => { folded.forEach((one) => { one.open = false; }); });
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".overview a");
    if (link) unfold(link.hash.slice(1));
  });
  if (location.hash) follow();
})();
