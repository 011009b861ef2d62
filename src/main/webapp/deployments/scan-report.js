import { html, render } from '../js/lib/lit-html/lit-html.js';
import { chosen, grouped, rowsOf, sorted } from './findings.js';
import { pager, table, toolbar } from './findings-table.js';
import { background, databaseNotice, hasNoResult, reasons, remarks, verdict } from './scan-verdict.js';

const ROWS_A_PAGE = 50;
const GROUPS_A_PAGE = 25;
const GONE = 404;
const NO_FILTER = { text: '', severities: new Set(), kind: '', status: '' };

/**
 * The page of one scan. Its element brings the report without findings (`data-brief`), which is shown at once, and the address of the whole report (`data-findings`), which may be large, or gone with the
 * artifacts of its run.
 */
class ScanReport {
  brief;
  documents;
  documentsUrl;
  rows = undefined;
  /** The severities that any finding has. */
  there = new Set();
  acceptedCount = undefined;
  problem = undefined;
  filter = NO_FILTER;
  order = { key: 'severity', descending: false };
  group = '';
  page = 1;
  allReasons = false;
  #root;
  #address;
  #open = new Set();
  #drawn = false;

  constructor(root) {
    this.#root = root;
    this.#address = root.dataset.findings;
    this.brief = JSON.parse(root.dataset.brief);
    this.documents = (root.dataset.documents ?? '').split(' ').filter(Boolean);
    this.documentsUrl = root.dataset.documentsUrl ?? '';
  }

  start() {
    this.draw();
    this.load();
  }

  async load() {
    this.problem = undefined;
    this.draw();
    try {
      const response = await fetch(new URL(this.#address, document.baseURI), { credentials: 'same-origin', headers: { Accept: 'application/json' } });
      const body = await response.json().catch(() => undefined);
      if (!response.ok || !body) {
        this.problem = { gone: response.status === GONE, text: body?.error ?? `The server answered ${response.status}.` };
      } else {
        this.#take(body);
      }
    } catch {
      this.problem = { gone: false, text: 'The server cannot be reached.' };
    }
    this.draw();
  }

  #take(report) {
    this.rows = rowsOf(report);
    this.there = new Set(this.rows.map((row) => row.finding.severity));
    this.acceptedCount = report.accepted?.length || undefined;
  }

  choose(change) {
    this.filter = { ...this.filter, ...change };
    this.turnTo(1);
  }

  toggleSeverity(severity) {
    const severities = new Set(this.filter.severities);
    if (!severities.delete(severity)) {
      severities.add(severity);
    }
    this.choose({ severities });
  }

  groupBy(group) {
    this.group = group;
    this.turnTo(1);
  }

  /** The column that orders already turns around. */
  sortBy(key) {
    this.order = { key, descending: this.order.key === key && !this.order.descending };
    this.turnTo(1);
  }

  turnTo(page) {
    this.page = page;
    this.draw();
  }

  isOpen(key) {
    return this.#open.has(key);
  }

  toggle(key) {
    if (!this.#open.delete(key)) {
      this.#open.add(key);
    }
    this.draw();
  }

  showAllReasons() {
    this.allReasons = true;
    this.draw();
  }

  /** Draws once for all changes until the next frame. */
  draw() {
    if (!this.#drawn) {
      this.#drawn = true;
      requestAnimationFrame(() => {
        this.#drawn = false;
        this.#arrange();
        render(this.#template(), this.#root);
      });
    }
  }

  /** Chooses, orders, groups and cuts to one page: `matching`, `pages` and `shown`. */
  #arrange() {
    if (!this.rows) {
      return;
    }
    this.matching = sorted(chosen(this.rows, this.filter), this.order);
    const items = this.group ? grouped(this.matching, this.group) : this.matching;
    const size = this.group ? GROUPS_A_PAGE : ROWS_A_PAGE;
    this.pages = Math.max(1, Math.ceil(items.length / size));
    this.page = Math.min(this.page, this.pages);
    this.shown = items.slice((this.page - 1) * size, this.page * size);
  }

  #template() {
    return html`<div class="ad-page">
      ${verdict(this)} ${databaseNotice(this)} ${reasons(this)}
      <section class="ad-section" aria-labelledby="ad-findings" aria-busy=${this.rows || this.problem ? 'false' : 'true'}>
        <h2 id="ad-findings" class="ad-heading">Findings</h2>
        ${this.#findings()}
      </section>
      ${remarks(this)} ${background(this)}
    </div>`;
  }

  #findings() {
    if (this.problem) {
      return this.problem.gone ? html`<p class="ad-empty ad-empty--slim">${this.problem.text}</p>` : this.#failure();
    }
    if (!this.rows) {
      return html`<p class="ad-empty ad-empty--slim" role="status">Loading…</p>`;
    }
    if (!this.rows.length) {
      return html`<div class="ad-empty">
        <p class="ad-empty__title">${hasNoResult(this.brief) ? 'No result' : 'Nothing was found'}</p>
        <p>${this.brief.passed ? 'There is nothing to do.' : 'See what to do next.'}</p>
      </div>`;
    }
    return html`${toolbar(this)}
      <p class="ad-note ad-findings__count" role="status">${this.#countWords()}</p>
      ${this.matching.length ? html`${table(this)} ${pager(this)}` : this.#none()}`;
  }

  #countWords() {
    const all = this.rows.length.toLocaleString('en');
    const some = this.matching.length.toLocaleString('en');
    return this.matching.length === this.rows.length ? `${all} findings` : `${some} of ${all} findings`;
  }

  #failure() {
    return html`<div class="jenkins-alert jenkins-alert-danger" role="alert">
      The findings could not be loaded. ${this.problem.text}
      <button type="button" class="jenkins-button ad-small" @click=${() => this.load()}>Try again</button>
    </div>`;
  }

  #none() {
    return html`<div class="ad-empty">
      <p class="ad-empty__title">No finding matches this filter</p>
      <button type="button" class="jenkins-button ad-small" @click=${() => this.choose(NO_FILTER)}>Show all</button>
    </div>`;
  }
}

new ScanReport(document.getElementById('autodeploy-scan')).start();
