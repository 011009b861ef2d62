import { render } from '../js/lib/lit-html/lit-html.js';
import { Api } from './api.js';
import { Audit, auditTable } from './audit.js';

/** The page of all jobs' entries. */
const root = document.getElementById('autodeploy-audit');
const audit = new Audit(new Api(root.dataset), root.dataset.root, () => render(auditTable(audit), root));
audit.show();
