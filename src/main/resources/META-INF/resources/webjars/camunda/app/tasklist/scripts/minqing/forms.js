/* What our forms get beside what the form library gives: Chinese words, the case above the form, the unit finder. */
import {ask, currentTask, element} from './page.js';
import {shortCard} from './cards.js';
import {hasDraft} from './drafts.js';
import {addFinder} from './units.js';
import {translate} from './words.js';

const UNIT_FIELD = /field_(targetUnit|leadDepartment|guidanceGroup|departments|addDepartments|onSite|toUnit)$/;

function addFinders(form) {
  form.querySelectorAll('input.fjs-input').forEach(input => {
    if (UNIT_FIELD.test(input.id)) {
      addFinder(input, /(epartments|onSite)$/.test(input.id));
    }
  });
}

/** The case that a task is about stands above its form. */
function addCase(form) {
  const task = currentTask();
  const view = form.closest('.task-details [cam-tasklist-form], .task-details .tab-content');
  if (!task || !view || view.dataset.minqingTask === task) {
    return;
  }
  view.dataset.minqingTask = task;
  view.parentNode.querySelectorAll(':scope > .minqing-case').forEach(old => old.remove());
  const kept = hasDraft(task);
  const place = element('div', 'minqing-case');
  view.before(place);
  const draw = () => ask('tasks/' + encodeURIComponent(task) + '/card').then(
    of =>
      place.replaceChildren(
        shortCard(of, draw),
        ...(kept ? [element('p', 'minqing-note', '已恢复上次没有提交的内容。')] : [])
      ),
    failed => place.replaceChildren(element('p', 'minqing-note', failed.message))
  );
  draw();
}

/** Watches the page: Tasklist draws a form anew for each task, and the form library at each change. */
export function watchForms() {
  const look = () =>
    document.querySelectorAll('.fjs-container').forEach(form => {
      translate(form);
      addFinders(form);
      addCase(form);
    });
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true
  });
}
