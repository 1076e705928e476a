/* 指导组范围: which streets, communities and grids each guidance group answers for. */
import {element, frame, note, show} from './page.js';
import {read, write} from './door.js';
import {unitField} from './unit-field.js';

const GROUPS = 'guidance-groups';

function words(group) {
  return group.areas.length ? group.areas.map(area => area.name).join('、') : '负责' + group.of + '全域';
}

/** The areas as they are to be: those that are ticked, and those that are looked up and added. */
function changing(group, redraw) {
  const said = element('p', {role: 'status'});
  const chosen = element('div', 'minqing-outcomes');
  const tick = (code, name) => {
    if (![...chosen.querySelectorAll('input')].some(box => box.value === code)) {
      chosen.append(
        element(
          'label',
          'minqing-choice',
          element('input', {type: 'checkbox', name: 'areas', value: code, checked: true}),
          name
        )
      );
    }
  };
  group.areas.forEach(area => tick(area.code, area.name));
  const finder = unitField('area', '增加范围', false);
  const add = element('button', {type: 'button', class: 'btn btn-default'}, '加入');
  add.addEventListener('click', () => {
    const option = finder.querySelector('select').selectedOptions[0];
    if (option && option.value) {
      tick(option.value, option.textContent);
      said.textContent = '已加入，保存后生效。';
    } else {
      said.textContent = '请先按名称查找并选择。';
    }
  });
  const form = element(
    'form',
    {class: 'minqing-answer', 'aria-label': '指定' + group.name + '的范围'},
    element('p', 'minqing-note', '不勾选任何范围，即负责' + group.of + '全域。'),
    chosen,
    finder,
    add,
    ' ',
    element('button', {type: 'submit', class: 'btn btn-primary'}, '保存'),
    said
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    write(GROUPS + '/' + encodeURIComponent(group.code) + '/areas', {areas: new FormData(form).getAll('areas')}, 'PUT').then(
      redraw,
      failed => said.replaceChildren(element('span', 'minqing-overdue', failed.message))
    );
  });
  return form;
}

function one(group, redraw) {
  const place = element('div');
  const open = group.mayAssign
    ? element(
        'button',
        {type: 'button', class: 'btn btn-default', 'aria-expanded': 'false', 'aria-label': '调整' + group.name + '的范围'},
        '调整范围'
      )
    : null;
  if (open) {
    open.addEventListener('click', () => {
      const shown = open.getAttribute('aria-expanded') === 'true';
      open.setAttribute('aria-expanded', String(!shown));
      place.replaceChildren(...(shown ? [] : [changing(group, redraw)]));
    });
  }
  return element(
    'li',
    'minqing-train-case',
    element('h2', null, group.name),
    element('p', 'minqing-words', words(group)),
    open,
    place
  );
}

export function guidancePage(node) {
  const place = frame(node, 'guidance', '指导组范围');
  const draw = () =>
    show(place, read(GROUPS), groups => [
      note('组团调研召集时，先提出负责诉求所在地的指导组；负责范围最小的在先。'),
      groups.length
        ? element('ul', 'minqing-train', groups.map(group => one(group, draw)))
        : note('本区域还没有指导组。')
    ]);
  draw();
}
