/* Full-text search with Pagefind's index. Nothing of the index is loaded before the first search. */
(() => {
  "use strict";

  const AT_ONCE = 10;
  /* Milliseconds without a key press before a query starts, and until a search is reported as slow. */
  const PAUSE = 120;
  const SLOW = 250;
  /* Telephones write these; Pagefind accepts only straight ones for a phrase. */
  const CURLY = /[“”„«»]/g;

  /* Pagefind marks the words that it found; only text and those marks of its HTML are kept. */
  function excerpt(html) {
    const made = document.createElement("p");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = node.textContent;
      made.append(part);
    }
    return made;
  }

  /* Pagefind ignores a part of the index that it could not load, and then reports that nothing was found. */
  let isIncomplete = false;
  const plainFetch = window.fetch;
  window.fetch = async (...request) => {
    const isOurs = String(request[0]).includes("/pagefind/");
    try {
      const answer = await plainFetch(...request);
      if (isOurs && !answer.ok) throw new Error(`${request[0]}: ${answer.status}`);
      return answer;
    } catch (error) {
      isIncomplete ||= isOurs;
      throw error;
    }
  };

  /* Pagefind requests the parts of its index one after the other, and waits forever for one that is missing. Requested
     here at once, they are in the browser's cache, or the search fails. */
  async function fetchAhead(folder, tag) {
    const { languages } = await (await fetch(`${folder}pagefind-entry.json?ts=${tag}`)).json();
    await Promise.all(Object.values(languages).flatMap(({ hash, wasm }) => [
      fetch(`${folder}pagefind.${hash}.pf_meta`), fetch(`${folder}wasm.${wasm ?? "unknown"}.pagefind`),
    ]));
  }

  function start(form) {
    const root = form.dataset.root;
    const field = form.elements.text;
    const place = form.parentElement;
    const status = place.querySelector(".aw-found");
    const retry = place.querySelector(".aw-retry");
    const list = place.querySelector(".aw-results");
    const more = place.querySelector(".aw-more");
    let index = null;
    let loads = 0;
    let latest = 0;
    let results = [];

    const folder = new URL(`${root}pagefind/`, location.href).href;

    const load = () => (index ??= (async () => {
      const tag = String(Date.now());
      isIncomplete = false;
      /* A browser remembers that a module could not be loaded, and asks for it again only under another address. */
      const module = `${folder}pagefind.js${loads++ ? `?${loads}` : ""}`;
      const [{ createInstance }] = await Promise.all([import(module), fetchAhead(folder, tag)]);
      return createInstance({ baseUrl: "/", excerptLength: 24, metaCacheTag: tag, noWorker: true });
    })());

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

    const fail = (turn) => {
      index = null;  // the next search loads it again
      if (turn !== latest) return;
      status.textContent = "The index could not be loaded.";
      more.hidden = true;
      retry.hidden = false;
    };

    const append = async (turn, isFirst) => {
      const next = results.splice(0, AT_ONCE).map((result) => result.data());
      Promise.all(next).catch(() => {});  // reported below, when its turn comes
      const first = await next[0];
      if (turn !== latest) return;
      if (isFirst) list.replaceChildren();
      if (first) list.append(item(first));
      for (const each of next.slice(1)) {
        const data = await each;
        if (turn !== latest) return;
        list.append(item(data));
      }
      more.hidden = results.length === 0;
    };

    async function search() {
      const turn = ++latest;
      const query = field.value.trim();
      history.replaceState(null, "", query ? `?${new URLSearchParams({ text: query })}` : location.pathname);
      retry.hidden = true;
      if (!query) {
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      const slow = setTimeout(() => { if (turn === latest) status.textContent = "Searching…"; }, SLOW);
      try {
        const found = await (await load()).search(query.replace(CURLY, '"'));
        if (turn !== latest) return;
        if (isIncomplete) throw new Error("a part of the index could not be loaded");
        results = [...found.results];
        const number = results.length;
        await append(turn, true);
        if (turn !== latest) return;
        status.textContent = number ? `${number} post-mortem${number === 1 ? "" : "s"}`
          : "Nothing found. Try fewer words, or the beginning of one.";
      } catch {
        if (turn === latest) list.replaceChildren();
        fail(turn);
      } finally {
        clearTimeout(slow);
      }
    }

    let timer;
    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
      load().catch(() => { index = null; });
    });
    retry.addEventListener("click", async () => {
      await search();
      if (retry.hidden) status.focus();
    });
    more.addEventListener("click", async () => {
      const first = list.children.length;
      const turn = latest;
      try {
        await append(turn);
        list.children[first]?.querySelector("a").focus();
      } catch {
        fail(turn);
      }
    });
    field.value = new URLSearchParams(location.search).get("text") ?? "";
    field.value ? search() : field.focus();
  }

  /* This script is after its form, and does not wait for the theme. */
  document.querySelectorAll(".aw-search[data-root]:not([data-started])").forEach((form) => {
    form.dataset.started = "";
    start(form);
  });
})();
