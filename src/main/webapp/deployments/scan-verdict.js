import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { isoSeconds, plain, seconds, span } from './format.js';
import { KINDS } from './findings.js';
import { SEVERITIES, severitySign, severityTone, severityWord } from './severity.js';
import { sign, when } from './status.js';

const FIRST_REASONS = 8;
const DOCUMENTS = { 'report.json': 'JSON', 'report.sarif': 'SARIF', 'sbom.cdx.json': 'SBOM (CycloneDX)' };

/** Whether no scanner gave a result, so that what was not found says nothing. */
export function hasNoResult({ passed, policy, scanners }) {
  return !passed && Boolean(policy) && !scanners?.length;
}

/** Whether it passed, how many findings count, and what can be downloaded. */
export function verdict(view) {
  const { brief } = view;
  const status = brief.passed ? 'SUCCEEDED' : 'FAILED';
  return html`<section class="jenkins-card ad-verdict ${brief.passed ? 'ad-tone-success' : 'ad-tone-error'}" aria-labelledby="ad-verdict">
    <header class="ad-verdict__header">
      <div>
        <h2 id="ad-verdict" class="ad-verdict__title">${sign(status)} ${brief.passed ? 'Passed' : 'Did not pass'}</h2>
        <p class="ad-note ad-verdict__target">${target(brief)}, scanned ${when(brief.scannedAt)} by ${plain(brief.scanner)}</p>
      </div>
      ${downloads(view)}
    </header>
    ${hasNoResult(brief) ? html`<p>No scanner gave a result, so nothing can be said of findings.</p>` : numbers(view)}
  </section>`;
}

function target({ target: name }) {
  return name === '.' ? 'The whole directory' : html`<bdi class="ad-mono">${plain(name)}</bdi>`;
}

function numbers({ brief, acceptedCount }) {
  return html`<ul class="ad-tiles" aria-label="Findings that count">
      ${SEVERITIES.filter((severity) => severity !== 'UNKNOWN' || brief.counts.UNKNOWN).map((severity) => tile(severity, brief.counts[severity] ?? 0))}
    </ul>
    <p class="ad-facts">
      ${fact('New', brief.newFindings, 'since', brief.baseline)} ${fact('With a fix', brief.fixable)} ${fact('Accepted', acceptedCount)}
      ${fact('Packages seen', brief.packages)} ${fact('Environment', brief.environment)}
    </p>`;
}

function tile(severity, count) {
  return html`<li class="ad-tile ${severityTone(severity)} ${count ? '' : 'ad-tile--none'}">
    <span class="ad-tile__count">${count}</span>
    <span class="ad-tile__name">${severitySign(severity)}${severityWord(severity)}</span>
  </li>`;
}

function fact(name, value, word, more) {
  return value === undefined
    ? nothing
    : html`<span class="ad-fact"
        ><span class="ad-fact__name">${name}</span> ${value}${more ? html` <span class="ad-fact__name">${word} ${plain(more)}</span>` : nothing}</span
      >`;
}

function downloads({ documents, documentsUrl }) {
  return documents.length
    ? html`<ul class="ad-downloads" aria-label="Downloads">
        ${documents.map(
          (name) => html`<li><a class="jenkins-button ad-small" href="${documentsUrl}${name}" download>${DOCUMENTS[name] ?? name}</a></li>`,
        )}
      </ul>`
    : nothing;
}

/** That packages with known vulnerabilities were not looked for is the first thing to know of a scan. */
export function databaseNotice({ brief }) {
  return brief.vulnerabilitiesChecked || hasNoResult(brief)
    ? nothing
    : html`<div class="jenkins-alert jenkins-alert-warning">
        No vulnerability database was used: packages with known vulnerabilities were not looked for. The verdict is about secrets and faults alone.
      </div>`;
}

export function reasons(view) {
  const all = view.brief.reasons ?? [];
  if (!all.length) {
    return nothing;
  }
  const shown = view.allReasons ? all : all.slice(0, FIRST_REASONS);
  return html`<section class="ad-section" aria-labelledby="ad-reasons">
    <h2 id="ad-reasons" class="ad-heading">What to do next</h2>
    <ol class="ad-list">
      ${shown.map((reason) => html`<li><bdi>${plain(reason)}</bdi></li>`)}
    </ol>
    ${shown.length < all.length
      ? html`<button type="button" class="jenkins-button ad-small" @click=${() => view.showAllReasons()}>Show ${all.length - shown.length} more</button>`
      : nothing}
  </section>`;
}

export function remarks({ brief }) {
  return brief.remarks?.length
    ? html`<section class="ad-section" aria-labelledby="ad-remarks">
        <h2 id="ad-remarks" class="ad-heading">Good to know</h2>
        <ul class="ad-list">
          ${brief.remarks.map((remark) => html`<li><bdi>${plain(remark)}</bdi></li>`)}
        </ul>
      </section>`
    : nothing;
}

/** By which policy it was judged, and what each scanner did. */
export function background({ brief }) {
  return html`<div class="ad-columns">
    ${brief.policy ? policy(brief) : nothing} ${brief.scanners?.length ? scanners(brief) : nothing}
  </div>`;
}

function policy({ policy: rules, baseline }) {
  const thresholds = SEVERITIES.filter((severity) => rules.thresholds?.[severity] !== undefined).map(
    (severity) => `${rules.thresholds[severity]} ${severityWord(severity).toLowerCase()}`,
  );
  return html`<section class="ad-section" aria-labelledby="ad-policy">
    <h2 id="ad-policy" class="ad-heading">Policy</h2>
    <dl class="ad-pairs">
      <dt>Fails on</dt>
      <dd>${rules.failOn ? failOnWords(rules.failOn) : 'No severity'}</dd>
      ${thresholds.length ? html`<dt>At most</dt><dd>${thresholds.join(', ')}</dd>` : nothing}
      <dt>Packages without a fix</dt>
      <dd>${rules.ignoreUnfixed ? 'Do not count' : 'Count'}</dd>
      <dt>Compared with</dt>
      <dd>${baseline ? plain(baseline) : 'Nothing'}${rules.newOnly ? ', only what is new counts' : ''}</dd>
      <dt>Oldest database</dt>
      <dd>${rules.maxAge ? span(isoSeconds(rules.maxAge)) : 'Any age'}</dd>
    </dl>
  </section>`;
}

function failOnWords(severity) {
  return severity === 'CRITICAL' ? 'Critical' : `${severityWord(severity)} or worse`;
}

function scanners({ scanners: runs, scannedAt }) {
  return html`<section class="ad-section" aria-labelledby="ad-scanners">
    <h2 id="ad-scanners" class="ad-heading">Scanners</h2>
    <div class="ad-scroll" tabindex="0" role="region" aria-labelledby="ad-scanners">
      <table class="jenkins-table ad-table">
        <thead>
          <tr>
            <th scope="col">Scanner</th>
            <th scope="col">Looked for</th>
            <th scope="col">Database</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            (run) => html`<tr>
              <td role="rowheader">${plain(run.name)}${run.version ? html` <span class="ad-mono">${plain(run.version)}</span>` : nothing}</td>
              <td>${run.checked.map((kind) => KINDS[kind] ?? kind).join(', ') || '–'}</td>
              <td>${run.databaseTime ? `${span((new Date(scannedAt) - new Date(run.databaseTime)) / 1000)} old` : 'None'}</td>
              <td>${seconds(isoSeconds(run.duration))}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
