import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { guard } from '../js/lib/lit-html/directives/guard.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { analysis } from './analysis.js';
import { awaited, decisions, isAwaited } from './approvals.js';
import { duration, plain, shortCommit, shortImage, statusWord, who } from './format.js';
import { queued } from './queue.js';
import { deploymentOf, podsOf, samplesOf, stagesOf } from './run.js';
import { progressWords, severityCounts } from './severity.js';
import { badge, link, sign, tone, when } from './status.js';
import { traffic } from './traffic.js';

/** What runs now; the run that ended last stays until the next one begins. */
export function current(state, view) {
  return html`<section class="ad-section" aria-labelledby="ad-now">
    <h2 id="ad-now" class="ad-heading">Now</h2>
    ${state.runs.length
      ? repeat(
          state.runs,
          (run) => run.number,
          (run) => runCard(run, state.queues, view),
        )
      : html`<p class="ad-empty ad-empty--slim">
          ${state.ready ? 'Nothing is being deployed. A run appears here as soon as it begins.' : 'Loading…'}
        </p>`}
  </section>`;
}

function runCard(run, queues, view) {
  const deployment = deploymentOf(run);
  const summary = run.summary;
  const status = run.over ? (summary?.status ?? 'SUCCEEDED') : 'RUNNING';
  const reason = deployment?.rollbackReason ?? deployment?.reason;
  return html`<article class="jenkins-card ad-run ${tone(status)}" aria-labelledby="ad-run-${run.number}">
    <header class="ad-run__header">
      <h3 id="ad-run-${run.number}" class="ad-run__title">
        ${link(summary?.url, summary?.name ?? `#${run.number}`)}
        <span class="ad-run__subject">${summary?.title ?? ''}</span>
      </h3>
      ${badge(status)}
    </header>
    <p class="ad-facts">
      ${fact('Environment', deployment?.environment)} ${fact('Image', deployment && shortImage(deployment.image), deployment?.image)}
      ${fact('Commit', summary?.commit && shortCommit(summary.commit), summary?.commit)}
      ${fact('By', summary?.trigger && who(summary.trigger))}
      ${fact(run.over ? 'Took' : 'Running for', summary?.started && duration(summary.started, summary.ended))}
    </p>
    ${reason && run.over ? html`<p class="ad-reason">${sign(status)}<span>${reason}</span></p>` : nothing}
    ${!run.over && isAwaited(deployment) ? html`<p class="ad-reason">${sign('PENDING')}<span>Waits for ${awaited(deployment)}</span></p>` : nothing}
    ${run.over ? nothing : queued(queues, deployment)} ${decisions(deployment)}
    <ol class="ad-stages" aria-label="Stages">
      ${repeat(
        stagesOf(run),
        (stage) => stage.name,
        (stage) => stageItem(stage),
      )}
    </ol>
    ${run.over ? nothing : traffic(deployment?.traffic)} ${summary?.scan ? scan(run, view) : nothing}
    ${analysis(samplesOf(run), `Analysis of run ${run.number}`)} ${pods(run)}
    ${log(run, view)}
  </article>`;
}

/** The last scan in one line. */
function scan(run, view) {
  const { scan: verdict } = run.summary;
  const status = verdict.passed ? 'SUCCEEDED' : 'FAILED';
  return html`<p class="ad-scan-line">
    <span class="ad-badge ${tone(status)}">${sign(status)}Scan ${verdict.passed ? 'passed' : 'did not pass'}</span>
    ${severityCounts(verdict.counts, verdict.passed)} <span class="ad-note">${progressWords(verdict)}</span>
    ${verdict.number ? link(view.scanPage(run.number, verdict.number), 'Report', `Report of the scan of run ${run.number}`) : nothing}
  </p>`;
}

function fact(name, value, title) {
  return value
    ? html`<span class="ad-fact"><span class="ad-fact__name">${name}</span> <span title=${title ?? nothing}>${value}</span></span>`
    : nothing;
}

function stageItem(stage) {
  const busy = stage.status === 'RUNNING';
  const progress = busy && stage.progress !== undefined ? stage.progress : undefined;
  return html`<li class="ad-stage ${tone(stage.status)}" aria-current=${busy ? 'step' : nothing} title=${stage.message ?? nothing}>
    ${sign(stage.status)}
    <span class="ad-stage__name">${stage.name}</span>
    <span class="ad-stage__state">${statusWord(stage.status)}</span>
    <span class="ad-stage__time">${stage.started ? duration(stage.started, stage.ended) : ''}</span>
    ${progress === undefined
      ? nothing
      : html`<progress class="ad-progress" max="100" value=${progress} aria-label="Progress of ${stage.name}">${progress} %</progress>`}
  </li>`;
}

function pods(run) {
  const known = podsOf(run);
  if (!known.length) {
    return nothing;
  }
  return html`<div class="ad-scroll" tabindex="0" role="region" aria-label="Pods of run ${run.number}">
    <table class="jenkins-table ad-table">
      <caption class="ad-hidden">
        Pods
      </caption>
      <thead>
        <tr>
          <th scope="col">Pod</th>
          <th scope="col">Phase</th>
          <th scope="col">Ready</th>
          <th scope="col">Restarts</th>
          <th scope="col">Node</th>
          <th scope="col">Image</th>
          <th scope="col">Started</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          known,
          (pod) => pod.name,
          (pod) => html`<tr>
            <td role="rowheader" class="ad-mono">${pod.name}</td>
            <td>${pod.phase ?? '–'}${pod.reason ? html`<span class="ad-note">${pod.reason}</span>` : nothing}</td>
            <td>${sign(pod.ready ? 'SUCCEEDED' : 'PENDING')} ${pod.ready ? 'yes' : 'no'}</td>
            <td>${pod.restarts ?? 0}</td>
            <td class="ad-mono">${pod.node ?? '–'}</td>
            <td class="ad-mono" title=${pod.image ?? nothing}>${shortImage(pod.image)}</td>
            <td>${when(pod.created)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function log(run, view) {
  const following = view.isFollowing(run.number);
  return html`<div class="ad-log">
    <div class="ad-log__bar">
      <h4 class="ad-log__title" id="ad-log-${run.number}">Log</h4>
      ${run.dropped ? html`<span class="ad-note">${run.dropped} earlier lines are not shown</span>` : nothing}
      <button
        type="button"
        class="jenkins-button jenkins-button--tertiary ad-small"
        aria-pressed=${following ? 'true' : 'false'}
        @click=${() => view.follow(run.number, !following)}
      >
        ${following ? 'Following' : 'Follow'}
      </button>
    </div>
    <div
      class="ad-log__lines"
      role="log"
      aria-live="off"
      aria-labelledby="ad-log-${run.number}"
      tabindex="0"
      data-run=${run.number}
      @scroll=${(event) => view.scrolled(run.number, event.currentTarget)}
    >
      ${guard([run.last, run.over], () =>
        run.lines.length
          ? repeat(
              run.lines,
              (line) => line.seq,
              (line) =>
                html`<div class="ad-line ${line.type === 'log' ? '' : 'ad-line--fact'} ${line.status === 'FAILED' ? 'ad-tone-error' : ''}"
                  ><span class="ad-line__stage">${line.stage ?? ''}</span><span class="ad-line__text">${plain(line.text)}</span></div
                >`,
            )
          : html`<div class="ad-line ad-line--fact"><span class="ad-line__text">No output yet.</span></div>`,
      )}
    </div>
  </div>`;
}
