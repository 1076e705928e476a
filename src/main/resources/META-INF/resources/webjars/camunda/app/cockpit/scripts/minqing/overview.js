/* 总览: what a leader sees first. Text is only ever set as text, never as markup. */

const root = document.querySelector('base').getAttribute('app-root');

async function ask(path) {
  const response = await fetch(root + '/api/minqing/overview' + path, {
    headers: {Accept: 'application/json'},
    credentials: 'same-origin'
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法读取，请稍后再试');
  }
  return response.json();
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...content.filter(part => part !== null && part !== undefined && part !== ''));
  return made;
}

function tile(label, number, alarming) {
  return element(
    'div',
    'minqing-tile' + (alarming && number ? ' minqing-alarming' : ''),
    element('strong', null, String(number)),
    element('span', null, label)
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

function left(of) {
  return of.left ? element('span', of.overdue ? 'minqing-overdue' : null, of.left) : null;
}

const LISTS = [
  {
    path: '/problems',
    label: '问题清单',
    columns: [
      ['编号', of => of.number],
      ['主题', of => of.subject],
      ['分类', of => of.urgency],
      ['层级', of => of.level],
      ['承办单位', of => of.unit],
      ['收到时间', of => of.receivedAt],
      ['办理期限', of => of.dueAt],
      ['剩余时间', left]
    ]
  },
  {
    path: '/tasks',
    label: '任务清单',
    columns: [
      ['编号', of => of.number],
      ['主题', of => of.subject],
      ['任务', of => of.task],
      ['责任单位', of => of.unit],
      ['认领', of => (of.claimed ? '已认领' : '待认领')],
      ['办理期限', of => of.dueAt],
      ['剩余时间', left]
    ]
  },
  {
    path: '/effects',
    label: '效果清单',
    columns: [
      ['编号', of => of.number],
      ['主题', of => of.subject],
      ['办结单位', of => of.unit],
      ['答复时间', of => of.repliedAt],
      ['答复', of => of.reply],
      ['受益户数', of => of.households],
      ['受益人数', of => of.people],
      ['金额（元）', of => of.money],
      ['评价', of => of.rating]
    ]
  }
];

function table(list, rows) {
  const head = element('tr', null, ...list.columns.map(([label]) => element('th', null, label)));
  const body = rows.map(of =>
    element(
      'tr',
      null,
      ...list.columns.map(([, say]) => {
        const said = say(of);
        return element('td', null, typeof said === 'number' ? String(said) : said);
      })
    )
  );
  return element(
    'div',
    null,
    element('table', 'cam-table', element('thead', null, head), element('tbody', null, ...body)),
    rows.length ? null : element('p', 'minqing-note', '目前没有。')
  );
}

function lists() {
  const place = element('div', 'minqing-list');
  const buttons = LISTS.map(list => {
    const button = element('button', 'btn btn-default', list.label);
    button.type = 'button';
    button.addEventListener('click', () => {
      buttons.forEach(other => other.setAttribute('aria-pressed', String(other === button)));
      ask(list.path).then(
        rows => place.replaceChildren(table(list, rows)),
        failed => place.replaceChildren(element('p', 'minqing-note', failed.message))
      );
    });
    return button;
  });
  buttons[0].click();
  return element('div', null, element('div', 'minqing-choices', ...buttons), place);
}

function overview(of) {
  const most = Math.max(1, ...of.levels.map(at => at.open));
  return [
    element('h3', null, of.area),
    element(
      'div',
      'minqing-tiles',
      tile('办理中', of.open),
      tile('今日新增', of.newToday),
      tile('今日到期', of.dueToday),
      tile('已超期', of.overdue, true),
      tile('待回访', of.closing)
    ),
    element('div', 'minqing-levels', ...of.levels.map(at => level(at, most))),
    lists()
  ];
}

export default {
  id: 'minqing-overview',
  pluginPoint: 'cockpit.dashboard',
  priority: 1000,
  render: node => {
    node.className = 'minqing-overview';
    node.replaceChildren(element('p', 'minqing-note', '正在读取……'));
    ask('').then(
      of => node.replaceChildren(...overview(of)),
      failed => node.replaceChildren(element('p', 'minqing-note', failed.message))
    );
  }
};
