// The page of an entry: a form on the left, the real page on the right.
import { tendDialogs, tendGrowth, tendMarks } from './body.js'
import { $, $$, desk, parsed, post, say } from './calls.js'
import { askConflict, confirmed } from './dialogs.js'
import { tendLists } from './lists.js'
import { tendPictures } from './pictures.js'
import { goToFirst } from './problems.js'
import { changesBetween, readForm } from './reading.js'
import { tendRelations } from './relations.js'
import { keepLeft, leftOver, saverOf } from './saving.js'
import { show, tendTabs } from './seen.js'
import { goTo, leftToTell, tendUndo } from './undo.js'

const saver = saverOf({
  onSaved(told) {
    show(told.address)
    $('[data-title]').textContent = told.title
    document.title = document.title.replace(/^.*(?= · )/, () => told.title)
  },
  onStale: resolve,
})

/** Tell something to whoever hears the page instead of seeing it. */
function aloud(words) {
  $('[data-aloud]').textContent = words
}

/** Have a form that was just put into the page answer. */
function tend(form) {
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('input', saver.touch)
  form.addEventListener('change', saver.touch)
  form.addEventListener('focusout', event => event.target.matches('input, textarea') && !saver.isClean() && saver.saveUnlessHeld())
  tendLists(form, saver.touch, aloud)
  tendRelations(form, saver.touch, aloud)
  tendPictures(form, saver, saver.touch)
  tendMarks(form)
  tendGrowth(form)
}

/**
 * Draw the form anew from the file, with `changes` and what is typed meanwhile in it, and stay where the keyboard was;
 * false where it could not be.
 */
async function redraw(changes = {}) {
  const seen = readForm($('[data-form]'))
  const { status, told } = await post(`form/${desk.ref}`, { changes })
  const typed = changesBetween(seen, readForm($('[data-form]')))
  if (Object.keys(typed).length) return redraw({ ...changes, ...typed })
  if (status !== 200) {
    saver.tell(status === 403 ? 'shut' : status ? 'failed' : 'away', { reason: told.error ?? '' })
    return false
  }
  const place = placeOf(document.activeElement)
  const form = document.importNode($('form', parsed(told.form).body), true)
  for (const fold of $$('details[open]', $('[data-form]'))) {
    const same = fold.id && form.querySelector(`#${CSS.escape(fold.id)}`)
    if (same) same.open = true
  }
  $('[data-form]').replaceWith(form)
  tend(form)
  saver.watch(form, $('form', parsed(told.saved).body), told.problems)
  show(told.address)
  $('[data-title]').textContent = told.title
  if (place) document.getElementById(place)?.focus({ preventScroll: true })
  return true
}

const placeOf = element => (element?.closest?.('[data-form]') ? element.id : '')

/** The file was changed outside: have the editor look at both, and draw what was chosen; false where nothing was. */
async function resolve(told, changes) {
  const mine = await askConflict(told.both, changes)
  return mine !== null && redraw(mine)
}

tendUndo({
  async before() {
    await saver.save()
    if (saver.isClean()) return false
    await saver.alone(() => redraw()) // what could not be saved is taken back first
    return true
  },
  async after(step) {
    if (step.ref !== desk.ref || step.isGone) return goTo(step)
    const isDrawn = await redraw(saver.changes()) // typed since the step was asked for
    if (isDrawn) saver.tell(step.state, { name: step.title })
  },
  tell: saver.tell,
  alone: saver.alone,
})

$('[data-go]').addEventListener('click', () => (saver.state === 'refused' ? goToFirst($('[data-form]')) : saver.save()))
addEventListener('keydown', event => {
  if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
  event.preventDefault() // a habit: here it saves what is to be saved, not the page
  if (!$('dialog[open]')) saver.save()
})

$('[data-remove]')?.addEventListener('click', async () => {
  if (!(await confirmed())) return
  await saver.save()
  const { status, told } = await post(`remove/${desk.ref}`)
  if (status === 200) {
    sessionStorage.removeItem(`desk:${desk.ref}`)
    $('[data-seen]')?.remove() // its page goes next, and is not to be shown missing
    letGo()
    goTo({ ...told.step, href: desk.root })
  } else saver.tell(status === 403 ? 'shut' : status ? 'failed' : 'away', { reason: told.error ?? '' })
})

/** What could not be saved of an entry that went goes with it: leaving its page is not asked about. */
function letGo() {
  const form = $('[data-form]')
  saver.watch(form, form, [])
}

const left = leftOver() // before the form is watched, which forgets it
const told = leftToTell()
tendTabs()
tendDialogs()
tend($('[data-form]'))
saver.watch($('[data-form]'), $('[data-form]'), desk.problems)

if (saver.digest) show($('[data-seen]')?.getAttribute('src') ?? '')
if (left && Object.keys(left.changes).length) {
  if (await redraw(left.changes)) {
    saver.since(left.digest)
    aloud(say('restored'))
    saver.save()
  } else keepLeft(left)
} else if (told) saver.tell('told', { words: told })
