import { html, nothing, render } from '../js/lib/lit-html/lit-html.js';
import { Api } from './api.js';
import { approvals } from './approvals.js';
import { Audit, auditSection } from './audit.js';
import { current } from './current.js';
import { dialogs } from './dialogs.js';
import { environments } from './environments.js';
import { history } from './history.js';
import { scanTrend } from './scan-trend.js';
import { State } from './state.js';
import { trend } from './trend.js';

const SEARCH_AFTER = 300;
const CLOCK = 1000;

/** What only the screen knows: which rows are open, which logs are followed, which dialog is there. */
class View {
  dialog = undefined;
  #root;
  #config;
  #api;
  #state;
  #open = new Set();
  #paused = new Set();
  #search;
  #drawn = false;
  #audit;

  constructor(root) {
    this.#root = root;
    this.#config = root.dataset;
    this.#api = new Api(this.#config);
    this.#state = new State(this.#api, () => this.draw(), {
      approvals: this.#config.approvals === 'true',
      queue: this.#config.queue === 'true',
    });
    this.#audit = new Audit(this.#api, this.#config.root, () => this.draw());
  }

  start() {
    this.draw();
    this.#state.start();
    setInterval(() => this.draw(), CLOCK);
  }

  get canRollback() {
    return this.#config.canRollback === 'true';
  }

  /** Draws once for all changes until the next frame. */
  draw() {
    if (!this.#drawn) {
      this.#drawn = true;
      requestAnimationFrame(() => {
        this.#drawn = false;
        render(this.#page(), this.#root);
        this.#scroll();
      });
    }
  }

  #page() {
    const state = this.#state;
    return html`<div class="ad-page" data-connection=${state.connection}>
      ${this.#bar(state)} ${banner(state)}
      <p class="ad-hidden" role="status">${state.said}</p>
      ${approvals(state, this)} ${current(state, this)} ${environments(state, this)} ${trend(state)} ${scanTrend(state, this)} ${history(state, this)} ${auditSection(this.#audit)} ${dialogs(this)}
    </div>`;
  }

  #bar(state) {
    return html`<div class="ad-bar">
      <p class="ad-note ad-connection ad-connection--${state.connection}">${connectionWords(state.connection)}</p>
      ${this.#config.canDeploy === 'true'
        ? html`<button type="button" class="jenkins-button jenkins-button--primary" @click=${() => this.openDeploy()}>Deploy…</button>`
        : nothing}
    </div>`;
  }

  /** The page of a run's scan; undefined where the host has none. */
  scanPage(run, scan) {
    return this.#config.runs && `${this.#config.runs}${run}/scan${scan > 1 ? `-${scan}` : ''}/`;
  }

  /** The page of a run; undefined where the host has none. */
  runPage(run) {
    return this.#config.runs && `${this.#config.runs}${run}/`;
  }

  isOpen(number) {
    return this.#open.has(number);
  }

  toggle(number) {
    if (!this.#open.delete(number)) {
      this.#open.add(number);
    }
    this.draw();
  }

  isFollowing(number) {
    return !this.#paused.has(number);
  }

  follow(number, following) {
    if (following) {
      this.#paused.delete(number);
    } else {
      this.#paused.add(number);
    }
    this.draw();
  }

  /** Whoever scrolls up wants to read; whoever scrolls to the end wants to follow. */
  scrolled(number, lines) {
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 24;
    if (atEnd !== this.isFollowing(number)) {
      this.follow(number, atEnd);
    }
  }

  #scroll() {
    for (const lines of this.#root.querySelectorAll('.ad-log__lines')) {
      if (this.isFollowing(Number(lines.dataset.run))) {
        lines.scrollTop = lines.scrollHeight;
      }
    }
  }

  searchLater(text) {
    clearTimeout(this.#search);
    this.#state.filter.text = text;
    this.#search = setTimeout(() => this.#state.setFilter({ text }), SEARCH_AFTER);
  }

  openRollback(environment) {
    const versions = environment.candidates.map(({ deployment }) => recorded(deployment));
    const now = environment.current && recorded(environment.current.deployment);
    this.#openDialog({ kind: 'rollback', environment, versions, now, to: versions[0].to });
    this.#preview();
  }

  openApproval(item, approved) {
    this.#openDialog({ kind: 'approval', item, approved });
  }

  async openDeploy() {
    this.#openDialog({ kind: 'deploy' });
    const dialog = this.dialog;
    try {
      dialog.parameters = (await this.#api.get('parameters')).parameters;
    } catch (problem) {
      dialog.problem = problem.message;
    }
    this.draw();
  }

  choose(id) {
    this.dialog.chosen = true;
    this.dialog.to = id;
    this.#preview();
  }

  /** Asks what the rollback would change. An answer that comes after another choice is not shown. */
  async #preview() {
    const { dialog } = this;
    const { to } = dialog;
    const { environment, target } = dialog.environment;
    dialog.preview = undefined;
    dialog.unseen = undefined;
    this.draw();
    try {
      const preview = await this.#api.post('rollbackPreview', { environment, target, to });
      if (dialog.to === to) {
        dialog.preview = preview;
        dialog.versions = preview.possible.map((version) => ({ ...version, to: version.deploymentId ?? String(version.revision) }));
        this.#reconsider(dialog);
      }
    } catch (problem) {
      if (dialog.to === to) {
        dialog.unseen = problem.message;
      }
    }
    this.draw();
  }

  /** Where another job has deployed since, the version before is not the one that this job's records know. What somebody chose stays. */
  #reconsider(dialog) {
    const before = dialog.versions.find(({ good }) => good);
    if (!dialog.chosen && before && dialog.preview.now.deploymentId !== dialog.now?.deploymentId) {
      this.choose(before.to);
    }
  }

  #openDialog(dialog) {
    this.dialog = dialog;
    render(this.#page(), this.#root);
    this.#root.querySelector('dialog').showModal();
  }

  closeDialog() {
    this.dialog = undefined;
    const element = this.#root.querySelector('dialog');
    if (element.open) {
      element.close();
    }
    this.draw();
  }

  async submit(event) {
    event.preventDefault();
    const dialog = this.dialog;
    dialog.busy = true;
    dialog.problem = '';
    this.draw();
    try {
      const started = await this.#send(dialog, event.target);
      this.#state.say(started.message);
      if (dialog.kind === 'approval') {
        this.#state.refresh();
      }
      this.closeDialog();
    } catch (problem) {
      dialog.problem = problem.message;
    }
    dialog.busy = false;
    this.draw();
  }

  #send(dialog, form) {
    if (dialog.kind === 'rollback') {
      const { environment, target } = dialog.environment;
      return this.#api.post('rollback', { environment, target, to: dialog.to, reason: form.elements.reason.value });
    }
    if (dialog.kind === 'approval') {
      return this.#api.post('approve', {
        deployment: dialog.item.deployment.id,
        approved: dialog.approved,
        comment: form.elements.comment.value,
      });
    }
    const parameters = {};
    for (const { name } of dialog.parameters) {
      const control = form.elements.namedItem(name);
      parameters[name] = control.type === 'checkbox' ? String(control.checked) : control.value;
    }
    return this.#api.post('deploy', { parameters });
  }
}

/** A version as the records of the job know it. */
function recorded({ id, image, commit, revision, ended }) {
  return { to: id, deploymentId: id, image, commit, revision, deployed: ended, good: true };
}

function banner(state) {
  if (state.connection === 'lost') {
    return html`<div class="jenkins-alert jenkins-alert-warning" role="alert">
      The connection is lost. What is shown may be out of date; it is being tried again.
    </div>`;
  }
  return state.problem ? html`<div class="jenkins-alert jenkins-alert-danger" role="alert">${state.problem}</div>` : nothing;
}

function connectionWords(connection) {
  return {
    live: 'Live',
    polling: 'Updated every few seconds',
    lost: 'Not connected',
    connecting: 'Connecting…',
  }[connection];
}

new View(document.getElementById('autodeploy-deployments')).start();
