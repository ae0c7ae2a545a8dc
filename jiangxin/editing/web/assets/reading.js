// A form → what its file would say, and what differs between two readings.
//
// A reading is a tree: a leaf holds a value (undefined where nothing stands), a record its parts by name, a list its
// items with the place each had in the file. Only what differs is ever sent, so a field that nobody touched is not
// written anew, however the file spells it.
import { $, $$ } from './calls.js'

/** Give the boxes of the fields that stand directly in a form, a record or an item. */
export const boxesIn = root =>
  $$('[data-shape]', root).filter(box => {
    const outer = box.parentElement.closest('[data-shape]')
    return outer === null || !root.contains(outer) || outer === root
  })

/** Give the items of a list that hold something: an empty one is no item yet. */
export const itemsOf = list => [...$('[data-items]', list).children].filter(item => !isEmpty(readBox(boxesIn(item)[0])))

/** Read a whole form. */
export const readForm = form => readParts(form)

/** Read the box of one field. */
export function readBox(box) {
  switch (box.dataset.shape) {
    case 'record':
      return { parts: readParts(box), extra: JSON.parse(box.dataset.extra) }
    case 'many':
      return { items: itemsOf(box).map(item => ({ item, origin: Number(item.dataset.origin), node: readBox(boxesIn(item)[0]) })) }
    case 'reference':
      return { value: chipsOf(box)[0] }
    case 'references':
      return { value: chipsOf(box).length ? chipsOf(box) : undefined }
    case 'held': // said in a way that no form can show: it stays as the file says it
      return { value: undefined }
    case 'flag':
      return { value: $('input', box).checked ? 'true' : undefined }
    case 'body':
      return { value: $('textarea', box).value.replace(/^\n+|\s+$/g, '') || undefined }
    default:
      return { value: typed(box) }
  }
}

function readParts(root) {
  return Object.fromEntries(boxesIn(root).map(box => [box.dataset.name, readBox(box)]))
}

const chipsOf = box => $$('[data-chip]', box).map(chip => chip.dataset.said)

function typed(box) {
  const value = $('input:not([type=checkbox]), textarea, select', box).value.trim()
  return value || ($('[data-decorative]', box)?.checked ? '' : undefined)
}

const isEmpty = node => plain(node) === undefined

/** Give what a reading says, as the file would; undefined where it says nothing. */
export function plain(node) {
  if (node.items) {
    const values = node.items.map(each => plain(each.node)).filter(value => value !== undefined)
    return values.length ? values : undefined
  }
  if (node.parts) {
    const said = { ...node.extra }
    for (const [name, part] of Object.entries(node.parts)) {
      const value = plain(part)
      if (value !== undefined) said[name] = value
    }
    return Object.keys(said).length ? said : undefined
  }
  return node.value
}

/** Give the changes that lead from one reading of a form to a later one, by the path of each field; null takes it away. */
export function changesBetween(before, now) {
  const changes = {}
  for (const [name, node] of Object.entries(now)) compare(before[name], node, name, changes)
  return changes
}

function compare(before, now, path, changes) {
  if (before && now.items && keepsItems(before, now)) {
    now.items.forEach((each, index) => compare(before.items[index]?.node, each.node, `${path}[${index}]`, changes))
  } else if (before && now.parts && plain(before) !== undefined && plain(now) !== undefined) {
    for (const [name, part] of Object.entries(now.parts)) compare(before.parts[name], part, `${path}.${name}`, changes)
  } else if (!before || !isSame(plain(before), plain(now))) {
    changes[path] = plain(now) ?? null
  }
}

/** Records that stand where they stood are compared part by part, so that what an editor noted beside one stays there. */
function keepsItems(before, now) {
  return (
    now.items.length >= before.items.length &&
    now.items.every((each, index) => each.node.parts && (index < before.items.length ? each.origin === index : each.origin < 0))
  )
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Have every item of a list know its place, once the file holds what was read. */
export function settle(nodes) {
  for (const node of Object.values(nodes)) {
    if (node.parts) settle(node.parts)
    node.items?.forEach((each, index) => {
      each.origin = index
      each.item.dataset.origin = index
      settle({ node: each.node })
    })
  }
}

/** Give the box that a field's path names, such as `images[1].alt`: the nearest there is, null where there is none. */
export function boxAt(form, path) {
  let root = form
  let found = null
  for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    let next
    if (index === undefined) next = boxesIn(root).find(box => box.dataset.name === name)
    else if (root.dataset?.shape === 'many') next = boxesIn(itemsOf(root)[Number(index)] ?? root)[0]
    if (!next) return found
    root = found = next
  }
  return found
}
