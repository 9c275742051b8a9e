/* Full-text search through Pagefind's index. Nothing is loaded before somebody searches. */
(() => {
  "use strict";

  const AT_ONCE = 10;
  const WAIT = 120;
  const MANY = 8;

  /* Pagefind marks the words it found; of its HTML only text and those marks are kept. */
  function excerpt(html) {
    const made = document.createElement("p");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = node.textContent;
      made.append(part);
    }
    return made;
  }

  function start(form) {
    const root = form.dataset.root;
    const field = form.elements.text;
    const place = form.parentElement;
    const status = place.querySelector(".aw-found");
    const list = place.querySelector(".aw-results");
    const more = place.querySelector(".aw-more");
    let index = null;
    let latest = 0;
    let results = [];

    const indexes = Number(form.dataset.indexes);
    /* A worker takes a while to begin; it is worth that where searching would hold up the page. */
    const options = { baseUrl: "/", excerptLength: 24, noWorker: indexes < MANY };
    const folder = (number) => new URL(`${root}pagefind/${number > 1 ? `${number}/` : ""}`, location.href).href;

    const load = () => (index ??= import(`${folder(1)}pagefind.js`).then(async ({ createInstance }) => {
      const made = createInstance(options);
      const others = Array.from({ length: indexes - 1 }, (_, at) => folder(at + 2));
      await Promise.all(others.map((each) => made.mergeIndex(each, options)));
      return made;
    }));

    const item = (data) => {
      const best = data.sub_results?.find((one) => one.url.includes("#")) ?? data;
      const made = document.createElement("li");
      const link = document.createElement("a");
      link.href = root + best.url.replace(/^\/+/, "");
      link.textContent = data.meta.title;
      const said = document.createElement("span");
      said.className = "aw-note";
      said.textContent = [data.meta.severity, data.meta.date, best === data ? "" : best.title].filter(Boolean).join(" · ");
      made.append(link, " ", said, excerpt(best.excerpt));
      return made;
    };

    const append = async (turn) => {
      const next = await Promise.all(results.splice(0, AT_ONCE).map((result) => result.data()));
      if (turn === latest) {
        list.append(...next.map(item));
        more.hidden = results.length === 0;
      }
    };

    async function search() {
      const turn = ++latest;
      const query = field.value.trim();
      history.replaceState(null, "", query ? `?${new URLSearchParams({ text: query })}` : location.pathname);
      if (!query) {
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      let found;
      try {
        found = await (await load()).search(query);
      } catch {
        index = null;  // the next search tries again
        if (turn === latest) status.textContent = "The index could not be loaded.";
        return;
      }
      if (turn !== latest) return;
      results = [...found.results];
      const number = results.length;
      list.replaceChildren();
      await append(turn);
      if (turn === latest) status.textContent = number ? `${number} post-mortem${number === 1 ? "" : "s"}` : "Nothing found.";
    }

    let timer;
    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, WAIT); });
    more.addEventListener("click", () => append(latest));
    field.value = new URLSearchParams(location.search).get("text") ?? "";
    field.value ? search() : field.focus();
  }

  /* This stands after its form, and does not wait for the theme. */
  document.querySelectorAll(".aw-search[data-root]:not([data-started])").forEach((form) => {
    form.dataset.started = "";
    start(form);
  });
})();
