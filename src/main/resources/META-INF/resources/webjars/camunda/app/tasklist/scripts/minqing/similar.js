/* 相似诉求: what was asked alike nearby, as far as the reader sees, and what was answered. */
import {ask, element} from './page.js';

function line(of) {
  return element(
    'li',
    null,
    element('strong', null, of.subject),
    element('span', 'minqing-who', [of.number, of.state, of.unit, of.receivedAt, '相似 ' + of.alike + '%'].filter(Boolean).join(' · ')),
    of.reply ? element('p', 'minqing-words', '答复：' + of.reply) : null
  );
}

/** @param number of the appeal; nothing is shown where nothing is alike */
export function similar(number) {
  const list = element('ul', 'minqing-similar');
  const section = element('section', null, element('h4', null, '相似诉求'), list);
  section.hidden = true;
  ask('appeals/' + encodeURIComponent(number) + '/similar').then(
    found => {
      list.replaceChildren(...found.map(line));
      section.hidden = !found.length;
    },
    () => section.remove()
  );
  return section;
}
