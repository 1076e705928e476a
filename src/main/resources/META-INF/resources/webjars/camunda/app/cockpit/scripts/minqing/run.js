/* 诉求经过: beside a stock instance page, for who runs the application: where the case has been, and nothing it says. */
import {ask, element, note, show, table} from './page.js';

export function runTab(node, {processInstanceId}) {
  const place = element('div', 'minqing-run');
  node.replaceChildren(place);
  show(place, ask('runs/' + encodeURIComponent(processInstanceId)), of =>
    of.number
      ? [
          element(
            'dl',
            'minqing-facts',
            [
              ['编号', of.number],
              ['状态', of.state],
              ['层级', of.level],
              ['办理期限', of.dueAt ? of.dueAt + '，' + of.left : null]
            ]
              .filter(([, value]) => value)
              .flatMap(([name, value]) => [element('dt', null, name), element('dd', null, value)])
          ),
          element('h4', null, '各级用时'),
          table(
            '各级用时',
            ['层级', '单位', '进入', '离开', '用时', '结果'],
            of.stays.map(stay => [stay.level, stay.unit, stay.from, stay.until, stay.lasted, stay.leftBy])
          ),
          element('h4', null, '办理经过'),
          table(
            '办理经过',
            ['时间', '事项', '单位', '步骤'],
            of.steps.map(step => [step.time, step.what, step.unit, step.element])
          )
        ]
      : note('这个流程实例不办理诉求。')
  );
}
