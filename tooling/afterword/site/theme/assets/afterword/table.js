/* Filters, sorts and groups the tables of incidents and of action items. Without it a table stays as it was built. The
   state is in the address (not as `q`, which the theme takes for its own search), so that it can be shared, and survives
   going back and reloading. Nothing of the data is ever read as HTML. */
(() => {
  "use strict";

  const AT_ONCE = 100;
  /* This many rows fill a tall screen. While someone types, the rows below it can wait. */
  const ON_SCREEN = 30;
  /* Milliseconds without a key press: browsers refuse an address that changes with each one. */
  const PAUSE = 250;
  const STATUSES = { draft: "Draft", "in-review": "In review", published: "Published" };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  };
  const isGiven = (text) => text && !["unknown", "TBD"].includes(text);
  const given = (text) => (isGiven(text) ? text
    : element("span", { class: "aw-muted" }, text || "none"));
  const chip = (kind, text) => element("span", { class: `aw-chip aw-chip--${kind}` }, text);
  const thousands = (number) => number.toLocaleString("en");
  const counted = (number, noun) => `${thousands(number)} ${noun}${number === 1 ? "" : "s"}`;
  const spaced = (...parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" ", part] : [part]));
  const badge = (row) => element("span",
    { class: `aw-badge aw-badge--sev-${row.rank}`, title: row.meaning }, row.severity);
  const cell = (label, kind, ...children) =>
    element("td", { role: "cell", class: kind && `aw-col-${kind}`, "data-label": label }, ...children);
  /* An address of the data that is not one of the web is no link. */
  const link = (url, ...children) => (/^https?:\/\//.test(url)
    ? element("a", { href: url, rel: "noreferrer" }, ...children) : element("span", {}, ...children));
  const list = (key) => (row) => [row[key + "s"] ?? row[key]].flat().filter(Boolean);
  /* People look for what has no owner, too. */
  const orNone = (...keys) => Object.fromEntries(keys.map((key) => [key, (row) => [isGiven(row[key]) ? row[key] : "none"]]));
  const lists = (...keys) => Object.fromEntries(keys.map((key) => [key, list(key)]));
  const nouns = (rows) => {
    const near = rows.filter((row) => row.near_miss).length;
    return counted(rows.length - near, "incident") + (near ? `, ${near} near miss${near === 1 ? "" : "es"}` : "");
  };

  const KINDS = {
    incidents: {
      read: (data) => data.incidents,
      count: nouns,
      date: (row) => row.start.slice(0, 10),
      facets: {
        ...lists("severity", "service", "model", "provider", "cause", "factor", "gap", "detection", "year", "person",
          "detect", "mitigate", "resolve", "publish"),
        ...orNone("owner"),
        status: (row) => [row.status === "published" ? "published" : "unpublished"],
        actions: (row) => [row.open && "open", row.overdue && "overdue"].filter(Boolean),
      },
      words: (row) => [row.id, row.title, row.date, row.duration ?? "", row.status, ...row.versions],
      columns: {
        date: { order: (row) => row.start, down: true },
        severity: { order: (row) => row.rank },
        title: { order: (row) => row.title.toLowerCase() },
        models: { order: (row) => row.models.join(", ").toLowerCase() },
        causes: { order: (row) => row.causes.join(", ") },
        duration: { order: (row) => row.minutes ?? -1, down: true },
        open: { order: (row) => row.open, down: true },
        status: { order: (row) => row.status ?? "" },
      },
      draw(row, root) {
        const open = row.promised === 0 ? (row.open ? String(row.open) : "none")
          : row.open ? `${row.open} of ${row.promised}` : "all closed";
        return element(
          "tr", { role: "row" },
          cell("Date", "date", row.date),
          cell("Severity", "severity", badge(row)),
          cell("Incident", "title", ...spaced(
            element("a", { href: root + row.path }, row.title),
            row.near_miss && chip("near-miss", "Near miss"),
            row.proposed && chip("draft", `${row.proposed} proposed`),
            row.problems && chip("overdue", counted(row.problems, "problem")))),
          cell("Models", "", given(row.models.join(", ") || "unknown")),
          cell("Causes", "", given(row.causes.join(", ") || "unknown")),
          "duration" in row ? cell("Duration", "duration", given(row.duration)) : "",  // a setting takes them off
          cell("Open actions", "actions", ...spaced(open, row.overdue && chip("overdue", `${row.overdue} overdue`))),
          cell("Status", "status", chip(row.status ?? "draft", STATUSES[row.status] ?? "No status")),
        );
      },
    },
    actions: {
      /* What a row does not have is left out of the data. */
      read: (data) => data.actions.map((row) => ({
        action: "", status: "", title: "", state: [], evidence: [], services: [], ...row,
      })),
      count: (rows) => counted(rows.length, "action item"),
      date: (row) => row.due ?? "",
      facets: { ...lists("state", "team", "severity", "service", "age"), ...orNone("owner", "priority", "category") },
      words: (row) => [row.id, row.action, row.done_when, row.due, row.issue, row.title, row.document, row.status,
        ...row.evidence.map(({ words }) => words)],
      columns: {
        due: { order: (row) => row.index },
        priority: { order: (row) => row.priority || "~" },
        action: { order: (row) => row.action.toLowerCase() },
        category: { order: (row) => row.category ?? "~" },
        owner: { order: (row) => (row.owner ?? "~").toLowerCase() },
        status: { order: (row) => [row.state.at(-1), row.status].join() },
        issue: { order: (row) => row.issue ?? "~" },
        incident: { order: (row) => row.started, down: true },
      },
      groups: { owner: (row) => row.owner ?? "no owner" },
      describe: (rows) => {
        const open = rows.filter((row) => row.state.includes("open")).length;
        const overdue = rows.filter((row) => row.state.includes("overdue")).length;
        return `${open} open${overdue ? `, ${overdue} overdue` : ""}`;
      },
      csv: [
        ["id", "id"], ["action", "action"], ["state", (row) => row.state.at(-1)], ["status", "status"], ["priority", "priority"],
        ["owner", "owner"], ["team", "team"], ["due", "due"], ["days_old", "days"], ["category", "category"],
        ["done_when", "done_when"], ["issue", "issue"],
        ["closed_by", (row) => [...row.evidence.map(({ words }) => words), row.closing].filter(Boolean).join(", ")],
        ["incident", "document"], ["title", "title"], ["severity", "severity"],
        ["services", (row) => row.services.join(", ")],
      ],
      draw(row, root) {
        const late = row.late ? chip("overdue", `${counted(row.late, "day")} overdue`) : null;
        const id = row.id && (row.anchor ? element("a", { class: "aw-id", href: `#${row.anchor}` }, row.id)
          : element("span", { class: "aw-id" }, row.id));
        return element(
          "tr", { role: "row", id: row.anchor },
          cell("Due", "due", ...spaced(given(row.due_shown), late, row.days !== null && element("span",
            { class: "aw-note", title: "Since the incident began" }, `${counted(row.days, "day")} old`))),
          cell("Priority", "priority", given(row.priority)),
          cell("Action", "action", ...spaced(id, row.action),
            row.done_when ? element("span", { class: "aw-note" }, `Done when: ${row.done_when}`) : null),
          cell("Category", "", given(row.category)),
          cell("Owner", "owner", given(row.owner)),
          cell("Status", "status", ...spaced(chip(row.kind, row.status),
            ...row.evidence.map(({ words, url }) => element("span", { class: "aw-note" }, link(url, words))),
            row.is_bare && chip("open", "no evidence"),
            row.closing && element("span", { class: "aw-note" }, row.closing))),
          cell("Issue", "issue", row.issue_url ? link(row.issue_url, row.issue) : given(row.issue)),
          cell("Incident", "incident",
            ...spaced(badge(row), element("a", { href: root + row.path }, row.title))),
        );
      },
    },
  };

  /* Words of a query must all occur, in any order. */
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  /* A page that was opened as a file may not fetch: there, the data are a script as well. */
  const read = (source) => location.protocol !== "file:"
    ? fetch(source).then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
    : new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement("script"), {
      src: source.replace(/json$/, "js"),
      onload: () => resolve(window.afterword[source.split("/").pop()]),
      onerror: reject,
    })));

  function start(finder) {
    const kind = KINDS[finder.dataset.kind];
    const form = finder.querySelector("form");
    const status = finder.querySelector(".aw-found");
    const retry = finder.querySelector(".aw-retry");
    const more = finder.querySelector(".aw-more");
    const empty = finder.querySelector(".aw-empty");
    const download = finder.querySelector(".aw-download");
    const body = finder.querySelector("tbody");
    const heads = [...finder.querySelectorAll("th[data-key]")];
    const paging = document.querySelector(".aw-paging");
    const root = finder.dataset.root;
    const first = heads[0].dataset.key;
    let asked = new URLSearchParams(location.search);
    let loading = null;
    let found = [];
    let lines = [];
    let shown = AT_ONCE;
    let turn = 0;
    let pause = 0;

    const load = () => (loading ??= read(finder.dataset.source)
      .then((data) => kind.read(data).map((row) => ({
        ...row,
        text: [...kind.words(row), ...Object.values(kind.facets).flatMap((values) => values(row))].join("\n").toLowerCase(),
      })))
      .catch((error) => { loading = null; throw error; }));

    /* What the address asks for: a test for each filter; unknown names in it are not an error. */
    function tests() {
      const made = {};
      for (const [key, values] of Object.entries(kind.facets)) {
        const wanted = asked.getAll(key);
        if (wanted.length) made[key] = (row) => values(row).some((value) => wanted.includes(value));
      }
      const terms = words(asked.get("text") ?? "");
      if (terms.length) made.text = (row) => terms.every((term) => row.text.includes(term));
      const [from, to] = [asked.get("from"), asked.get("to")];
      if (from) made.from = (row) => kind.date(row) >= from;
      if (to) made.to = (row) => kind.date(row) !== "" && kind.date(row) <= to;
      return made;
    }

    const matching = (rows, made, except) => {
      const used = Object.entries(made).filter(([key]) => key !== except).map(([, test]) => test);
      return rows.filter((row) => used.every((test) => test(row)));
    };

    function direction() {
      const [key, to] = (asked.get("sort") ?? first).split(":");
      const column = Object.hasOwn(kind.columns, key) ? key : first;
      return { column, down: to ? to === "down" : Boolean(kind.columns[column].down) };
    }

    function sorted(rows) {
      const { column, down } = direction();
      const { order } = kind.columns[column];
      const base = kind.columns[first].order;
      const sign = kind.columns[first].down ? -1 : 1;
      const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
      return rows.sort((a, b) => compare(order(a), order(b)) * (down ? -1 : 1) || compare(base(a), base(b)) * sign);
    }

    /* Rows, with a line above each group if they are grouped. */
    function grouped(rows) {
      const by = kind.groups && Object.hasOwn(kind.groups, asked.get("group")) ? kind.groups[asked.get("group")] : null;
      if (!by) return rows;
      const groups = new Map();
      for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
      return [...groups].sort(([a], [b]) => a.localeCompare(b)).flatMap(([name, of]) => [{ name, of }, ...of]);
    }

    const line = (row) => (row.of ? element("tr", { role: "row", class: "aw-group" },
      element("th", { role: "rowheader", scope: "rowgroup", colspan: String(heads.length) },
        `${row.name} `, element("span", { class: "aw-note" }, kind.describe(row.of)))) : kind.draw(row, root));

    const options = (key) => [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box.name === key);

    function addOption(key, value) {
      const facet = form.querySelector(`[data-facet="${key}"]`);
      facet.hidden = false;
      const place = facet.querySelector("details .aw-options") ?? facet.querySelector(".aw-options");
      const box = element("input", { type: "checkbox", name: key, value });
      place.append(element("label", { class: "aw-option" }, box,
        element("span", {}, value, " ", element("span", { class: "aw-count" }, "0"))));
      return box;
    }

    const toForm = () => {
      for (const key of Object.keys(kind.facets)) {
        const wanted = asked.getAll(key);
        /* A value that no row has is shown as what is asked for. */
        for (const value of wanted) if (!options(key).some((box) => box.value === value)) addOption(key, value);
        for (const box of options(key)) {
          box.checked = wanted.includes(box.value);
          for (let at = box.checked && box.closest("details"); at && !at.matches(".aw-filters-main");
            at = at.parentElement.closest("details")) at.open = true;
        }
      }
      for (const name of ["text", "from", "to", "group"]) {
        if (form.elements[name]) form.elements[name].value = asked.get(name) ?? "";
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
      for (const [key, value] of Object.entries(changes)) {
        asked.delete(key);
        for (const one of [value].flat()) if (one) asked.append(key, one);
      }
      if (isTyped) {
        clearTimeout(pause);
        pause = setTimeout(toAddress, PAUSE, "replaceState");
      } else {
        toAddress("pushState");
      }
      shown = AT_ONCE;
      show(true);
    };

    const draw = (end) => body.append(...lines.slice(body.rows.length, end).map(line));

    /* Each value says how many rows it would leave, with all the other filters as they are. */
    function narrow(rows, made) {
      for (const [key, values] of Object.entries(kind.facets)) {
        const boxes = options(key);
        if (!boxes.length) continue;
        const numbers = new Map();
        for (const row of matching(rows, made, key)) {
          for (const value of new Set(values(row))) numbers.set(value, (numbers.get(value) ?? 0) + 1);
        }
        for (const box of boxes) {
          const label = box.parentElement;
          label.querySelector(".aw-count").textContent = numbers.get(box.value) ?? 0;
          label.classList.toggle("aw-option--none", !numbers.has(box.value));
        }
      }
    }

    const NAMES = { text: "the words", from: "the first day", to: "the last day" };

    /* What to loosen: each filter alone, with the number of rows that are found without it. */
    function suggest(rows, made) {
      const keys = Object.keys(made);
      const find = (count) => keys.map((key) => [key, count(key)]).filter(([, number]) => number)
        .sort(([, a], [, b]) => b - a);
      const without = find((key) => matching(rows, made, key).length);
      const alone = find((key) => rows.filter(made[key]).length);
      const offer = (word, ways, kept) => ways.map(([key, number]) => {
        const name = NAMES[key] ?? form.querySelector(`[data-facet="${key}"] legend`).textContent.toLowerCase();
        const button = element("button", { type: "button", class: "aw-button" }, `${word} ${name}: ${number}`);
        button.addEventListener("click", () => {
          ask(Object.fromEntries(keys.filter(kept(key)).map((one) => [one, ""])));
          toForm();
          status.focus();
        });
        return button;
      });
      empty.replaceChildren(
        element("p", {}, without.length ? "Nothing matches all of it. What to loosen:"
          : alone.length ? "Nothing matches, and no single filter is the reason. What to keep:" : "Nothing matches."),
        ...(without.length ? offer("Without", without, (key) => (one) => one === key)
          : offer("Only", alone, (key) => (one) => one !== key)));
    }

    function offer() {
      if (!download || !kind.csv) return;
      /* A spreadsheet takes what begins like this for a formula. */
      const field = (value) => `"${String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
      const rows = found.map((row) => kind.csv.map(([, key]) => field(typeof key === "string" ? row[key] : key(row))).join(","));
      const text = [kind.csv.map(([name]) => name).join(","), ...rows].join("\r\n") + "\r\n";
      URL.revokeObjectURL(download.href);
      download.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    }

    async function show(inSteps) {
      const mine = ++turn;
      let rows;
      const slow = setTimeout(() => { status.textContent = "Loading…"; }, PAUSE);
      try {
        rows = await load();
      } catch {
        if (mine !== turn) return;
        status.textContent = "Not filtered: the data could not be loaded.";
        retry.hidden = false;
        return;
      } finally {
        clearTimeout(slow);
      }
      if (mine !== turn) return;
      const made = tests();
      const order = direction();
      found = sorted(matching(rows, made));
      lines = grouped(found);
      body.replaceChildren();
      draw(inSteps ? ON_SCREEN : shown);
      const finish = () => {
        if (mine !== turn) return;
        draw(shown);
        narrow(rows, made);
      };
      inSteps ? requestAnimationFrame(() => setTimeout(finish)) : finish();
      const number = Object.keys(made).length;
      form.querySelector(".aw-filters-main > summary").textContent = number ? `Filters: ${number} set` : "Filters";
      for (const head of heads) {
        const is = head.dataset.key === order.column;
        is ? head.setAttribute("aria-sort", order.down ? "descending" : "ascending") : head.removeAttribute("aria-sort");
      }
      status.textContent = found.length === rows.length ? kind.count(rows) : `${thousands(found.length)} of ${kind.count(rows)}`;
      empty.hidden = found.length > 0;
      if (!found.length) suggest(rows, made);
      retry.hidden = true;
      more.hidden = lines.length <= shown;
      if (paging) paging.hidden = true;
      offer();
      const target = !inSteps && location.hash && document.getElementById(location.hash.slice(1));
      if (target) target.scrollIntoView();
    }

    for (const rest of form.querySelectorAll("details[data-more]")) {
      rest.addEventListener("toggle", async () => {
        const { facet: key } = rest.closest("[data-facet]").dataset;
        const rows = await load();
        const known = new Set(options(key).map((box) => box.value));
        for (const value of new Set(rows.flatMap(kind.facets[key]))) if (!known.has(value)) addOption(key, value);
        narrow(rows, tests());
      }, { once: true });
    }
    for (const head of heads) {
      const button = element("button", { type: "button", class: "aw-sort" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = direction();
        const column = head.dataset.key;
        const down = now.column === column ? !now.down : Boolean(kind.columns[column].down);
        ask({ sort: `${column}:${down ? "down" : "up"}` });
      });
    }
    heads[0].setAttribute("aria-sort", kind.columns[first].down ? "descending" : "ascending");
    form.hidden = false;
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });  // reported when a filter is set
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (!target.name) return;
      if (target.type === "checkbox") {
        ask({ [target.name]: options(target.name).filter((box) => box.checked).map((box) => box.value) });
      } else {
        ask({ [target.name]: target.value.trim() }, target.name === "text");
      }
    });
    form.addEventListener("change", () => { if (pause) toAddress("replaceState"); });
    form.addEventListener("reset", () => {
      ask(Object.fromEntries([...new Set([...asked.keys()])].filter((key) => key !== "sort").map((key) => [key, ""])));
      setTimeout(toForm);
    });
    retry.addEventListener("click", async () => {
      await show();
      if (retry.hidden) status.focus();
    });
    more.addEventListener("click", () => {
      const next = shown;
      shown += AT_ONCE;
      draw(shown);
      more.hidden = lines.length <= shown;
      body.rows[next].querySelector("a")?.focus();
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
    /* On a telephone the filters would be all that is seen. */
    if (matchMedia("(max-width: 59.984375em)").matches) form.querySelector(".aw-filters-main").open = false;
    toForm();
    /* A row of the address that is on a further page is looked for, too. */
    const isElsewhere = location.hash && !document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (isElsewhere && kind === KINDS.actions) shown = Infinity;
    if (location.search || isElsewhere) show();
  }

  const begin = () => {
    for (const finder of document.querySelectorAll(".aw-finder[data-source]:not([data-started])")) {
      finder.dataset.started = "";
      start(finder);
    }
  };
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", begin) : begin();
})();
