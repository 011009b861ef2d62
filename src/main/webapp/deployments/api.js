/** The REST API of the job; errors become an Error with the server's own sentence. */
export class Api {
  #config;

  constructor(config) {
    this.#config = config;
  }

  get(path, parameters = {}) {
    const url = new URL(this.#config.api + path, document.baseURI);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== '' && value !== undefined) {
        url.searchParams.set(name, value);
      }
    }
    return this.#ask(url, { headers: { Accept: 'application/json' } });
  }

  post(path, body) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    if (this.#config.crumb) {
      headers[this.#config.crumbHeader] = this.#config.crumb;
    }
    const url = new URL(this.#config.api + path, document.baseURI);
    return this.#ask(url, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  feedUrl(parameters) {
    const url = new URL(this.#config.feed, document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.search = new URLSearchParams(parameters).toString();
    return url.href;
  }

  async #ask(url, options) {
    const response = await fetch(url, { credentials: 'same-origin', ...options });
    const body = await response.json().catch(() => undefined);
    if (!response.ok) {
      const detail = body?.detail ? ` ${body.detail}` : '';
      throw new Error(body?.error ? body.error + detail : `The server answered ${response.status}.`);
    }
    return body;
  }
}
