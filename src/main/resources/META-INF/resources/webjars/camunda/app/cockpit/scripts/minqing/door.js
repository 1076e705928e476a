/* The addresses of ours that are no figures: a case's records, its tasks, sittings and leaders' cases. */

const root = document.querySelector('base').getAttribute('app-root') + '/api/minqing/';

async function answered(response) {
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法办理，请稍后再试');
  }
  return response.status === 204 ? null : response.json();
}

export async function read(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  const asked = query.toString();
  return answered(
    await fetch(root + path + (asked ? '?' + asked : ''), {
      headers: {Accept: 'application/json'},
      credentials: 'same-origin'
    })
  );
}

export async function write(path, body, method = 'POST') {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  return answered(
    await fetch(root + path, {
      method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-XSRF-TOKEN': token ? decodeURIComponent(token[1]) : ''
      },
      credentials: 'same-origin',
      body: JSON.stringify(body)
    })
  );
}

/** The path of something of one case. */
export function ofCase(number, what) {
  return 'appeals/' + encodeURIComponent(number) + '/' + what;
}

/** 3月2日 10:00 of a time that the server writes with its zone; the year where it is another. */
export function time(text) {
  const [, year, month, day, clock] = (text || '').match(/^(\d+)-(\d+)-(\d+)T(\d+:\d+)/) || [];
  if (!year) {
    return '';
  }
  const thisYear = Number(year) === new Date().getFullYear();
  return (thisYear ? '' : year + '年') + Number(month) + '月' + Number(day) + '日 ' + clock;
}

/** 37% of 0.372. */
export function percent(of) {
  return of === null || of === undefined ? '' : Math.round(100 * of) + '%';
}
