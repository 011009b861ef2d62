import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { analysis } from './analysis.js';
import { STATUSES, duration, plain, shortCommit, shortImage, statusWord, who } from './format.js';
import { progressWords, severityCounts } from './severity.js';
import { badge, link, sign, tone, when } from './status.js';

const COLUMNS = ['Run', 'Status', 'Environment', 'Image', 'Commit', 'By', 'Started', 'Took'];

export function history(state, view) {
  const page = state.history;
  return html`<section class="ad-section" aria-labelledby="ad-history">
    <h2 id="ad-history" class="ad-heading">History</h2>
    ${filters(state, view)}
    ${page === undefined ? html`<p class="ad-empty ad-empty--slim">Loading…</p>` : page.runs.length ? table(page, view) : none(state)}
    ${page && page.total > page.size ? pager(state, page) : nothing}
  </section>`;
}

function filters(state, view) {
  const known = new Set((state.environments ?? []).map((environment) => environment.environment));
  return html`<form class="ad-filters" role="search" aria-label="Filter the history" @submit=${(event) => event.preventDefault()}>
    <label class="ad-field"
      ><span>Search</span>
      <input
        class="jenkins-input"
        type="search"
        maxlength="200"
        placeholder="Commit, person, image, reason"
        .value=${state.filter.text}
        @input=${(event) => view.searchLater(event.target.value)}
    /></label>
    <label class="ad-field"
      ><span>Status</span>
      <span class="jenkins-select"
        ><select class="jenkins-select__input" @change=${(event) => state.setFilter({ status: event.target.value })}>
          <option value="">All</option>
          ${STATUSES.map((status) => html`<option value=${status} ?selected=${state.filter.status === status}>${statusWord(status)}</option>`)}
        </select></span
      ></label
    >
    <label class="ad-field"
      ><span>Environment</span>
      <span class="jenkins-select"
        ><select class="jenkins-select__input" @change=${(event) => state.setFilter({ environment: event.target.value })}>
          <option value="">All</option>
          ${[...known].map((name) => html`<option value=${name} ?selected=${state.filter.environment === name}>${name}</option>`)}
        </select></span
      ></label
    >
  </form>`;
}

function none(state) {
  const { status, environment, text } = state.filter;
  return status || environment || text
    ? html`<p class="ad-empty ad-empty--slim">No run matches this filter.</p>`
    : html`<p class="ad-empty ad-empty--slim">There are no runs yet.</p>`;
}

function table(page, view) {
  return html`<table class="jenkins-table ad-table ad-history">
    <caption class="ad-hidden">
      Runs, the newest first
    </caption>
    <thead>
      <tr>
        ${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}
        <th scope="col"><span class="ad-hidden">Details</span></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        page.runs,
        (run) => run.number,
        (run) => row(run, view),
      )}
    </tbody>
  </table>`;
}

function row(run, view) {
  const last = run.deployments.at(-1);
  const open = view.isOpen(run.number);
  const image = last?.image ?? run.image?.reference;
  const names = [...new Set(run.deployments.map((deployment) => deployment.environment))];
  return html`<tr class="ad-row">
      <td role="rowheader" data-column="Run">
        ${link(run.url, run.name)}${run.title ? html`<span class="ad-note ad-clip">${run.title}</span>` : nothing}
      </td>
      <td data-column="Status">${badge(run.status)}</td>
      <td data-column="Environment">${names.join(', ') || '–'}</td>
      <td data-column="Image" class="ad-mono" title=${image ?? nothing}>${shortImage(image)}</td>
      <td data-column="Commit" class="ad-mono" title=${run.commit ?? nothing}>${shortCommit(run.commit)}</td>
      <td data-column="By">${who(run.trigger)}</td>
      <td data-column="Started">${when(run.started)}</td>
      <td data-column="Took">${duration(run.started, run.ended)}</td>
      <td class="ad-row__more">
        <button
          type="button"
          class="jenkins-button jenkins-button--tertiary ad-small"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="ad-details-${run.number}"
          aria-label="Details of ${run.name}"
          @click=${() => view.toggle(run.number)}
        >
          <svg class="ad-chevron" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4" /></svg>
        </button>
      </td>
    </tr>
    <tr id="ad-details-${run.number}" class="ad-details" ?hidden=${!open}>
      <td colspan="9">${open ? details(run, view) : nothing}</td>
    </tr>`;
}

function details(run, view) {
  return html`<div class="ad-details__body">
    ${run.deployments.map((deployment) => deploymentDetails(deployment))}
    ${run.deployments.length ? nothing : html`<p>This run deployed nothing.</p>`} ${run.scan ? scanDetails(run, view) : nothing}
    <dl class="ad-pairs">
      ${run.project ? pair('Project', [run.project.name, run.project.language, run.project.framework].filter(Boolean).join(' · ')) : nothing}
      ${run.image ? pair('Image', imageWords(run)) : nothing}
    </dl>
  </div>`;
}

/** The image with its size; where the run has a page, with a link to the image's own. */
function imageWords(run) {
  const size = run.image.size ? `${(run.image.size / 1e6).toFixed(1)} MB by ${run.image.builder}` : run.image.builder;
  return html`${run.url ? link(`${run.url}image/`, run.image.reference) : run.image.reference} · ${size}`;
}

function deploymentDetails(deployment) {
  const reason = deployment.rollbackReason ?? deployment.reason;
  return html`<section>
    <h4 class="ad-details__title">
      ${deployment.environment} · <span class="ad-mono">${shortImage(deployment.image)}</span> ${badge(deployment.status)}
    </h4>
    ${reason ? html`<p class="ad-reason">${sign(deployment.status)}<span>${reason}</span></p>` : nothing}
    <ol class="ad-steps">
      ${deployment.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${analysis(deployment.analysis, `Analysis of ${deployment.environment}`)}
    <dl class="ad-pairs">
      ${deployment.previousImage ? pair('Before', deployment.previousImage) : nothing}
      ${deployment.revision === undefined ? nothing : pair('Revision', String(deployment.revision))}
      ${deployment.health ? pair('Health', `${deployment.health.check}: ${deployment.health.detail}`) : nothing}
      ${deployment.ended ? pair('Took', duration(deployment.started, deployment.ended)) : nothing}
    </dl>
  </section>`;
}

function pair(name, value) {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

/** The last scan of the run in short, with the way to its report and to those before it. */
function scanDetails(run, view) {
  const { scan } = run;
  const status = scan.passed ? 'SUCCEEDED' : 'FAILED';
  const page = (number) => view.scanPage(run.number, number);
  const earlier = Array.from({ length: Math.max(0, scan.number - 1) }, (none, index) => index + 1);
  return html`<section>
    <h4 class="ad-details__title">
      Scan of <span class="ad-mono">${shortImage(scan.target)}</span>
      <span class="ad-badge ${tone(status)}">${sign(status)}${scan.passed ? 'passed' : 'did not pass'}</span>
    </h4>
    <p class="ad-scan-line">${severityCounts(scan.counts, scan.passed)} <span class="ad-note">${progressWords(scan)}</span></p>
    ${scan.vulnerabilitiesChecked ? nothing : html`<p class="ad-note">No vulnerability database was used.</p>`}
    <ol class="ad-steps">
      ${scan.reasons.map((reason) => html`<li>${plain(reason)}</li>`)}
    </ol>
    ${scan.number
      ? html`<p>
          ${link(page(scan.number), 'Report', `Report of the scan of ${run.name}`)} ${earlier.map(
            (number) => html`, ${link(page(number), `scan ${number}`)}`,
          )}
        </p>`
      : nothing}
  </section>`;
}

function pager(state, page) {
  const pages = Math.ceil(page.total / page.size);
  return html`<nav class="ad-pager" aria-label="Pages of the history">
    <button type="button" class="jenkins-button ad-small" ?disabled=${page.page <= 1} @click=${() => state.setFilter({ page: page.page - 1 })}>
      Newer
    </button>
    <span aria-current="page">Page ${page.page} of ${pages}, ${page.total} runs</span>
    <button
      type="button"
      class="jenkins-button ad-small"
      ?disabled=${page.page >= pages}
      @click=${() => state.setFilter({ page: page.page + 1 })}
    >
      Older
    </button>
  </nav>`;
}

