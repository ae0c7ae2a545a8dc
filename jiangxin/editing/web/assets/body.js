// The text of an entry: boxes that grow with what is written, and buttons for the few marks of Markdown.
import { $, $$, desk, say } from './calls.js'
import { tendFinding } from './relations.js'

/** Have every box grow with its words, in browsers that do not by themselves; what is one line stays one. */
export function tendGrowth(root) {
  root.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing && event.target.matches('[data-line]')) event.preventDefault()
  })
  if (CSS.supports('field-sizing', 'content')) return
  const fit = box => {
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 2}px`
  }
  for (const box of $$('[data-grows]', root)) fit(box)
  root.addEventListener('input', event => event.target.matches('[data-grows]') && fit(event.target))
  addEventListener('resize', () => $$('[data-grows]', root).forEach(fit))
}

/** Have the buttons above the text write their marks. */
export function tendMarks(form) {
  const bar = $('[data-marks]', form)
  if (!bar) return
  const box = document.getElementById(bar.getAttribute('aria-controls'))
  const buttons = $$('button', bar)
  bar.addEventListener('click', event => event.target.dataset.mark && mark(box, event.target.dataset.mark, form))
  bar.addEventListener('keydown', event => {
    const to = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key]
    if (!to) return
    event.preventDefault()
    const at = Math.min(buttons.length - 1, Math.max(0, buttons.indexOf(event.target) + to))
    for (const button of buttons) button.tabIndex = button === buttons[at] ? 0 : -1
    buttons[at].focus()
  })
  box.addEventListener('keydown', event => {
    const name = { b: 'bold', k: 'link' }[event.key.toLowerCase()]
    if (!name || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    mark(box, name, form)
  })
}

const LINES = { heading: ['## ', /^#{1,6} /], list: ['- ', /^[-*] /], quote: ['> ', /^> /] }

async function mark(box, name, form) {
  if (name in LINES) markLines(box, ...LINES[name])
  else if (name === 'bold') embrace(box, '**')
  else if (name === 'link') await link(box)
  else await picture(box, form)
  box.focus()
}

/** Write in place of what is chosen, so that the browser's own undo knows of it; then choose from `start` to `end`. */
function write(box, text, from, to, start, end) {
  box.focus()
  box.setSelectionRange(from, to)
  if (!document.execCommand('insertText', false, text)) {
    box.setRangeText(text, from, to, 'end')
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  box.setSelectionRange(start, end)
}

function embrace(box, sign) {
  const { selectionStart: from, selectionEnd: to, value } = box
  const chosen = value.slice(from, to)
  const isMarked = value.slice(from - sign.length, from) === sign && value.slice(to, to + sign.length) === sign
  if (isMarked) write(box, chosen, from - sign.length, to + sign.length, from - sign.length, to - sign.length)
  else write(box, sign + chosen + sign, from, to, from + sign.length, to + sign.length)
}

function markLines(box, sign, known) {
  const { value } = box
  const from = value.lastIndexOf('\n', box.selectionStart - 1) + 1
  const end = value.indexOf('\n', box.selectionEnd)
  const to = end < 0 ? value.length : end
  const lines = value.slice(from, to).split('\n')
  const isMarked = lines.every(line => known.test(line))
  const text = lines.map(line => (isMarked ? line.replace(known, '') : sign + line)).join('\n')
  const before = isMarked || from === 0 || value[from - 2] === '\n' ? '' : '\n'
  write(box, before + text, from, to, from + before.length, from + before.length + text.length)
}

async function link(box) {
  const { selectionStart: from, selectionEnd: to, value } = box
  const found = await asked($('[data-linking]'), dialog => {
    const input = $('input', dialog)
    input.value = value.slice(from, to)
    input.select()
    if (input.value) input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  if (!found) return
  const text = `[${value.slice(from, to) || found.title}](${found.ref})`
  write(box, text, from, to, from + text.length, from + text.length)
}

async function picture(box, form) {
  const { selectionStart: from, selectionEnd: to, value } = box
  const text = await asked($('[data-picturing]'), dialog => {
    const items = $$('[data-pictures] [data-item]', form)
    const choices = $('[data-choices]', dialog)
    choices.replaceChildren(...items.map(choiceOf))
    if (!items.length) choices.textContent = say('no-pictures')
  })
  if (!text) return
  const before = from === 0 || value.slice(0, from).endsWith('\n\n') ? '' : value[from - 1] === '\n' ? '\n' : '\n\n'
  write(box, `${before}${text}\n`, from, to, from + before.length + text.length, from + before.length + text.length)
}

function choiceOf(item) {
  const said = name => $(`[data-name=${name}] :is(input:not([type=checkbox]), textarea)`, item)?.value.trim() ?? ''
  const button = document.createElement('button')
  const image = document.createElement('img')
  image.src = $('[data-thumb]', item).src
  image.alt = said('alt')
  const caption = said('caption').replace(/"/g, '”')
  button.type = 'button'
  button.value = `![${said('alt').replace(/[[\]]/g, '')}](${said('file')}${caption ? ` "${caption}"` : ''})`
  button.append(image, said('file'))
  return button
}

/** Open a dialog and give what was chosen in it; null where it was left. */
function asked(dialog, prepare) {
  return new Promise(done => {
    const end = value => {
      dialog.removeEventListener('close', left)
      dialog.choose = undefined
      if (dialog.open) dialog.close()
      done(value)
    }
    const left = () => end(null)
    dialog.addEventListener('close', left)
    dialog.choose = end
    dialog.showModal()
    prepare(dialog)
  })
}

/** Have the dialogs of the text answer. */
export function tendDialogs() {
  const linking = $('[data-linking]')
  tendFinding(linking, () => desk.kinds, (_, found) => linking.choose?.(found))
  $('[data-picturing]').addEventListener('click', event => {
    const button = event.target.closest('[data-choices] button')
    if (button) $('[data-picturing]').choose?.(button.value)
  })
  for (const button of $$('dialog [data-no]')) button.addEventListener('click', () => button.closest('dialog').close())
}
