import { html, nothing, svg } from '../js/lib/lit-html/lit-html.js';

/** The worst first. */
export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NEGLIGIBLE', 'UNKNOWN'];

const SHAPES = {
  CRITICAL: svg`<path class="ad-severity__solid" d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z"/><path class="ad-severity__mark" d="M8 4.6v4M8 11.2v.1"/>`,
  HIGH: svg`<path class="ad-severity__solid" d="M8 1.8l6.4 11.6H1.6z"/><path class="ad-severity__mark" d="M8 6v3.2M8 11.3v.1"/>`,
  MEDIUM: svg`<path class="ad-severity__solid" d="M8 1.6L14.4 8 8 14.4 1.6 8z"/>`,
  LOW: svg`<path class="ad-severity__line" d="M2.2 4h11.6L8 13z"/>`,
  NEGLIGIBLE: svg`<circle class="ad-severity__line" cx="8" cy="8" r="5"/>`,
  UNKNOWN: svg`<path class="ad-severity__line" d="M5.6 6.1a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.9-1.1 1.7M8 12.4v.1"/>`,
};

export function severityWord(severity) {
  return severity ? severity.charAt(0) + severity.slice(1).toLowerCase() : 'Unknown';
}

/** Smaller is worse, as tables sort. */
export function severityRank(severity) {
  const rank = SEVERITIES.indexOf(severity);
  return rank < 0 ? SEVERITIES.length - 1 : rank;
}

export function severityTone(severity) {
  return `ad-severity--${SEVERITIES.includes(severity) ? severity.toLowerCase() : 'unknown'}`;
}

/** A sign that differs in shape and not only in colour; hidden from screen readers, because the word always stands beside it. */
export function severitySign(severity) {
  return html`<svg class="ad-severity__sign ${severityTone(severity)}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[severity] ?? SHAPES.UNKNOWN}</svg>`;
}

export function severityBadge(severity) {
  return html`<span class="ad-severity ${severityTone(severity)}">${severitySign(severity)}${severityWord(severity)}</span>`;
}

/** How many there are of each severity, in words and signs; severities without findings are left out. A scan that did not pass without a finding has no result that could be trusted. */
export function severityCounts(counts, passed = true) {
  const there = SEVERITIES.filter((severity) => counts[severity]);
  return there.length
    ? html`<span class="ad-counts"
        >${there.map(
          (severity) =>
            html`<span class="ad-severity ${severityTone(severity)}"
              >${severitySign(severity)}<b>${counts[severity]}</b> ${severityWord(severity).toLowerCase()}</span
            >`,
        )}</span
      >`
    : html`<span class="ad-note">${passed ? 'No findings' : 'No counts'}</span>`;
}

/** What the numbers of a scan say beyond its counts: how many are new, how many have a fix. */
export function progressWords({ newFindings, fixable, counts }) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all ? [newFindings === undefined ? undefined : `${newFindings} new`, `${fixable ?? 0} with a fix`].filter(Boolean).join(', ') : nothing;
}
