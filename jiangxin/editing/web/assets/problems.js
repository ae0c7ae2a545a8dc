// Problems, each beside the field that it is about; those of no field at the head of the form.
import { $, $$, desk } from './calls.js'
import { boxAt } from './reading.js'

const CONTROL = 'input:not([type=checkbox]), textarea, select'

/** Show problems, and nothing of those that were shown before. */
export function showProblems(form, problems) {
  for (const told of $$('[data-told]', form)) told.replaceChildren()
  for (const control of $$('[aria-invalid]', form)) control.removeAttribute('aria-invalid')
  const head = $('[data-problems]', form)
  const left = $('ul', head)
  left.replaceChildren()
  for (const problem of problems) {
    const box = problem.field && boxAt(form, problem.field)
    const told = box && $('[data-told]', box)
    if (told) tell(told, box, problem)
    else left.append(element('li', problem))
  }
  head.hidden = !left.children.length
}

function tell(told, box, problem) {
  told.append(element('p', problem))
  for (let fold = told.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
  if (problem.weight === 'blocks') $(CONTROL, box)?.setAttribute('aria-invalid', 'true')
}

function element(name, problem) {
  const made = document.createElement(name)
  made.className = `say ${problem.weight}`
  const weight = document.createElement('b')
  weight.textContent = desk.words[problem.weight]
  made.append(weight, ` ${problem.text}`)
  return made
}

/** Go to the first field that keeps the form from being saved. */
export function goToFirst(form) {
  const first = $('[aria-invalid]', form) ?? $('.say.blocks', form)
  first?.scrollIntoView({ block: 'center' })
  first?.focus?.({ preventScroll: true })
}
