// Going back over what was saved, and forth again.
import { $, post, say } from './calls.js'

/**
 * Have the two buttons and the keys go back and forth.
 * @param {{before: () => Promise<boolean>, after: (told: object) => unknown, tell: (state: string, facts?: object) => void,
 *   alone: (work: () => Promise<void>) => Promise<void>}} hooks
 *   `before` is asked first: true where that was all there was to take back; `alone` has a step taken when nothing
 *   else is under way
 */
export function tendUndo({ before, after, tell, alone = work => work() }) {
  async function go(way) {
    if (way === 'undo' && (await before())) return
    await alone(() => take(way))
  }

  async function take(way) {
    const { status, told } = await post(way)
    if (status === 200 && told.step) await after(told.step)
    else if (status === 200) tell(`no-${way}`)
    else if (status === 409) tell(`stale-${way}`)
    else tell(status === 403 ? 'shut' : status ? 'failed' : 'away', { reason: told.error ?? '' })
  }
  $('[data-undo]').addEventListener('click', () => go('undo'))
  $('[data-redo]').addEventListener('click', () => go('redo'))
  addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || $('dialog[open]')) return
    const key = event.key.toLowerCase()
    const way = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : ''
    if (!way || isWriting(event.target)) return // in a text the browser goes back by itself, letter by letter
    event.preventDefault()
    go(way)
  })
}

const isWriting = target => target.matches?.('textarea, input:not([type=checkbox], [type=file])')

/** Say what was taken back, at once or on the page that is opened for it. */
export function goTo(step) {
  sessionStorage.setItem('desk-told', say(step.state, { name: step.title }))
  location.assign(step.href)
}

/** Give what the page before this one left to be told; "" where nothing. */
export function leftToTell() {
  const told = sessionStorage.getItem('desk-told') ?? ''
  sessionStorage.removeItem('desk-told')
  return told
}

