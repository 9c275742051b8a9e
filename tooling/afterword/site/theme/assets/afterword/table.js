/* Sorts and filters the table of incidents. Without it the table stays as it was built. The state lives in the address
   (not as `q`, which the theme takes for its own search), so that it can be shared, and survives going back and
   reloading. Nothing of the data is ever read as HTML. */
(() => {
  "use strict";

  const AT_ONCE = 100;
  /* This many rows fill a tall screen. While someone types, the rows below it can wait. */
  const ON_SCREEN = 30;
  /* Milliseconds without a key press: browsers refuse an address that changes with each one. */
  const PAUSE = 250;
  const FACETS = ["severity", "service", "model", "provider", "cause", "factor", "detection", "year"];
  const COLUMNS = {
    date: { order: (row) => row.start, down: true },
    severity: { order: (row) => row.rank },
    title: { order: (row) => row.title.toLowerCase() },
    models: { order: (row) => row.models.join(", ").toLowerCase() },
    causes: { order: (row) => row.causes.join(", ") },
    duration: { order: (row) => row.minutes ?? -1, down: true },
    open: { order: (row) => row.open, down: true },
    status: { order: (row) => row.status ?? "" },
  };
  const CHOICES = {
    status: { published: (row) => row.status === "published", unpublished: (row) => row.status !== "published" },
    actions: { open: (row) => row.open > 0, overdue: (row) => row.overdue > 0 },
  };
  const STATUSES = { draft: "Draft", "in-review": "In review", published: "Published" };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  };
  const given = (text) => (text && text !== "unknown" ? text : element("span", { class: "aw-muted" }, text || "none"));
  const chip = (kind, text) => element("span", { class: `aw-chip aw-chip--${kind}` }, text);
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const incidents = (rows) => {
    const near = rows.filter((row) => row.near_miss).length;
    return counted(rows.length - near, "incident") + (near ? `, ${near} near miss${near === 1 ? "" : "es"}` : "");
  };
  const values = (row, key) => [row[key + "s"] ?? row[key]].flat().filter(Boolean);

  /* Words of a query must all occur, in any order. */
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (row) =>
    [row.id, row.title, row.date, row.duration, row.status, ...row.versions, ...FACETS.flatMap((key) => values(row, key))]
      .join("\n").toLowerCase();

  /* A page that was opened as a file may not fetch: there, the data are a script as well. */
  const read = (source) => location.protocol !== "file:"
    ? fetch(source).then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
    : new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement("script"), {
      src: source.replace(/json$/, "js"),
      onload: () => resolve(window.afterword[source.split("/").pop()]),
      onerror: reject,
    })));

  function drawn(row, root) {
    const cell = (label, kind, ...children) => {
      const attributes = { role: "cell", "data-label": label };
      if (kind) attributes.class = `aw-col-${kind}`;
      return element("td", attributes, ...children);
    };
    const badge = element("span", { class: `aw-badge aw-badge--sev-${row.rank}` }, row.severity);
    if (row.meaning) badge.title = row.meaning;
    const open = row.promised === 0 ? (row.open ? String(row.open) : "none")
      : row.open ? `${row.open} of ${row.promised}` : "all closed";
    return element(
      "tr", { role: "row" },
      cell("Date", "date", row.date),
      cell("Severity", "severity", badge),
      cell("Incident", "title", element("a", { href: root + row.path }, row.title),
        ...(row.near_miss ? [" ", chip("near-miss", "Near miss")] : []),
        ...(row.proposed ? [" ", chip("draft", `${row.proposed} proposed`)] : []),
        ...(row.problems ? [" ", chip("overdue", counted(row.problems, "problem"))] : [])),
      cell("Models", "", given(row.models.join(", ") || "unknown")),
      cell("Causes", "", given(row.causes.join(", ") || "unknown")),
      "duration" in row ? cell("Duration", "duration", given(row.duration)) : null,  // a setting takes them off the site
      cell("Open actions", "actions", open, ...(row.overdue ? [" ", chip("overdue", `${row.overdue} overdue`)] : [])),
      cell("Status", "status", chip(row.status ?? "draft", STATUSES[row.status] ?? "No status")),
    );
  }

  /* What the address asks for; unknown names and values in it are not an error. */
  function matching(rows, asked) {
    const wanted = words(asked.get("text") ?? "");
    const chosen = FACETS.map((key) => [key, asked.get(key)]).filter(([, value]) => value);
    const tests = Object.entries(CHOICES)
      .map(([key, known]) => [known, asked.get(key)]).filter(([, value]) => value)
      .map(([known, value]) => (Object.hasOwn(known, value) ? known[value] : () => false));
    return rows.filter((row) => wanted.every((word) => row.text.includes(word))
      && chosen.every(([key, value]) => values(row, key).includes(value))
      && tests.every((test) => test(row)));
  }

  function direction(asked) {
    const [key, to] = (asked.get("sort") ?? "date").split(":");
    const column = Object.hasOwn(COLUMNS, key) ? key : "date";
    return { column, down: to ? to === "down" : Boolean(COLUMNS[column].down) };
  }

  function sorted(rows, { column, down }) {
    const { order } = COLUMNS[column];
    return rows.sort((a, b) => {
      const [x, y] = [order(a), order(b)];
      return (x < y ? -1 : x > y ? 1 : a.start < b.start ? 1 : a.start > b.start ? -1 : 0)
        * (x === y ? 1 : down ? -1 : 1);
    });
  }

  function start(finder) {
    const form = finder.querySelector("form");
    const status = finder.querySelector(".aw-found");
    const retry = finder.querySelector(".aw-retry");
    const more = finder.querySelector(".aw-more");
    const fulltext = finder.querySelector(".aw-fulltext a");
    const body = finder.querySelector("tbody");
    const heads = [...finder.querySelectorAll("th[data-key]")];
    const paging = document.querySelector(".aw-paging");
    const root = finder.dataset.root;
    let asked = new URLSearchParams(location.search);
    let loading = null;
    let found = [];
    let shown = AT_ONCE;
    let turn = 0;
    let pause = 0;

    const load = () => (loading ??= read(finder.dataset.source)
      .then((data) => data.incidents.map((row) => ({ ...row, text: textOf(row) })))
      .catch((error) => { loading = null; throw error; }));

    const toForm = () => {
      for (const field of form.elements) {
        if (!field.name) continue;
        const value = asked.get(field.name) ?? "";
        field.value = value;
        /* A value that no incident has is shown as what is asked for. */
        if (field.value !== value && field.options) field.add(new Option(`${value} (0)`, value, false, true));
        const folded = field.closest("details");
        if (value && folded) folded.open = true;
      }
    };

    const toAddress = (change) => {
      clearTimeout(pause);
      pause = 0;
      const query = asked.toString();
      history[change](null, "", query ? `?${query}` : location.pathname);
    };

    const ask = (changes, isTyped) => {
      if (pause && !isTyped) toAddress("replaceState");
      for (const [key, value] of Object.entries(changes)) value ? asked.set(key, value) : asked.delete(key);
      if (isTyped) {
        clearTimeout(pause);
        pause = setTimeout(toAddress, PAUSE, "replaceState");
      } else {
        toAddress("pushState");
      }
      shown = AT_ONCE;
      show(true);
    };

    const draw = (end) => body.append(...found.slice(body.rows.length, end).map((row) => drawn(row, root)));

    async function show(inSteps) {
      const mine = ++turn;
      let rows;
      const slow = setTimeout(() => { status.textContent = "Loading…"; }, PAUSE);
      try {
        rows = await load();
      } catch {
        if (mine !== turn) return;
        status.textContent = "Not filtered: the incidents could not be loaded.";
        retry.hidden = false;
        return;
      } finally {
        clearTimeout(slow);
      }
      if (mine !== turn) return;
      const order = direction(asked);
      found = sorted(matching(rows, asked), order);
      body.replaceChildren();
      draw(inSteps ? ON_SCREEN : shown);
      if (inSteps) requestAnimationFrame(() => setTimeout(() => { if (mine === turn) draw(shown); }));
      for (const head of heads) {
        const is = head.dataset.key === order.column;
        is ? head.setAttribute("aria-sort", order.down ? "descending" : "ascending") : head.removeAttribute("aria-sort");
      }
      status.textContent = found.length === rows.length ? incidents(rows) : `${found.length} of ${incidents(rows)}`;
      retry.hidden = true;
      more.hidden = found.length <= shown;
      if (paging) paging.hidden = true;
      if (fulltext) fulltext.search = asked.get("text") ? `?${new URLSearchParams({ text: asked.get("text") })}` : "";
    }

    for (const head of heads) {
      const button = element("button", { type: "button", class: "aw-sort" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = direction(asked);
        const column = head.dataset.key;
        const down = now.column === column ? !now.down : Boolean(COLUMNS[column].down);
        ask({ sort: `${column}:${down ? "down" : "up"}` });
      });
    }
    heads[0]?.setAttribute("aria-sort", "descending");
    form.hidden = false;
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });  // reported when a filter is set
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (target.name) ask({ [target.name]: target.value.trim() }, target.name === "text");
    });
    form.addEventListener("change", () => { if (pause) toAddress("replaceState"); });
    form.addEventListener("reset", () => {
      ask(Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, ""])));
    });
    retry.addEventListener("click", async () => {
      await show();
      if (retry.hidden) status.focus();
    });
    more.addEventListener("click", () => {
      const first = shown;
      shown += AT_ONCE;
      draw(shown);
      more.hidden = found.length <= shown;
      body.rows[first].querySelector("a").focus();
    });
    addEventListener("popstate", () => {
      const now = new URLSearchParams(location.search);
      if (now.toString() === asked.toString()) return;  // only a place on the page
      clearTimeout(pause);
      pause = 0;
      asked = now;
      toForm();
      show();
    });
    toForm();
    if (location.search) show();
  }

  const begin = () => {
    for (const finder of document.querySelectorAll(".aw-finder[data-source]:not([data-started])")) {
      finder.dataset.started = "";
      start(finder);
    }
  };
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", begin) : begin();
})();
