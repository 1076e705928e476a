/* 三率: what they are, of which cases, against the period before and the units beside. */
import {ask, caseLink, chart, element, frame, parameters, show, table} from './page.js';

function percent(value) {
  return value === null ? '暂无' : value + '%';
}

function change(of) {
  if (of.percent === null || of.percentBefore === null) {
    return '上期' + percent(of.percentBefore);
  }
  const by = Math.round(10 * (of.percent - of.percentBefore)) / 10;
  return '上期 ' + percent(of.percentBefore) + (by === 0 ? '，持平' : by > 0 ? '，上升 ' + by : '，下降 ' + -by);
}

function card(of, open) {
  const button = element(
    'button',
    {type: 'button', class: 'minqing-tile'},
    element('strong', null, percent(of.percent)),
    element('span', null, of.label + '：' + of.part + ' / ' + of.whole + ' 件'),
    element('small', null, change(of))
  );
  button.title = of.meaning;
  button.addEventListener('click', () => open(of));
  return button;
}

function behind(of, asked, place) {
  const rows = [];
  function more(after) {
    ask('rates/' + of.rate + '/cases', {...asked, after}).then(found => {
      rows.push(
        ...found.cases.map(one => [
          caseLink(one.number),
          one.subject,
          one.unit,
          one.date,
          element('span', one.met ? null : 'minqing-overdue', one.met ? '计入' : '未计入')
        ])
      );
      const further = found.next ? element('button', {type: 'button', class: 'btn btn-default'}, '继续显示') : null;
      if (further) {
        further.addEventListener('click', () => more(found.next));
      }
      place.replaceChildren(
        element('h2', null, of.label + '由哪些诉求组成'),
        element('p', null, of.meaning),
        table(of.label, ['编号', '问题', '所属单位', '日期', '是否计入'], rows),
        ...(further ? [further] : [])
      );
      if (!after) {
        place.focus();
      }
    });
  }
  more();
}

function sisters(of) {
  const named = of.sisters.filter(one => one.percents.some(value => value !== null) || one.itself);
  return [
    element('h2', null, '同级单位对比'),
    chart('同级单位三率对比', {
      color: ['#1f6469', '#b36b00', '#5b4b8a', '#7a8c33'],
      tooltip: {trigger: 'axis'},
      legend: {top: 0},
      grid: {left: 44, right: 12, top: 36, bottom: 60},
      xAxis: {type: 'category', data: named.map(one => one.name), axisLabel: {interval: 0, rotate: named.length > 6 ? 30 : 0}},
      yAxis: {type: 'value', max: 100, axisLabel: {formatter: '{value}%'}},
      series: of.rates.map((rate, at) => ({name: rate.label, type: 'bar', barMaxWidth: 60, data: named.map(one => one.percents[at])}))
    }),
    table(
      '同级单位对比',
      ['单位', ...of.rates.map(rate => rate.label)],
      named.map(one => [one.itself ? element('b', null, one.name) : one.name, ...one.percents.map(percent)])
    )
  ];
}

export function ratesPage(node) {
  const chosen = parameters();
  const asked = {unit: chosen.get('unit') || '', from: chosen.get('from') || '', to: chosen.get('to') || ''};
  const place = frame(node, 'rates', '三率');
  show(place, Promise.all([ask('choices'), ask('rates', asked)]), ([choices, of]) => {
    const cases = element('div', {tabindex: '-1', class: 'minqing-section'});
    const form = element(
      'form',
      {class: 'minqing-filters', 'aria-label': '单位和时段'},
      element(
        'label',
        'minqing-field',
        element('span', null, '单位'),
        element(
          'select',
          {name: 'unit', class: 'form-control'},
          [...choices.areas, ...choices.units].map(unit =>
            element('option', {value: unit.code, selected: unit.code === of.unit}, unit.name)
          )
        )
      ),
      element('label', 'minqing-field', element('span', null, '从'), element('input', {type: 'date', name: 'from', class: 'form-control', value: asked.from})),
      element('label', 'minqing-field', element('span', null, '到'), element('input', {type: 'date', name: 'to', class: 'form-control', value: asked.to})),
      element('button', {type: 'submit', class: 'btn btn-primary'}, '查询')
    );
    form.addEventListener('submit', event => {
      event.preventDefault();
      const query = new URLSearchParams(new FormData(form));
      location.hash = '#/minqing/rates?' + query;
    });
    return [
      form,
      element('p', 'minqing-area', of.name + '，' + of.period + '（上期：' + of.before + '）'),
      element('div', 'minqing-tiles', of.rates.map(rate => card(rate, open => behind(open, asked, cases)))),
      cases,
      ...(of.sisters.length ? sisters(of) : [])
    ];
  });
}
