/** How values read. All of it returns plain text; templates put it into text positions only. */

const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
// Colour and cursor codes (CSI), links and titles (OSC), and single-character escapes of a terminal.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g;

const WORDS = {
  PENDING: 'Pending',
  BUILDING: 'Building',
  TESTING: 'Testing',
  SCANNING: 'Scanning',
  DEPLOYING: 'Deploying',
  VERIFYING: 'Verifying',
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  ABORTED: 'Aborted',
  SKIPPED: 'Skipped',
  ROLLED_BACK: 'Rolled back',
};

export const STATUSES = Object.keys(WORDS).filter((status) => status !== 'RUNNING' && status !== 'SKIPPED');

export function statusWord(status) {
  return WORDS[status] ?? 'Unknown';
}

export function ago(time, now = Date.now()) {
  const seconds = Math.round((new Date(time).getTime() - now) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.trunc(seconds / length), unit);
    }
  }
  return 'just now';
}

export function exactly(time) {
  return time ? absolute.format(new Date(time)) : '';
}

/** A day without a time, `2026-03-31`, in no zone. */
export function exactDay(day) {
  return days.format(new Date(`${day}T00:00:00Z`));
}

export function duration(from, to = Date.now()) {
  return from ? seconds((new Date(to).getTime() - new Date(from).getTime()) / 1000) : '';
}

export function seconds(count) {
  const whole = Math.max(0, Math.round(count));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A length of time by its largest unit: `12 hours`, `8 days`. */
export function span(count) {
  const [unit, length] = count < 172800 ? ['hour', 3600] : ['day', 86400];
  const whole = Math.max(0, Math.floor(count / length));
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** Seconds of an ISO 8601 duration as the records have it: `PT1M2.5S`, `PT168H`. */
export function isoSeconds(text) {
  const [, hours, minutes, rest] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text ?? '') ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

/** 1st, 2nd, 3rd, 4th, … */
export function ordinal(number) {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[ordinals.select(number)];
  return `${number}${suffix}`;
}

export function percent(rate) {
  return rate === undefined || rate === null ? '–' : `${Math.round(rate * 100)} %`;
}

/** The tag or the first characters of the digest, without registry and repository. */
export function shortImage(reference) {
  if (!reference) {
    return '–';
  }
  const [name, digest] = reference.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return digest ? `${last}@${digest.replace(/^sha256:/, '').slice(0, 12)}` : last;
}

export function shortCommit(commit) {
  return commit ? commit.slice(0, 8) : '–';
}

export function who(trigger) {
  return trigger?.user ?? (trigger?.kind === 'user' ? 'anonymous' : trigger?.kind) ?? '–';
}

export function where(target) {
  return [target?.cluster, target?.namespace, target?.workload].filter(Boolean).join(' / ');
}

/** A line of output without what a terminal would do with it. */
export function plain(text) {
  return text.replace(ESCAPES, '').replace(CONTROLS, '');
}

/** The address if a link may lead there, otherwise undefined: records can hold anything. */
export function safeLink(address) {
  if (!address) {
    return undefined;
  }
  try {
    const url = new URL(address, document.baseURI);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
