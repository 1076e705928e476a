/* 诉求查询: where the case is, who has it, by when, the reply, and the rating. Text is only ever set as text. */
const form = document.getElementById('ask');
const said = document.getElementById('said');
const place = document.getElementById('case');

function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...content.flat().filter(part => part !== null && part !== undefined && part !== ''));
  return made;
}

async function send(path, body) {
  const response = await fetch('/track/' + path, {
    method: 'POST',
    headers: {Accept: 'application/json', 'Content-Type': 'application/json'},
    body: JSON.stringify(body)
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法查询，请稍后再试');
  }
  return response.status === 204 ? null : response.json();
}

function rating(asked) {
  const made = element(
    'form',
    {},
    element('h2', {}, '请评价办理结果'),
    element('label', {class: 'choice'}, element('input', {type: 'radio', name: 'rating', value: 'SATISFIED', required: ''}), '满意'),
    element('label', {class: 'choice'}, element('input', {type: 'radio', name: 'rating', value: 'UNSATISFIED'}), '不满意'),
    element('label', {}, '意见（不满意时请说明）', element('textarea', {name: 'comment', maxlength: '1000', rows: '3'})),
    element('button', {type: 'submit'}, '提交评价')
  );
  made.addEventListener('submit', event => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(made));
    send('rating', {...asked, rating: given.rating, comment: given.comment || null}).then(() => look(asked), tell);
  });
  return made;
}

function draw(of, asked) {
  const facts = [
    ['状态', of.state],
    [of.state === '办理中' ? '办理单位' : '答复单位', of.withUnit],
    ['办理期限', of.dueAt ? of.dueAt + '，' + of.left : null],
    ['答复', of.reply],
    ['答复时间', of.repliedAt],
    ['您的评价', of.rating]
  ].filter(([, value]) => value);
  place.replaceChildren(
    element('h2', {}, of.subject),
    element('dl', {}, facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
    of.mayRate ? rating(asked) : '',
    element('h2', {}, '办理经过'),
    element('ol', {}, of.way.map(step => element('li', {}, element('time', {}, step.time), ' ', step.words)))
  );
  place.focus();
}

function tell(failed) {
  said.textContent = failed.message;
}

function look(asked) {
  said.textContent = '';
  return send('case', asked).then(of => draw(of, asked), failed => {
    place.replaceChildren();
    tell(failed);
  });
}

form.addEventListener('submit', event => {
  event.preventDefault();
  look(Object.fromEntries(new FormData(form)));
});
