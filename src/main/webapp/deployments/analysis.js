import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { plain } from './format.js';
import { sign, when } from './status.js';

/** So many samples of a deployment are in the history at most. */
const BRIEF = 50;

/** What an analysis has measured so far, one row a metric; nothing where nothing was measured. */
export function analysis(samples, label) {
  if (!samples?.length) {
    return nothing;
  }
  return html`<div class="ad-scroll" tabindex="0" role="region" aria-label=${label}>
    <table class="jenkins-table ad-table ad-analysis">
      <caption class="ad-hidden">
        Analysis
      </caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Last sample</th>
          <th scope="col">Value</th>
          <th scope="col">Fails if</th>
          <th scope="col">Passed</th>
          <th scope="col">Failed</th>
          <th scope="col">Measured</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          metricsOf(samples),
          (metric) => metric.name,
          (metric) => row(metric),
        )}
      </tbody>
    </table>
    ${samples.length < BRIEF ? nothing : html`<p class="ad-note">Counted over the last ${samples.length} samples.</p>`}
  </div>`;
}

function row({ name, last, passed, failed }) {
  return html`<tr>
    <td role="rowheader">${name}</td>
    <td>
      ${sign(last.passed ? 'SUCCEEDED' : 'FAILED')} ${last.passed ? 'passed' : 'failed'}
      ${last.passed && last.shown !== undefined ? nothing : html`<span class="ad-note">${plain(last.why)}</span>`}
    </td>
    <td>${last.shown ?? 'no data'}</td>
    <td>${last.condition}</td>
    <td>${passed}</td>
    <td>${failed}</td>
    <td>${when(last.time)}</td>
  </tr>`;
}

/** The metrics in the order in which they were first measured. */
function metricsOf(samples) {
  const metrics = new Map();
  for (const sample of samples) {
    const metric = metrics.get(sample.metric) ?? { name: sample.metric, passed: 0, failed: 0 };
    metric[sample.passed ? 'passed' : 'failed'] += 1;
    metric.last = sample;
    metrics.set(sample.metric, metric);
  }
  return [...metrics.values()];
}
