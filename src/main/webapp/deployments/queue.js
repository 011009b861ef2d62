import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { ordinal } from './format.js';
import { link, sign, when } from './status.js';

/** For whom a deployment waits and where it is in the queue; nothing while it does not wait. */
export function queued(queues, deployment) {
  for (const { holder, waiting } of queues) {
    const own = waiting.find((entry) => entry.deployment === deployment?.id);
    if (own) {
      return html`<p class="ad-reason">
        ${sign('PENDING')}<span
          >Waits for ${link(holder.url, holder.run ?? 'a deployment of another job')}, which works on the target since ${when(holder.since)}
          (${ordinal(own.place)} in the queue)</span
        >
      </p>`;
    }
  }
  return nothing;
}
