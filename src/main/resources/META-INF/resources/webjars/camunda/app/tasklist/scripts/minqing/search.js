/* 查找诉求: for the resident who telephones; by number, by words, by telephone number, within one's rights. */
import {ask, element} from './page.js';
import {requester} from './requester.js';

function facts(of) {
  const list = element('dl', 'minqing-facts');
  [
    ['状态', of.state + (of.level && of.state === '办理中' ? '，' + of.level : '')],
    ['责任单位', of.unit],
    ['办理期限', of.dueAt && of.state === '办理中' ? of.dueAt + '，' + of.left : null],
    ['地点', of.place],
    ['收到时间', of.receivedAt],
    ['内容', of.text],
    ['答复', of.reply],
    ['群众评价', of.rating]
  ]
    .filter(([, value]) => value)
    .forEach(([label, value]) => list.append(element('dt', null, label), element('dd', null, value)));
  return list;
}

function events(of) {
  const list = element('ol', 'minqing-timeline');
  of.events.forEach(event =>
    list.append(
      element(
        'li',
        null,
        element('time', null, event.time),
        element('strong', null, event.what),
        element('span', 'minqing-who', [event.unit, event.to].filter(Boolean).join(' → ')),
        event.note ? element('p', 'minqing-words', event.note) : null
      )
    )
  );
  return list;
}

function file(of, back) {
  const button = element('button', 'btn btn-default btn-sm', '返回结果');
  button.type = 'button';
  button.addEventListener('click', back);
  return element(
    'article',
    'minqing-card',
    button,
    element('h3', null, of.number + ' ' + of.subject),
    facts(of),
    requester(of.number),
    element('h4', null, '办理经过'),
    events(of)
  );
}

function line(of, open) {
  const button = element('button', 'btn btn-link', of.number + ' ' + of.subject);
  button.type = 'button';
  button.addEventListener('click', () => open(of.number));
  return element('li', null, button, element('span', 'minqing-who', [of.state, of.unit, of.receivedAt, of.left].filter(Boolean).join(' · ')));
}

const root = document.querySelector('base').getAttribute('app-root');

export function showSearch() {
  const button = element('button', 'minqing-bell minqing-find', '查找诉求');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const input = element('input', 'form-control');
  input.type = 'search';
  input.placeholder = '编号、电话号码或内容';
  input.setAttribute('aria-label', '查找诉求');
  const results = element('div', 'minqing-found');
  results.setAttribute('aria-live', 'polite');
  const form = element('form', null, input);
  const panel = element('section', 'minqing-panel minqing-search', element('h4', null, '查找诉求'), form, results);
  panel.hidden = true;
  const report = element('a', 'minqing-quick', '随手上报');
  report.href = root + '/report';
  report.hidden = true;
  const desk = element('a', 'minqing-quick minqing-to-desk', '直通车和指导组');
  desk.href = root + '/desk';
  desk.hidden = true;
  const place = element('div', 'minqing-corner minqing-search-corner', panel, button, report, desk);
  place.hidden = true;
  document.body.append(place);
  const fail = failed => results.replaceChildren(element('p', 'minqing-note', failed.message));

  function list(found) {
    const open = number =>
      ask('insight/cases/' + encodeURIComponent(number)).then(of => results.replaceChildren(file(of, () => list(found))), fail);
    results.replaceChildren(
      found.length ? element('ul', 'minqing-units', ...found.map(of => line(of, open))) : element('p', 'minqing-note', '没有找到，或不在您的范围内')
    );
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    ask('search', {text: input.value}).then(list, fail);
  });
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) {
      input.focus();
    }
  });
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      button.click();
      button.focus();
    }
  });
  const look = () =>
    ask('tasks/counts').then(
      () => {
        place.hidden = false;
        ask('train-sittings/choices').then(of => (desk.hidden = !of.mayOpen), () => (desk.hidden = true));
        ask('reports/choices').then(() => (report.hidden = false), () => (report.hidden = true));
      },
      () => {
        place.hidden = true;
        results.replaceChildren();
      }
    );
  look();
  window.addEventListener('hashchange', () => place.hidden && look());
}
