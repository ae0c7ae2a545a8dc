// What a page of the desk was handed, and how it asks the desk for something.

/** The root of the desk, the token, the words of the interface, and what the page is about. */
export const desk = JSON.parse(document.getElementById('desk').textContent)

const plan = self.trustedTypes?.createPolicy('desk', { createHTML: markup => markup })

/** Give the first element that a selector finds, or all of them. */
export const $ = (selector, root = document) => root.querySelector(selector)
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]

/** Give a sentence of the interface with its `{places}` filled. */
export const say = (key, facts = {}) => desk.words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name])

/** Give what markup from the desk itself says, as a document of its own. */
export function parsed(markup) {
  return new DOMParser().parseFromString(plan ? plan.createHTML(markup) : markup, 'text/html')
}

/** The headers that tell a change from what a form of another page could send. */
export const credentials = () => ({ 'X-Desk-Token': desk.token })

/** What came of a change is told in an answer: that it was refused, or that the file was changed elsewhere. */
const OUTCOMES = { refused: 422, stale: 409 }

/** Give the status that an answer comes to. */
export const outcome = (status, told) => OUTCOMES[told?.is] ?? status

/**
 * Post something and give `{status, told}`; status 0 where the desk does not answer.
 * @param {string} path below the root of the desk
 * @param {object} given what is sent
 */
export async function post(path, given = {}) {
  try {
    const answer = await fetch(desk.root + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...credentials() },
      body: JSON.stringify(given),
    })
    const told = await read(answer)
    return { status: outcome(answer.status, told), told }
  } catch {
    return { status: 0, told: {} }
  }
}

/** Get something; what it says, or null where the desk does not answer or refuses. */
export async function get(path, signal) {
  try {
    const answer = await fetch(desk.root + path, { signal })
    return answer.ok ? await read(answer) : null
  } catch {
    return null
  }
}

async function read(answer) {
  return answer.headers.get('Content-Type')?.startsWith('application/json') ? answer.json() : answer.text()
}
