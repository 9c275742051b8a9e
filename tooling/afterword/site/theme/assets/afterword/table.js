/* Sorts and filters the table of incidents. Without it the table stays as it was built. The state lives in the address
   (not as `q`, which the theme takes for its own search), so that it can be shared, and survives going back and reloading. Nothing of the data is ever read as HTML. */
(() => {
  "use strict";

  const AT_ONCE = 100;
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
  const values = (row, key) => [row[key + "s"] ?? row[key]].flat().filter(Boolean);

  /* Words of a query must all occur, in any order. */
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (row) =>
    [row.id, row.title, row.date, row.duration, row.status, ...row.versions, ...FACETS.flatMap((key) => values(row, key))]
      .join("\n").toLowerCase();

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
        ...(row.problems ? [" ", chip("overdue", counted(row.problems, "problem"))] : [])),
      cell("Models", "", given(row.models.join(", ") || "unknown")),
      cell("Causes", "", given(row.causes.join(", ") || "unknown")),
      cell("Duration", "duration", given(row.duration)),
      cell("Open actions", "actions", open, ...(row.overdue ? [" ", chip("overdue", `${row.overdue} overdue`)] : [])),
      cell("Status", "status", chip(row.status ?? "draft", STATUSES[row.status] ?? "No status")),
    );
  }

  function start(finder) {
    const form = finder.querySelector("form");
    const status = finder.querySelector(".aw-found");
    const more = finder.querySelector(".aw-more");
    const body = finder.querySelector("tbody");
    const heads = [...finder.querySelectorAll("th[data-key]")];
    const paging = document.querySelector(".aw-paging");
    const root = finder.dataset.root;
    let loading = null;
    let shown = AT_ONCE;

    const load = () => (loading ??= fetch(finder.dataset.source)
      .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
      .then((data) => data.incidents.map((row) => ({ ...row, text: textOf(row) })))
      .catch((error) => { loading = null; throw error; }));

    const state = () => {
      const found = new URLSearchParams(location.search);
      const [key, direction] = (found.get("sort") ?? "date").split(":");
      const column = COLUMNS[key] ? key : "date";
      return { found, column, down: direction ? direction === "down" : Boolean(COLUMNS[column].down) };
    };

    const toForm = ({ found }) => {
      for (const field of form.elements) {
        if (!field.name) continue;
        const value = found.get(field.name) ?? "";
        if (document.activeElement !== field || field.tagName === "SELECT") field.value = value;
        const folded = field.closest("details");
        if (value && folded) folded.open = true;
      }
    };

    const toAddress = (changes, replace) => {
      const found = new URLSearchParams(location.search);
      for (const [key, value] of Object.entries(changes)) value ? found.set(key, value) : found.delete(key);
      const query = found.toString();
      history[replace ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
      shown = AT_ONCE;
      return show();
    };

    const matching = (rows, found) => {
      const wanted = words(found.get("text") ?? "");
      const chosen = FACETS.map((key) => [key, found.get(key)]).filter(([, value]) => value);
      const [actions, wantedStatus] = [found.get("actions"), found.get("status")];
      return rows.filter((row) => wanted.every((word) => row.text.includes(word))
        && chosen.every(([key, value]) => values(row, key).includes(value))
        && (!wantedStatus || (row.status === "published") === (wantedStatus === "published"))
        && (!actions || (actions === "overdue" ? row.overdue > 0 : row.open > 0)));
    };

    async function show() {
      const now = state();
      let rows;
      try {
        rows = await load();
      } catch {
        status.textContent = "The list cannot be filtered: its data could not be loaded.";
        return;
      }
      const { order } = COLUMNS[now.column];
      const found = matching(rows, now.found).sort((a, b) => {
        const [x, y] = [order(a), order(b)];
        return (x < y ? -1 : x > y ? 1 : a.start < b.start ? 1 : a.start > b.start ? -1 : 0)
          * (x === y ? 1 : now.down ? -1 : 1);
      });
      body.replaceChildren(...found.slice(0, shown).map((row) => drawn(row, root)));
      for (const head of heads) {
        const is = head.dataset.key === now.column;
        is ? head.setAttribute("aria-sort", now.down ? "descending" : "ascending") : head.removeAttribute("aria-sort");
      }
      status.textContent = found.length === rows.length ? counted(rows.length, "incident")
        : `${found.length} of ${counted(rows.length, "incident")}`;
      more.hidden = found.length <= shown;
      if (paging) paging.hidden = true;
      finder.dataset.ready = location.search;
    }

    for (const head of heads) {
      const button = element("button", { type: "button", class: "aw-sort" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = state();
        const column = head.dataset.key;
        const down = now.column === column ? !now.down : Boolean(COLUMNS[column].down);
        toAddress({ sort: `${column}:${down ? "down" : "up"}` });
      });
    }
    heads[0]?.setAttribute("aria-sort", "descending");
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (target.name) toAddress({ [target.name]: target.value.trim() }, target.name === "text");
    });
    form.addEventListener("reset", () => {
      toAddress(Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, ""])));
    });
    more.addEventListener("click", () => {
      const first = body.rows.length;
      shown += AT_ONCE;
      show().then(() => body.rows[first]?.querySelector("a")?.focus());
    });
    addEventListener("popstate", () => { toForm(state()); show(); });
    const now = state();
    toForm(now);
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
