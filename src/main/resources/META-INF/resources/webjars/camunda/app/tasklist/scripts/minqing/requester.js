/* 诉求人: masked until somebody says why he must see it; each look leaves an entry in the audit. */
import {ask, element} from './page.js';

function person(of) {
  const list = element('dl', 'minqing-facts');
  [
    ['姓名', of.name],
    ['电话', of.phone],
    ['地址', of.address],
    ['证件号码', of.idNumber]
  ]
    .filter(([, value]) => value)
    .forEach(([label, value]) => list.append(element('dt', null, label), element('dd', null, value)));
  return list;
}

function button(label, act) {
  const made = element('button', 'btn btn-default btn-sm', label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** Asks for the reason in place, then shows what is behind the stars. */
function whole(path, place) {
  const reason = element('input', 'form-control');
  reason.maxLength = 200;
  reason.placeholder = '查看理由，如 电话回访';
  reason.setAttribute('aria-label', '查看理由');
  const said = element('span', 'minqing-note');
  said.setAttribute('role', 'status');
  const show = async () => {
    try {
      place.replaceChildren(person(await ask(path + '/reveal', {reason: reason.value.trim()})));
    } catch (failed) {
      said.textContent = failed.message;
    }
  };
  reason.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
      show();
    }
  });
  place.append(element('div', 'minqing-reveal', reason, button('确认查看', show), said));
  reason.focus();
}

/** @param number of the appeal; nothing is shown where no personal data are */
export function requester(number) {
  const path = 'appeals/' + encodeURIComponent(number) + '/requester';
  const place = element('div', 'minqing-requester');
  const section = element('section', null, element('h4', null, '诉求人'), place);
  section.hidden = true;
  ask(path).then(
    masked => {
      const look = button('查看', () => {
        look.remove();
        whole(path, place);
      });
      place.append(person(masked), look);
      section.hidden = false;
    },
    () => section.remove()
  );
  return section;
}
