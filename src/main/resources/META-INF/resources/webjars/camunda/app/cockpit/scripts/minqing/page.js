/* What the leaders' pages share. Text is only ever set as text, never as markup. */

const root = document.querySelector('base').getAttribute('app-root');

async function answer(response) {
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法读取，请稍后再试');
  }
  return response;
}

/** Of ours; a path that begins with a slash lies beside the leaders' lists and figures. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  Object.entries(parameters).forEach(([name, value]) => {
    if (value !== undefined && value !== null && value !== '') {
      query.set(name, value);
    }
  });
  const asked = query.toString();
  return root + '/api/minqing/' + (path.startsWith('/') ? path.slice(1) : 'insight/' + path) + (asked ? '?' + asked : '');
}

export async function ask(path, parameters) {
  const response = await fetch(address(path, parameters), {
    headers: {Accept: 'application/json'},
    credentials: 'same-origin'
  });
  return (await answer(response)).json();
}

export async function askText(path) {
  return (await answer(await fetch(address(path), {credentials: 'same-origin'}))).text();
}

export async function send(path, body) {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  await answer(
    await fetch(address(path), {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-XSRF-TOKEN': token ? decodeURIComponent(token[1]) : ''
      },
      credentials: 'same-origin',
      body: JSON.stringify(body)
    })
  );
}

export function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  if (typeof attributes === 'string') {
    made.className = attributes;
  } else {
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (value !== undefined && value !== null && value !== false) {
        made.setAttribute(name, value === true ? '' : value);
      }
    });
  }
  made.append(...content.flat().filter(part => part !== null && part !== undefined && part !== '').map(part =>
    part instanceof Node ? part : String(part)));
  return made;
}

export function note(text) {
  return element('p', {class: 'minqing-note', role: 'status'}, text);
}

/** Shows what a promise brings, or why it did not. */
export function show(place, promise, draw) {
  place.replaceChildren(note('正在读取……'));
  return promise.then(
    found => place.replaceChildren(...[draw(found)].flat()),
    failed => place.replaceChildren(element('p', {class: 'minqing-note minqing-overdue', role: 'alert'}, failed.message))
  );
}

export function caseLink(number) {
  return element('a', {href: '#/minqing/case?number=' + encodeURIComponent(number)}, number);
}

/** A table that scrolls by itself, also by the keyboard. */
export function table(label, headings, rows) {
  return element(
    'div',
    {class: 'minqing-table', tabindex: '0', role: 'region', 'aria-label': label},
    element(
      'table',
      {class: 'cam-table'},
      element('thead', null, element('tr', null, headings.map(heading => element('th', {scope: 'col'}, heading)))),
      element('tbody', null, rows.map(cells => element('tr', null, cells.map(cell => element('td', null, cell)))))
    ),
    rows.length ? null : note('目前没有。')
  );
}

let shownPages = [
  ['overview', '总览'],
  ['lists', '三张清单'],
  ['rates', '三率'],
  ['research', '组团调研'],
  ['guidance', '指导组范围'],
  ['train', '直通车'],
  ['leader-cases', '带件下访'],
  ['supervision', '督办'],
  ['archive', '办结档案'],
  ['dispatch', '每月调度']
];

/** Which pages there are, where they are not all. */
export function pages(some) {
  shownPages = some;
}

/** The frame of a page: its name, the way to the others, and a place for its content. */
export function frame(node, current, title) {
  const place = element('div', 'minqing-content');
  node.className = 'minqing-page';
  node.replaceChildren(
    element(
      'nav',
      {class: 'minqing-pages', 'aria-label': '民情页面'},
      shownPages.map(([id, label]) =>
        element('a', {href: '#/minqing/' + id, 'aria-current': id === current ? 'page' : null}, label)
      )
    ),
    element('h1', null, title),
    place
  );
  return place;
}

/** The parameters behind the page's address. */
export function parameters() {
  return new URLSearchParams(location.hash.split('?')[1] || '');
}

const scripts = new Map();

/** Loads a library from this machine, once. */
export function library(file) {
  if (!scripts.has(file)) {
    scripts.set(
      file,
      new Promise((resolve, reject) => {
        const define = window.define;
        const script = document.createElement('script');
        const done = action => () => {
          window.define = define;
          action();
        };
        window.define = undefined;
        script.src = root + '/assets/lib/' + file;
        script.onload = done(resolve);
        script.onerror = done(() => reject(new Error('图表无法显示')));
        document.head.append(script);
      })
    );
  }
  return scripts.get(file);
}

/**
 * Draws a model.
 *
 * @param then is given the viewer
 */
export function picture(process, version, label, then) {
  const holder = element('div', {class: 'minqing-picture', role: 'group', 'aria-label': label});
  Promise.all([library('bpmn-viewer-17.11.1.min.js'), askText('models/' + process + '/' + version)]).then(
    async ([, xml]) => {
      const viewer = new window.BpmnJS({container: holder});
      await viewer.importXML(xml);
      viewer.get('canvas').zoom('fit-viewport', 'auto');
      then(viewer);
    },
    failed => holder.replaceChildren(note(failed.message))
  );
  return holder;
}

/** Draws a chart that follows the size of its place. */
export function chart(label, option) {
  const holder = element('div', {class: 'minqing-chart', role: 'img', 'aria-label': label});
  library('echarts-5.6.0.common.min.js').then(
    () => {
      const size = Math.max(12, Math.round(window.innerWidth / 170));
      const drawn = window.echarts.init(holder, null, {renderer: 'svg'});
      drawn.setOption({animation: false, textStyle: {fontFamily: 'inherit', fontSize: size}, ...option});
      new ResizeObserver(() => drawn.resize()).observe(holder);
    },
    failed => holder.replaceChildren(note(failed.message))
  );
  return holder;
}
