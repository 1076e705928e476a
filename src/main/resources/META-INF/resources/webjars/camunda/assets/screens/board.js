/* 小黑板: refreshes itself; text is only ever set as text. */
const EVERY = 60000;
const TURN = 6000;

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...content.filter(part => part !== null && part !== undefined && part !== ''));
  return made;
}

function card(of) {
  return element(
    'li',
    of.overdue ? 'late' : '',
    element('strong', '', of.subject),
    element('span', '', [of.place, of.category].filter(Boolean).join('，')),
    element('span', '', '责任单位：' + (of.unit || '待定')),
    element('span', 'due', of.dueAt + (of.left ? '，' + of.left : ''))
  );
}

function column(of) {
  return element(
    'section',
    '',
    element('h2', '', of.urgency + ' ', element('small', '', of.open >= 1000 ? '999 件以上' : of.open + ' 件')),
    of.cards.length ? element('ul', '', ...of.cards.map(card)) : element('p', 'none', '目前没有')
  );
}

async function refresh() {
  const at = document.getElementById('at');
  try {
    const response = await fetch(location.pathname.replace(/\/$/, '') + '/cases', {headers: {Accept: 'application/json'}});
    const board = await response.json();
    if (!response.ok) {
      throw new Error(board.detail);
    }
    document.title = board.unit + '小黑板';
    document.getElementById('title').textContent = board.unit + '小黑板';
    at.textContent = board.at + ' 更新';
    document.getElementById('columns').replaceChildren(...board.columns.map(column));
  } catch (failed) {
    at.textContent = failed.message && /[\u4e00-\u9fa5]/.test(failed.message) ? failed.message : '暂时无法更新';
  }
}

/* Nobody scrolls a hall's screen: what does not fit comes up in turn, unless somebody is reading with the mouse on it. */
function turn() {
  document.querySelectorAll('.board ul').forEach(list => {
    if (list.scrollHeight > list.clientHeight + 1 && !list.matches(':hover')) {
      list.append(list.firstElementChild);
    }
  });
}

refresh();
setInterval(turn, TURN);
setInterval(refresh, EVERY);
