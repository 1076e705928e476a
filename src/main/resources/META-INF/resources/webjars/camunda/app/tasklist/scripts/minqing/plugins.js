/* Minqing's own parts of Tasklist. Text is only ever set as text, never as markup. */
import {brief, card} from './cards.js';
import {keepDrafts} from './drafts.js';
import {watchForms} from './forms.js';
import {showNotices} from './notices.js';
import {watchReports} from './receipt.js';
import {countLists} from './counts.js';
import {showSearch} from './search.js';

await keepDrafts();
watchForms();
showNotices();
showSearch();
countLists();
watchReports();

/* What is due first stands first, unless somebody has chosen another order. */
if (!window.location.hash.includes('sorting=') && !window.location.hash.startsWith('#/login')) {
  const order = encodeURIComponent(JSON.stringify([{sortBy: 'dueDate', sortOrder: 'asc'}]));
  const hash = window.location.hash || '#/';
  window.location.replace(hash + (hash.includes('?') ? '&' : '?') + 'sorting=' + order);
}

export default [card, brief];
