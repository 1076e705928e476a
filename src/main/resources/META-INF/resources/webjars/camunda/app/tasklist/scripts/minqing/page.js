/* Small tools that the parts share. */

const root = document.querySelector('base').getAttribute('app-root');

/** Asks our own addresses; answers the parsed body, or throws with the sentence that the server says. */
export async function ask(path) {
  const response = await fetch(root + '/api/minqing/' + path, {
    headers: {Accept: 'application/json'},
    credentials: 'same-origin'
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || '暂时无法读取，请稍后再试');
  }
  return response.json();
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
