import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { ago, shortCommit, shortImage } from './format.js';
import { when } from './status.js';

/** The dialog that is open; the browser keeps the focus inside and gives it back to what opened it. */
export function dialogs(view) {
  return html`<dialog
    class="jenkins-dialog ad-dialog"
    aria-labelledby="ad-dialog-title"
    @close=${() => view.closeDialog()}
    @cancel=${() => view.closeDialog()}
  >
    ${view.dialog?.kind === 'rollback' ? rollback(view.dialog, view) : nothing} ${view.dialog?.kind === 'deploy' ? deploy(view.dialog, view) : nothing}
    ${view.dialog?.kind === 'approval' ? approval(view.dialog, view) : nothing}
  </dialog>`;
}

function rollback(dialog, view) {
  const { environment } = dialog;
  return html`<form method="dialog" class="ad-form" @submit=${(event) => view.submit(event)}>
    <h2 id="ad-dialog-title" class="ad-dialog__title">Roll back ${environment.environment}</h2>
    <label class="ad-field"
      ><span>Go back to</span>
      <select class="jenkins-select__input" @change=${(event) => view.choose(event.target.value)}>
        ${dialog.versions.map(
          (version, index) =>
            html`<option value=${version.to} ?selected=${version.to === dialog.to}>
              ${named(version)}${index === dialog.versions.findIndex(({ good }) => good) ? ' (previous good one)' : ''}
            </option>`,
        )}
      </select></label
    >
    ${preview(dialog)}
    <label class="ad-field"
      ><span>Reason</span>
      <textarea class="jenkins-input" name="reason" rows="2" maxlength="500" placeholder="For the record"></textarea>
    </label>
    ${outcome(dialog)}
    <div class="ad-dialog__buttons">
      <button type="button" class="jenkins-button" @click=${() => view.closeDialog()}>Cancel</button>
      <button type="submit" class="jenkins-button jenkins-button--primary jenkins-!-destructive-color" ?disabled=${dialog.busy}>Roll back</button>
    </div>
  </form>`;
}

function named(version) {
  const parts = [shortImage(version.image)];
  if (version.revision) {
    parts.push(`revision ${version.revision}`);
  }
  if (version.commit) {
    parts.push(`commit ${shortCommit(version.commit)}`);
  }
  if (version.deployed) {
    parts.push(ago(version.deployed));
  }
  return `${parts.join(', ')}${version.good ? '' : ' (never worked)'}`;
}

/** What the records know of a version at once, and what the target says would change as soon as it has answered. */
function preview(dialog) {
  const chosen = dialog.versions.find((version) => version.to === dialog.to);
  const { now, then } = dialog.preview ?? { now: dialog.now, then: chosen };
  const rows = [
    ['Image', (version) => shortImage(version.image)],
    ['Commit', (version) => shortCommit(version.commit ?? dialog.versions.find(({ to }) => to === version.deploymentId)?.commit)],
    ['Revision', (version) => version.revision ?? '–'],
    ['Deployed', (version) => when(version.deployed)],
  ];
  return html`<h3 id="ad-preview-title" class="ad-preview__title">What would change</h3>
    <table class="jenkins-table ad-table ad-preview" aria-labelledby="ad-preview-title" aria-busy=${dialog.preview ? 'false' : 'true'}>
      <thead>
        <tr>
          <td></td>
          <th scope="col">Runs now</th>
          <th scope="col">Would run</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, value]) => html`<tr>
            <td role="rowheader">${name}</td>
            <td class="ad-mono">${now ? value(now) : '–'}</td>
            <td class="ad-mono ad-strong">${then ? value(then) : '–'}</td>
          </tr>`,
        )}
        ${dialog.preview ? replicas(dialog.preview) : nothing}
      </tbody>
    </table>
    <div role="status">${changes(dialog)}</div>`;
}

function replicas(preview) {
  return preview.replicasNow === undefined
    ? nothing
    : html`<tr>
        <td role="rowheader">Replicas</td>
        <td class="ad-mono">${preview.replicasNow}</td>
        <td class="ad-mono ad-strong">${preview.replicasThen}</td>
      </tr>`;
}

function changes(dialog) {
  if (!dialog.preview) {
    return html`<p class="ad-note">${dialog.unseen ?? 'Asking the target what else would change…'}</p>`;
  }
  const { env, config, other } = dialog.preview;
  const lines = [...names('variables', env), ...config.flatMap(configuration), ...other];
  return lines.length
    ? html`<ul class="ad-changes">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`
    : html`<p class="ad-note">Variables, configuration and all else are the same.</p>`;
}

function names(what, { added, removed, changed }) {
  return [
    ['Adds', added],
    ['Removes', removed],
    ['Changes', changed],
  ]
    .filter(([, list]) => list.length)
    .map(([verb, list]) => `${verb} ${what} ${list.join(', ')}`);
}

function configuration({ object, kind, keys }) {
  switch (kind) {
    case 'USED':
      return [`Reads ${object}`];
    case 'UNUSED':
      return [`Does not read ${object} any more`];
    case 'RESTORED':
      return [`Restores ${object}`, ...names(`in ${object} the keys`, keys)];
    default:
      return [`Leaves ${object} as it is, although it was another one then`];
  }
}

function approval(dialog, view) {
  const { deployment } = dialog.item;
  const verb = dialog.approved ? 'Approve' : 'Reject';
  return html`<form method="dialog" class="ad-form" @submit=${(event) => view.submit(event)}>
    <h2 id="ad-dialog-title" class="ad-dialog__title">${verb} the deployment to ${deployment.environment}</h2>
    <p>
      <span class="ad-mono">${shortImage(deployment.image)}</span>
      ${dialog.approved ? 'goes on as soon as enough people have approved it.' : 'is not deployed, and the run ends as aborted.'}
    </p>
    <label class="ad-field"
      ><span>Comment</span>
      <textarea class="jenkins-input" name="comment" rows="2" maxlength="1000" placeholder="For the record"></textarea>
    </label>
    ${outcome(dialog)}
    <div class="ad-dialog__buttons">
      <button type="button" class="jenkins-button" @click=${() => view.closeDialog()}>Cancel</button>
      <button
        type="submit"
        class="jenkins-button jenkins-button--primary ${dialog.approved ? '' : 'jenkins-!-destructive-color'}"
        ?disabled=${dialog.busy}
      >
        ${verb}
      </button>
    </div>
  </form>`;
}

function deploy(dialog, view) {
  return html`<form method="dialog" class="ad-form" @submit=${(event) => view.submit(event)}>
    <h2 id="ad-dialog-title" class="ad-dialog__title">Deploy</h2>
    ${dialog.parameters === undefined
      ? html`<p>Loading…</p>`
      : dialog.parameters.length
        ? dialog.parameters.map((parameter) => field(parameter))
        : html`<p>This starts a new run. It takes no parameters.</p>`}
    ${outcome(dialog)}
    <div class="ad-dialog__buttons">
      <button type="button" class="jenkins-button" @click=${() => view.closeDialog()}>Cancel</button>
      <button type="submit" class="jenkins-button jenkins-button--primary" ?disabled=${dialog.busy || dialog.parameters === undefined}>Deploy</button>
    </div>
  </form>`;
}

function field(parameter) {
  return html`<label class="ad-field">
    <span>${parameter.name}</span>
    ${control(parameter)} ${parameter.description ? html`<span class="ad-note">${parameter.description}</span>` : nothing}
  </label>`;
}

function control(parameter) {
  const { name, value } = parameter;
  switch (parameter.kind) {
    case 'boolean':
      return html`<input type="checkbox" name=${name} ?checked=${value === 'true'} />`;
    case 'choice':
      return html`<select class="jenkins-select__input" name=${name}>
        ${parameter.choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
      </select>`;
    case 'lines':
      return html`<textarea class="jenkins-input" name=${name} rows="3" .defaultValue=${value}></textarea>`;
    case 'password':
      return html`<input class="jenkins-input" type="password" name=${name} autocomplete="off" />`;
    default:
      return html`<input class="jenkins-input" type="text" name=${name} .defaultValue=${value} />`;
  }
}

function outcome(dialog) {
  return html`<p class="ad-dialog__problem" role="alert">${dialog.problem ?? ''}</p>`;
}
