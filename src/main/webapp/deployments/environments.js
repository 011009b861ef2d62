import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { shortCommit, shortImage, where, who } from './format.js';
import { badge, link, sign, tone, when } from './status.js';

export function environments(state, view) {
  return html`<section class="ad-section" aria-labelledby="ad-environments">
    <h2 id="ad-environments" class="ad-heading">Environments</h2>
    ${state.environments?.length
      ? html`<ul class="ad-cards">
          ${repeat(
            state.environments,
            (environment) => `${environment.environment} ${where(environment.target)}`,
            (environment) => card(environment, view),
          )}
        </ul>`
      : empty(state)}
  </section>`;
}

function empty(state) {
  return state.environments
    ? html`<div class="ad-empty">
        <p class="ad-empty__title">Nothing has been deployed yet</p>
        <p>An environment appears here with its first deployment, with what it runs, since when and from which commit.</p>
      </div>`
    : html`<p class="ad-empty ad-empty--slim">Loading…</p>`;
}

function card(environment, view) {
  const { current, last } = environment;
  const running = current?.deployment;
  const troubled = last.deployment.id !== running?.id;
  const alarm = isAlarm(last.deployment);
  return html`<li class="jenkins-card ad-environment ${tone(last.deployment.status)}">
    <header class="ad-environment__header">
      <div>
        <h3 class="ad-environment__name">${environment.environment}</h3>
        <p class="ad-note" title=${where(environment.target)}>${environment.target?.workload} · ${place(environment.target)}</p>
      </div>
      ${badge(last.deployment.status)}
    </header>
    ${alarm ? alert(last) : nothing} ${running ? facts(current) : html`<p class="ad-environment__none">No deployment has worked here yet.</p>`}
    ${troubled && !alarm ? lastAttempt(last) : nothing}
    <footer class="ad-environment__footer">
      ${running?.url ? link(running.url, 'Open', `Open ${environment.environment}`) : nothing}
      ${view.canRollback && environment.candidates.length
        ? html`<button
            type="button"
            class="jenkins-button ad-small"
            aria-label="Roll back ${environment.environment} ${environment.target?.workload}…"
            @click=${() => view.openRollback(environment)}
          >
            Roll back…
          </button>`
        : nothing}
    </footer>
  </li>`;
}

/** Going back failed as well: neither version runs as it should until somebody acts. */
function isAlarm({ status, health }) {
  return status === 'FAILED' && health?.check === 'way back' && !health.healthy;
}

function alert({ deployment, name, url }) {
  return html`<div class="jenkins-alert jenkins-alert-danger ad-alarm" role="alert">
    <strong>Going back failed.</strong> Neither version runs as it should. ${deployment.reason ?? ''} ${link(url, `See run ${name}`)}
  </div>`;
}

function place(target) {
  return target?.namespace ? `namespace ${target.namespace}` : 'Docker host';
}

function facts(release) {
  const { deployment } = release;
  return html`<dl class="ad-pairs">
    <dt>Runs</dt>
    <dd class="ad-mono ad-strong" title=${deployment.image}>${shortImage(deployment.image)}</dd>
    <dt>Since</dt>
    <dd>${when(deployment.ended ?? deployment.started)}</dd>
    <dt>Commit</dt>
    <dd class="ad-mono" title=${deployment.commit ?? nothing}>${shortCommit(deployment.commit)}</dd>
    <dt>By</dt>
    <dd>${who(deployment.trigger)}, ${link(release.url, `run ${release.name}`)}</dd>
  </dl>`;
}

function lastAttempt(last) {
  const { deployment } = last;
  const reason = deployment.rollbackReason ?? deployment.reason;
  const worked = deployment.status === 'SUCCEEDED';
  return worked
    ? nothing
    : html`<p class="ad-reason">
        ${sign(deployment.status)}
        <span
          >${link(last.url, `Run ${last.name}`)} with <span class="ad-mono">${shortImage(deployment.image)}</span> ${outcome(deployment)}${reason
            ? html`: ${reason}`
            : '.'}</span
        >
      </p>`;
}

function outcome(deployment) {
  switch (deployment.status) {
    case 'ROLLED_BACK':
      return 'was rolled back';
    case 'FAILED':
      return 'failed';
    case 'ABORTED':
      return 'was aborted';
    default:
      return 'is under way';
  }
}
