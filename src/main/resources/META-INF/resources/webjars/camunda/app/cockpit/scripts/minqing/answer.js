/* 办理: answers a task where the case is read. What may be answered, and by which fields, the server says. */
import {element, note} from './page.js';
import {ofCase, read, write} from './door.js';
import {unitField} from './unit-field.js';

function tomorrow() {
  const day = new Date(Date.now() + 24 * 60 * 60 * 1000);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

function input(field) {
  const attributes = {name: field.name, class: 'form-control', required: field.required};
  switch (field.type) {
    case 'TEXT':
      return field.max > 100
        ? element('textarea', {...attributes, maxlength: field.max, rows: 3})
        : element('input', {...attributes, maxlength: field.max});
    case 'FUTURE_DAY':
      return element('input', {...attributes, type: 'date', min: tomorrow()});
    case 'COUNT':
      return element('input', {...attributes, type: 'number', min: 0, step: 1});
    case 'MONEY':
      return element('input', {...attributes, type: 'number', min: 0, step: '0.01'});
    default:
      return element('input', attributes);
  }
}

function labelled(field) {
  const label = field.label.replace(/代码$/, '') + (field.required ? '' : '（选填）');
  return field.type === 'UNIT'
    ? unitField(field.name, label, field.required)
    : element('label', 'minqing-field', element('span', null, label), input(field));
}

/**
 * The form of one task.
 *
 * @param task as the server describes it
 * @param done is called when the answer has been taken
 */
function form(task, done) {
  const fields = element('div');
  const said = element('p', {role: 'status'});
  const send = element('button', {type: 'submit', class: 'btn btn-primary'}, '提交');
  let chosen;
  const choices = task.outcomes.map((outcome, at) => {
    const radio = element('input', {type: 'radio', name: 'outcome', value: outcome.code, required: true});
    radio.addEventListener('change', () => choose(outcome));
    if (task.outcomes.length === 1 && at === 0) {
      radio.checked = true;
      setTimeout(() => choose(outcome));
    }
    return element('label', 'minqing-choice', radio, outcome.label);
  });
  function choose(outcome) {
    chosen = outcome;
    fields.replaceChildren(...outcome.fields.map(labelled));
  }
  const made = element(
    'form',
    {class: 'minqing-answer', 'aria-label': task.name},
    element('h3', null, task.name),
    element('fieldset', {class: 'minqing-outcomes'}, element('legend', null, '处理结果'), choices),
    fields,
    send,
    said
  );
  made.addEventListener('submit', event => {
    event.preventDefault();
    const given = new FormData(made);
    const sent = {};
    chosen.fields.forEach(field => {
      const value = given.get(field.name);
      if (value) {
        sent[field.name] = value;
      }
    });
    send.disabled = true;
    said.replaceChildren('正在提交……');
    write('tasks/' + encodeURIComponent(task.id) + '/complete', {outcome: chosen.code, fields: sent}).then(
      () => done(task, chosen),
      failed => {
        send.disabled = false;
        said.replaceChildren(element('span', 'minqing-overdue', failed.message));
      }
    );
  });
  return made;
}

/**
 * What the one who is signed in may do on a case now, as forms; nothing where that is nothing.
 *
 * @param keys kinds of task that belong here; all where it is left out
 * @param done is called when an answer has been taken
 */
export function answers(number, keys, done, otherwise) {
  const place = element('div', 'minqing-answers');
  read(ofCase(number, 'tasks')).then(
    page => {
      const own = page.tasks.filter(task => !keys || keys.includes(task.key));
      place.replaceChildren(...own.map(task => form(task, done)));
      if (!own.length && otherwise) {
        place.replaceChildren(note(otherwise));
      }
    },
    failed => place.replaceChildren(note(failed.message))
  );
  return place;
}
