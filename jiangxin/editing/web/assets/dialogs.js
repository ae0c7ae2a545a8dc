// Questions: two versions of an entry, and whether it should go.
import { $, $$, say } from './calls.js'

/**
 * Show what was changed outside beside what was typed here; give the changes to go on with, null where it is left open.
 * @param {{path: string, label: string, theirs: string, mine: string, clashes: boolean}[]} both
 * @param {object} changes what was typed, by path
 */
export function askConflict(both, changes) {
  const dialog = $('[data-conflict]')
  const clashes = both.filter(each => each.clashes)
  $('[data-how]', dialog).textContent = say(clashes.length ? 'conflict-both' : 'conflict-apart')
  $('tbody', dialog).replaceChildren(...both.map(rowOf))
  $('[data-take=theirs]', dialog).hidden = !clashes.length
  $('[data-take=mine]', dialog).textContent = say(clashes.length ? 'take-mine' : 'take-together')
  return answered(dialog, {
    '[data-take=mine]': () => changes,
    '[data-take=theirs]': () =>
      Object.fromEntries(Object.entries(changes).filter(([path]) => !clashes.some(each => isWithin(path, each.path)))),
  })
}

const isWithin = (path, field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)

function rowOf(each) {
  const row = document.createElement('tr')
  const head = document.createElement('th')
  head.scope = 'row'
  head.textContent = each.label
  row.append(head, ...[each.theirs, each.mine].map(cell))
  row.classList.toggle('clashes', each.clashes)
  return row
}

function cell(words) {
  const made = document.createElement('td')
  made.textContent = words || say('empty')
  return made
}

/** Ask whether the entry should go. */
export const confirmed = () => answered($('[data-confirm]'), { '[data-yes]': () => true })

/** Open a dialog and give what the button that was pressed stands for; null where it was closed otherwise. */
function answered(dialog, answers) {
  return new Promise(done => {
    const chosen = new AbortController()
    const { signal } = chosen
    const end = value => {
      chosen.abort()
      if (dialog.open) dialog.close()
      done(value)
    }
    for (const [selector, value] of Object.entries(answers)) {
      $(selector, dialog).addEventListener('click', () => end(value()), { signal })
    }
    dialog.addEventListener('close', () => end(null), { signal })
    dialog.showModal()
    $$('button', dialog).at(-1)?.focus()
  })
}
