/* Full-text search with Pagefind's index, in the header. Nothing of the index is loaded before the search is opened. */
(() => {
  "use strict";

  const AT_ONCE = 10;
  /* Milliseconds without a key press before a query starts, and until a search is reported as slow. */
  const PAUSE = 120;
  const SLOW = 250;
  /* Words of a query that are searched one by one if no page has all of them. */
  const MOST_WORDS = 12;
  const RANKING = { metaWeights: { title: 6, facts: 1, forms: 0.2, severity: 0.2, date: 0.5 } };
  /* Between letters or digits, these make one word of several. */
  const MARKS = /(?<=[\p{L}\p{N}])[-_./:@+]+(?=[\p{L}\p{N}])/gu;
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

  /* Part of a page that has a heading of its own, and the most words that were asked for. */
  function bestPart(data) {
    const weight = (part) => part.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);
    const parts = (data.sub_results ?? []).filter((part) => part.url.includes("#"));
    return parts.sort((a, b) => weight(b) - weight(a))[0] ?? data;
  }

  function start(place) {
    // With `navigation.instant` the page changes around the search, and what is relative to it.
    // The root of a page that was not found can be `//`, which would name a host.
    const root = new URL(place.dataset.root.replace(/^\/+/, "/"), location.href).href;
    const form = place.querySelector("form");
    const field = form.elements.query;
    const status = place.querySelector(".aw-found");
    const retry = place.querySelector(".aw-retry");
    const list = place.querySelector(".aw-results");
    const more = place.querySelector(".aw-more");
    const opener = document.querySelector(".aw-search-open");
    let index = null;
    let loads = 0;
    let latest = 0;
    let results = [];

    const folder = `${root}pagefind/`;

    const load = () => (index ??= (async () => {
      const tag = String(Date.now());
      isIncomplete = false;
      /* A browser remembers that a module could not be loaded, and asks for it again only under another address. */
      const module = `${folder}pagefind.js${loads++ ? `?${loads}` : ""}`;
      const [{ createInstance }] = await Promise.all([import(module), fetchAhead(folder, tag)]);
      return createInstance({ baseUrl: "/", excerptLength: 24, metaCacheTag: tag, noWorker: true, ranking: RANKING });
    })());

    /* All words before any word: what has all of them is first, then what has the most. */
    async function find(query) {
      const engine = await load();
      const all = (await engine.search(query)).results;
      const isPhrase = query.includes('"');
      /* The engine knows the parts of a compound, and some of its beginnings. */
      if (!all.length && !isPhrase && query.search(MARKS) >= 0) {
        const parts = (await engine.search(query.replace(MARKS, " "))).results;
        if (parts.length) return parts;
      }
      const words = isPhrase ? [] : query.split(/\s+/).filter(Boolean);
      if (all.length || words.length < 2 || words.length > MOST_WORDS) return all;
      const found = new Map();
      for (const word of words) {
        for (const result of (await engine.search(word)).results) {
          const known = found.get(result.id) ?? { result, words: 0, score: 0 };
          found.set(result.id, { result, words: known.words + 1, score: known.score + result.score });
        }
      }
      return [...found.values()].sort((a, b) => b.words - a.words || b.score - a.score).map((one) => one.result);
    }

    const item = (data) => {
      const best = bestPart(data);
      const made = document.createElement("li");
      const link = document.createElement("a");
      link.href = root + best.url.replace(/^\/+/, "").replace(/(^|\/)index\.html/, "$1");
      link.textContent = data.meta.title;
      const said = document.createElement("span");
      said.className = "aw-note";
      const section = [undefined, data.meta.title].includes(best.title) ? "" : best.title;
      said.textContent = [data.meta.severity, data.meta.date, section].filter(Boolean).join(" · ");
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
      /* The best result is shown before the others are loaded: each is decompressed where keys are handled, too. */
      const [best, ...others] = results.splice(0, AT_ONCE);
      const first = await best?.data();
      if (turn !== latest) return;
      if (isFirst) list.replaceChildren();
      if (first) list.append(item(first));
      const next = others.map((result) => result.data());
      Promise.all(next).catch(() => {});  // reported below, when its turn comes
      for (const each of next) {
        const data = await each;
        if (turn !== latest) return;
        list.append(item(data));
      }
      more.hidden = results.length === 0;
    };

    async function search() {
      const turn = ++latest;
      const query = field.value.trim();
      toAddress(query);
      retry.hidden = true;
      if (!query) {
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      const slow = setTimeout(() => { if (turn === latest) status.textContent = "Searching…"; }, SLOW);
      try {
        const found = await find(query.replace(CURLY, '"'));
        if (turn !== latest) return;
        if (isIncomplete) throw new Error("a part of the index could not be loaded");
        results = [...found];
        const number = results.length;
        await append(turn, true);
        if (turn !== latest) return;
        place.dataset.answered = query;
        status.textContent = number ? `${number} page${number === 1 ? "" : "s"}`
          : "Nothing found. Try fewer words, or the beginning of one.";
      } catch {
        if (turn === latest) list.replaceChildren();
        fail(turn);
      } finally {
        clearTimeout(slow);
      }
    }

    let timer;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a") ? list.querySelector("a").click() : search();
    });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
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
    function toAddress(query) {
      const asked = new URLSearchParams(location.search);
      query ? asked.set("search", query) : asked.delete("search");
      const said = asked.toString();
      history.replaceState(null, "", `${location.pathname}${said ? `?${said}` : ""}${location.hash}`);
    }
    function open(query) {
      if (!place.open) place.showModal();
      field.focus();
      load().catch(() => { index = null; });  // while the words are typed; what fails is tried again with them
      if (query) {
        field.value = query;
        search();
      }
    }
    opener.hidden = false;
    opener.addEventListener("click", () => open(""));
    place.querySelector(".aw-search-close").addEventListener("click", () => place.close());
    place.addEventListener("click", (event) => { if (event.target === place) place.close(); });
    place.addEventListener("close", () => { latest++; toAddress(""); });
    /* The arrows go from the field through the results. */
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {  // which would only empty the field
        event.preventDefault();
        place.close();
      }
      if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
      const stops = [field, ...list.querySelectorAll("a")];
      const to = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (to) {
        event.preventDefault();
        to.focus();
      }
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey && ["/", "s"].includes(event.key)) {
        event.preventDefault();
        open("");
      }
    });
    const asked = new URLSearchParams(location.search).get("search");
    if (asked) open(asked);
  }

  document.querySelectorAll(".aw-search-dialog:not([data-started])").forEach((place) => {
    place.dataset.started = "";
    start(place);
  });
})();
