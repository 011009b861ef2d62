import { html, nothing, svg } from '../js/lib/lit-html/lit-html.js';
import { percent, seconds } from './format.js';

const WIDTH = 300;
const HEIGHT = 56;
const GAP = 2;

export function trend(state) {
  if (!state.trend?.overall.deployments) {
    return nothing;
  }
  const { days, overall } = state.trend;
  return html`<section class="ad-section" aria-labelledby="ad-trend">
    <h2 id="ad-trend" class="ad-heading">Last ${days.length} days</h2>
    <div class="jenkins-card ad-trend">
      <dl class="ad-figures">
        ${figure('Success rate', percent(overall.successRate))}
        ${figure('Time to deploy', overall.medianSeconds === undefined ? '–' : seconds(overall.medianSeconds))}
        ${figure('Rollback rate', percent(overall.rollbackRate))} ${figure('Deployments', String(overall.deployments))}
      </dl>
      ${bars(days)}
    </div>
  </section>`;
}

function figure(name, value) {
  return html`<div class="ad-figure">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** One bar a day; what succeeded below, what was taken back and what failed otherwise on top of it, hatched apart by gaps. */
function bars(days) {
  const highest = Math.max(...days.map((day) => day.deployments));
  const width = WIDTH / days.length;
  const summary = days
    .filter((day) => day.deployments)
    .map((day) => `${day.date}: ${day.succeeded} succeeded, ${day.rolledBack} rolled back, ${day.failed - day.rolledBack} failed otherwise`)
    .join('; ');
  return html`<svg class="ad-bars" viewBox="0 0 ${WIDTH} ${HEIGHT + 2}" preserveAspectRatio="none" role="img" aria-label="Deployments a day. ${summary}">
    <line class="ad-bars__base" x1="0" x2=${WIDTH} y1=${HEIGHT + 1} y2=${HEIGHT + 1}></line>
    ${days.map((day, index) => bar(day, index * width, width - GAP, HEIGHT / highest))}
  </svg>`;
}

function bar(day, x, width, unit) {
  const parts = [
    [day.succeeded, 'ad-tone-success'],
    [Math.min(day.rolledBack, day.failed), 'ad-tone-warning'],
    [Math.max(0, day.failed - day.rolledBack), 'ad-tone-error'],
  ];
  let y = HEIGHT;
  return svg`<g><title>${`${day.date}: ${day.succeeded} succeeded, ${day.failed} failed, ${day.rolledBack} of them rolled back`}</title>${parts.map(
    ([count, tone]) => {
      const height = count * unit;
      y -= height;
      return count
        ? svg`<rect class=${tone} x=${x} y=${y} width=${width} height=${Math.max(1, height - 1)} rx="1"></rect>`
        : nothing;
    },
  )}</g>`;
}
