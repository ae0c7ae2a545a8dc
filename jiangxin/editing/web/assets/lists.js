// Lists in a form: an item is added, taken out, and moved by button or by hand.
import { $, $$, say } from './calls.js'

let number = 0

/** Give a copy of what a template holds. */
export const copyOf = template => renewed(template.content.firstElementChild.cloneNode(true))

/** Give an element names of its own, so that labels and remarks belong to it alone. */
export function renewed(copy) {
  const mark = `n${++number}`
  const renew = (each, name, value) => each.setAttribute(name, value.split(' ').map(id => `${id}-${mark}`).join(' '))
  for (const each of [copy, ...$$('*', copy)]) {
    for (const name of ['id', 'for', 'aria-describedby', 'aria-labelledby', 'aria-controls']) {
      if (each.hasAttribute(name)) renew(each, name, each.getAttribute(name))
    }
    if (each.localName === 'template') for (const inner of $$('[id]', each.content)) renew(inner, 'id', inner.id)
  }
  return copy
}


/** Have the lists of a form answer; `changed` is called after each change, `aloud` with what a reader is told. */
export function tendLists(form, changed, aloud) {
  renumber(form)
  form.addEventListener('click', event => {
    const button = event.target.closest('[data-add], [data-up], [data-down], .hold [data-take]')
    if (!button) return
    const list = button.closest('[data-shape=many]')
    const item = button.closest('[data-item]')
    if ('add' in button.dataset) add(list)
    else if ('take' in button.dataset) take(list, item)
    else move(item, 'up' in button.dataset ? item.previousElementSibling : item.nextElementSibling, button)
    renumber(form)
    changed()
  })
  tendDragging(form, () => {
    renumber(form)
    changed()
  })

  function add(list) {
    const item = copyOf($(':scope > [data-blank]', list))
    $(':scope > [data-items]', list).append(item)
    $('.parts input, .parts textarea, .parts select, .one input, .one textarea, .combo input', item)?.focus()
    aloud(say('added'))
  }

  function take(list, item) {
    const next = item.nextElementSibling ?? item.previousElementSibling
    item.remove()
    const place = next ? $('.hold [data-take]', next) : $(':scope > .add button, :scope > [data-drop] input', list)
    place?.focus()
    aloud(say('removed'))
  }

  function move(item, other, button) {
    if (!other) return
    if ('up' in button.dataset) other.before(item)
    else other.after(item)
    button.focus()
    aloud(say('moved', { place: [...item.parentElement.children].indexOf(item) + 1 }))
  }
}

/** Number the items of every list, and leave out the moves that lead nowhere. */
export function renumber(root) {
  for (const items of $$('[data-items]', root)) {
    ;[...items.children].forEach((item, index) => {
      $('[data-number]', item).textContent = index + 1
      $('[data-up]', item).setAttribute('aria-disabled', String(index === 0))
      $('[data-down]', item).setAttribute('aria-disabled', String(index === items.children.length - 1))
      for (const button of $$(':scope > .hold button', item)) button.setAttribute('aria-label', `${button.title} ${index + 1}`)
    })
  }
}

function tendDragging(form, moved) {
  let held = null
  form.addEventListener('dragstart', event => {
    const grip = event.target.closest?.('[data-grip]')
    if (!grip) return
    held = grip.closest('[data-item]')
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', '')
    event.dataTransfer.setDragImage(held, 20, 20)
    held.classList.add('held')
  })
  form.addEventListener('dragover', event => {
    const over = held && event.target.closest('[data-item]')
    if (!over || over.parentElement !== held.parentElement) return
    event.preventDefault()
    const box = over.getBoundingClientRect()
    if (over !== held) over[event.clientY < box.top + box.height / 2 ? 'before' : 'after'](held)
  })
  form.addEventListener('drop', event => held && event.preventDefault())
  form.addEventListener('dragend', () => {
    if (!held) return
    held.classList.remove('held')
    held = null
    moved()
  })
}

