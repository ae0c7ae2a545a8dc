// The real page beside the form. It follows each save by itself and keeps its place; it is of another origin, so nothing
// of it can be read or driven from here, and nothing here from there.
import { $, $$, desk, get } from './calls.js'

const NARROW = matchMedia('(max-width: 68.74rem)')

let isAwaited = false

/** Show the page at an address, if it is not the one that is shown; where there is none yet, once there is. */
export async function show(address) {
  const shown = $('[data-seen]')
  if (address && shown?.getAttribute('src') !== address) {
    const frame = shown ?? $('[data-frame]').content.firstElementChild.cloneNode(true)
    frame.src = $('[data-apart]').href = address
    if (!shown) $('#seen').append(frame)
    $('[data-apart]').hidden = false
    $('[data-soon]').hidden = true
  } else if (!address && !shown && !isAwaited) {
    isAwaited = true
    const told = await get(`address/${desk.ref}`)
    isAwaited = false
    if (told?.address) show(told.address)
  }
}

/** Have the two tabs of a narrow screen answer; on a wide one both stand side by side. */
export function tendTabs() {
  const tabs = $$('[role=tab]')
  const panels = tabs.map(tab => document.getElementById(tab.getAttribute('aria-controls')))

  function choose(chosen, isMoved) {
    tabs.forEach((tab, index) => {
      const is = tab === chosen
      tab.setAttribute('aria-selected', String(is))
      tab.tabIndex = is ? 0 : -1
      panels[index].toggleAttribute('data-away', !is)
    })
    if (isMoved) chosen.focus()
  }

  for (const tab of tabs) {
    tab.addEventListener('click', () => choose(tab))
    tab.addEventListener('keydown', event => {
      if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return
      event.preventDefault()
      const at = tabs.indexOf(tab)
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key]
      choose(tabs.at(to % tabs.length), true)
    })
  }
  const fit = () => {
    for (const panel of panels) {
      if (NARROW.matches) panel.setAttribute('role', 'tabpanel')
      else panel.removeAttribute('role')
    }
  }
  NARROW.addEventListener('change', fit)
  fit()
  choose(tabs[0])
}
