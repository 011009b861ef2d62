import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { plain, shortImage, where } from './format.js';
import { badge, link, when } from './status.js';

const ACTIONS = {
  deploy: 'Deploy',
  rollback: 'Roll back',
  approve: 'Approve',
  reject: 'Reject',
  abort: 'Abort',
  automaticRollback: 'Go back by itself',
  freezeOverride: 'Deploy in spite of a freeze',
  allowOutdated: 'Let an older version go',
};
const COLUMNS = ['When', 'Who', 'What', 'Result', 'Environment', 'From', 'To', 'Run', 'Reason'];
const LATER = 300;

/** The audit log as a host's API shows it: nothing is asked for before somebody wants to see it. */
export class Audit {
  filter = { environment: '', workload: '', user: '', action: '', since: '' };
  entries = [];
  next = undefined;
  problem = '';
  shown = false;
  #api;
  #draw;
  #root;
  #loaded = false;
  #asked = 0;
  #search;

  /** @param root where links of entries begin; undefined where runs have no pages */
  constructor(api, root, draw) {
    this.#api = api;
    this.#root = root;
    this.#draw = draw;
  }

  get loaded() {
    return this.#loaded;
  }

  runPage(entry) {
    return this.#root !== undefined && entry.link ? this.#root + entry.link : undefined;
  }

  /** Begins to show the newest entries. */
  show() {
    this.shown = true;
    this.#draw();
    return this.load();
  }

  /** Begins with the newest entries, or goes on with older ones. */
  async load(more = false) {
    const asked = ++this.#asked;
    try {
      const page = await this.#api.get('audit', { ...this.filter, before: more ? this.next : undefined });
      if (asked === this.#asked) {
        this.entries = more ? [...this.entries, ...page.entries] : page.entries;
        this.next = page.next;
        this.problem = '';
        this.#loaded = true;
      }
    } catch (problem) {
      this.problem = problem.message;
    }
    this.#draw();
  }

  filterBy(change) {
    Object.assign(this.filter, change);
    clearTimeout(this.#search);
    this.#search = setTimeout(() => this.load(), LATER);
  }
}

/** The log as a part of a job's page, closed until somebody opens it. */
export function auditSection(audit) {
  return html`<section class="ad-section" aria-labelledby="ad-audit">
    <details class="ad-audit" @toggle=${(event) => event.target.open && audit.show()}>
      <summary><h2 id="ad-audit" class="ad-heading">Audit</h2></summary>
      ${audit.shown ? auditTable(audit) : nothing}
    </details>
  </section>`;
}

export function auditTable(audit) {
  return html`${filters(audit)} ${audit.problem ? html`<p class="jenkins-alert jenkins-alert-danger" role="alert">${audit.problem}</p>` : nothing}
  ${audit.entries.length ? table(audit) : none(audit)}
  ${audit.next
    ? html`<p><button type="button" class="jenkins-button ad-small" @click=${() => audit.load(true)}>Older entries</button></p>`
    : nothing}`;
}

function none(audit) {
  const filtered = Object.values(audit.filter).some(Boolean);
  const words = !audit.loaded ? 'Loading…' : filtered ? 'No entry matches this filter.' : 'Nothing was done yet.';
  return html`<p class="ad-empty ad-empty--slim">${words}</p>`;
}

function filters(audit) {
  return html`<form class="ad-filters" role="search" aria-label="Filter the audit log" @submit=${(event) => event.preventDefault()}>
    ${field(audit, 'environment', 'Environment')} ${field(audit, 'workload', 'Workload')} ${field(audit, 'user', 'Person')}
    <label class="ad-field"
      ><span>Action</span>
      <span class="jenkins-select"
        ><select class="jenkins-select__input" name="action" @change=${(event) => audit.filterBy({ action: event.target.value })}>
          <option value="">All</option>
          ${Object.entries(ACTIONS).map(([action, words]) => html`<option value=${action} ?selected=${audit.filter.action === action}>${words}</option>`)}
        </select></span
      ></label
    >
    ${field(audit, 'since', 'Since', 'date')}
  </form>`;
}

function field(audit, name, words, type = 'search') {
  return html`<label class="ad-field"
    ><span>${words}</span>
    <input
      class="jenkins-input"
      type=${type}
      name=${name}
      maxlength="200"
      .value=${audit.filter[name]}
      @input=${(event) => audit.filterBy({ [name]: event.target.value.trim() })}
  /></label>`;
}

function table(audit) {
  return html`<div class="ad-audit__entries"><table class="jenkins-table ad-table">
    <caption class="ad-hidden">
      Who did what, the newest first
    </caption>
    <thead>
      <tr>
        ${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        audit.entries,
        (entry) => entry.seq,
        (entry) => row(entry, audit),
      )}
    </tbody>
  </table></div>`;
}

function row(entry, audit) {
  return html`<tr>
    <td data-column="When">${when(entry.time)}</td>
    <td data-column="Who">${plain(entry.actor.user ?? entry.actor.kind)}</td>
    <td data-column="What">${ACTIONS[entry.action] ?? 'Unknown'}</td>
    <td data-column="Result">${result(entry)}</td>
    <td data-column="Environment" title=${where(entry.target)}>${entry.environment}</td>
    <td data-column="From">${version(entry.from)}</td>
    <td data-column="To">${version(entry.to)}</td>
    <td data-column="Run">${link(audit.runPage(entry), `${entry.job} #${entry.run}`)}</td>
    <td data-column="Reason">${plain(entry.reason ?? '')}</td>
  </tr>`;
}

function result({ result: word }) {
  if (word === 'WAITING') {
    return 'Waits for approval';
  }
  return word === 'STARTED' ? 'Started' : word ? badge(word) : '–';
}

function version(one) {
  if (!one) {
    return '–';
  }
  const revision = one.revision === undefined ? '' : `, revision ${one.revision}`;
  return html`<span class="ad-mono" title=${one.image}>${shortImage(one.image)}</span>${revision}`;
}
