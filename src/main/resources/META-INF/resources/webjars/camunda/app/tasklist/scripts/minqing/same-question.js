/* 同题共答: a person lets a case wait for the research of another, by suggestion or by its number; what was joined and left. */
import {ask, element} from './page.js';

const JOIN = 'JOIN';

function path(number, what) {
  return 'appeals/' + encodeURIComponent(number) + '/' + what;
}

/** 3月2日 10:00 of a time that the server writes with its zone. */
function time(text) {
  const [, month, day, clock] = (text || '').match(/^\d+-(\d+)-(\d+)T(\d+:\d+)/) || [];
  return month ? Number(month) + '月' + Number(day) + '日 ' + clock : '';
}

function alike(one) {
  return one.similarity === null ? '' : '相似度 ' + Math.round(100 * one.similarity) + '%';
}

function suggestion(one) {
  const choose = element('input');
  choose.type = 'radio';
  choose.name = 'minqing-same-as';
  choose.value = one.number;
  const words = [one.number, one.subject, one.leadDepartment + '牵头', alike(one), one.joined ? '已并入 ' + one.joined + ' 件' : ''];
  return element('label', 'minqing-join-choice', choose, words.filter(Boolean).join('，'));
}

function labelled(label, input) {
  return element('label', 'minqing-join-field', element('span', null, label), input);
}

function field(maxLength) {
  const made = element('input', 'form-control');
  made.maxLength = maxLength;
  return made;
}

/**
 * Asks for the reason and joins; a list of similar appeals may offer it with the other case's number given.
 *
 * @param task the open task whose answer it is
 * @param suggestions researches that ask the same, most similar first
 * @param done is called with the number that was joined
 */
export function joining(task, suggestions, done) {
  const other = field(40);
  const reason = field(500);
  reason.required = true;
  const said = element('p', 'minqing-note');
  said.setAttribute('role', 'status');
  const send = element('button', 'btn btn-primary btn-sm', '并入同题调研');
  send.type = 'submit';
  const form = element(
    'form',
    'minqing-join',
    ...suggestions.map(suggestion),
    labelled(suggestions.length ? '或填写其他诉求编号' : '同题诉求编号', other),
    labelled('并入理由', reason),
    send,
    said
  );
  form.setAttribute('aria-label', '并入同题调研');
  other.addEventListener('input', () => {
    if (other.value.trim()) {
      form.querySelectorAll('input[type=radio]').forEach(choice => (choice.checked = false));
    }
  });
  form.addEventListener('change', event => {
    if (event.target.type === 'radio') {
      other.value = '';
    }
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const chosen = form.querySelector('input[type=radio]:checked');
    const number = other.value.trim() || (chosen ? chosen.value : '');
    if (!number) {
      said.textContent = '请选择一件诉求，或填写编号';
      return;
    }
    send.disabled = true;
    try {
      await ask('tasks/' + encodeURIComponent(task.id) + '/complete', {
        outcome: JOIN,
        fields: {sameAs: number, reason: reason.value.trim()}
      });
      done(number);
    } catch (failed) {
      send.disabled = false;
      said.textContent = failed.message;
    }
  });
  return form;
}

function line(relation, of) {
  return element(
    'li',
    null,
    element('strong', null, relation + ' ' + of.number),
    element('span', 'minqing-note', [' ' + of.label, alike(of)].filter(Boolean).join('，')),
    element('p', 'minqing-words', [of.joinedBy, time(of.joinedAt), of.reason].filter(Boolean).join('，')),
    of.leftAt && of.state !== 'ANSWERED'
      ? element('p', 'minqing-words', ['退出：' + of.leftBy, time(of.leftAt), of.leftReason].filter(Boolean).join('，'))
      : null
  );
}

function record(of) {
  const list = element(
    'ul',
    'minqing-joined',
    ...of.joined.map(one => line('并入诉求', one)),
    ...of.waiting.map(one => line('被并入的诉求', one))
  );
  return [of.waitingNow ? element('p', null, of.waitingNow + ' 件诉求正在等待这件诉求的调研答复') : null, list].filter(Boolean);
}

/**
 * The section of a case's card; nothing is shown where there is neither a record nor a task that may join.
 *
 * @param number of the appeal
 */
export function sameQuestion(number) {
  const place = element('div');
  const section = element('section', 'minqing-same-question', element('h4', null, '同题共答'), place);
  section.hidden = true;
  const draw = async () => {
    const [of, page] = await Promise.all([ask(path(number, 'shared-answer')), ask(path(number, 'tasks'))]);
    const task = page.tasks.find(one => one.outcomes.some(outcome => outcome.code === JOIN));
    const suggestions = task ? await ask(path(number, 'same-questions')) : [];
    const joined = main => {
      draw();
      const said = element('p', 'minqing-note', '已并入诉求 ' + main + ' 的组团调研，其答复也将是这件诉求的答复');
      said.setAttribute('role', 'status');
      section.append(said);
    };
    place.replaceChildren(...record(of), ...(task ? [joining(task, suggestions, joined)] : []));
    section.hidden = !task && !of.joined.length && !of.waiting.length && !of.waitingNow;
  };
  draw().catch(() => section.remove());
  return section;
}
