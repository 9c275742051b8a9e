/* Shows the evidence of a citation where the citation is: when it is pointed at, focused or tapped. Without scripts the
   citation is a link to the evidence, and stays one for the keyboard. */
(() => {
  "use strict";
  /* Milliseconds in which a pointer may travel from the citation to the evidence. */
  const PAUSE = 200;

  let card = null;
  let shown = null;
  let isPinned = false;
  let leaving = 0;

  const noteOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  function hide() {
    clearTimeout(leaving);
    card?.remove();
    shown?.removeAttribute("aria-describedby");
    card = shown = null;
    isPinned = false;
  }

  function leave() {
    clearTimeout(leaving);
    if (!isPinned) leaving = setTimeout(hide, PAUSE);
  }

  function make(link) {
    const made = document.createElement("div");
    made.className = "aw-evidence-card md-typeset";
    made.id = "aw-evidence";
    made.setAttribute("role", "note");
    const name = document.createElement("a");
    name.className = "aw-evidence-name";
    name.href = link.hash;
    name.textContent = link.textContent;
    name.title = "To the evidence";
    const words = noteOf(link).querySelector("div").cloneNode(true);
    words.querySelectorAll(".footnote-backref").forEach((one) => one.remove());
    words.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    made.append(name, words);
    return made;
  }

  function show(link) {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    if (!noteOf(link)?.querySelector("div")) return;
    shown = link;
    card = make(link);
    /* Beside the link, so that it comes after it for the keyboard and for what reads aloud. */
    link.closest(".md-content__inner, body").append(card);
    link.setAttribute("aria-describedby", card.id);
    const at = link.getBoundingClientRect();
    const around = card.offsetParent.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left - 16, width - card.offsetWidth - 8));
    const hasRoom = at.bottom + card.offsetHeight + 8 < innerHeight || at.top < card.offsetHeight + 60;
    card.style.left = `${left - around.left}px`;
    card.style.top = `${(hasRoom ? at.bottom + 4 : at.top - card.offsetHeight - 4) - around.top}px`;
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", leave);
  }

  const citation = (event) => event.target instanceof Element ? event.target.closest("a.footnote-ref") : null;

  document.querySelectorAll("a.footnote-ref[title]").forEach((link) => link.removeAttribute("title"));
  /* The theme puts a landmark without a name beside each block of code. */
  const nameThem = () => document.querySelectorAll("nav.md-code__nav")
    .forEach((one, at) => one.setAttribute("aria-label", `Code block ${at + 1}`));
  new MutationObserver(nameThem).observe(document.body, { childList: true, subtree: true });
  nameThem();

  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" && citation(event);
    if (link && !isPinned) show(link);
  });
  document.addEventListener("pointerout", (event) => { if (citation(event)) leave(); });
  document.addEventListener("focusin", (event) => {
    const link = citation(event);
    if (link) show(link);
    else if (card && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = citation(event);
    if (link && event.detail && noteOf(link)) {  // with the keyboard, the link leads to the evidence
      event.preventDefault();
      const wasPinned = isPinned && shown === link;
      wasPinned ? hide() : show(link);
      isPinned = !wasPinned;
    } else if (card && (!card.contains(event.target) || event.target.closest("a"))) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
