/* 每月调度: the pack as it was collected, the leader's decisions, and how far they are; printed it is a clean page. */
import {address, ask, caseLink, element, frame, note, parameters, send, show, table} from './page.js';

const BASE = '/dispatches';

function path(number, more) {
  return BASE + '/' + encodeURIComponent(number) + (more || '');
}

function link(of) {
  return element('a', {href: '#/minqing/dispatch?number=' + encodeURIComponent(of.number)}, of.subject);
}

function decisions(of) {
  return table(
    '决定事项',
    ['交办事项', '责任单位', '完成日期', '进展', '落实情况', '相关诉求'],
    of.decisions.map(one => [
      one.words,
      one.unit,
      one.dueAt,
      element('span', one.overdue ? 'minqing-overdue' : null, [one.left, one.urged].filter(Boolean).join('，')),
      one.result,
      one.appeal ? caseLink(one.appeal) : ''
    ])
  );
}

function field(label, input) {
  return element('label', 'minqing-field', element('span', null, label), input);
}

function deciding(of, redraw) {
  const said = element('p', {role: 'status'});
  const fail = failed => said.replaceChildren(element('span', 'minqing-overdue', failed.message));
  const units = element('select', {name: 'unit', class: 'form-control', required: true}, element('option', {value: ''}, '请选择'));
  ask('choices').then(
    choices => [...choices.units, ...choices.areas].forEach(unit => units.append(element('option', {value: unit.code}, unit.name))),
    () => undefined
  );
  const one = element(
    'form',
    {class: 'minqing-section', 'aria-label': '交办一项'},
    element('h2', null, '交办一项'),
    field('交办事项', element('textarea', {name: 'words', class: 'form-control', required: true, maxlength: 1000, rows: 3})),
    field('责任单位', units),
    field('完成日期（当天 17:30）', element('input', {name: 'dueOn', type: 'date', class: 'form-control', required: true})),
    field('相关诉求编号（选填，同时督办这件诉求）', element('input', {name: 'appeal', class: 'form-control', maxlength: 40})),
    element('button', {type: 'submit', class: 'btn btn-primary'}, '交办')
  );
  one.addEventListener('submit', event => {
    event.preventDefault();
    send(path(of.number, '/decisions'), Object.fromEntries(new FormData(one))).then(redraw, fail);
  });
  const end = element(
    'form',
    {class: 'minqing-section', 'aria-label': '调度完成'},
    element('h2', null, '调度完成'),
    field('调度意见（选填）', element('textarea', {name: 'summary', class: 'form-control', maxlength: 2000, rows: 3})),
    element('button', {type: 'submit', class: 'btn btn-primary'}, '完成调度，下达任务')
  );
  end.addEventListener('submit', event => {
    event.preventDefault();
    send(path(of.number, '/completion'), Object.fromEntries(new FormData(end))).then(redraw, fail);
  });
  return element('div', 'minqing-two minqing-no-print', one, end, said);
}

function packTable(of) {
  return element(
    'section',
    'minqing-section',
    element('h2', null, of.title),
    table(
      of.title,
      of.headings,
      of.rows.map(row => row.map((cell, at) => (at === 0 && of.numbered ? caseLink(cell) : cell)))
    ),
    of.rest ? note(of.rest) : null
  );
}

function one(of, redraw) {
  const print = element('button', {type: 'button', class: 'btn btn-default'}, '打印');
  print.addEventListener('click', () => window.print());
  return [
    element('p', 'minqing-area', of.area + '，' + of.subject + '，' + of.collectedAt + ' 汇总'),
    element(
      'p',
      null,
      of.state,
      of.left ? '，应于 ' + of.dueAt + ' 前决定，' : '',
      of.left ? element('span', of.overdue ? 'minqing-overdue' : null, [of.left, of.urged].filter(Boolean).join('，')) : ''
    ),
    of.pack
      ? element(
          'div',
          'minqing-above minqing-no-print',
          element('a', {class: 'btn btn-default', href: address(path(of.number, '/workbook'))}, '导出 Excel'),
          print,
          element('a', {href: '#/minqing/dispatch'}, '历次调度')
        )
      : null,
    element('section', 'minqing-section', element('h2', null, '决定事项'), of.summary ? note('调度意见：' + of.summary) : null, decisions(of)),
    of.mayDecide ? deciding(of, redraw) : null,
    ...(of.pack ? of.pack.tables.map(packTable) : [])
  ].filter(Boolean);
}

function all(dispatches, redraw) {
  const said = element('span', {role: 'status'});
  const start = element('button', {type: 'button', class: 'btn btn-default'}, '现在汇总上月材料');
  start.addEventListener('click', () => {
    said.textContent = '正在汇总……';
    send(BASE, {}).then(redraw, failed => {
      said.textContent = failed.message;
    });
  });
  return [
    note('每月第一个工作日自动汇总上月材料，由区领导在三个工作日内作出决定。'),
    element('div', 'minqing-above', start, said),
    table(
      '历次调度',
      ['月份', '区域', '状态', '汇总时间', '决定事项', '已落实', '超期'],
      dispatches.map(of => [
        link(of),
        of.area,
        of.left ? element('span', of.overdue ? 'minqing-overdue' : null, [of.state, of.left, of.urged].filter(Boolean).join('，')) : of.state,
        of.collectedAt,
        of.decisions.length,
        of.decisions.filter(each => each.done).length,
        of.decisions.filter(each => each.overdue).length
      ])
    )
  ];
}

export function dispatchPage(node) {
  const number = parameters().get('number');
  const place = frame(node, 'dispatch', '每月调度');
  const draw = () =>
    number
      ? show(place, ask(path(number)), of => one(of, draw))
      : show(place, ask(BASE), dispatches => all(dispatches, draw));
  draw();
}
