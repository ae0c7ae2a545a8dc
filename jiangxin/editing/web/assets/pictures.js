// Pictures of an entry: files dropped or chosen, and the point of each that cropping keeps.
import { $, $$, credentials, desk, outcome, parsed, say } from './calls.js'
import { renewed, renumber } from './lists.js'

/**
 * Have the pictures of a form answer.
 * @param {HTMLElement} form
 * @param {object} saver what saves: a picture is sent when nothing else is under way
 * @param {() => void} changed called after each change of a focus
 */
export function tendPictures(form, saver, changed) {
  const list = $('[data-pictures]', form)
  if (!list) return
  const drop = $('[data-drop]', list)
  $('input[type=file]', drop).addEventListener('change', event => {
    send([...event.target.files])
    event.target.value = ''
  })
  // A file may be let go anywhere on the form: what misses the frame must not replace the page.
  form.addEventListener('dragover', event => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    drop.classList.add('over')
  })
  form.addEventListener('dragleave', event => form.contains(event.relatedTarget) || drop.classList.remove('over'))
  form.addEventListener('drop', event => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    drop.classList.remove('over')
    send([...event.dataTransfer.files])
  })
  tendFocus(list, changed)

  async function send(files) {
    await saver.save()
    for (const file of files) saver.alone(() => bring(file))
  }

  async function bring(file) {
    const line = document.createElement('li')
    const name = document.createElement('span')
    const bar = document.createElement('progress')
    name.textContent = file.name
    bar.setAttribute('aria-label', file.name)
    line.append(name, ' ', bar)
    $('[data-coming]', drop).append(line)
    const { status, told } =
      file.size > desk.most ? { status: 413, told: { error: say('too-large') } } : await upload(file, bar)
    if (status !== 200) {
      bar.remove()
      line.classList.add('say', 'blocks')
      line.append(told.error ?? say('not-sent'))
      return
    }
    line.remove()
    const item = renewed(document.importNode($('[data-item]', parsed(told.item).body), true))
    $(':scope > [data-items]', list).append(item)
    renumber(list)
    showFocus(item)
    changed() // it is an item of the entry once it is said what it shows
    $('[data-name=alt] textarea, [data-name=alt] input', item)?.focus()
  }
}

/** Send one file, with its name beside it; `bar` follows. */
function upload(file, bar) {
  return new Promise(done => {
    const request = new XMLHttpRequest()
    request.open('POST', `${desk.root}add/${desk.ref}`)
    const headers = { 'Content-Type': 'application/octet-stream', 'X-Desk-Name': encodeURIComponent(file.name) }
    for (const [name, value] of Object.entries({ ...headers, ...credentials() })) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', event => {
      if (event.loaded < event.total) bar.value = event.loaded / event.total
      else bar.removeAttribute('value') // all has come, and is being worked on
    })
    request.addEventListener('loadend', () => {
      let told = {}
      try {
        told = JSON.parse(request.responseText)
      } catch {
        // The desk did not answer: that is told in its own words.
      }
      done({ status: outcome(request.status, told), told })
    })
    request.send(file)
  })
}

const clamp = value => Math.min(100, Math.max(0, Math.round(value)))
const focusOf = item => $('[data-name=focus] input', item)

/** Show where a picture's focus is, or its middle where none was chosen. */
export function showFocus(item) {
  const point = $('[data-point]', item)
  const field = point && focusOf(item)
  if (!field) return
  const [x = '50%', y = '50%'] = /^\d{1,3}(\.\d+)?% \d{1,3}(\.\d+)?%$/.test(field.value) ? field.value.split(' ') : []
  point.style.setProperty('--x', x)
  point.style.setProperty('--y', y)
  point.classList.toggle('guessed', !field.value)
  $('[data-aim]', point).hidden = false
}

function tendFocus(list, changed) {
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  for (const item of $$('[data-item]', list)) showFocus(item)

  function set(point, x, y) {
    const item = point.closest('[data-item]')
    focusOf(item).value = `${clamp(x)}% ${clamp(y)}%`
    showFocus(item)
    changed()
  }

  list.addEventListener('click', event => {
    const point = event.target.closest('[data-point]')
    if (!point || !event.detail) return // a key pressed the ring: it has moved nothing
    const box = point.getBoundingClientRect()
    set(point, ((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100)
    $('[data-aim]', point).focus({ preventScroll: true })
  })
  list.addEventListener('keydown', event => {
    const step = event.target.matches('[data-aim]') && steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const point = event.target.closest('[data-point]')
    const far = event.shiftKey ? 10 : 1
    const now = name => parseFloat(point.style.getPropertyValue(name))
    set(point, now('--x') + far * step[0], now('--y') + far * step[1])
  })
  list.addEventListener('input', event => event.target.closest('[data-name=focus]') && showFocus(event.target.closest('[data-item]')))
}
