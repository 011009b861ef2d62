import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { plain, shortCommit, shortImage, who } from './format.js';
import { link, sign, when } from './status.js';

/** What waits for people to decide; not there while nothing does. */
export function approvals(state, view) {
  return state.approvals.length
    ? html`<section class="ad-section" aria-labelledby="ad-approvals">
        <h2 id="ad-approvals" class="ad-heading">Waits for approval</h2>
        ${repeat(
          state.approvals,
          (item) => item.deployment.id,
          (item) => card(item, view),
        )}
      </section>`
    : nothing;
}

/** "approval by ops, release (1 of 2)", as the log says it. */
export function awaited(deployment) {
  const { by, count } = deployment.approval;
  return `approval${by.length ? ` by ${by.join(', ')}` : ''} (${given(deployment)} of ${count})`;
}

/** Whether a deployment waits for people now. */
export function isAwaited(deployment) {
  return (
    deployment?.status === 'PENDING' &&
    deployment.approval !== undefined &&
    given(deployment) < deployment.approval.count &&
    deployment.approval.decisions.every(({ approved }) => approved)
  );
}

/** What people said, one line each. */
export function decisions(deployment) {
  const made = deployment?.approval?.decisions ?? [];
  return made.length
    ? html`<ul class="ad-decisions" aria-label="Decisions">
        ${made.map(
          (decision) => html`<li>
            ${sign(decision.approved ? 'SUCCEEDED' : 'FAILED')}
            <span>${decision.approved ? 'Approved' : 'Rejected'} by ${plain(decision.who)} ${when(decision.when)}</span>
            ${decision.comment ? html`<span class="ad-note">${plain(decision.comment)}</span>` : nothing}
          </li>`,
        )}
      </ul>`
    : nothing;
}

function given(deployment) {
  return deployment.approval.decisions.filter(({ approved }) => approved).length;
}

function card(item, view) {
  const { deployment } = item;
  const subject = `${shortImage(deployment.image)} to ${deployment.environment}`;
  const title = `ad-approval-${deployment.id}`;
  return html`<article class="jenkins-card ad-approval" aria-labelledby=${title}>
    <header class="ad-run__header">
      <h3 id=${title} class="ad-run__title">${link(view.runPage(item.run), `#${item.run}`)} <span class="ad-run__subject">${subject}</span></h3>
      ${item.mayDecide
        ? html`<div class="ad-approval__buttons">
            <button
              type="button"
              class="jenkins-button jenkins-button--primary"
              aria-label="Approve ${subject}"
              @click=${() => view.openApproval(item, true)}
            >
              Approve…
            </button>
            <button type="button" class="jenkins-button" aria-label="Reject ${subject}" @click=${() => view.openApproval(item, false)}>Reject…</button>
          </div>`
        : nothing}
    </header>
    <p>Waits for ${awaited(deployment)}. It ends as not approved ${when(deployment.approval.until)}.</p>
    <p class="ad-note">
      Started by ${who(deployment.trigger)}${deployment.commit ? `, commit ${shortCommit(deployment.commit)}` : ''}${item.hindrance ? `. ${item.hindrance}` : ''}
    </p>
    ${decisions(deployment)}
  </article>`;
}
