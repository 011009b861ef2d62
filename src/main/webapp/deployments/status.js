import { html, svg, nothing } from '../js/lib/lit-html/lit-html.js';
import { ago, exactly, safeLink, statusWord } from './format.js';

const SHAPES = {
  SUCCEEDED: svg`<path d="M4.5 8.4l2.4 2.4 4.6-5.2"/>`,
  FAILED: svg`<path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"/>`,
  ROLLED_BACK: svg`<path d="M7 4.6L4.4 7.2 7 9.8M4.6 7.2h4.6a2.3 2.3 0 0 1 0 4.6H7.4"/>`,
  ABORTED: svg`<path d="M5.6 5.6h4.8v4.8H5.6z"/>`,
  SKIPPED: svg`<path d="M5 8h6"/>`,
  PENDING: svg`<path d="M5 8h.01M8 8h.01M11 8h.01"/>`,
};

/** A sign that differs in shape and not only in colour; hidden from screen readers, because the word always stands beside it. */
export function sign(status) {
  const shape = SHAPES[status];
  return html`<svg class="ad-sign ${tone(status)} ${shape ? '' : 'ad-sign--busy'}" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="6.75"></circle>
    ${shape ?? svg`<path class="ad-sign__arc" d="M8 1.25a6.75 6.75 0 0 1 6.75 6.75"/>`}
  </svg>`;
}

export function badge(status) {
  return html`<span class="ad-badge ${tone(status)}">${sign(status)}${statusWord(status)}</span>`;
}

export function tone(status) {
  switch (status) {
    case 'SUCCEEDED':
      return 'ad-tone-success';
    case 'FAILED':
      return 'ad-tone-error';
    case 'ROLLED_BACK':
      return 'ad-tone-warning';
    case 'ABORTED':
    case 'SKIPPED':
    case 'PENDING':
      return 'ad-tone-quiet';
    default:
      return 'ad-tone-busy';
  }
}

export function when(time) {
  return time ? html`<time datetime=${time} title=${exactly(time)}>${ago(time)}</time>` : '–';
}

/** A link where the address is one that a link may have, otherwise only its text. */
export function link(address, text, label) {
  const href = safeLink(address);
  return href ? html`<a class="jenkins-link" href=${href} aria-label=${label ?? nothing}>${text}</a>` : text;
}
