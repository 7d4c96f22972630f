"use strict";
// Without this script each mark is a plain link to its card, and each card a plain link back.
(() => {
  const all = (root, choice) => [...root.querySelectorAll(choice)];
  const target = (link) => document.getElementById((link.dataset.to || link.getAttribute("href") || "#").slice(1));
  const markOf = (card) => document.getElementById(card.id.replace("-c", "-m"));

  function light(section, card) {
    all(section, "[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
    card.setAttribute("aria-current", "true");
    all(section, `a.mark[href="#${card.id}"]`).forEach((mark) => mark.setAttribute("aria-current", "true"));
  }

  // The panel scrolls by itself, so that the letter stays where the reader is.
  function showCard(card) {
    const section = card.closest(".reading");
    const panel = card.closest(".panel");
    light(section, card);
    const apart = getComputedStyle(panel).position === "sticky";
    if (apart) {
      const steps = panel.querySelector(".steps");
      panel.scrollTop += card.getBoundingClientRect().top - steps.getBoundingClientRect().bottom - 8;
    }
    card.focus({ preventScroll: apart });
  }

  function showMark(mark) {
    mark.scrollIntoView({ block: "nearest" });
    mark.focus();
    const card = target(mark);
    if (card) light(mark.closest(".reading"), card);
  }

  function step(section, by) {
    const cards = all(section, ".card").filter((card) => !card.hidden);
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.hasAttribute("aria-current"));
    const card = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length];
    const mark = markOf(card);
    if (mark) mark.scrollIntoView({ block: "nearest" });
    showCard(card);
  }

  function filter(section) {
    const boxes = all(section, ".filter input");
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    const cards = all(section, ".card");
    cards.forEach((card) => { card.hidden = off.has(card.dataset.level); });
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
    const link = event.target.closest("a.mark[href], .back a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.classList.contains("mark")) showCard(target(link));
    else showMark(target(link));
  }

  // Single letters count only while marked words or a card have the focus (WCAG 2.1.4).
  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = event.target.closest("a.mark, .card");
    if (!here) return;
    const key = event.key.toLowerCase();
    if (key === "n" || key === "p") {
      event.preventDefault();
      const card = here.matches(".card") ? here : target(here);
      if (card) light(here.closest(".reading"), card);
      step(here.closest(".reading"), key === "n" ? 1 : -1);
    } else if (key === "escape" && here.matches(".card")) {
      const mark = markOf(here);
      if (mark) showMark(mark);
    }
  }

  document.documentElement.classList.add("js");
  all(document, ".filter, .steps").forEach((part) => { part.hidden = false; });
  all(document, ".reading").forEach((section) => {
    section.addEventListener("click", onClick);
    section.addEventListener("keydown", onKey);
    all(section, ".filter input").forEach((box) => box.addEventListener("change", () => filter(section)));
    all(section, "[data-step]").forEach((button) => {
      button.addEventListener("click", () => step(section, Number(button.dataset.step)));
    });
  });
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  if (asked && asked.matches(".card")) showCard(asked);
})();
