// Relations by search: a box in which a name or its pinyin is typed, a list to choose from, chips for what was chosen.
// The pattern is that of a combobox with a list box: the caret stays in the box, arrows walk the list.
import { $, $$, get, say } from './calls.js'
import { copyOf } from './lists.js'

const PAUSE_MS = 120

/** Have the boxes of a form find entries; `changed` is called after each choice, `aloud` with what a reader is told. */
export function tendRelations(form, changed, aloud) {
  const boxOf = input => input.closest('[data-kinds]')
  tendFinding(
    form,
    input => boxOf(input)?.dataset.kinds,
    (input, found) => {
      choose(boxOf(input), found)
      input.value = ''
      changed()
      aloud(say('linked', { name: found.title }))
    },
  )
  form.addEventListener('click', event => {
    const button = event.target.closest('[data-chip] button')
    if (!button) return
    const chip = button.closest('[data-chip]')
    const box = boxOf(button)
    if ('take' in button.dataset) {
      chip.remove()
      $('input', box).focus()
      aloud(say('removed'))
    } else {
      const other = 'left' in button.dataset ? chip.previousElementSibling : chip.nextElementSibling
      if (!other) return
      other['left' in button.dataset ? 'before' : 'after'](chip)
      button.focus()
      aloud(say('moved', { place: [...chip.parentElement.children].indexOf(chip) + 1 }))
    }
    changed()
  })
}

function choose(box, found) {
  const chips = $('[data-chips]', box)
  const said = box.dataset.kinds.includes(' ') ? found.ref : found.id
  if ($$('[data-chip]', chips).some(chip => chip.dataset.said === said)) return
  const chip = copyOf($(':scope > [data-blank]', box))
  chip.dataset.said = said
  const name = $('[data-name-of]', chip)
  name.textContent = found.title
  name.href = found.href
  $('[data-kind-of]', chip).textContent = found.kind
  for (const button of $$('button', chip)) button.setAttribute('aria-label', `${button.title} ${found.title}`)
  if (box.dataset.shape === 'reference') chips.replaceChildren()
  chips.append(chip)
}

/**
 * Have every combobox below `root` find entries.
 * @param {(input: HTMLElement) => string|undefined} kindsOf which kinds a box looks for; undefined where it is none
 * @param {(input: HTMLElement, found: object) => void} chosen what happens with a choice
 */
export function tendFinding(root, kindsOf, chosen) {
  let timer = 0
  let asking = null
  let results = []

  const isOurs = event => event.target.matches?.('[role=combobox]') && kindsOf(event.target) !== undefined
  const listOf = input => document.getElementById(input.getAttribute('aria-controls'))

  function close(input) {
    clearTimeout(timer)
    asking?.abort()
    listOf(input).hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
    results = []
  }

  async function find(input) {
    asking?.abort()
    asking = new AbortController()
    const { signal } = asking
    const asked = new URLSearchParams({ q: input.value.trim(), kinds: kindsOf(input) })
    const told = await get(`find?${asked}`, signal)
    if (signal.aborted || !told) return
    results = told.found
    const list = listOf(input)
    list.replaceChildren(...results.map((found, index) => optionOf(found, `${list.id}-${index}`)))
    if (!results.length) list.append(nothing())
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    if (results.length && input.value.trim()) activate(input, 0)
    else input.removeAttribute('aria-activedescendant')
  }

  function activate(input, index) {
    const options = $$('[role=option]', listOf(input))
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === index)))
    options[index].scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', options[index].id)
  }

  function pick(input, index) {
    const found = results[index]
    close(input)
    if (found) chosen(input, found)
  }

  root.addEventListener('input', event => {
    if (!isOurs(event)) return
    event.stopPropagation() // what is looked for is no change of the form
    clearTimeout(timer)
    for (const option of $$('[aria-selected=true]', listOf(event.target))) option.setAttribute('aria-selected', 'false')
    event.target.removeAttribute('aria-activedescendant') // what was found was found for other words
    timer = setTimeout(find, PAUSE_MS, event.target)
  }, true)
  root.addEventListener('keydown', event => {
    if (!isOurs(event) || event.isComposing) return
    const input = event.target
    const isOpen = input.getAttribute('aria-expanded') === 'true'
    const at = $$('[role=option]', listOf(input)).findIndex(each => each.getAttribute('aria-selected') === 'true')
    const last = results.length - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) find(input)
      else if (last >= 0) activate(input, event.key === 'ArrowDown' ? (at < last ? at + 1 : 0) : at > 0 ? at - 1 : last)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isOpen && at >= 0) pick(input, at)
      else find(input)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      close(input)
    } else if (event.key === 'Tab' && isOpen) close(input)
  })
  root.addEventListener('mousedown', event => {
    const option = event.target.closest('[role=option]')
    const input = option && $(`[aria-controls="${option.parentElement.id}"]`, root)
    if (!input || kindsOf(input) === undefined) return
    event.preventDefault() // the caret stays in the box
    pick(input, [...option.parentElement.children].indexOf(option))
  })
  root.addEventListener('focusout', event => isOurs(event) && close(event.target))
}

function optionOf(found, id) {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const name = document.createElement('span')
  name.textContent = found.title
  const of = document.createElement('span')
  of.className = 'of'
  of.textContent = `${found.kind} · ${found.id}`
  option.append(name, ' ', of)
  return option
}

function nothing() {
  const told = document.createElement('li')
  told.className = 'none'
  told.setAttribute('role', 'option')
  told.setAttribute('aria-disabled', 'true')
  told.textContent = say('nothing')
  return told
}
