import { html, nothing } from '../js/lib/lit-html/lit-html.js';
import { repeat } from '../js/lib/lit-html/directives/repeat.js';
import { GROUPS, KINDS, STATUSES, chosen, commonFix, statusWord } from './findings.js';
import { exactDay, plain, safeLink } from './format.js';
import { SEVERITIES, severityBadge, severityCounts, severitySign, severityTone, severityWord } from './severity.js';

const COLUMNS = [
  ['severity', 'Severity'],
  ['id', 'Finding'],
  ['package', 'Package'],
  ['place', 'Place'],
  ['kind', 'Kind'],
  ['status', 'Status'],
];
const MOST_IN_GROUP = 200;

/** What one can choose by. Each severity says how many findings it would leave, given the rest of the filter. */
export function toolbar(view) {
  const { filter } = view;
  const others = chosen(view.rows, { ...filter, severities: new Set() });
  const count = (severity) => others.reduce((sum, row) => sum + (row.finding.severity === severity), 0);
  return html`<form class="ad-filters ad-findings__filters" role="search" aria-label="Filter the findings" @submit=${(event) => event.preventDefault()}>
    <label class="ad-field"
      ><span>Search</span>
      <input
        class="jenkins-input"
        type="search"
        maxlength="200"
        placeholder="Id, package, place or words"
        .value=${filter.text}
        @input=${(event) => view.choose({ text: event.target.value })}
    /></label>
    ${select('Kind', KINDS, filter.kind, (kind) => view.choose({ kind }))}
    ${select('Status', STATUSES, filter.status, (status) => view.choose({ status }))}
    ${select('Group by', GROUPS, view.group, (group) => view.groupBy(group), 'Nothing')}
    <div class="ad-toggles" role="group" aria-label="Severity">
      ${SEVERITIES.filter((severity) => view.there.has(severity)).map(
        (severity) =>
          html`<button
            type="button"
            class="ad-toggle ${severityTone(severity)}"
            aria-pressed=${filter.severities.has(severity) ? 'true' : 'false'}
            @click=${() => view.toggleSeverity(severity)}
          >
            ${severitySign(severity)}${severityWord(severity)} <b>${count(severity)}</b>
          </button>`,
      )}
    </div>
  </form>`;
}

function select(name, choices, value, choose, none = 'All') {
  return html`<label class="ad-field"
    ><span>${name}</span>
    <span class="jenkins-select"
      ><select class="jenkins-select__input" @change=${(event) => choose(event.target.value)}>
        <option value="" ?selected=${!value}>${none}</option>
        ${Object.entries(choices).map(([key, word]) => html`<option value=${key} ?selected=${value === key}>${word}</option>`)}
      </select></span
    ></label
  >`;
}

export function table(view) {
  return html`<table class="jenkins-table ad-table ad-findings">
    <caption class="ad-hidden">
      Findings
    </caption>
    <thead>
      <tr>
        ${COLUMNS.map(([key, name]) => heading(view, key, name))}
        <th scope="col"><span class="ad-hidden">Details</span></th>
      </tr>
    </thead>
    ${view.group
      ? repeat(
          view.shown,
          (group) => group.key,
          (group) => groupBody(view, group),
        )
      : html`<tbody>
          ${repeat(
            view.shown,
            (row) => row.index,
            (row) => rowPair(view, row),
          )}
        </tbody>`}
  </table>`;
}

function heading(view, key, name) {
  const here = view.order.key === key;
  const direction = view.order.descending ? 'descending' : 'ascending';
  return html`<th scope="col" class="ad-findings__${key}" aria-sort=${here ? direction : 'none'}>
    <button type="button" class="ad-sort" @click=${() => view.sortBy(key)}>
      ${name}<svg class="ad-sort__arrow" viewBox="0 0 10 10" aria-hidden="true"><path d="M2 6.5L5 3.5l3 3" /></svg>
    </button>
  </th>`;
}

function groupBody(view, group) {
  const open = view.isOpen(`group ${group.key}`);
  const fix = view.group === 'package' ? commonFix(group) : '';
  return html`<tbody class="ad-group">
    <tr>
      <th scope="rowgroup" colspan="7">
        <button type="button" class="ad-group__button" aria-expanded=${open ? 'true' : 'false'} @click=${() => view.toggle(`group ${group.key}`)}>
          <svg class="ad-chevron" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4" /></svg>
          <bdi class="ad-group__name">${group.key}</bdi>
          ${severityCounts(group.counts)} ${fix ? html`<span class="ad-note">upgrade to ${fix}</span>` : nothing}
        </button>
      </th>
    </tr>
    ${open
      ? repeat(
          group.rows.slice(0, MOST_IN_GROUP),
          (row) => row.index,
          (row) => rowPair(view, row),
        )
      : nothing}
    ${open && group.rows.length > MOST_IN_GROUP
      ? html`<tr>
          <td colspan="7" class="ad-note">${group.rows.length - MOST_IN_GROUP} more are not shown: filter to see them.</td>
        </tr>`
      : nothing}
  </tbody>`;
}

function rowPair(view, row) {
  const open = view.isOpen(row.index);
  return html`<tr class="ad-row ${row.status === 'counts' ? '' : 'ad-row--quiet'}">
      <td data-column="Severity">${severityBadge(row.finding.severity)}</td>
      <td role="rowheader" data-column="Finding" class="ad-findings__what">
        <span><span class="ad-mono ad-strong">${row.id}</span><bdi class="ad-findings__title" title=${row.title}>${row.title}</bdi></span>
      </td>
      <td data-column="Package">${row.name ? packageCell(row) : '–'}</td>
      <td data-column="Place" class="ad-mono ad-findings__where"><bdi>${row.place || '–'}</bdi></td>
      <td data-column="Kind">${KINDS[row.kind] ?? '–'}</td>
      <td data-column="Status"><span class="ad-state ad-state--${row.isNew ? 'new' : row.status}">${statusWord(row)}</span></td>
      <td class="ad-row__more">
        <button
          type="button"
          class="jenkins-button jenkins-button--tertiary ad-small"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="ad-finding-${row.index}"
          aria-label="Details of ${row.id}"
          @click=${() => view.toggle(row.index)}
        >
          <svg class="ad-chevron" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4" /></svg>
        </button>
      </td>
    </tr>
    <tr id="ad-finding-${row.index}" class="ad-details" ?hidden=${!open}>
      <td colspan="7">${open ? details(row) : nothing}</td>
    </tr>`;
}

function packageCell(row) {
  return html`<span
    ><bdi class="ad-findings__package">${row.name}</bdi
    ><span class="ad-note ad-mono">${row.installed || '?'}${row.fixed ? html` → <b class="ad-fixed">${row.fixed}</b>` : ', no fix yet'}</span></span
  >`;
}

function details(row) {
  const { finding, decision } = row;
  const href = safeLink(finding.link);
  return html`<div class="ad-details__body">
    <p class="ad-findings__long"><bdi>${row.title}</bdi></p>
    ${finding.description ? html`<p class="ad-findings__long ad-findings__description" dir="auto">${plain(finding.description)}</p>` : nothing}
    <dl class="ad-pairs">
      ${decision ? pair('Accepted', acceptedWords(decision)) : nothing} ${row.status === 'ignored' ? pair('Does not count', ignoredWords(row)) : nothing}
      ${row.fixed ? pair('To do', `Upgrade ${row.name} from ${row.installed} to ${row.fixed}`) : nothing}
      ${finding.aliases?.length ? pair('Also known as', finding.aliases.join(', ')) : nothing}
      ${finding.severitySource ? pair('Rated by', plain(finding.severitySource)) : nothing} ${finding.cvss ? pair('CVSS', plain(finding.cvss), true) : nothing}
      ${finding.packageUrl ? pair('Package URL', plain(finding.packageUrl), true) : nothing}
      ${row.place ? pair('Place', row.place, true) : nothing} ${finding.layer ? pair('Layer', plain(finding.layer), true) : nothing}
      ${finding.scanners?.length ? pair('Found by', finding.scanners.join(', ')) : nothing}
      ${href ? pair('Read more', html`<a class="jenkins-link" href=${href} rel="noopener noreferrer">${href}</a>`) : nothing}
    </dl>
  </div>`;
}

function pair(name, value, mono = false) {
  return html`<dt>${name}</dt>
    <dd class=${mono ? 'ad-mono' : nothing}>${value}</dd>`;
}

function acceptedWords({ reason, by, until }) {
  return html`<bdi>${plain(reason ?? '')}</bdi> (<bdi>${plain(by ?? '')}</bdi>${until ? html`, until ${exactDay(until)}` : nothing})`;
}

function ignoredWords(row) {
  return row.name && !row.fixed ? 'There is no fixed version yet' : 'The baseline has it too';
}

export function pager(view) {
  const { page, pages } = view;
  if (pages <= 1) {
    return nothing;
  }
  const button = (word, to, off) =>
    html`<button type="button" class="jenkins-button ad-small" ?disabled=${off} @click=${() => view.turnTo(to)}>${word}</button>`;
  return html`<nav class="ad-pager" aria-label="Pages of the findings">
    ${button('First', 1, page <= 1)} ${button('Previous', page - 1, page <= 1)}
    <span aria-current="page">Page ${page} of ${pages}</span>
    ${button('Next', page + 1, page >= pages)} ${button('Last', pages, page >= pages)}
  </nav>`;
}
