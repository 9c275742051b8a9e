/* A page that was opened as a file may start no worker. There, the theme's search runs in a hidden frame of the page. It
   also asks for the stems of words, and shows what has all words of a query before what has some. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  /* Types of the theme's messages. */
  const SETUP = 0;
  const QUERY = 2;
  const RESULT = 3;
  /* A shorter stem is the beginning of too many words. */
  const SHORTEST = 4;
  /* With these, people say themselves what must be there. */
  const OPERATORS = /["*~^]|(^|\s)[+-]/;

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inner = this.inner = frame.contentWindow;
      const load = (url) => new Promise((resolve, reject) => {
        const script = inner.document.createElement("script");
        Object.assign(script, { src: url, onload: resolve, onerror: reject });
        inner.document.body.append(script);
      });
      /* Each word of the last query, with the forms that were asked for. */
      this.words = new Map();
      /* What the worker posts goes to the page; a worker that awaits `importScripts` gets a promise. */
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data: this.sorted(data) }));
      inner.importScripts = (...urls) => urls.reduce((before, url) => before.then(() => load(url)), Promise.resolve());
      this.loaded = load(new URL(address, location.href).href);
    }

    postMessage(data) {
      this.loaded.then(() => {
        if (data.type === SETUP) this.separator = new RegExp(data.data.config.separator);
        this.inner.dispatchEvent(new this.inner.MessageEvent("message", { data: data.type === QUERY ? this.asked(data) : data }));
      });
    }

    asked(data) {
      this.words = new Map();
      if (OPERATORS.test(data.data)) return data;
      const { lunr } = this.inner;
      for (const word of data.data.split(this.separator).filter(Boolean).map((one) => one.toLowerCase())) {
        const stem = lunr.stemmer(new lunr.Token(word)).toString();
        this.words.set(word, word.startsWith(stem) && stem.length >= SHORTEST ? [...new Set([word, stem])] : [word]);
      }
      return { ...data, data: [...this.words.values()].flat().join(" ") };
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
      this.inner.frameElement?.remove();
    }
  };
})();
