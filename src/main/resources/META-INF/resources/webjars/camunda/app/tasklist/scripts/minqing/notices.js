/* 通知: what the unit was told, in a panel at the corner of the page; whatever else it is sent by. */
import {ask, element, tell} from './page.js';

const EVERY = 60000;

function line(of, redraw) {
  const row = element(
    'li',
    of.read ? 'minqing-read' : null,
    element('strong', null, of.subject),
    element('span', null, [of.number, of.when].filter(Boolean).join(' · ')),
    of.urgent ? element('span', 'minqing-chip minqing-immediate', '立刻办') : null,
    of.insteadOf ? element('p', 'minqing-note', '原应送达' + of.insteadOf) : null
  );
  if (of.unreached) {
    const know = element('button', 'btn btn-default btn-xs', '知悉并处理');
    know.type = 'button';
    know.addEventListener('click', () =>
      tell('notices/' + encodeURIComponent(of.id) + '/acknowledgement').then(redraw, redraw)
    );
    row.append(know);
  }
  return row;
}

/** Puts the button there once somebody has signed in, and keeps its number up to date. */
export function showNotices() {
  const count = element('span', 'minqing-count');
  const button = element('button', 'minqing-bell', '通知', count);
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const list = element('ul', 'minqing-notices');
  const panel = element('section', 'minqing-panel', element('h4', null, '本单位的通知'), list);
  panel.hidden = true;
  const place = element('div', 'minqing-corner', panel, button);
  place.hidden = true;
  document.body.append(place);
  let shown = [];

  const draw = () =>
    ask('notices').then(
      notices => {
        shown = notices;
        const unread = notices.filter(of => !of.read).length;
        place.hidden = false;
        count.textContent = unread ? String(unread) : '';
        list.replaceChildren(...notices.map(of => line(of, draw)));
        if (!notices.length) {
          list.append(element('li', 'minqing-note', '没有通知'));
        }
      },
      () => {
        place.hidden = true;
      }
    );

  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    const unread = shown.filter(of => !of.read).map(of => of.id);
    if (panel.hidden && unread.length) {
      tell('notices/read', {ids: unread}).then(draw, draw);
    }
  });
  draw();
  setInterval(draw, EVERY);
  window.addEventListener('hashchange', () => place.hidden && draw());
}
