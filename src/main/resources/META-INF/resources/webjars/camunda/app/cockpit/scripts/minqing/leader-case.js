/* 带件下访: a leader takes a case himself, visits, decides or lets a unit act; how far all of them are. */
import {caseLink, element, frame, note, show, table} from './page.js';
import {answers} from './answer.js';
import {ofCase, read, time, write} from './door.js';

const OWN = ['userTask_visitRequester', 'userTask_decideCase', 'userTask_carryOutOrder'];

function taking(number, done) {
  const said = element('p', {role: 'status'});
  const form = element(
    'form',
    {class: 'minqing-take', 'aria-label': '带件下访'},
    element(
      'label',
      'minqing-field',
      element('span', null, '带件理由'),
      element('textarea', {name: 'reason', class: 'form-control', required: true, maxlength: 500, rows: 2})
    ),
    element('button', {type: 'submit', class: 'btn btn-default'}, '由我带件下访'),
    said
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    write(ofCase(number, 'leader-case'), {reason: new FormData(form).get('reason')}).then(done, failed =>
      said.replaceChildren(element('span', 'minqing-overdue', failed.message))
    );
  });
  return form;
}

function facts(of) {
  return element(
    'dl',
    'minqing-facts',
    [
      ['领导', [of.leader, of.unit].filter(Boolean).join('，')],
      ['状态', of.label],
      ['带件', time(of.takenAt)],
      ['理由', of.reason],
      ['走访', time(of.visitedAt)],
      ['走访情况', of.findings],
      ['交办', of.orderedUnit],
      ['结束', time(of.endedAt)],
      ['领导答复', of.reply]
    ]
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [element('dt', null, name), element('dd', null, value)])
  );
}

/**
 * The section of a case's page.
 *
 * @param of the case's file
 * @param again draws the page anew
 */
export function leaderCase(of, again) {
  const place = element('div');
  read(ofCase(of.number, 'leader-case')).then(
    ({mayTake, taken}) => {
      if (taken.length || mayTake) {
        place.className = 'minqing-section';
        place.replaceChildren(
          element('h2', null, '带件下访'),
          ...taken.map(facts),
          ...(taken.some(one => one.state === 'TAKEN') ? [answers(of.number, OWN, again)] : []),
          ...(mayTake ? [taking(of.number, again)] : [])
        );
      }
    },
    failed => place.replaceChildren(note(failed.message))
  );
  return place;
}

export function leaderCasesPage(node) {
  show(frame(node, 'leader-cases', '带件下访'), read('leader-cases'), all => [
    note('打开一件在网格、社区或街道办理的诉求，即可由本人带件下访；原期限继续计算。'),
    table(
      '领导带件及其进展',
      ['编号', '问题', '领导', '状态', '带件', '走访', '交办', '办理期限', '结束'],
      all.map(one => [
        caseLink(one.number),
        one.subject,
        one.leader,
        one.ledToResult ? element('strong', null, one.label) : one.label,
        time(one.takenAt),
        time(one.visitedAt),
        one.orderedUnit,
        element('span', one.overdue ? 'minqing-overdue' : null, time(one.dueAt)),
        time(one.endedAt)
      ])
    )
  ]);
}
