/* Small tools that the parts share. */

const root = document.querySelector('base').getAttribute('app-root');

/** Where something of ours is served. */
export function address(path) {
  return root + '/api/minqing/' + path;
}

/**
 * Asks our own addresses, or sends a file or an object there; answers the parsed body, or throws with the sentence that the server
 * says.
 */
export async function ask(path, sent) {
  const headers = {Accept: 'application/json'};
  const request = {headers, credentials: 'same-origin'};
  if (sent) {
    request.method = 'POST';
    if (sent instanceof File) {
      request.body = new FormData();
      request.body.append('file', sent);
    } else {
      request.body = JSON.stringify(sent);
      headers['Content-Type'] = 'application/json';
    }
    headers['X-XSRF-TOKEN'] = (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1];
  }
  const response = await fetch(address(path), request);
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法读取，请稍后再试');
  }
  return response.json();
}

/** Tells our own addresses something that is answered by nothing; throws with the sentence that the server says. */
export async function tell(path, body) {
  const response = await fetch(address(path), {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      'X-XSRF-TOKEN': (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1]
    },
    body: JSON.stringify(body || {})
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法办理，请稍后再试');
  }
}

/** An element with a class and content: texts and elements, empty ones left out. */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...content.filter(part => part !== null && part !== undefined && part !== ''));
  return made;
}

/** The task that Tasklist shows now, by its address. */
export function currentTask() {
  const query = window.location.hash.split('?')[1];
  return query ? new URLSearchParams(query).get('task') : null;
}
