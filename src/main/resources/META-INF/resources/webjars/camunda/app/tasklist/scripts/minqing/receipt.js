/* 受理单: right after a report its number is shown, with the code by which the person who asked can follow it. */
import {ask, element} from './page.js';

const STARTED = /\/process-definition\/[^/?]+(?:\/[^/?]+)?\/(?:submit-form|start)(?:\?|$)/;

function line(label, value) {
  return element('p', '', element('span', '', label), element('strong', '', value));
}

function show(receipt) {
  document.querySelectorAll('.minqing-receipt').forEach(before => before.remove());
  const close = element('button', 'btn btn-default', '关闭');
  const print = element('button', 'btn btn-primary', '打印受理单');
  const box = element(
    'div',
    'minqing-receipt',
    element('h3', '', '已受理'),
    line('诉求编号 ', receipt.number),
    line('查询码 ', receipt.code),
    line('查询网址 ', receipt.address),
    print,
    close
  );
  box.setAttribute('role', 'status');
  close.type = print.type = 'button';
  close.addEventListener('click', () => box.remove());
  print.addEventListener('click', () => window.print());
  document.body.append(box);
}

/** Tasklist does not say what it has started; the engine's answer does. */
export function watchReports() {
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function(method, url, ...more) {
    if (method === 'POST' && STARTED.test(url)) {
      this.addEventListener('load', () => {
        const started = this.status === 200 ? JSON.parse(this.responseText) : {};
        if (started.businessKey) {
          ask('receipts/' + encodeURIComponent(started.businessKey)).then(show, () => undefined);
        }
      });
    }
    return open.call(this, method, url, ...more);
  };
}
