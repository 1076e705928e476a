/* A unit is looked up by a piece of its name and chosen from what is found; its code is what is sent. */
import {element} from './page.js';
import {read} from './door.js';

const PAUSE_WHILE_TYPING = 250;

export function unitField(name, label, required) {
  const options = element('select', {name, class: 'form-control', required}, element('option', {value: ''}, '请先在上面输入名称'));
  const words = element('input', {
    type: 'search',
    class: 'form-control',
    placeholder: '如 积玉桥'
  });
  let timer;
  let asked = 0;
  words.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const text = words.value.trim();
      const found = text ? await read('units', {q: text}).catch(() => []) : [];
      if (turn === asked) {
        const units = found.map(unit => element('option', {value: unit.code}, [unit.name, unit.above].filter(Boolean).join('，')));
        options.replaceChildren(
          ...(units.length === 1 ? units : [element('option', {value: ''}, found.length ? '请选择' : '没有找到'), ...units])
        );
      }
    }, PAUSE_WHILE_TYPING);
  });
  words.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());
  return element(
    'div',
    'minqing-field minqing-unit',
    element('label', null, element('span', null, label + '：按名称查找'), words),
    element('label', null, element('span', null, label), options)
  );
}
