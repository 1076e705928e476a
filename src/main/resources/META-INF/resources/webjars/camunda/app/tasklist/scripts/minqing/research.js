/* Joint research and whistles as sections of a task's card: how far each department is, and its measures. */
import {ask, element} from './page.js';

/** 3月2日 10:00 of a time that the server writes with its zone. */
function time(text) {
  const [, month, day, clock] = (text || '').match(/^\d+-(\d+)-(\d+)T(\d+:\d+)/) || [];
  return month ? Number(month) + '月' + Number(day) + '日 ' + clock : '';
}

function row(tag, cells) {
  return element('tr', null, ...cells.map(cell => element(tag, null, cell === null ? '' : String(cell))));
}

function table(heads, rows) {
  return element('table', 'minqing-table', element('thead', null, row('th', heads)), element('tbody', null, ...rows));
}

function departments(research) {
  return table(
    ['单位', '状态', '通知', '阅读', '签收', '到场', '意见', '措施'],
    research.departments.map(of =>
      row('td', [
        of.unit.name,
        of.label,
        time(of.notifiedAt),
        time(of.readAt),
        time(of.acceptedAt),
        time(of.onSiteAt),
        time(of.opinionAt),
        time(of.measuresDoneAt) || (of.measures ? of.measuresDone + ' / ' + of.measures : '')
      ])
    )
  );
}

function measures(research) {
  return table(
    ['批次', '单位', '措施', '完成日期', '进度', '情况'],
    research.measures.map(of =>
      row('td', [
        of.batch,
        of.unit.name,
        of.text,
        time(of.dueAt),
        of.planned ? of.achieved + ' / ' + of.planned : of.doneAt ? '已完成' : '',
        of.result
      ])
    )
  );
}

function section(research) {
  return element(
    'section',
    null,
    element('h4', null, '组团调研（第 ' + research.round + ' 轮，' + research.state + '）'),
    element('p', 'minqing-note', '双牵头：' + research.leadDepartment.name + '、' + research.guidanceGroup.name),
    research.departments.length ? departments(research) : null,
    research.measures.length ? measures(research) : null,
    research.planned
      ? element('p', 'minqing-note', '总进度：' + research.planned + ' 中已完成 ' + research.achieved)
      : null,
    research.endingReason ? element('p', 'minqing-words', '提前结束：' + research.endingReason) : null
  );
}

function whistle(of) {
  return element(
    'section',
    null,
    element('h4', null, of.street + '吹哨（' + time(of.askedAt) + '）'),
    element('p', 'minqing-words', of.reason),
    of.declinedReason ? element('p', 'minqing-words', '不予吹哨：' + of.declinedReason) : null,
    of.arrivalDueAt ? element('p', 'minqing-note', '到场期限：' + time(of.arrivalDueAt)) : null,
    of.departments.length
      ? table(
          ['单位', '状态', '通知', '阅读', '到场', '答复', '处置意见', '街道评价'],
          of.departments.map(one =>
            row('td', [
              one.unit,
              one.label,
              time(one.notifiedAt),
              time(one.readAt),
              time(one.onSiteAt),
              time(one.answeredAt),
              one.answer,
              [one.ratingLabel, one.ratingComment].filter(Boolean).join('：')
            ])
          )
        )
      : null
  );
}

/** Fills a place with the whistles on a case; it stays empty where there is none. */
export function whistles(number) {
  return fill('appeals/' + encodeURIComponent(number) + '/whistles', whistle);
}

function fill(path, draw) {
  const place = element('div', 'minqing-research');
  ask(path).then(
    records => place.replaceChildren(...records.map(draw)),
    failed => place.replaceChildren(element('p', 'minqing-note', failed.message))
  );
  return place;
}

/** Fills a place with the researches on a case; it stays empty where there is none. */
export function research(number) {
  return fill('appeals/' + encodeURIComponent(number) + '/research', section);
}
