import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { shortCommit, shortImage } from './format.js';
import { link, when } from './status.js';

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
  const chosen = environment.candidates.find((candidate) => candidate.deployment.id === dialog.to);
  return html`<form method="dialog" class="ad-form" @submit=${(event) => view.submit(event)}>
    <h2 id="ad-dialog-title" class="ad-dialog__title">Roll back ${environment.environment}</h2>
    <label class="ad-field"
      ><span>Go back to</span>
      <select class="jenkins-select__input" @change=${(event) => view.choose(event.target.value)}>
        ${environment.candidates.map(
          (candidate, index) =>
            html`<option value=${candidate.deployment.id} ?selected=${candidate === chosen}>
              ${shortImage(candidate.deployment.image)}, run ${candidate.name}${index === 0 ? ' (previous good one)' : ''}
            </option>`,
        )}
      </select></label
    >
    ${preview(environment.current, chosen)}
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

function preview(now, then) {
  const rows = [
    ['Image', (release) => shortImage(release.deployment.image)],
    ['Commit', (release) => shortCommit(release.deployment.commit)],
    ['Revision', (release) => release.deployment.revision ?? '–'],
    ['Deployed', (release) => when(release.deployment.ended)],
    ['Run', (release) => link(release.url, release.name)],
  ];
  return html`<table class="jenkins-table ad-table ad-preview">
    <caption>
      What would change
    </caption>
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
          <td class="ad-mono ad-strong">${value(then)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
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
