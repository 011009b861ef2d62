import { html, nothing, svg } from '../js/lib/lit-html/lit-html.js';
import { SEVERITIES, progressWords, severityCounts, severitySign, severityTone, severityWord } from './severity.js';
import { link, when } from './status.js';

const WIDTH = 720;
const HEIGHT = 96;
/** Room for a number above each bar and a run's name below. */
const ABOVE = 16;
const BELOW = 30;
const FEWEST_PLACES = 12;
const MOST_NUMBERS = 30;
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
        ${severityCounts(last.counts, last.passed)}
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
  const step = WIDTH / Math.max(FEWEST_PLACES, scans.length);
  const numbered = scans.length <= MOST_NUMBERS;
  const bottom = HEIGHT + BELOW;
  return html`<svg class="ad-scans__bars" viewBox="0 ${-ABOVE} ${WIDTH} ${HEIGHT + ABOVE + BELOW}" aria-hidden="true">
    <defs>${SEVERITIES.map(pattern)}</defs>
    <line class="ad-bars__base" x1="0" x2=${WIDTH} y1=${HEIGHT + 1} y2=${HEIGHT + 1}></line>
    ${scans.map((scan, index) => bar(scan, index * step, step - Math.max(2, step / 4), HEIGHT / highest, numbered))}
    <text class="ad-scans__label" x="0" y=${bottom - 3}>${scans[0].name}</text>
    ${scans.length > 1
      ? svg`<text class="ad-scans__label" x=${(scans.length - 1) * step} y=${bottom - 3}>${scans.at(-1).name}</text>`
      : nothing}
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
function bar(scan, x, width, unit, numbered) {
  let y = HEIGHT;
  return svg`<g><title>${`${scan.name}: ${words(scan)}`}</title>
    <rect class="ad-scans__hover" x=${x} y="0" width=${width} height=${HEIGHT}></rect>${SEVERITIES.map((severity) => {
      const height = (scan.counts[severity] ?? 0) * unit;
      y -= height;
      return height
        ? svg`<rect class="ad-scans__part ${severityTone(severity)}" fill="url(#ad-hatch-${severity.toLowerCase()})" x=${x} y=${y} width=${width} height=${height}></rect>`
        : nothing;
    })}${numbered ? svg`<text class="ad-scans__label ad-scans__label--total" x=${x + width / 2} y=${HEIGHT - total(scan) * unit - 5}>${total(scan) || (scan.passed ? 0 : '')}</text>` : nothing}${
      scan.passed ? nothing : svg`<path class="ad-scans__failed" d="M${x + width / 2 - 3} ${HEIGHT + 5}l6 6m0-6l-6 6"></path>`
    }</g>`;
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
    ${scans.some((scan) => !scan.passed)
      ? html`<li class="ad-legend__item"><svg class="ad-legend__swatch" viewBox="0 0 16 16"><path class="ad-scans__failed" d="M4 4l8 8m0-8l-8 8"></path></svg>Did not pass</li>`
      : nothing}
  </ul>`;
}

/** The same in words for those who see no bars. */
function table(scans) {
  return html`<div class="ad-hidden"><table>
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
  </table></div>`;
}
