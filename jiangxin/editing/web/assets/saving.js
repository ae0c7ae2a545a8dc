// What was typed → the file, a moment after the typing stops; what that came to → the line at the head of the page.
//
// One thing is under way at a time. The form is never touched by a save: neither the caret nor what is typed
// meanwhile moves. What could not be saved stays in the form, and in the browser until the tab is closed.
import { $, desk, post, say } from './calls.js'
import { changesBetween, readForm, settle } from './reading.js'
import { showProblems } from './problems.js'

const PAUSE_MS = 600
const AGAIN_MS = 3000
const kept = `desk:${desk.ref}`

/**
 * Watch over a form.
 * @param {{onSaved: (told: object) => void, onStale: (told: object, changes: object) => Promise<boolean>}} hooks
 *   `onStale` has the editor choose: true where the form now stands on what the file says
 */
export function saverOf({ onSaved, onStale }) {
  let form, saved, digest
  let problems = []
  let timer = 0
  let busy = Promise.resolve()
  let state = 'saved'

  function tell(next, facts = {}) {
    state = next
    const line = $('[data-state]')
    const words = say(`state.${next}`, facts)
    if (line.textContent !== words) line.textContent = words
    line.dataset.is = next
    const go = $('[data-go]')
    go.textContent = desk.words[`go.${next}`] ?? ''
    go.hidden = !go.textContent
  }

  const changes = () => changesBetween(saved, readForm(form))
  const isClean = () => !Object.keys(changes()).length

  /** Take a form for the one that is written; `as` is the same form as the file has it, `found` the file's problems. */
  function watch(next, as, found) {
    form = next
    digest = form.dataset.digest
    saved = readForm(as)
    settle(saved)
    problems = found
    showProblems(form, problems)
    clearTimeout(timer)
    if (isClean()) rest()
    else {
      tell('waiting')
      touch()
    }
  }

  /** Nothing is left to be saved. */
  function rest() {
    clearTimeout(timer)
    sessionStorage.removeItem(kept)
    tell('saved')
  }

  /** Whether nothing is sent before the editor has done something else. */
  const isHeld = () => state === 'stale' || state === 'shut'

  function touch() {
    if (isHeld()) return keep()
    if (isClean()) {
      if (state === 'refused') showProblems(form, problems)
      return state === 'saving' || rest()
    }
    keep()
    if (state !== 'saving') tell('waiting')
    clearTimeout(timer)
    timer = setTimeout(saveUnlessHeld, PAUSE_MS)
  }

  function keep() {
    try {
      sessionStorage.setItem(kept, JSON.stringify({ digest, changes: changes() }))
    } catch {
      // This browser keeps nothing: what is not saved is asked about when the page is left.
    }
  }

  /** Do something alone, after what is under way. */
  function alone(work) {
    busy = busy.then(work, work)
    return busy
  }

  /** Save now: asked for. */
  const save = () => alone(send)

  /** Save because of a pause, or of a field that was left; what is under way may yet end in a question. */
  const saveUnlessHeld = () => alone(() => (isHeld() ? undefined : send()))

  async function send() {
    clearTimeout(timer)
    const sent = readForm(form)
    const changed = changesBetween(saved, sent)
    const hasGoneOn = () => JSON.stringify(changes()) !== JSON.stringify(changed)
    if (!Object.keys(changed).length) return rest()
    tell('saving')
    const { status, told } = await post(`save/${desk.ref}`, { digest, changes: changed })
    if (status === 200) {
      digest = told.digest
      saved = sent
      settle(saved)
      problems = told.problems
      showProblems(form, problems)
      if (isClean()) rest()
      else {
        tell('waiting')
        touch()
      }
      onSaved(told)
    } else if (status === 422) {
      showProblems(form, told.problems)
      tell('refused', { count: told.problems.filter(each => each.weight === 'blocks').length })
      if (hasGoneOn()) touch() // it was mended meanwhile
    } else if (status === 409 && hasGoneOn()) {
      tell('waiting') // who is typing is not asked yet, and then about all of it
      touch()
    } else if (status === 409) {
      tell('stale')
      if (await onStale(told, changed)) return send()
    } else if (status === 403) {
      tell('shut')
    } else {
      tell(status ? 'failed' : 'away', { reason: told.error ?? '' })
      timer = setTimeout(saveUnlessHeld, AGAIN_MS)
    }
  }

  addEventListener('beforeunload', event => {
    if (form && !isClean()) event.preventDefault()
  })
  addEventListener('online', saveUnlessHeld)

  return {
    watch,
    touch,
    save,
    saveUnlessHeld,
    alone,
    isClean,
    changes,
    tell,
    get state() {
      return state
    },
    get digest() {
      return digest
    },
    /** Take what is typed for changes of the file as it was at an earlier digest. */
    since(earlier) {
      digest = earlier
    },
  }
}

/** Keep what was left over for the next visit in this tab. */
export const keepLeft = left => sessionStorage.setItem(kept, JSON.stringify(left))

/** Give what an earlier visit in this tab could not save: `{digest, changes}`, or null. */
export function leftOver() {
  try {
    return JSON.parse(sessionStorage.getItem(kept))
  } catch {
    return null
  }
}
