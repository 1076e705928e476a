/* 组团调研, 督办 and the page of one case. */
import {leaderCase} from './leader-case.js';
import {records} from './research-record.js';
import {ask, caseLink, element, frame, note, parameters, picture, send, show, table} from './page.js';

function signed(yes) {
  return yes ? '已签字' : '未签字';
}

function research(of) {
  const delivered = of.parts.filter(part => part.delivered).length;
  return element(
    'section',
    'minqing-section',
    element('h2', null, caseLink(of.number), ' ', of.subject),
    element(
      'p',
      null,
      of.stage,
      of.left ? '，' : '',
      of.left ? element('span', of.overdue ? 'minqing-overdue' : null, of.left) : null
    ),
    element(
      'dl',
      'minqing-facts',
      [
        ['牵头部门', (of.lead || '待定') + '，' + signed(of.leadSigned)],
        ['指导组', (of.group || '待定') + '，' + signed(of.groupSigned)],
        ['现场调研', of.surveyed ? of.surveyed + ' 完成' : of.surveyDue ? '应于 ' + of.surveyDue + ' 前完成' : '待召集'],
        ['部门意见', '已交 ' + delivered + ' 家，共 ' + of.parts.length + ' 家'],
        ['措施', '已完成 ' + of.measuresDone + ' 项，共 ' + of.measures + ' 项']
      ].flatMap(([name, value]) => [element('dt', null, name), element('dd', null, value)])
    ),
    table(
      '各部门进展',
      ['部门', '状态', '意见期限'],
      of.parts.map(part => [
        part.unit,
        element('span', part.overdue ? 'minqing-overdue' : null, part.state),
        part.dueAt
      ])
    )
  );
}

export function researchPage(node) {
  show(frame(node, 'research', '组团调研'), ask('research'), all =>
    all.length ? all.map(research) : note('目前没有进行中的组团调研。')
  );
}

export function supervisionPage(node) {
  show(frame(node, 'supervision', '督办'), ask('supervision'), all => [
    note('打开一件办理中的诉求，即可下达督办。'),
    table(
      '督办和通报',
      ['编号', '问题', '方式', '责任单位和责任人', '要求', '时间', '期限', '进展'],
      all.map(one => [
        caseLink(one.number),
        one.subject,
        one.kind,
        one.unit,
        one.words,
        one.since,
        one.dueAt,
        element('span', one.overdue ? 'minqing-overdue' : null, one.left)
      ])
    )
  ]);
}

function way(of, stays) {
  return picture(of.process, of.version, of.label + '流程图，诉求走过的步骤已标出', viewer => {
    const canvas = viewer.get('canvas');
    const registry = viewer.get('elementRegistry');
    const passed = new Set(of.elements);
    of.elements
      .map(id => registry.get(id))
      .filter(one => one && one.type !== 'bpmn:SubProcess')
      .forEach(one => canvas.addMarker(one.id, 'minqing-way'));
    registry
      .filter(one => one.waypoints && one.source && one.target && passed.has(one.source.id) && passed.has(one.target.id))
      .forEach(one => canvas.addMarker(one.id, 'minqing-way'));
    if (of.process === 'appealHandling') {
      stays.forEach((stay, at) => {
        const before = stays.slice(0, at).filter(other => other.element === stay.element).length;
        if (registry.get(stay.element)) {
          viewer.get('overlays').add(stay.element, {
            position: {bottom: -4 - 24 * before, left: 0},
            html: element('div', {class: 'minqing-badge minqing-lasted'}, stay.lasted)
          });
        }
      });
    }
  });
}

function pictures(of) {
  const place = element('div');
  const buttons = of.pictures.map(one => {
    const button = element('button', {type: 'button', class: 'btn btn-default'}, one.label);
    button.addEventListener('click', () => {
      buttons.forEach(other => other.setAttribute('aria-pressed', String(other === button)));
      place.replaceChildren(way(one, of.stays));
    });
    return button;
  });
  setTimeout(() => buttons.length && buttons[0].click());
  return element(
    'section',
    'minqing-section',
    element('h2', null, '走过的流程'),
    element('div', {class: 'minqing-choices', role: 'group', 'aria-label': '流程图'}, buttons),
    place
  );
}

function supervise(of) {
  if (!of.mayBeSupervised) {
    return null;
  }
  const said = element('p', {role: 'status'});
  const owners = element(
    'select',
    {name: 'unit', class: 'form-control'},
    element('option', {value: of.unitCode || ''}, (of.unit || '待定') + '（现承办）')
  );
  ask('choices').then(
    choices =>
      [...choices.units, ...choices.areas]
        .filter(unit => unit.code !== of.unitCode)
        .forEach(unit => owners.append(element('option', {value: unit.code}, unit.name))),
    () => undefined
  );
  const people = element('select', {name: 'officer', class: 'form-control'});
  const whole = () => element('option', {value: ''}, '由单位第一责任人负责');
  let turn = 0;
  const members = () => {
    const asked = ++turn;
    people.replaceChildren(whole());
    if (owners.value) {
      ask('units/' + encodeURIComponent(owners.value) + '/officers').then(
        found => asked === turn && found.forEach(one => people.append(element('option', {value: one.code}, one.name))),
        () => undefined
      );
    }
  };
  owners.addEventListener('change', members);
  members();
  const form = element(
    'form',
    {class: 'minqing-section', 'aria-label': '下达督办'},
    element('h2', null, '下达督办'),
    element('label', 'minqing-field', element('span', null, '责任单位'), owners),
    element('label', 'minqing-field', element('span', null, '责任人'), people),
    element(
      'label',
      'minqing-field',
      element('span', null, '督办要求'),
      element('textarea', {name: 'words', class: 'form-control', required: true, maxlength: 1000, rows: 3})
    ),
    element(
      'label',
      'minqing-field',
      element('span', null, '完成期限（当天 17:30）'),
      element('input', {name: 'dueOn', type: 'date', class: 'form-control', required: true})
    ),
    element('button', {type: 'submit', class: 'btn btn-primary'}, '督办'),
    said
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    const order = Object.fromEntries(new FormData(form));
    send('cases/' + encodeURIComponent(of.number) + '/supervision', order).then(
      () => {
        form.querySelectorAll('textarea, input, select, button').forEach(part => (part.disabled = true));
        said.replaceChildren('已督办，责任单位将收到通知。');
      },
      failed => said.replaceChildren(element('span', 'minqing-overdue', failed.message))
    );
  });
  return form;
}

function file(of, again) {
  return [
    element('p', 'minqing-area', of.subject),
    element(
      'dl',
      'minqing-facts',
      [
        ['状态', of.state + (of.level && of.state === '办理中' ? '，' + of.level : '')],
        ['责任单位', of.unit],
        ['类别', of.category],
        ['办理类型', of.urgency],
        ['地点', of.place],
        ['收到时间', of.receivedAt],
        ['办理期限', of.dueAt ? of.dueAt + '，' + of.left : null],
        ['内容', of.text],
        ['答复', of.reply],
        ['答复时间', of.repliedAt],
        ['群众评价', of.rating]
      ]
        .filter(([, value]) => value)
        .flatMap(([name, value]) => [element('dt', null, name), element('dd', null, value)])
    ),
    pictures(of),
    element(
      'section',
      'minqing-section',
      element('h2', null, '各级用时'),
      table(
        '各级用时',
        ['层级', '单位', '进入', '离开', '用时', '结果'],
        of.stays.map(stay => [stay.level, stay.unit, stay.from, stay.until, stay.lasted, stay.leftBy])
      )
    ),
    records(of.number),
    leaderCase(of, again),
    supervise(of),
    element(
      'section',
      'minqing-section',
      element('h2', null, '办理经过'),
      table(
        '办理经过',
        ['时间', '事项', '单位', '说明'],
        of.events.map(event => [
          event.time,
          event.what,
          event.to ? (event.unit ? event.unit + ' → ' : '') + event.to : event.unit,
          [event.outcome, event.note].filter(Boolean).join('，')
        ])
      )
    )
  ].filter(Boolean);
}

export function casePage(node) {
  const number = parameters().get('number') || '';
  const place = frame(node, null, '诉求 ' + number);
  const draw = () => show(place, ask('cases/' + encodeURIComponent(number)), of => file(of, draw));
  draw();
}
