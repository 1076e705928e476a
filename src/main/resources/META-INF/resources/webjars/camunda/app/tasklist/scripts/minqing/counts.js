/* How many tasks each ready-made list holds, beside its name; Tasklist itself counts only the list that is open. */
import {ask, element} from './page.js';

const EVERY = 60000;
const CHANGED = /\/task\/[^/?]+\/(?:claim|unclaim|assignee|complete|submit-form)(?:\?|$)/;
let counts = {};

function draw() {
  document.querySelectorAll('.task-filters .task-filter').forEach(filter => {
    const link = filter.querySelector('.name a');
    const name = link && link.firstChild ? link.firstChild.textContent.trim() : '';
    const number = Object.hasOwn(counts, name) ? String(counts[name]) : null;
    let shown = filter.querySelector('.minqing-listed');
    if (number === null || filter.classList.contains('active')) {
      if (shown) {
        shown.remove();
      }
      return;
    }
    if (!shown) {
      shown = element('span', 'minqing-listed');
      link.append(shown);
    }
    if (shown.textContent !== ' (' + number + ')') {
      shown.textContent = ' (' + number + ')';
    }
  });
}

export function countLists() {
  const read = () =>
    ask('tasks/counts').then(
      found => {
        counts = found;
        draw();
      },
      () => undefined
    );
  read();
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function(method, url, ...more) {
    if (method === 'POST' && CHANGED.test(url)) {
      this.addEventListener('load', read);
    }
    return open.call(this, method, url, ...more);
  };
  setInterval(read, EVERY);
  window.addEventListener('hashchange', read);
  new MutationObserver(draw).observe(document.body, {childList: true, subtree: true});
}
