/* 总览: what a leader sees first, on a page of its own and, in short, on the dashboard. */
import {ask, caseLink, chart, element, frame, note, picture, show, table} from './page.js';

function tile(label, number, alarming, href) {
  const content = [element('strong', null, number), element('span', null, label)];
  const className = 'minqing-tile' + (alarming && number ? ' minqing-alarming' : '');
  return href ? element('a', {class: className, href}, content) : element('div', className, content);
}

function tiles(of) {
  return element(
    'div',
    'minqing-tiles',
    tile('办理中', of.open, false, '#/minqing/lists?list=PROBLEMS'),
    tile('今日新增', of.newToday),
    tile('今日到期', of.dueToday),
    tile('已超期', of.overdue, true, '#/minqing/lists?list=PROBLEMS&overdue=true'),
    tile('待回访', of.closing)
  );
}

function level(of, most) {
  const bar = element('div', 'minqing-bar');
  const late = element('i', 'minqing-late');
  const rest = element('i', 'minqing-rest');
  late.style.width = (100 * of.overdue) / most + '%';
  rest.style.width = (100 * (of.open - of.overdue)) / most + '%';
  bar.append(late, rest);
  return element(
    'div',
    'minqing-level',
    element('span', 'minqing-name', of.label),
    bar,
    element('span', null, of.open + ' 件' + (of.overdue ? '，超期 ' + of.overdue + ' 件' : ''))
  );
}

function levels(of) {
  const most = Math.max(1, ...of.levels.map(at => at.open));
  return element('div', 'minqing-levels', of.levels.map(at => level(at, most)));
}

function map(of) {
  const words = of.levels.map(at => at.label + '办理中 ' + at.open + ' 件，超期 ' + at.overdue + ' 件').join('；');
  return picture('appealHandling', 0, '诉求办理流程图：' + words, viewer => {
    of.levels.forEach(at =>
      viewer.get('overlays').add(at.element, {
        position: {bottom: 12, left: 8},
        html: element(
          'div',
          'minqing-badges',
          element('span', {class: 'minqing-badge', title: at.label + '办理中'}, at.open),
          at.overdue ? element('span', {class: 'minqing-badge minqing-late', title: at.label + '已超期'}, at.overdue) : null
        )
      })
    );
  });
}

function trend(of) {
  return chart('近三十天收到和答复的诉求', {
    color: ['#1f6469', '#b36b00'],
    tooltip: {trigger: 'axis'},
    legend: {data: ['收到', '答复'], top: 0},
    grid: {left: 44, right: 12, top: 36, bottom: 28},
    xAxis: {type: 'category', data: of.trend.map(day => day.date)},
    yAxis: {type: 'value', minInterval: 1},
    series: [
      {name: '收到', type: 'bar', data: of.trend.map(day => day.received)},
      {name: '答复', type: 'line', data: of.trend.map(day => day.answered), symbolSize: 6}
    ]
  });
}

function section(title, ...content) {
  return element('section', 'minqing-section', element('h2', null, title), ...content);
}

function whole(of) {
  return [
    element('p', 'minqing-area', of.area),
    tiles(of),
    section('各级在办与超期', map(of), levels(of)),
    section('近三十天', trend(of)),
    element(
      'div',
      'minqing-two',
      section(
        '哪里最多',
        table(
          '在办最多的单位',
          ['单位', '办理中', '超期'],
          of.busiest.map(unit => [
            element('a', {href: '#/minqing/lists?list=PROBLEMS&area=' + encodeURIComponent(unit.unit)}, unit.name),
            unit.open,
            element('span', unit.overdue ? 'minqing-overdue' : null, unit.overdue)
          ])
        )
      ),
      section(
        '等得最久',
        table(
          '等得最久的诉求',
          ['编号', '问题', '责任单位', '收到时间', '剩余时间'],
          of.oldest.map(one => [
            caseLink(one.number),
            one.subject,
            one.unit,
            one.receivedAt,
            element('span', one.overdue ? 'minqing-overdue' : null, one.left)
          ])
        )
      )
    )
  ];
}

export function overviewPage(node) {
  show(frame(node, 'overview', '总览'), ask('overview'), whole);
}

/** The short form on the dashboard. */
export function dashboard(node) {
  node.className = 'minqing-overview';
  node.replaceChildren(note('正在读取……'));
  ask('overview').then(
    of =>
      node.replaceChildren(
        element('h3', null, of.area),
        tiles(of),
        levels(of),
        element(
          'div',
          'minqing-choices',
          [
            ['overview', '总览'],
            ['lists', '三张清单'],
            ['rates', '三率'],
            ['research', '组团调研'],
            ['train', '直通车'],
            ['leader-cases', '带件下访'],
            ['supervision', '督办'],
            ['archive', '办结档案'],
            ['dispatch', '每月调度']
          ].map(([id, label]) => element('a', {class: 'btn btn-default', href: '#/minqing/' + id}, label))
        )
      ),
    failed => node.replaceChildren(note(failed.message))
  );
}
