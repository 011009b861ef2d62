import { follow } from './feed.js';
import { newRun, takeEvent } from './run.js';

const SUMMARY_AFTER = 250;
const PAGE_SIZE = 15;
/** Events that change more than their run. */
const CHANGES_MORE = ['deployment', 'approval', 'lock'];

/**
 * Everything the page shows, and what keeps it current: one feed for the job (which runs go on) and one for each run that goes on. Tells
 * its listener after each change.
 */
export class State {
  job = '';
  /** Whether it is known which runs go on. */
  ready = false;
  runs = [];
  environments = undefined;
  trend = undefined;
  /** What waits for people; stays empty where the host lets nobody decide. */
  approvals = [];
  /** Who works on the job's targets and who waits for them; stays empty where the host does not tell. */
  queues = [];
  history = undefined;
  filter = { page: 1, status: '', environment: '', text: '' };
  problem = '';
  said = '';
  #api;
  #changed;
  #offers;
  #connections = new Map();
  #feeds = new Map();
  #awaited = new Map();
  #asked = 0;

  /** @param offers what the host has beyond what every host has */
  constructor(api, changed, offers = {}) {
    this.#api = api;
    this.#changed = changed;
    this.#offers = offers;
  }

  start() {
    this.refresh();
    follow({
      url: () => this.#api.feedUrl({}),
      poll: () => this.#poll(),
      take: (message) => this.#takeRunning(message.running),
      report: (connection) => this.#report('job', connection),
    });
  }

  /** 'lost' when anything is, 'polling' when anything has no WebSocket, otherwise 'live'. */
  get connection() {
    const all = [...this.#connections.values()];
    return ['lost', 'polling'].find((state) => all.includes(state)) ?? (all.length ? 'live' : 'connecting');
  }

  refresh() {
    this.loadHistory();
    this.#load('environments', (answer) => (this.environments = answer.environments));
    if (this.#offers.approvals) {
      this.#load('approvals', (answer) => (this.approvals = answer.approvals));
    }
    if (this.#offers.queue) {
      this.#load('queue', (answer) => (this.queues = answer.queues));
    }
    this.#load('trends', (answer) => (this.trend = answer), { days: 30 });
  }

  setFilter(change) {
    this.filter = { ...this.filter, page: 1, ...change };
    this.loadHistory();
  }

  /** An answer that a later question has overtaken is not shown. */
  loadHistory() {
    const asked = ++this.#asked;
    return this.#load(
      'history',
      (answer) => {
        if (asked === this.#asked) {
          this.history = answer;
          this.job = answer.job;
        }
      },
      { ...this.filter, size: PAGE_SIZE },
    );
  }

  say(text) {
    this.said = text;
    this.#changed();
  }

  async #load(path, take, parameters = {}) {
    try {
      take(await this.#api.get(path, parameters));
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
    this.#changed();
  }

  #report(source, connection) {
    this.#connections.set(source, connection);
    this.#changed();
  }

  async #poll() {
    const answer = await this.#api.get('history', { size: 1 });
    return this.#takeRunning(answer.running);
  }

  #takeRunning(numbers) {
    this.ready = true;
    const begun = numbers.filter((number) => !this.#feeds.has(number));
    if (begun.length) {
      this.runs = this.runs.filter((run) => !run.over);
    }
    begun.forEach((number) => this.#followRun(number));
    if (begun.length) {
      this.refresh();
      this.say(`Run ${begun.join(', ')} has begun.`);
    }
    this.#changed();
    return false;
  }

  #followRun(number) {
    const run = newRun(number);
    this.runs = [run, ...this.runs];
    this.#loadSummary(run);
    this.#feeds.set(
      number,
      follow({
        url: () => this.#api.feedUrl({ run: number, after: run.last }),
        poll: () => this.#pollRun(run),
        take: (message) => this.#takeMessage(run, message),
        report: (connection) => this.#report(number, connection),
      }),
    );
  }

  async #pollRun(run) {
    const answer = await this.#api.get(`runs/${run.number}/events`, { after: run.last });
    answer.events.forEach((event) => this.#takeMessage(run, event));
    if (answer.complete) {
      this.#end(run);
    }
    return answer.complete;
  }

  #takeMessage(run, message) {
    if (message.control === 'end') {
      this.#end(run);
      return true;
    }
    const said = run.said;
    if (takeEvent(run, message)) {
      this.#summaryLater(run, CHANGES_MORE.includes(message.type));
    }
    if (run.said !== said) {
      this.said = run.said;
    }
    this.#changed();
    return false;
  }

  async #end(run) {
    run.over = true;
    this.#connections.delete(run.number);
    await this.#loadSummary(run);
    this.refresh();
    this.say(`Run ${run.number} has ended.`);
  }

  /** Asks once for many events. A deployment that began or ended changes its environment and the history too. */
  #summaryLater(run, deployed) {
    const waiting = this.#awaited.get(run.number);
    if (waiting) {
      waiting.deployed ||= deployed;
      return;
    }
    const wanted = { deployed };
    this.#awaited.set(run.number, wanted);
    setTimeout(() => {
      this.#awaited.delete(run.number);
      this.#loadSummary(run);
      if (wanted.deployed) {
        this.refresh();
      }
    }, SUMMARY_AFTER);
  }

  #loadSummary(run) {
    return this.#api.get(`runs/${run.number}`).then(
      (summary) => {
        run.summary = summary;
        this.#changed();
      },
      () => {}, // a run that has just begun may not be in the history yet; its next event asks again
    );
  }
}
