/* 单位查询: finds a unit by a piece of its name and writes its code into the field above. */
import {ask, element} from './page.js';

const PAUSE_WHILE_TYPING = 250;

/** Sets a field's value so that the form library notices. */
function fill(input, value) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
  input.dispatchEvent(new Event('input', {bubbles: true}));
}

function take(input, code, several) {
  const before = input.value.split(/[,，、\s]+/).filter(Boolean);
  fill(input, several ? [...new Set([...before, code])].join(',') : code);
}

/**
 * @param input the form's field for a unit's code
 * @param several true where it takes many codes, separated by commas
 */
export function addFinder(input, several) {
  const field = input.closest('.fjs-form-field');
  if (field.querySelector('.minqing-finder')) {
    return;
  }
  const query = element('input');
  query.type = 'search';
  query.placeholder = '单位查询：输入名称，如 积玉桥';
  query.setAttribute('aria-label', '单位查询');
  const results = element('ul', 'minqing-units');
  let timer;
  let asked = 0;
  query.addEventListener('input', event => {
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const words = query.value.trim();
      const found = words ? await ask('units?q=' + encodeURIComponent(words)).catch(() => []) : [];
      if (turn === asked) {
        show(found, words);
      }
    }, PAUSE_WHILE_TYPING);
  });
  query.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
    }
  });

  function show(found, words) {
    results.replaceChildren(
      ...found.map(unit => {
        const choose = element(
          'button',
          null,
          element('strong', null, unit.name),
          element('span', null, [unit.above, unit.code].filter(Boolean).join(' · '))
        );
        choose.type = 'button';
        choose.addEventListener('click', () => {
          take(input, unit.code, several);
          query.value = '';
          results.replaceChildren();
          input.focus();
        });
        return element('li', null, choose);
      })
    );
    if (words && !found.length) {
      results.append(element('li', 'minqing-note', '没有找到“' + words + '”'));
    }
  }

  field.append(element('div', 'minqing-finder', query, results));
}
