/* Full-text search through Pagefind's index. Nothing of the index is loaded before somebody searches. */
(() => {
  "use strict";

  const AT_ONCE = 10;
  /* Milliseconds: a query is asked when no key has come for so long, and is told to be slow after so long. */
  const PAUSE = 120;
  const SLOW = 250;
  const MANY_INDEXES = 8;
  /* Telephones write these; Pagefind takes only straight ones for a phrase. */
  const CURLY = /[“”„«»]/g;

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

  /* Pagefind passes over a part of the index that it could not load, and then says that nothing was found. */
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

  /* Pagefind asks for the parts of its indexes one after the other; asked for at once, they wait in the browser's cache.
     And where a part of the first index is missing, Pagefind would wait for it for ever. */
  function fetchAhead(folders, tag) {
    return Promise.all(folders.map(async (folder) => {
      const { languages } = await (await fetch(`${folder}pagefind-entry.json?ts=${tag}`)).json();
      await Promise.all(Object.values(languages).flatMap(({ hash, wasm }) => [
        fetch(`${folder}pagefind.${hash}.pf_meta`),
        folder === folders[0] ? fetch(`${folder}wasm.${wasm ?? "unknown"}.pagefind`) : null,
      ]));
    }));
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
    let latest = 0;
    let results = [];

    const indexes = Number(form.dataset.indexes);
    const folders = Array.from({ length: indexes }, (_, at) =>
      new URL(`${root}pagefind/${at ? `${at + 1}/` : ""}`, location.href).href);

    const load = () => (index ??= (async () => {
      const tag = String(Date.now());
      isIncomplete = false;
      const [{ createInstance }] = await Promise.all([import(`${folders[0]}pagefind.js`), fetchAhead(folders, tag)]);
      const options = { baseUrl: "/", excerptLength: 24, metaCacheTag: tag };
      /* A worker takes a while to begin; it is worth that where searching would hold up the page. */
      const made = createInstance({ ...options, noWorker: indexes < MANY_INDEXES });
      await Promise.all(folders.slice(1).map((each) => made.mergeIndex(each, options)));
      return made;
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
      index = null;  // the next search begins anew
      if (turn !== latest) return;
      status.textContent = "The index could not be loaded.";
      more.hidden = true;
      retry.hidden = false;
    };

    const append = async (turn, isFirst) => {
      const next = results.splice(0, AT_ONCE).map((result) => result.data());
      Promise.all(next).catch(() => {});  // told below, when its turn comes
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

  /* This stands after its form, and does not wait for the theme. */
  document.querySelectorAll(".aw-search[data-root]:not([data-started])").forEach((form) => {
    form.dataset.started = "";
    start(form);
  });
})();
