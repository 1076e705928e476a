/* Words of the form library and its date picker, which ask no locale file. */

const EXACT = {
  'Field is required.': '此项必填',
  'Value is not a number.': '请填写数字',
  'Value is expected to be an integer.': '请填写整数',
  'Field must be a valid email.': '请填写正确的邮箱地址',
  'Nothing to show.': '没有内容',
  'No results': '没有结果',
  Select: '请选择',
  Search: '查找',
  optional: '选填',
  Increment: '加',
  Decrement: '减',
  'Remove tag': '移除',
  'Add new': '添加一项',
  'Previous page': '上一页',
  'Next page': '下一页'
};

const PATTERNS = [
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多 $1 位小数'],
  [/^Please select a valid value, the two nearest valid values are (\S+) and (\S+)\.$/, '请填写有效的数值，相近的有 $1 和 $2'],
  [/^Field must have minimum value of (\S+)\.$/, '不能小于 $1'],
  [/^Field must have maximum value of (\S+)\.$/, '不能大于 $1'],
  [/^Field must have minimum length of (\d+)\.$/, '不能少于 $1 个字'],
  [/^Field must have maximum length of (\d+)\.$/, '不能超过 $1 个字'],
  [/^Value is expected to .*$/, '请填写正确的数值'],
  [/^Remove list item (\d+)$/, '移除第 $1 项'],
  [/^Field must match pattern .*$/, '格式不正确'],
  [/^Field must be a valid\s+international phone number\..*$/, '请填写正确的电话号码']
];

const PLACES = '.fjs-form-field-error, .fjs-form-field-error *, .fjs-select-placeholder, .fjs-select-display, .fjs-table-td';

export const CALENDAR = {
  weekdays: {
    shorthand: ['日', '一', '二', '三', '四', '五', '六'],
    longhand: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']
  },
  months: {
    shorthand: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
    longhand: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月']
  },
  firstDayOfWeek: 1,
  yearAriaLabel: '年',
  monthAriaLabel: '月'
};

/** The Chinese for a message of the form library; anything else comes back as it is. */
export function chinese(text) {
  const trimmed = text.trim();
  if (Object.hasOwn(EXACT, trimmed)) {
    return EXACT[trimmed];
  }
  const known = PATTERNS.find(([pattern]) => pattern.test(trimmed));
  return known ? trimmed.replace(...known) : text;
}

function translateTexts(form) {
  form.querySelectorAll(PLACES).forEach(place =>
    place.childNodes.forEach(node => {
      if (node.nodeType === Node.TEXT_NODE && chinese(node.data) !== node.data) {
        node.data = chinese(node.data);
      }
    })
  );
  ['title', 'aria-label'].forEach(name =>
    form.querySelectorAll('[' + name + ']').forEach(part => {
      const word = chinese(part.getAttribute(name));
      if (word !== part.getAttribute(name)) {
        part.setAttribute(name, word);
      }
    })
  );
  form.querySelectorAll('input[placeholder]').forEach(input => {
    const word = /^[my][my]?\W/i.test(input.placeholder) || /yyyy/.test(input.placeholder)
      ? '年/月/日'
      : chinese(input.placeholder);
    if (word !== input.placeholder) {
      input.placeholder = word;
    }
  });
}

function translatePickers(form) {
  form.querySelectorAll('.flatpickr-input').forEach(input => {
    const picker = input._flatpickr;
    if (picker && picker.config.locale !== CALENDAR) {
      picker.set('locale', CALENDAR);
    }
  });
}

/** Says all of a form's own words in Chinese; called again whenever it has changed. */
export function translate(form) {
  translateTexts(form);
  translatePickers(form);
}
