/*
 * 草稿: what is written into a task's form is kept in this browser while it is written, under the name by which Tasklist
 * itself keeps what its button 保存 saves and brings back; Tasklist forgets it when the task is finished. What says who a
 * requester is is never kept.
 */
import {currentTask} from './page.js';

const KEY = 'camunda-form:';
const TIMES = 'minqing-drafts';
const PERSONAL = /^requester/;
const PAUSE_WHILE_TYPING = 300;
const DAYS_KEPT = 30;

const root = document.querySelector('base').getAttribute('app-root');
const schemas = new Map();
let timer;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch (notOurs) {
    return {};
  }
}

function schema(task) {
  if (!schemas.has(task)) {
    schemas.set(
      task,
      fetch(root + '/api/engine/engine/default/task/' + encodeURIComponent(task) + '/deployed-form', {
        credentials: 'same-origin'
      }).then(
        response => (response.ok ? response.json() : {components: []}),
        () => ({components: []})
      )
    );
  }
  return schemas.get(task);
}

function day(picked) {
  return [picked.getFullYear(), picked.getMonth() + 1, picked.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}

/** What stands in a field now; undefined where nothing does. */
function value(form, component) {
  const input = form.querySelector('[id$="-' + component.id + '"]');
  const choices = [...form.querySelectorAll('input[type="radio"][id*="-' + component.id + '-"]')];
  switch (component.type) {
    case 'radio': {
      const chosen = choices.findIndex(choice => choice.checked);
      return chosen < 0 ? undefined : component.values[chosen].value;
    }
    case 'checkbox':
      return input ? input.checked : undefined;
    case 'datetime': {
      const picker = [...form.querySelectorAll('[id*="-' + component.id + '"]')].map(part => part._flatpickr).find(Boolean);
      return picker && picker.selectedDates.length ? day(picker.selectedDates[0]) : undefined;
    }
    case 'number':
      return input && input.value !== '' ? Number(input.value) : undefined;
    case 'textfield':
    case 'textarea':
      return input && input.value ? input.value : undefined;
    default:
      return undefined;
  }
}

async function save(form, task) {
  const {components} = await schema(task);
  if (!form.isConnected || currentTask() !== task) {
    return;
  }
  const draft = {};
  components
    .filter(component => component.key && !PERSONAL.test(component.key))
    .forEach(component => {
      const written = value(form, component);
      if (written !== undefined) {
        draft[component.key] = written;
      }
    });
  if (Object.keys(draft).length) {
    localStorage.setItem(KEY + task, JSON.stringify(draft));
    localStorage.setItem(TIMES, JSON.stringify({...read(TIMES), [task]: Date.now()}));
  }
}

/** Tasklist would keep a report that was interrupted by a sign-out with everything in it. */
function withoutPersons() {
  const report = read(KEY + 'undefined');
  if (Object.keys(report).some(key => PERSONAL.test(key))) {
    Object.keys(report)
      .filter(key => PERSONAL.test(key))
      .forEach(key => delete report[key]);
    localStorage.setItem(KEY + 'undefined', JSON.stringify(report));
  }
}

function forgetOld() {
  const times = read(TIMES);
  Object.keys(times)
    .filter(task => Date.now() - times[task] > DAYS_KEPT * 86400000 || !localStorage.getItem(KEY + task))
    .forEach(task => {
      localStorage.removeItem(KEY + task);
      delete times[task];
    });
  localStorage.setItem(TIMES, JSON.stringify(times));
}

/** Whether something is kept for a task. */
export function hasDraft(task) {
  return Boolean(localStorage.getItem(KEY + task));
}

export function keepDrafts() {
  forgetOld();
  withoutPersons();
  window.addEventListener('hashchange', withoutPersons);
  const changed = event => {
    const form = event.target.closest && event.target.closest('.fjs-container');
    const task = currentTask();
    if (!form || !task || event.target.closest('.modal-content')) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => save(form, task), PAUSE_WHILE_TYPING);
  };
  ['input', 'change', 'click'].forEach(kind => document.addEventListener(kind, changed, true));
}
