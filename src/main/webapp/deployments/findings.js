/** The findings of a report as rows of a table: what each of them means for the gate, and how rows are chosen, ordered and grouped. No screen in here. */
import { plain } from './format.js';
import { severityRank } from './severity.js';

export const KINDS = { VULNERABILITY: 'Vulnerability', SECRET: 'Secret', MISCONFIGURATION: 'Misconfiguration' };

/** What one can choose by; a finding that is new counts as well. */
export const STATUSES = {
  counts: 'Counts',
  new: 'New',
  accepted: 'Accepted',
  ignored: 'Does not count',
  fixable: 'With a fix',
  unfixed: 'Without a fix',
};

export const GROUPS = { package: 'Package', place: 'Place', id: 'Finding' };

/**
 * @param {object} report whole
 * @returns {object[]} a row for each finding, in the report's order
 */
export function rowsOf(report) {
  const accepted = acceptedBy(report.accepted ?? []);
  const fresh = new Set(report.newAt ?? []);
  return (report.findings ?? []).map((finding, index) => {
    const decision = accepted.get(JSON.stringify(finding))?.shift();
    const status = decision ? 'accepted' : ignoredBy(report, finding, fresh.has(index)) ? 'ignored' : 'counts';
    return row(finding, index, status, status === 'counts' && fresh.has(index), decision);
  });
}

/** Two findings may be alike to the last letter: each decision covers one of them. */
function acceptedBy(decisions) {
  const accepted = new Map();
  for (const decision of decisions) {
    const key = JSON.stringify(decision.finding);
    accepted.set(key, [...(accepted.get(key) ?? []), decision]);
  }
  return accepted;
}

function ignoredBy({ policy, newFindings }, finding, isNew) {
  const unfixed = policy?.ignoreUnfixed && finding.kind === 'VULNERABILITY' && !finding.fixed;
  const known = policy?.newOnly && newFindings !== undefined && !isNew;
  return unfixed || known;
}

function row(finding, index, status, isNew, decision) {
  const place = clean(finding.location);
  const name = clean(finding.packageName);
  const title = clean(finding.title);
  const id = clean(finding.id);
  return {
    index,
    finding,
    status,
    isNew,
    decision,
    id,
    title,
    name,
    place,
    kind: finding.kind,
    rank: severityRank(finding.severity),
    installed: clean(finding.installed),
    fixed: clean(finding.fixed),
    text: [id, ...(finding.aliases ?? []), title, name, place, finding.description, finding.fixed].filter(Boolean).join('\n').toLowerCase(),
  };
}

function clean(text) {
  return text ? plain(text) : '';
}

export function statusWord(row) {
  if (row.status === 'counts') {
    return row.isNew ? 'New' : 'Counts';
  }
  return row.status === 'accepted' ? 'Accepted' : 'Does not count';
}

/**
 * @param {object} filter `text`; `severities`, a set, empty for all; `kind` and `status`, empty for all
 * @returns {object[]} the rows that match
 */
export function chosen(rows, { text, severities, kind, status }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!severities.size || severities.has(row.finding.severity)) &&
      (!kind || row.kind === kind) &&
      (!status || hasStatus(row, status)) &&
      words.every((word) => row.text.includes(word)),
  );
}

function hasStatus(row, status) {
  switch (status) {
    case 'new':
      return row.isNew;
    case 'fixable':
      return Boolean(row.fixed);
    case 'unfixed':
      return Boolean(row.name) && !row.fixed;
    default:
      return row.status === status;
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const STATUS_ORDER = ['counts', 'accepted', 'ignored'];
const KEYS = {
  severity: (a, b) => a.rank - b.rank,
  id: (a, b) => collator.compare(a.id, b.id),
  package: (a, b) => lastWhenEmpty(a.name, b.name) || collator.compare(a.installed, b.installed),
  place: (a, b) => lastWhenEmpty(a.place, b.place),
  kind: (a, b) => lastWhenEmpty(a.kind, b.kind),
  status: (a, b) => b.isNew - a.isNew || STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status),
};

function lastWhenEmpty(a, b) {
  return !a || !b ? (a ? -1 : b ? 1 : 0) : collator.compare(a, b);
}

/** Rows that are alike by the key stay the worst first. */
export function sorted(rows, { key, descending }) {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * KEYS[key](a, b) || a.rank - b.rank || a.index - b.index);
}

/**
 * @param {object[]} rows in the order that they have within their group
 * @param {'package' | 'place' | 'id'} by
 * @returns {object[]} groups, the ones with the worst findings first: `key`, `rows`, `counts` by severity
 */
export function grouped(rows, by) {
  const groups = new Map();
  for (const row of rows) {
    const key = (by === 'package' ? row.name : by === 'place' ? row.place.replace(/:\d+$/, '') : row.id) || '–';
    const group = groups.get(key) ?? { key, rows: [], counts: {}, weight: [0, 0, 0, 0, 0, 0] };
    group.rows.push(row);
    group.counts[row.finding.severity] = (group.counts[row.finding.severity] ?? 0) + 1;
    group.weight[row.rank] += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => heavier(a.weight, b.weight) || collator.compare(a.key, b.key));
}

function heavier(a, b) {
  const at = a.findIndex((count, rank) => count !== b[rank]);
  return at < 0 ? 0 : b[at] - a[at];
}

/** The version to go to where all rows of a group name the same one; empty otherwise. */
export function commonFix(group) {
  const fixes = new Set(group.rows.map((row) => row.fixed));
  return fixes.size === 1 ? [...fixes][0] : '';
}
