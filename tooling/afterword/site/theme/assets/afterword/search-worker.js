/* The worker of the theme's search, so that what has all words of a query comes before what has some. A page that was
   opened as a file may start no worker: there it runs in a hidden frame of the page, and also asks for the stems of
   words. */
(() => {
  "use strict";

  /* Types of the theme's messages. */
  const SETUP = 0;
  const QUERY = 2;
  const RESULT = 3;
  /* A shorter stem is the beginning of too many words. */
  const SHORTEST = 4;
  /* With these, people say themselves what must be there. */
  const OPERATORS = /[*~^]|(^|\s)[+-]/;
  /* The engine knows no phrases, and finds nothing for one with a word as common as `the`. */
  const QUOTES = /["“”„«»]/g;

  /* What is behind it looks like a worker: it gets messages, and `answer` those that it posts. */
  function startFrame(address, answer) {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    const inner = frame.contentWindow;
    const load = (url) => new Promise((resolve, reject) => {
      const script = inner.document.createElement("script");
      Object.assign(script, { src: url, onload: resolve, onerror: reject });
      inner.document.body.append(script);
    });
    inner.postMessage = answer;
    /* A worker that awaits `importScripts` gets a promise. */
    inner.importScripts = (...urls) => urls.reduce((before, url) => before.then(() => load(url)), Promise.resolve());
    const loaded = load(new URL(address, location.href).href);
    return {
      post: (data) => loaded.then(() => inner.dispatchEvent(new inner.MessageEvent("message", { data: data() }))),
      lunr: () => inner.lunr,
      terminate: () => frame.remove(),
    };
  }

  const PlainWorker = window.Worker;

  function startWorker(address, answer) {
    const worker = new PlainWorker(address);
    worker.addEventListener("message", ({ data }) => answer(data));
    return { post: (data) => worker.postMessage(data()), lunr: () => null, terminate: () => worker.terminate() };
  }

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      /* Each word of the last query, with the forms that were asked for. */
      this.words = new Map();
      const answer = (data) => this.dispatchEvent(new MessageEvent("message", { data: this.sorted(data) }));
      this.inner = (location.protocol === "file:" ? startFrame : startWorker)(address, answer);
    }

    postMessage(data) {
      this.inner.post(() => {
        if (data.type === SETUP) this.separator = new RegExp(data.data.config.separator);
        return data.type === QUERY ? this.asked(data) : data;
      });
    }

    asked(data) {
      this.words = new Map();
      const lunr = this.inner.lunr();
      const query = data.data.replace(QUOTES, " ");
      if (OPERATORS.test(query)) return data;
      for (const word of query.split(this.separator).filter(Boolean).map((one) => one.toLowerCase())) {
        const stem = lunr ? lunr.stemmer(new lunr.Token(word)).toString() : word;
        this.words.set(word, word.startsWith(stem) && stem.length >= SHORTEST ? [...new Set([word, stem])] : [word]);
      }
      return { ...data, data: lunr ? [...this.words.values()].flat().join(" ") : query };
    }

    sorted(data) {
      if (data.type !== RESULT || !this.words.size) return data;
      const has = (terms, forms) => forms.some((form) => terms[form]);
      const found = (group) => [...this.words.values()].filter((forms) => group.some(({ terms }) => has(terms, forms))).length;
      const ranked = data.data.items.map((group) => [found(group), group]).sort(([a], [b]) => b - a);
      const named = (terms) => Object.fromEntries([...this.words]
        .filter(([, forms]) => forms.some((form) => form in terms)).map(([word, forms]) => [word, has(terms, forms)]));
      const items = ranked.map(([, group]) => group.map((one) => ({ ...one, terms: named(one.terms) })));
      return { ...data, data: { ...data.data, items } };
    }

    terminate() {
      this.inner.terminate();
    }
  };
})();
