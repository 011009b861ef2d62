/** What the events of one run add up to. */

const USUAL = ['build', 'deploy', 'verify'];
const AFTER_DEPLOY = ['verify', 'rollback'];
const MOST_LINES = 2000;

export function newRun(number) {
  return { number, last: 0, stages: [], lines: [], dropped: 0, pods: [], samples: [], said: '', over: false, summary: undefined };
}

/**
 * Takes one event in; one that was taken before changes nothing.
 *
 * @returns {boolean} whether the run's summary has changed with it
 */
export function takeEvent(run, event) {
  if (event.seq <= run.last) {
    return false;
  }
  run.last = event.seq;
  if (event.type === 'log') {
    addLine(run, event);
    return false;
  }
  if (event.type === 'stage') {
    takeStage(run, event);
  } else if (event.message) {
    addLine(run, event);
  }
  if (event.type === 'pod' && event.data?.name) {
    run.pods = [...run.pods.filter((pod) => pod.name !== event.data.name), event.data];
  }
  if (event.type === 'analysis' && event.data?.metric) {
    run.samples = [...run.samples, event.data];
  }
  if (event.progress !== undefined && event.stage) {
    stageOf(run, event).progress = event.progress;
  }
  return true;
}

/** The stages to show: those that were there, and while the run goes on those that usually follow the last of them. */
export function stagesOf(run) {
  if (run.over) {
    return run.stages;
  }
  const reached = Math.max(-1, ...run.stages.map((stage) => USUAL.indexOf(stage.name)));
  return [...run.stages, ...USUAL.slice(reached + 1).map((name) => ({ name, status: 'PENDING' }))];
}

export function deploymentOf(run) {
  return run.summary?.deployments?.at(-1);
}

export function podsOf(run) {
  const recorded = deploymentOf(run)?.pods ?? [];
  if (run.over && recorded.length) {
    return recorded;
  }
  const known = new Map(recorded.map((pod) => [pod.name, pod]));
  run.pods.forEach((pod) => known.set(pod.name, { ...known.get(pod.name), ...pod }));
  return [...known.values()].filter((pod) => pod.phase !== 'Gone');
}

/** What the analysis has measured: the record has it all, the events have it first. */
export function samplesOf(run) {
  const recorded = deploymentOf(run)?.analysis ?? [];
  return recorded.length < run.samples.length ? run.samples : recorded;
}

function takeStage(run, event) {
  const stage = stageOf(run, event);
  stage.status = event.status ?? stage.status;
  stage.message = event.message;
  if (event.status === 'RUNNING') {
    if (stage.ended) {
      beginAgain(run, stage, event.time);
    }
    stage.started ??= event.time;
  } else {
    stage.started ??= event.time;
    stage.ended = event.time;
  }
  run.said = `${stage.name}: ${event.message || stage.status.toLowerCase()}`;
  if (event.message) {
    addLine(run, event);
  }
}

/** A run may build, scan or deploy more than once: what is shown is the last time. */
function beginAgain(run, stage, time) {
  stage.started = time;
  stage.ended = undefined;
  stage.progress = undefined;
  if (stage.name === 'deploy') {
    run.stages = run.stages.filter(({ name }) => !AFTER_DEPLOY.includes(name));
    run.pods = [];
    run.samples = [];
  }
}

function stageOf(run, event) {
  let stage = run.stages.find((known) => known.name === event.stage);
  if (!stage) {
    stage = { name: event.stage, status: 'RUNNING', started: event.time };
    run.stages.push(stage);
  }
  return stage;
}

function addLine(run, event) {
  run.lines.push({ seq: event.seq, stage: event.stage, type: event.type, status: event.status, text: event.message });
  if (run.lines.length > MOST_LINES) {
    run.dropped += run.lines.length - MOST_LINES;
    run.lines.splice(0, run.lines.length - MOST_LINES);
  }
}
