/* 组团调研记录, 同题共答 and 吹哨 of one case: who was told, has read, accepted, was on site, answered and has done it, when. */
import {caseLink, element, table} from './page.js';
import {ofCase, percent, read, time} from './door.js';

function deliveries(of) {
  return table(
    '各部门送达和办理进度',
    ['部门', '状态', '通知', '阅读', '签收', '到场', '提出意见', '措施完成'],
    of.departments.map(one => [
      one.unit.name,
      one.label,
      time(one.notifiedAt),
      time(one.readAt),
      time(one.acceptedAt),
      time(one.onSiteAt),
      time(one.opinionAt),
      time(one.measuresDoneAt) || (one.measures ? one.measuresDone + ' / ' + one.measures + ' 项' : '')
    ])
  );
}

function measures(of) {
  return table(
    '分期分批的措施',
    ['批次', '部门', '措施', '完成日期', '进度', '情况'],
    of.measures.map(one => [
      one.batch,
      one.unit.name,
      one.text,
      time(one.dueAt),
      one.doneAt ? '已完成（' + time(one.doneAt) + '）' : one.planned ? one.achieved + ' / ' + one.planned : '办理中',
      one.result
    ])
  );
}

function facts(pairs) {
  return element(
    'dl',
    'minqing-facts',
    pairs.filter(([, value]) => value).flatMap(([name, value]) => [element('dt', null, name), element('dd', null, value)])
  );
}

function research(of) {
  return element(
    'section',
    'minqing-section',
    element('h2', null, '组团调研记录（第 ' + of.round + ' 轮，' + of.state + '）'),
    facts([
      ['双牵头', of.leadDepartment.name + '、' + of.guidanceGroup.name],
      ['召集', time(of.convenedAt)],
      ['现场调研', time(of.surveyedAt) || (of.surveyDueAt ? '应于 ' + time(of.surveyDueAt) + ' 前完成' : '')],
      ['调研情况', of.findings],
      ['解决方案', of.plan],
      ['责任部门签字', time(of.departmentSignedAt)],
      ['指导组签字', time(of.groupSignedAt)],
      ['总进度', of.planned ? of.planned + ' 中已完成 ' + of.achieved : ''],
      ['提前结束', of.endingReason]
    ]),
    deliveries(of),
    of.measures.length ? measures(of) : null
  );
}

function whistle(of) {
  return element(
    'section',
    'minqing-section',
    element('h2', null, of.street + '吹哨（' + time(of.askedAt) + '）'),
    facts([
      ['事由', of.reason],
      ['不予吹哨', of.declinedReason],
      ['到场期限', time(of.arrivalDueAt)]
    ]),
    table(
      '各部门报到和答复',
      ['部门', '状态', '通知', '阅读', '到场', '答复', '处置意见', '街道评价'],
      of.departments.map(one => [
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
  );
}

function shared(of) {
  const all = [...of.joined.map(one => ['并入', one]), ...of.waiting.map(one => ['被并入', one])];
  if (!all.length && !of.waitingNow) {
    return null;
  }
  return element(
    'section',
    'minqing-section',
    element('h2', null, '同题共答'),
    of.waitingNow ? element('p', null, of.waitingNow + ' 件诉求正在等待这件诉求的调研答复。') : null,
    table(
      '并入和退出记录',
      ['关系', '诉求编号', '状态', '相似度', '并入', '理由', '退出或答复', '退出理由'],
      all.map(([relation, one]) => [
        relation,
        caseLink(one.number),
        one.label,
        percent(one.similarity),
        [one.joinedBy, time(one.joinedAt)].filter(Boolean).join('，'),
        one.reason,
        [one.leftBy, time(one.leftAt)].filter(Boolean).join('，'),
        one.leftReason
      ])
    )
  );
}

/** Fills a place with what several units have to do with a case; it stays empty where that is nothing. */
export function records(number) {
  const place = element('div');
  Promise.all(['research', 'whistles', 'shared-answer'].map(what => read(ofCase(number, what)))).then(
    ([researches, whistles, question]) =>
      place.replaceChildren(
        ...[...researches.map(research), shared(question), ...whistles.map(whistle)].filter(Boolean)
      ),
    failed => place.replaceChildren(element('p', {class: 'minqing-overdue', role: 'alert'}, failed.message))
  );
  return place;
}
