import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { exactly } from './format.js';

/** How much of the requests a version gets that is tried beside the one that runs; nothing where nothing is divided. */
export function traffic(share) {
  if (!share) {
    return nothing;
  }
  return html`<div class="ad-traffic">
    <progress class="ad-progress" max="100" value=${share.weight} aria-label="Share of the requests that the new version gets">
      ${share.weight} %
    </progress>
    <strong>${share.weight} % of the requests</strong>
    <span class="ad-note"
      >go to the new version: step ${share.step} of ${share.steps}, by
      ${share.by}${share.until ? `, watched until ${exactly(share.until)}` : ''}</span
    >
  </div>`;
}
