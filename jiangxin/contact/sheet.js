// The contact sheet's hands: moving the focus, copying its line, showing fewer frames. Without it all is still to be seen.
'use strict'
;(() => {
  const $ = (selector, root = document) => root.querySelector(selector)
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
  const words = document.body.dataset
  const moved = new Map() // frame → its line, in page order only when it is listed
  let isTaken = true // nothing is lost by leaving

  const percent = (part, whole) => Math.round(Math.min(1, Math.max(0, part / whole)) * 100)
  const clamp = value => Math.min(100, Math.max(0, value))
  const parse = focus => focus.split(' ').map(parseFloat)

  // --- copying: by the clipboard where a page from disk may, else by selecting the words ---
  async function copy(button, text, select) {
    let said = words.copied
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      select()
      said = words.selected
    }
    const usual = (button.dataset.usual ??= button.textContent)
    button.textContent = said
    $('.told').textContent = said
    clearTimeout(button.timer)
    button.timer = setTimeout(() => (button.textContent = usual), 2000)
  }

  function selectLine(line) {
    const range = document.createRange()
    range.selectNodeContents(line)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
  }

  // --- the list of all that was moved ---
  const bar = $('.bar')
  const list = $('textarea', bar)

  function tell() {
    const frames = $$('.frame').filter(frame => moved.has(frame))
    const count = $('[data-count]', bar)
    count.textContent = count.dataset.count.replace('{count}', frames.length)
    list.value = frames.map(frame => moved.get(frame)).join('\n')
    list.rows = Math.min(12, Math.max(3, 2 * frames.length))
    bar.hidden = !frames.length
    isTaken = !frames.length
  }

  $('.copy-all').addEventListener('click', async event => {
    await copy(event.currentTarget, list.value, () => {
      $('details', bar).open = true
      list.focus()
      list.select()
    })
    isTaken = true
  })
  addEventListener('beforeunload', event => isTaken || event.preventDefault())

  // --- one frame ---
  for (const field of $$('.field[data-focus]')) {
    const frame = field.closest('.frame')
    const aim = $('.aim', field)
    const line = $('code', frame)
    const by = $('.by', frame)
    const undo = $('.undo', frame)
    const first = { focus: field.dataset.focus, by: by.textContent, isGuess: field.classList.contains('guessed') }
    let [x, y] = parse(first.focus)

    function show(focus) {
      const isMoved = focus !== first.focus
      ;[x, y] = parse(focus)
      frame.style.setProperty('--x', `${x}%`)
      frame.style.setProperty('--y', `${y}%`)
      frame.classList.toggle('moved', isMoved)
      field.classList.toggle('guessed', first.isGuess && !isMoved)
      line.textContent = `focus: ${focus}`
      by.textContent = isMoved ? by.dataset.moved : first.by
      aim.setAttribute('aria-label', aim.dataset.label.replace('{focus}', focus))
      undo.hidden = !isMoved
      if (isMoved) moved.set(frame, `${field.dataset.place}  ${field.dataset.file}\n    focus: ${focus}`)
      else moved.delete(frame)
      tell()
    }

    function showPoint(event) {
      const box = field.getBoundingClientRect()
      show(`${percent(event.clientX - box.left, box.width)}% ${percent(event.clientY - box.top, box.height)}%`)
    }

    // A mouse drags from anywhere; a finger drags the ring, for elsewhere it scrolls the page, and taps.
    field.addEventListener('pointerdown', event => {
      if (event.button || (event.pointerType !== 'mouse' && event.target !== aim)) return
      event.preventDefault()
      aim.focus({ preventScroll: true })
      field.setPointerCapture(event.pointerId)
      if (event.target !== aim) showPoint(event)
    })
    field.addEventListener('pointermove', event => field.hasPointerCapture(event.pointerId) && showPoint(event))
    field.addEventListener('click', event => event.pointerType === 'touch' && event.target !== aim && showPoint(event))

    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    aim.addEventListener('keydown', event => {
      const step = steps[event.key]
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      const far = event.shiftKey ? 10 : 1
      show(`${clamp(Math.round(x) + far * step[0])}% ${clamp(Math.round(y) + far * step[1])}%`)
    })
    undo.addEventListener('click', () => {
      show(first.focus)
      aim.focus({ preventScroll: true })
    })
    $('.copy', frame).addEventListener('click', event => {
      copy(event.currentTarget, line.textContent, () => selectLine(line))
    })
    aim.disabled = false
    field.classList.add('live')
    $('.acts', frame).hidden = false
  }

  // --- fewer frames ---
  const only = $('.only')
  if (only) {
    const told = $('[data-shown]', only)
    const narrow = () => {
      const wanted = $$('input:checked', only).map(box => box.value)
      for (const frame of $$('.frame')) {
        const marks = frame.dataset.marks.split(' ')
        frame.hidden = !wanted.every(mark => marks.includes(mark))
      }
      for (const group of $$('.group:not(.unused)')) group.hidden = !$('.frame:not([hidden])', group)
      told.textContent = told.dataset.shown.replace('{shown}', $$('.frame:not([hidden])').length)
    }
    only.addEventListener('change', narrow)
    only.hidden = false
    narrow() // the browser may have kept what was ticked
  }
})()
