/* The card of a case: in full as a tab of the task, short above its form and in the list. */
import {address, ask, element} from './page.js';
import {research, whistles} from './research.js';
import {requester} from './requester.js';
import {similar} from './similar.js';
import {sameQuestion} from './same-question.js';

function chip(text, kind) {
  return text ? element('span', 'minqing-chip' + (kind ? ' minqing-' + kind : ''), text) : null;
}

function timeLeft(of) {
  return chip(of.left, of.overdue ? 'overdue' : 'left');
}

function chips(of, ...more) {
  return element(
    'p',
    'minqing-chips',
    chip(of.urgencyLabel, of.urgency.toLowerCase()),
    chip(of.level),
    timeLeft(of),
    ...more
  );
}

function facts(pairs) {
  const list = element('dl', 'minqing-facts');
  pairs
    .filter(([, value]) => value)
    .forEach(([label, value]) => list.append(element('dt', null, label), element('dd', null, value)));
  return list;
}

function section(title, ...content) {
  return element('section', null, element('h4', null, title), ...content);
}

function timeline(entries) {
  const list = element('ol', 'minqing-timeline');
  entries.forEach(entry =>
    list.append(
      element(
        'li',
        null,
        element('time', null, entry.when),
        element('strong', null, entry.label),
        element('span', 'minqing-who', [entry.level, entry.unit, entry.who, entry.detail].filter(Boolean).join(' · ')),
        entry.note ? element('p', 'minqing-words', entry.note) : null
      )
    )
  );
  return list;
}

/** What has happened so far, open at the last step. */
function way(of) {
  const all = element('details', 'minqing-more', element('summary', null, '办理经过（' + of.timeline.length + ' 条）'));
  all.addEventListener('toggle', () => all.open && all.childElementCount === 1 && all.append(timeline(of.timeline)));
  return element(
    'section',
    null,
    element('h4', null, '办理经过'),
    of.timeline.length ? timeline(of.timeline.slice(-2)) : null,
    of.timeline.length > 2 ? all : null
  );
}

/** Number, subject and what is asked: enough to answer by. */
export function shortCard(of, redraw) {
  return element(
    'div',
    'minqing-card minqing-short',
    element('h3', null, of.subject),
    chips(of),
    facts([
      ['编号', of.number],
      ['地点', of.place || of.placeUnit],
      ['办理期限', of.dueAt],
      ['为什么', of.dueWhy]
    ]),
    element('p', 'minqing-words', of.text),
    of.matter ? null : requester(of.number),
    of.reply ? element('p', 'minqing-words minqing-reply', '答复：' + of.reply) : null,
    of.matter ? null : attachments(of, redraw),
    of.matter ? null : similar(of.number),
    of.matter ? null : way(of)
  );
}

function attachments(of, redraw) {
  const path = 'appeals/' + encodeURIComponent(of.number) + '/attachments';
  const list = element(
    'ul',
    'minqing-files',
    ...of.attachments.map(file => {
      const link = element('a', null, file.name);
      link.href = address(path + '/' + file.id);
      const photo = /\.(jpe?g|png)$/i.test(file.name) ? element('img', 'minqing-photo') : null;
      if (photo) {
        photo.src = link.href;
        photo.alt = file.name;
        photo.loading = 'lazy';
      }
      return element('li', null, photo, link, '（' + file.size + '）');
    })
  );
  const said = element('span', 'minqing-note');
  said.setAttribute('role', 'status');
  const choose = element('input');
  choose.type = 'file';
  choose.accept = 'image/*,application/pdf';
  choose.hidden = true;
  choose.addEventListener('change', async () => {
    said.textContent = '正在上传……';
    try {
      await ask(path, choose.files[0]);
      redraw();
    } catch (failed) {
      said.textContent = failed.message;
    }
  });
  const add = element('button', 'btn btn-default btn-sm', '上传照片或 PDF');
  add.type = 'button';
  add.addEventListener('click', () => choose.click());
  return section('附件', list, add, choose, said);
}

function fullCard(of, redraw) {
  return element(
    'article',
    'minqing-card',
    element('h3', null, of.subject),
    chips(of, ...of.signals.map(signal => chip(signal))),
    facts([
      ['编号', of.number],
      ['诉求主体', of.requester],
      ['地点', of.place],
      ['所属单位', of.placeUnit],
      ['类别', of.category],
      ['承办单位', of.unit],
      ['收到时间', of.receivedAt],
      ['办理期限', of.dueAt ? of.dueAt + '（' + of.left + '）' : null],
      ['为什么', of.dueWhy],
      ['状态', of.state]
    ]),
    section(of.matter || '诉求内容', element('p', 'minqing-words', of.text)),
    of.asks.length ? section('三问', facts(of.asks.map(ask => [ask.label, ask.text]))) : null,
    of.matter ? null : requester(of.number),
    of.matter ? null : attachments(of, redraw),
    of.matter ? null : similar(of.number),
    of.reply ? section('答复', element('p', 'minqing-words', of.reply)) : null,
    of.level === '组团调研' ? research(of.number) : null,
    of.level === '街道' || of.level === '组团调研' ? whistles(of.number) : null,
    of.matter ? null : sameQuestion(of.number),
    of.matter ? null : section('办理经过', timeline(of.timeline))
  );
}

export const card = {
  id: 'minqing-card',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: {label: '诉求卡片'},
  render: (node, {taskId}) => {
    node.replaceChildren(element('p', 'minqing-note', '正在读取……'));
    const draw = () =>
      ask('tasks/' + encodeURIComponent(taskId) + '/card').then(
        of => node.replaceChildren(fullCard(of, draw)),
        failed => node.replaceChildren(element('p', 'minqing-note', failed.message))
      );
    draw();
  }
};

/* Tasklist draws its cards one by one; what they show is asked for together. */
let waiting = new Map();

function askTogether() {
  const asked = waiting;
  waiting = new Map();
  ask('tasks/cards?ids=' + [...asked.keys()].map(encodeURIComponent).join(',')).then(
    briefs => briefs.forEach(of => asked.get(of.taskId).forEach(node => node.replaceChildren(...briefCard(of)))),
    () => asked.clear()
  );
}

function briefCard(of) {
  return [
    element('p', 'minqing-subject', of.subject),
    element('p', 'minqing-place', [of.number, of.place].filter(Boolean).join(' · ')),
    chips(of)
  ];
}

export const brief = {
  id: 'minqing-brief',
  pluginPoint: 'tasklist.card',
  priority: 1000,
  render: (node, {taskId}) => {
    node.className = 'minqing-brief';
    if (!waiting.size) {
      setTimeout(askTogether);
    }
    waiting.set(taskId, [...(waiting.get(taskId) || []), node]);
  }
};
