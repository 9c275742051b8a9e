/* A page that was opened as a file may start no worker. There, the theme's search runs in a hidden frame of the page. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

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
      /* What the worker posts goes to the page; a worker that awaits `importScripts` gets a promise. */
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = (...urls) => urls.reduce((before, url) => before.then(() => load(url)), Promise.resolve());
      this.loaded = load(new URL(address, location.href).href);
    }

    postMessage(data) {
      this.loaded.then(() => this.inner.dispatchEvent(new this.inner.MessageEvent("message", { data })));
    }

    terminate() {
      this.inner.frameElement?.remove();
    }
  };
})();
