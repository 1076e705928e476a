/* 随手上报: place, words, photo, done. Signed in as at the webapps; text is only ever set as text. */
import {draft, forget, forgetAll, keep as keepDraft, unlock, whose} from './vault.js';

const API = '/camunda/api/';
const DRAFT = 'report-page';
const PAUSE_WHILE_TYPING = 600;

const signIn = document.getElementById('sign-in');
const form = document.getElementById('report');
const said = document.getElementById('said');
const done = document.getElementById('done');
const signOut = document.getElementById('sign-out');
let id = crypto.getRandomValues(new Uint32Array(4)).join('-');
let writer = null;
let chosen = false;
let timer;
let turn = 0;

function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...content.filter(part => part !== null && part !== undefined && part !== ''));
  return made;
}

async function call(path, options = {}) {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  const response = await fetch(API + path, {
    credentials: 'same-origin',
    ...options,
    headers: {Accept: 'application/json', 'X-XSRF-TOKEN': token ? decodeURIComponent(token[1]) : '', ...options.headers}
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const failed = new Error(problem.detail || '暂时无法办理，请稍后再试');
    failed.status = response.status;
    throw failed;
  }
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

function post(path, body) {
  return call(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
}

function tell(failed) {
  said.textContent = failed.message;
}

/** What is written survives a closed window until it is sent; who asks is not kept. */
function keep() {
  const {unit, place, text, category} = form.elements;
  keepDraft(DRAFT, {
    ...(place.value && {place: place.value}),
    ...(text.value && {text: text.value}),
    ...(chosen && {category: category.value}),
    ...((place.value || text.value) && {unit: unit.value})
  });
}

function pick(select, value) {
  if ([...select.options].some(option => option.value === value)) {
    select.value = value;
    return true;
  }
  return false;
}

function restore() {
  const before = draft(DRAFT);
  if (before) {
    form.elements.place.value = before.place || '';
    form.elements.text.value = before.text || '';
    pick(form.elements.unit, before.unit);
    chosen = Boolean(before.category) && pick(form.elements.category, before.category);
    document.getElementById('kept').textContent = '已恢复上次没有提交的内容';
  }
}

async function suggest() {
  const asked = ++turn;
  const words = form.elements.text.value.trim();
  const found = words && !chosen ? await post('minqing/reports/suggestion', {text: words}).catch(() => null) : null;
  if (asked === turn && !chosen) {
    form.elements.category.value = found ? found.code : '';
    document.getElementById('suggested').textContent = found ? '按内容建议：' + found.name : '';
  }
}

function draw(choices) {
  document.getElementById('who').textContent = choices.officer;
  form.elements.unit.replaceChildren(...choices.units.map(unit => element('option', {value: unit.code}, unit.name)));
  form.elements.category.replaceChildren(
    element('option', {value: ''}, '由系统判断'),
    ...choices.categories.map(one => element('option', {value: one.code}, one.name))
  );
  document.getElementById('places').replaceChildren(
    ...choices.places.map(place => {
      const chip = element('button', {type: 'button'}, place);
      chip.addEventListener('click', () => {
        form.elements.place.value = place;
        keep();
        form.elements.text.focus();
      });
      return chip;
    })
  );
  signIn.hidden = true;
  signOut.hidden = false;
  form.hidden = false;
  restore();
  suggest();
}

/** After a session has ended somebody else may sign in: what stands in the form is not his. */
async function open() {
  await unlock();
  if (writer && writer !== whose()) {
    form.reset();
    showPhotos();
    chosen = false;
    done.replaceChildren();
  }
  writer = whose() || writer;
  return call('minqing/reports/choices').then(draw, failed => {
    form.hidden = true;
    signIn.hidden = failed.status !== 401;
    if (failed.status !== 401) {
      tell(failed);
    }
  });
}

async function attach(number, photos) {
  const lost = [];
  for (const photo of photos) {
    const body = new FormData();
    body.append('file', photo);
    await call('minqing/appeals/' + encodeURIComponent(number) + '/attachments', {method: 'POST', body}).catch(failed =>
      lost.push(photo.name + '：' + failed.message)
    );
  }
  return lost;
}

function finished(number, lost, receipt) {
  const again = element('button', {type: 'button'}, '再报一件');
  again.addEventListener('click', () => {
    done.hidden = true;
    form.hidden = false;
    form.elements.text.focus();
  });
  done.replaceChildren(
    element('h2', {}, '已受理'),
    element('p', {class: 'number'}, number),
    receipt ? element('p', {}, '查询码 ' + receipt.code) : '',
    receipt ? element('p', {class: 'hint'}, '群众可以凭编号和查询码在 ' + receipt.address + ' 查看进展。') : '',
    ...lost.map(words => element('p', {role: 'alert'}, '照片没有上传：' + words)),
    again
  );
  form.hidden = true;
  done.hidden = false;
  done.focus();
}

signIn.addEventListener('submit', event => {
  event.preventDefault();
  said.textContent = '';
  call('admin/auth/user/default/login/tasklist', {method: 'POST', body: new URLSearchParams(new FormData(signIn))}).then(
    () => {
      signIn.elements.password.value = '';
      return open();
    },
    failed => {
      said.textContent = failed.status === 401 ? '用户名或密码不对' : failed.message;
    }
  );
});

/* The next person at this telephone finds nothing of what was written or shown. */
signOut.addEventListener('click', () =>
  call('admin/auth/user/default/logout', {method: 'POST'}).then(() => {
    forgetAll();
    location.reload();
  }, tell)
);

function showPhotos() {
  document.getElementById('chosen').textContent = [...form.elements.photos.files].map(photo => photo.name).join('、');
}

document.getElementById('choose').addEventListener('click', () => form.elements.photos.click());
form.elements.photos.addEventListener('change', showPhotos);

form.addEventListener('input', event => {
  if (event.target === form.elements.category) {
    chosen = form.elements.category.value !== '';
    document.getElementById('suggested').textContent = '';
  }
  keep();
  if (event.target === form.elements.text) {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE_WHILE_TYPING);
  }
});

form.addEventListener('submit', async event => {
  event.preventDefault();
  const button = form.querySelector('button[type="submit"]');
  const fields = form.elements;
  said.textContent = '';
  button.disabled = true;
  try {
    const receipt = await post('minqing/reports', {
      id,
      unit: fields.unit.value,
      place: fields.place.value,
      text: fields.text.value,
      category: fields.category.value,
      name: fields.name.value,
      phone: fields.phone.value
    });
    const lost = await attach(receipt.number, fields.photos.files);
    const code = await call('minqing/receipts/' + encodeURIComponent(receipt.number)).catch(() => null);
    const unit = fields.unit.value;
    forget(DRAFT);
    document.getElementById('kept').textContent = '';
    form.reset();
    showPhotos();
    fields.unit.value = unit;
    document.getElementById('suggested').textContent = '';
    chosen = false;
    id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    finished(receipt.number, lost, code);
  } catch (failed) {
    tell(failed);
    if (failed.status === 401) {
      form.hidden = true;
      signIn.hidden = false;
    }
  } finally {
    button.disabled = false;
  }
});

open();
