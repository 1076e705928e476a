/*
 * 草稿箱: what somebody has written and not sent yet, kept in this browser for him alone. Each draft is sealed (AES-256-GCM)
 * with a key that the server makes for the officer who is signed in and that is never written down here: whoever sits at
 * the same machine next, or looks into the browser's files, reads nothing. It is gone when it is sent, when its officer
 * signs out, and after DAYS_KEPT.
 *
 * Who a requester is (PERSONAL) is not kept at all, sealed or not: personal data lie in one encrypted table with an
 * audit of each look and an erasure that finds every copy, and no erasure reaches a browser. A name and a telephone
 * number are written again in seconds.
 *
 * Where the browser seals nothing (plain http to another machine) drafts live in sessionStorage and end with the window.
 */
const PREFIX = 'minqing-draft:';
const PERSONAL = new Set(['requesterName', 'requesterPhone', 'requesterAddress', 'requesterId', 'name', 'phone']);
const DAYS_KEPT = 7;
const API = '/camunda/api/minqing/draft-key';

const sealing = Boolean(window.crypto && window.crypto.subtle);
const kept = sealing ? window.localStorage : window.sessionStorage;
let drafts = new Map();
let officer = null;
let key = null;
let turn = 0;
let writing = Promise.resolve();

function bytes(base64) {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}

function base64(data) {
  return btoa(String.fromCharCode(...new Uint8Array(data)));
}

function mine() {
  return PREFIX + officer + ':';
}

async function sealed(text) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const secret = await crypto.subtle.encrypt({name: 'AES-GCM', iv: nonce}, key, new TextEncoder().encode(text));
  return base64(nonce) + '.' + base64(secret);
}

async function opened(text) {
  const [nonce, secret] = text.split('.').map(bytes);
  return new TextDecoder().decode(await crypto.subtle.decrypt({name: 'AES-GCM', iv: nonce}, key, secret));
}

/** Whatever cannot be opened or is too old is thrown away. */
async function read(name) {
  try {
    const text = kept.getItem(name);
    const draft = JSON.parse(sealing ? await opened(text) : text);
    if (Date.now() - draft.at < DAYS_KEPT * 86400000) {
      return draft;
    }
  } catch (unreadable) {
    // another key, or none of ours
  }
  kept.removeItem(name);
  return null;
}

/** Opens the drafts of whoever is signed in; nobody's where nobody is. */
export async function unlock() {
  const asked = ++turn;
  lock();
  const response = await fetch(API, {credentials: 'same-origin', headers: {Accept: 'application/json'}}).catch(() => null);
  if (!response || !response.ok || asked !== turn) {
    return;
  }
  const given = await response.json();
  const made = sealing ? await crypto.subtle.importKey('raw', bytes(given.key), 'AES-GCM', false, ['encrypt', 'decrypt']) : null;
  if (asked !== turn) {
    return;
  }
  officer = given.officer;
  key = made;
  const found = new Map();
  for (const name of Object.keys(kept).filter(one => one.startsWith(mine()))) {
    const draft = await read(name);
    if (draft) {
      found.set(name.slice(mine().length), draft);
    }
  }
  if (asked === turn) {
    found.forEach((draft, name) => drafts.has(name) || drafts.set(name, draft));
  }
}

/** Forgets the key: until {@link unlock} there are no drafts. */
export function lock() {
  officer = null;
  key = null;
  drafts = new Map();
}

/** @return the id of the officer whose drafts are open, or null */
export function whose() {
  return officer;
}

/** @return what was written, by the names of fields, or null */
export function draft(name) {
  return drafts.has(name) ? drafts.get(name).fields : null;
}

/** @param fields by name; who a requester is is left out, and with nothing left the draft is gone */
export function keep(name, fields) {
  if (!officer) {
    return;
  }
  const shown = Object.fromEntries(Object.entries(fields).filter(([field]) => !PERSONAL.has(field)));
  if (!Object.keys(shown).length) {
    forget(name);
    return;
  }
  const now = {at: Date.now(), fields: shown};
  const place = mine() + name;
  drafts.set(name, now);
  if (!sealing) {
    kept.setItem(place, JSON.stringify(now));
    return;
  }
  const asked = turn;
  writing = sealed(JSON.stringify(now)).then(text => {
    if (asked === turn && drafts.get(name) === now) {
      kept.setItem(place, text);
    }
  });
}

/** Ends when what was kept last is written. */
export function written() {
  return writing;
}

export function forget(name) {
  drafts.delete(name);
  if (officer) {
    kept.removeItem(mine() + name);
  }
}

/** The officer signs out. */
export function forgetAll() {
  if (officer) {
    Object.keys(kept).filter(name => name.startsWith(mine())).forEach(name => kept.removeItem(name));
  }
  turn++;
  lock();
}
