/*
 * 草稿: what is written into a form is kept while it is written, the report's form too. Tasklist itself keeps what its
 * button 保存 saves in clear, under names that say no officer, and restores a form from there: those names lead into the
 * vault instead.
 */
import {draft, forget, forgetAll, keep, unlock} from '../../../../assets/screens/vault.js';
import {currentTask} from './page.js';

const TASKLISTS = 'camunda-form:';
const REPORT = 'report-form';
const SIGNED_IN = /\/auth\/user\/[^/?]+\/login\//;
const SIGNED_OUT = /\/auth\/user\/[^/?]+\/logout/;
const PAUSE_WHILE_TYPING = 300;

const root = document.querySelector('base').getAttribute('app-root');
const schemas = new Map();
let timer;

/** Tasklist has no id for a form that starts a case. */
function named(key) {
  const id = key.slice(TASKLISTS.length);
  return id === 'undefined' ? REPORT : id;
}

function leadIntoVault() {
  const {getItem, setItem, removeItem} = Storage.prototype;
  const tasklists = (storage, key) => storage === window.localStorage && String(key).startsWith(TASKLISTS);
  Object.keys(window.localStorage)
    .filter(key => key.startsWith(TASKLISTS) || key === 'minqing-drafts')
    .forEach(key => removeItem.call(window.localStorage, key));
  Storage.prototype.getItem = function(key) {
    if (tasklists(this, key)) {
      const fields = draft(named(key));
      return fields ? JSON.stringify(fields) : null;
    }
    return getItem.call(this, key);
  };
  Storage.prototype.setItem = function(key, text) {
    if (tasklists(this, key)) {
      keep(named(key), JSON.parse(text));
    } else {
      setItem.call(this, key, text);
    }
  };
  Storage.prototype.removeItem = function(key) {
    if (tasklists(this, key)) {
      clearTimeout(timer);
      forget(named(key));
    } else {
      removeItem.call(this, key);
    }
  };
}

function followWhoIsSignedIn() {
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function(method, url, ...more) {
    if (method === 'POST' && SIGNED_OUT.test(url)) {
      clearTimeout(timer);
      forgetAll();
    } else if (method === 'POST' && SIGNED_IN.test(url)) {
      this.addEventListener('load', () => this.status === 200 && unlock());
    }
    return open.call(this, method, url, ...more);
  };
}

function schema(name) {
  if (!schemas.has(name)) {
    const of = name === REPORT
      ? 'process-definition/key/appealHandling/deployed-start-form'
      : 'task/' + encodeURIComponent(name) + '/deployed-form';
    schemas.set(
      name,
      fetch(root + '/api/engine/engine/default/' + of, {credentials: 'same-origin'}).then(
        response => (response.ok ? response.json() : {components: []}),
        () => ({components: []})
      )
    );
  }
  return schemas.get(name);
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
    case 'select': {
      const chosen = input && component.values.find(one => one.label === input.value);
      return chosen ? chosen.value : undefined;
    }
    case 'checkbox':
      return input ? input.checked || undefined : undefined;
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

function nameOf(form) {
  return form.closest('.modal-content') ? REPORT : currentTask();
}

async function save(form, name) {
  const {components} = await schema(name);
  if (!form.isConnected || nameOf(form) !== name) {
    return;
  }
  const written = {};
  components
    .filter(component => component.key)
    .forEach(component => {
      const now = value(form, component);
      if (now !== undefined) {
        written[component.key] = now;
      }
    });
  keep(name, written);
}

/** Whether something is kept for a task. */
export function hasDraft(task) {
  return Boolean(draft(task));
}

/** Tasklist draws no form before this has ended. */
export function keepDrafts() {
  leadIntoVault();
  followWhoIsSignedIn();
  const changed = event => {
    const form = event.target.closest && event.target.closest('.fjs-container');
    const name = form && nameOf(form);
    if (name) {
      clearTimeout(timer);
      timer = setTimeout(() => save(form, name), PAUSE_WHILE_TYPING);
    }
  };
  ['input', 'change', 'click', 'keyup', 'focusout'].forEach(kind => document.addEventListener(kind, changed, true));
  return unlock();
}
