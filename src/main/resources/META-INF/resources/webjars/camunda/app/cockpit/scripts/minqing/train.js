/* 直通车: a leader's working group takes a batch of appeals in one sitting and answers each on the spot. */
import {caseLink, element, frame, note, parameters, show, table} from './page.js';
import {answers} from './answer.js';
import {read, time, write} from './door.js';

const OWN = ['userTask_answerOnTheSpot', 'userTask_keepPromise'];

function tile(label, number) {
  return element('div', 'minqing-tile', element('strong', null, number), element('span', null, label));
}

function counts(of) {
  return element(
    'div',
    'minqing-tiles',
    tile('经济类', of.economic),
    tile('民生类', of.livelihood),
    tile('已现场答复', of.answered),
    tile('已办结', of.done)
  );
}

/** One appeal of a sitting: what was answered, whose it is, by when; and the answer, where it is his to give. */
function line(of, again) {
  const place = element('div');
  const waits = of.state === 'BOARDED' || of.state === 'PROMISED';
  const open = waits
    ? element(
        'button',
        {type: 'button', class: 'btn btn-default', 'aria-expanded': 'false'},
        of.state === 'BOARDED' ? '现场答复' : '办理'
      )
    : null;
  if (open) {
    open.addEventListener('click', () => {
      const shown = open.getAttribute('aria-expanded') === 'true';
      open.setAttribute('aria-expanded', String(!shown));
      place.replaceChildren(...(shown ? [] : [answers(of.number, OWN, again, '这件诉求现在不由您办理。')]));
    });
  }
  return element(
    'li',
    'minqing-train-case',
    element('h3', null, caseLink(of.number), ' ', of.subject),
    element(
      'p',
      'minqing-train-facts',
      [
        of.kindLabel,
        of.label,
        of.owner ? '责任单位：' + of.owner : '',
        of.promisedAt && of.state !== 'BOARDED' ? '完成日期：' + time(of.promisedAt) : '',
        of.doneAt ? '办结：' + time(of.doneAt) : ''
      ]
        .filter(Boolean)
        .map(text => element('span', null, text))
    ),
    of.answer ? element('p', 'minqing-words', '答复：' + of.answer) : null,
    of.result ? element('p', 'minqing-words', '办理结果：' + of.result) : null,
    open,
    place
  );
}

function sitting(of) {
  const again = () => {
    location.hash = '#/minqing/train?number=' + encodeURIComponent(of.number) + '&at=' + Date.now();
  };
  return [
    element(
      'p',
      null,
      element('a', {href: '#/minqing/train'}, '返回各期直通车')
    ),
    element('p', 'minqing-area', of.area + '，' + (of.leader || '') + '主持，' + time(of.openedAt) + ' 至 ' + time(of.dueAt)),
    counts(of),
    element('ul', 'minqing-train', of.appeals.map(one => line(one, again)))
  ];
}

function candidates(found) {
  return found.length
    ? element(
        'fieldset',
        'minqing-outcomes',
        element('legend', null, '选择诉求（可选 ' + found.length + ' 件）'),
        found.map(one =>
          element(
            'label',
            'minqing-choice',
            element('input', {type: 'checkbox', name: 'appeals', value: one.number}),
            [one.number, one.subject, one.kindLabel, one.unit, '期限 ' + time(one.dueAt)].filter(Boolean).join('，')
          )
        )
      )
    : note('没有找到可以列入直通车的诉求：应在本区域网格、社区或街道办理，未挂账、未到期。');
}

/** What was ticked stays ticked while other words are looked for, and whoever stands on it stays there. */
function search(form, place) {
  const words = element('input', {type: 'search', class: 'form-control', name: 'words'});
  const kind = element(
    'select',
    {class: 'form-control', name: 'kind'},
    element('option', {value: ''}, '全部'),
    element('option', {value: 'ECONOMIC'}, '经济类'),
    element('option', {value: 'LIVELIHOOD'}, '民生类')
  );
  const find = element('button', {type: 'button', class: 'btn btn-default'}, '查找');
  const look = () =>
    read('train-sittings/choices', {words: words.value.trim(), kind: kind.value}).then(
      found => {
        const ticked = [...place.querySelectorAll('input:checked')].map(box => box.closest('label'));
        const kept = new Set(ticked.map(label => label.querySelector('input').value));
        const others = found.appeals.filter(one => !kept.has(one.number));
        const focused = document.activeElement;
        place.replaceChildren(...ticked, ...(others.length || !kept.size ? [candidates(others)] : []));
        if (place.contains(focused)) {
          focused.focus();
        }
      },
      failed => place.replaceChildren(note(failed.message))
    );
  find.addEventListener('click', look);
  words.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
      look();
    }
  });
  return element(
    'div',
    'minqing-filters',
    element('label', 'minqing-field', element('span', null, '编号或标题'), words),
    element('label', 'minqing-field', element('span', null, '类别'), kind),
    find
  );
}

function opening(choices) {
  if (!choices.mayOpen) {
    return null;
  }
  const said = element('p', {role: 'status'});
  const place = element('div', 'minqing-candidates', candidates(choices.appeals));
  const form = element(
    'form',
    {class: 'minqing-section', 'aria-label': '安排一期直通车'},
    element('h2', null, '安排一期直通车'),
    element(
      'label',
      'minqing-field',
      element('span', null, '主持领导'),
      element(
        'select',
        {name: 'leader', class: 'form-control', required: true},
        choices.leaders.map(one => element('option', {value: one.id}, one.name))
      )
    ),
    element(
      'label',
      'minqing-field',
      element('span', null, '最后一天（当天 17:30 结束）'),
      element('input', {name: 'lastDay', type: 'date', class: 'form-control', required: true, min: choices.firstDay, value: choices.firstDay})
    )
  );
  form.append(
    search(form, place),
    place,
    element('button', {type: 'submit', class: 'btn btn-primary'}, '安排本期'),
    said
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    const given = new FormData(form);
    write('train-sittings', {
      leader: given.get('leader'),
      lastDay: given.get('lastDay'),
      appeals: given.getAll('appeals')
    }).then(
      opened => {
        location.hash = '#/minqing/train?number=' + encodeURIComponent(opened.number);
      },
      failed => said.replaceChildren(element('span', 'minqing-overdue', failed.message))
    );
  });
  return form;
}

function total(all, what) {
  return all.reduce((sum, one) => sum + one[what], 0);
}

function overview([all, choices]) {
  return [
    counts({
      economic: total(all, 'economic'),
      livelihood: total(all, 'livelihood'),
      answered: total(all, 'answered'),
      done: total(all, 'done')
    }),
    table(
      '各期直通车',
      ['期号', '区域', '主持领导', '开始', '结束', '经济类', '民生类', '已答复', '已办结'],
      all.map(one => [
        element('a', {href: '#/minqing/train?number=' + encodeURIComponent(one.number)}, one.number),
        one.area,
        one.leader,
        time(one.openedAt),
        time(one.dueAt),
        one.economic,
        one.livelihood,
        one.answered,
        one.done
      ])
    ),
    opening(choices)
  ].filter(Boolean);
}

export function trainPage(node) {
  const number = parameters().get('number');
  if (number) {
    show(frame(node, 'train', '直通车 ' + number), read('train-sittings/' + encodeURIComponent(number)), sitting);
  } else {
    show(
      frame(node, 'train', '惠企便民直通车'),
      Promise.all([read('train-sittings'), read('train-sittings/choices')]),
      overview
    );
  }
}
