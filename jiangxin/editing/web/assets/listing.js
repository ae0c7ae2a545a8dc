// The list of entries: found by a word, and begun by a name.
import { $, $$, desk, get, parsed, post, say } from './calls.js'
import { goTo, leftToTell, tendUndo } from './undo.js'

const PAUSE_MS = 150
const state = $('[data-state]')
let timer = 0
let asking = null

/** Draw the list for the words that stand in the box; the address of the page says them too. */
async function find(query) {
  asking?.abort()
  asking = new AbortController()
  const { signal } = asking
  const markup = await get(`?${query}`, signal)
  if (signal.aborted) return
  if (markup === null) return tell('away')
  $('[data-found]').replaceWith(document.importNode($('[data-found]', parsed(markup).body), true))
  history.replaceState(null, '', `${desk.root}?${query}`)
}

$('[data-find]').addEventListener('input', event => {
  clearTimeout(timer)
  const words = event.target.value.trim()
  timer = setTimeout(() => find(new URLSearchParams(words ? { q: words } : { kind: desk.chosen })), PAUSE_MS)
})
$('[data-find]').addEventListener('keydown', event => {
  if (event.key === 'ArrowDown') {
    event.preventDefault()
    $('.row')?.focus()
  }
})

$('[data-begin]').addEventListener('submit', async event => {
  event.preventDefault()
  const box = $('#begin-title')
  const { status, told } = await post('new', { kind: $('#begin-kind').value, title: box.value.trim() })
  if (status === 200) return begin(told)
  $('#begin-told').textContent = told.error ?? say(status === 403 ? 'state.shut' : 'state.away')
  box.setAttribute('aria-invalid', 'true')
  box.focus()
})
/** Open the page of a new entry; what is known of one that is not in a file yet goes along. */
function begin(told) {
  if (told.pending) sessionStorage.setItem(`desk:${told.ref}`, JSON.stringify({ digest: '', changes: told.pending }))
  location.assign(told.href)
}

$('#begin-title').addEventListener('input', event => {
  event.target.removeAttribute('aria-invalid')
  $('#begin-told').textContent = ''
})

function tell(key, facts) {
  state.textContent = say(`state.${key}`, facts)
  state.dataset.is = key
}

tendUndo({ before: async () => false, after: goTo, tell })
const told = leftToTell()
if (told) tell('told', { words: told })
for (const link of $$('[data-kind][aria-current]')) link.scrollIntoView({ block: 'nearest', inline: 'center' })
