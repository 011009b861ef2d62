import { html, nothing, svg } from '../js/lib/lit-html/lit-html.js';
import { SEVERITIES, progressWords, severityCounts, severitySign, severityTone, severityWord } from './severity.js';
import { link, when } from './status.js';

const WIDTH = 600;
const HEIGHT = 96;
const WIDEST_BAR = 28;
/** From solid to sparse, so that severities can be told apart without colour: the distance of the strokes of a hatch, none for solid. */
const HATCHES = { CRITICAL: 0, HIGH: 4, MEDIUM: 6, LOW: 9, NEGLIGIBLE: 13, UNKNOWN: 18 };

/** What the last scans found, one bar a run. */
export function scanTrend(state, view) {
  const scans = state.trend?.scans ?? [];
  if (!scans.length) {
    return nothing;
  }
  const last = scans.at(-1);
  return html`<section class="ad-section ad-scans" aria-labelledby="ad-scans">
    <h2 id="ad-scans" class="ad-heading">Findings of the last ${scans.length === 1 ? 'scan' : `${scans.length} scans`}</h2>
    <div class="jenkins-card ad-trend">
      <div class="ad-scans__last">
        <p class="ad-note">${link(last.scan ? view.scanPage(last.run, last.scan) : undefined, last.name, `Report of the scan of ${last.name}`)}, ${when(last.started)}</p>
        ${severityCounts(last.counts)}
        <p class="ad-note">${progressWords(last)}</p>
      </div>
      <div class="ad-scans__chart">${bars(scans)} ${legend(scans)}</div>
      ${table(scans)}
    </div>
  </section>`;
}

function total({ counts }) {
  return SEVERITIES.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
}

function bars(scans) {
  const highest = Math.max(1, ...scans.map(total));
  const step = Math.min(WIDEST_BAR, WIDTH / scans.length);
  const width = step * scans.length;
  return html`<svg class="ad-scans__bars" viewBox="0 0 ${width} ${HEIGHT + 2}" width=${width} height=${HEIGHT + 2} aria-hidden="true">
    <defs>${SEVERITIES.map(pattern)}</defs>
    <line class="ad-bars__base" x1="0" x2=${width} y1=${HEIGHT + 1} y2=${HEIGHT + 1}></line>
    ${scans.map((scan, index) => bar(scan, index * step, step - Math.max(1, step / 5), HEIGHT / highest))}
  </svg>`;
}

function pattern(severity) {
  const gap = HATCHES[severity];
  return svg`<pattern id="ad-hatch-${severity.toLowerCase()}" class=${severityTone(severity)} width=${gap || 4} height=${gap || 4} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class=${gap ? 'ad-hatch__ground' : 'ad-hatch__solid'} width=${gap || 4} height=${gap || 4}></rect>
    ${gap ? svg`<rect class="ad-hatch__solid" width="2" height=${gap}></rect>` : nothing}
  </pattern>`;
}

/** The worst stand on the ground, where bars can be compared. */
function bar(scan, x, width, unit) {
  let y = HEIGHT;
  return svg`<g><title>${`${scan.name}: ${words(scan)}`}</title>
    <rect class="ad-scans__hover" x=${x} y="0" width=${width} height=${HEIGHT}></rect>${SEVERITIES.map((severity) => {
      const height = (scan.counts[severity] ?? 0) * unit;
      y -= height;
      return height
        ? svg`<rect class="ad-scans__part ${severityTone(severity)}" fill="url(#ad-hatch-${severity.toLowerCase()})" x=${x} y=${y} width=${width} height=${height}></rect>`
        : nothing;
    })}${total(scan) ? nothing : svg`<circle class="ad-scans__none" cx=${x + width / 2} cy=${HEIGHT - 4} r="2.5"></circle>`}</g>`;
}

function words(scan) {
  const counts = SEVERITIES.filter((severity) => scan.counts[severity]).map((severity) => `${scan.counts[severity]} ${severity.toLowerCase()}`);
  return `${counts.join(', ') || 'no findings'}; ${scan.passed ? 'passed' : 'did not pass'}`;
}

function legend(scans) {
  const there = SEVERITIES.filter((severity) => scans.some((scan) => scan.counts[severity]));
  return html`<ul class="ad-legend" aria-hidden="true">
    ${there.map(
      (severity) =>
        html`<li class="ad-legend__item">
          <svg class="ad-legend__swatch ${severityTone(severity)}" viewBox="0 0 16 16"><rect class="ad-scans__part" fill="url(#ad-hatch-${severity.toLowerCase()})" width="16" height="16"></rect></svg
          >${severitySign(severity)}${severityWord(severity)}
        </li>`,
    )}
  </ul>`;
}

/** The same in words for those who see no bars. */
function table(scans) {
  return html`<table class="ad-hidden">
    <caption>
      Findings by severity, the oldest scan first
    </caption>
    <thead>
      <tr>
        <th scope="col">Run</th>
        ${SEVERITIES.map((severity) => html`<th scope="col">${severityWord(severity)}</th>`)}
        <th scope="col">Verdict</th>
      </tr>
    </thead>
    <tbody>
      ${scans.map(
        (scan) =>
          html`<tr>
            <th scope="row">${scan.name}</th>
            ${SEVERITIES.map((severity) => html`<td>${scan.counts[severity] ?? 0}</td>`)}
            <td>${scan.passed ? 'passed' : 'did not pass'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
