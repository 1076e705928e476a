/* 三张清单 and 办结档案: pages of cases, narrowed down, and as a workbook. */
import {address, ask, caseLink, element, frame, note, parameters, show, table} from './page.js';

const LISTS = [
  ['PROBLEMS', '问题清单'],
  ['TASKS', '任务清单'],
  ['EFFECTS', '效果清单']
];
const FILTERS = ['area', 'unit', 'category', 'urgency', 'from', 'to', 'overdue'];

function field(label, input) {
  return element('label', 'minqing-field', element('span', null, label), input);
}

function select(name, all, choices, chosen) {
  const made = element(
    'select',
    {name, class: 'form-control'},
    element('option', {value: ''}, all),
    choices.map(choice => element('option', {value: choice.code}, choice.name))
  );
  made.value = chosen || '';
  return made;
}

function input(name, type, value, more) {
  return element('input', {name, type, class: 'form-control', value, ...more});
}

function filters(choices, asked, list, apply) {
  const form = element(
    'form',
    {class: 'minqing-filters', 'aria-label': '筛选'},
    field('区域', select('area', '全部', choices.areas, asked.area)),
    field('单位', select('unit', '全部', [...choices.units, ...choices.areas], asked.unit)),
    field('类别', select('category', '全部', choices.categories, asked.category)),
    field('办理类型', select('urgency', '全部', choices.urgencies, asked.urgency)),
    field('从', input('from', 'date', asked.from)),
    field('到', input('to', 'date', asked.to)),
    list === 'EFFECTS'
      ? null
      : element('label', 'minqing-check', input('overdue', 'checkbox', 'true', {checked: asked.overdue === 'true'}), '只看超期'),
    element('button', {type: 'submit', class: 'btn btn-primary'}, '查询')
  );
  form.querySelectorAll('input[type=checkbox]').forEach(box => box.classList.remove('form-control'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    apply(Object.fromEntries(new FormData(form)));
  });
  return form;
}

function cells(headings, row) {
  return row.cells.map((cell, at) => {
    if (at === 0) {
      return caseLink(cell);
    }
    return headings[at] === '剩余时间' && row.overdue ? element('span', 'minqing-overdue', cell) : cell;
  });
}

function pages(list, asked) {
  const place = element('div', 'minqing-list');
  const count = element('span', {class: 'minqing-count', role: 'status'});
  const rows = [];
  function more(after) {
    const page = ask('lists/' + list, {...asked, after});
    if (!after) {
      place.replaceChildren(note('正在读取……'));
    }
    page.then(
      found => {
        rows.push(...found.rows.map(row => cells(found.headings, row)));
        const further = found.next ? element('button', {type: 'button', class: 'btn btn-default'}, '继续显示') : null;
        if (further) {
          further.addEventListener('click', () => more(found.next));
        }
        place.replaceChildren(table(found.title, found.headings, rows), ...(further ? [further] : []));
      },
      failed => place.replaceChildren(note(failed.message))
    );
  }
  more();
  ask('lists/' + list + '/count', asked).then(
    found => count.replaceChildren('共 ' + found.rows + ' 件' + (found.more ? '以上' : '')),
    () => count.replaceChildren()
  );
  return [
    element(
      'div',
      'minqing-above',
      count,
      element('a', {class: 'btn btn-default', href: address('lists/' + list + '/workbook', asked)}, '导出 Excel')
    ),
    place
  ];
}

function go(page, list, asked) {
  const query = new URLSearchParams({list});
  Object.entries(asked).forEach(([name, value]) => value && query.set(name, value));
  location.hash = '#/minqing/' + page + '?' + query;
}

export function listsPage(node) {
  const chosen = parameters();
  const list = chosen.get('list') || 'PROBLEMS';
  const asked = Object.fromEntries(FILTERS.map(name => [name, chosen.get(name) || '']));
  const place = frame(node, 'lists', '三张清单');
  show(place, ask('choices'), choices => [
    element(
      'div',
      {class: 'minqing-choices', role: 'group', 'aria-label': '清单'},
      LISTS.map(([id, label]) => {
        const button = element(
          'button',
          {type: 'button', class: 'btn btn-default', 'aria-pressed': String(id === list)},
          label
        );
        button.addEventListener('click', () => go('lists', id, asked));
        return button;
      })
    ),
    filters(choices, asked, list, changed => go('lists', list, changed)),
    ...pages(list, asked)
  ]);
}

export function archivePage(node) {
  const chosen = parameters();
  const asked = Object.fromEntries(FILTERS.map(name => [name, chosen.get(name) || '']));
  const place = frame(node, 'archive', '办结档案');
  show(place, ask('choices'), choices => [
    note('选择编号，查看诉求走过的流程和每一步用了多久。'),
    filters(choices, asked, 'EFFECTS', changed => go('archive', 'EFFECTS', changed)),
    ...pages('EFFECTS', asked)
  ]);
}
