/* A page's pictures as one set. Words are the template's, turning is native scrolling. */
(function () {
  'use strict';
  const template = document.getElementById('lightbox');
  if (!template || !window.HTMLDialogElement) return;
  const dialog = document.importNode(template.content, true).querySelector('dialog'), sheet = dialog.firstElementChild;
  const part = (name) => dialog.querySelector('.look-' + name);
  const track = part('track'), words = part('words'), block = part('block'), page = document.documentElement.style;
  const STEP = 1.6, PAN_PX = 90, SETTLED_MS = 90, DOUBLE_MS = 350;
  const on = (target, name, act) => target.addEventListener(name, act, { passive: false });
  const slides = [];
  let now = 0, zoom = 1, opener;

  const place = (link) => slides.findIndex((slide) => slide.link.href === link.href);
  const mark = (slide) => (slide.link.closest('[id^=ph-]') || {}).id;
  for (const link of document.querySelectorAll('a[data-picture]')) {
    const known = slides[place(link)];
    if (!known) slides.push({ link, cell: track.appendChild(document.createElement('div')) });
    else if (mark({ link })) known.link = link; // the gallery knows more than a text
  }
  document.body.append(dialog);

  /* Puts the page's picture into its cell, what is loaded of it behind. */
  function prepare(slide) {
    if (!slide || slide.frame) return;
    const seen = slide.link.querySelector('img'), picture = seen.parentNode.cloneNode(true);
    const image = picture.lastChild, tiles = slide.link.dataset.zoom, frame = document.createElement('div');
    const width = image.getAttribute('width');
    image.loading = 'eager';
    if (seen.complete) image.style.background = 'url("' + seen.currentSrc + '") 0 0/100% 100%';
    image.onload = () => { image.style.background = ''; };
    slide.width = Math.max(width, tiles ? tiles.split(' ')[1] : 0, ...(picture.innerHTML.match(/\d+(?=w)/g) || []));
    slide.shape = image.getAttribute('height') / width;
    frame.className = 'look-frame';
    if (tiles) frame.dataset.zoom = tiles;
    frame.append(picture);
    slide.cell.append(slide.frame = frame);
    fit(slide);
  }

  /* Sizes a picture: 1 is all of it. The browser picks the file. */
  function fit(slide, scale = 1) {
    const { cell, frame, shape } = slide, pad = parseFloat(getComputedStyle(cell).paddingTop) * 2;
    slide.fitted = Math.min(track.clientWidth - pad, (track.clientHeight - pad) / shape, slide.width);
    const width = slide.fitted * scale;
    frame.style.width = width + 'px';
    frame.style.height = width * shape + 'px';
    if (!(width <= slide.asked)) {
      slide.asked = scale > 1 ? width * STEP : width;
      for (const each of frame.firstChild.children) each.sizes = Math.ceil(slide.asked) + 'px';
    }
    frame.dispatchEvent(new Event('look', { bubbles: true }));
  }

  /* Zooms; what lies at x, y stays there. */
  function zoomTo(scale, x = track.clientWidth / 2, y = track.clientHeight / 2) {
    const { cell, frame, width, fitted } = slides[now], most = Math.max(2, width / fitted);
    const before = frame.getBoundingClientRect();
    zoom = Math.max(1, Math.min(most, scale));
    track.classList.toggle('is-zoomed', zoom > 1);
    fit(slides[now], zoom);
    const after = frame.getBoundingClientRect(), growth = after.width / before.width;
    cell.scrollLeft += after.left - x + (x - before.left) * growth;
    cell.scrollTop += after.top - y + (y - before.top) * growth;
    able('out', zoom > 1);
    able('in', zoom < most);
  }

  const able = (name, can) => part(name).setAttribute('aria-disabled', !can);
  const address = (id) => history.replaceState(history.state, '', id ? '#' + id : location.pathname + location.search);

  function tell(i) {
    now = i;
    const { link } = slides[i], caption = (link.closest('figure') || link).querySelector('figcaption');
    for (const near of [i, i + 1, i - 1]) prepare(slides[near]);
    slides.forEach(({ cell }, n) => cell.setAttribute('aria-hidden', n !== i));
    part('count').textContent = i + 1 + ' / ' + slides.length;
    block.style.setProperty('--at', i);
    words.textContent = '';
    if (caption) words.append(...caption.cloneNode(true).childNodes);
    able('previous', i > 0);
    able('next', slides[i + 1]);
    zoomTo(1);
    address(mark(slides[i]));
  }

  function go(i, behavior = 'instant') {
    if (!slides[i]) return;
    if (zoom > 1) zoomTo(1);
    tell(i);
    track.scrollTo({ left: i * track.clientWidth, behavior });
  }

  function open(i) {
    if (!dialog.open) {
      page.overflow = 'hidden';
      block.style.setProperty('--of', slides.length);
      dialog.showModal();
    }
    go(i);
  }

  /* Deep links, Back and Forward. */
  const named = () => slides.findIndex((slide) => '#' + mark(slide) === location.hash);
  function follow() {
    if (named() >= 0) return open(named());
    dialog.close();
    history.scrollRestoration = 'auto';
  }
  on(window, 'popstate', follow);
  on(window, 'hashchange', follow);

  on(dialog, 'close', () => {
    page.overflow = '';
    if (history.state && history.state.look) history.back();
    else if (named() >= 0) address();
    (opener && place(opener) === now ? opener : slides[now].link).focus();
  });
  on(document, 'click', (event) => {
    const link = event.target.closest('a[data-picture]');
    if (!link || !sheet.sheet || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    opener = link;
    /* Back is to end where one was last. */
    history.scrollRestoration = 'manual';
    history.pushState({ look: 1 }, '');
    open(place(link));
  });

  const pan = (x, y) => slides[now].cell.scrollBy(x * PAN_PX, y * PAN_PX);
  const acts = {
    in: () => zoomTo(zoom * STEP),
    out: () => zoomTo(zoom / STEP),
    previous: () => go(now - 1, 'auto'),
    next: () => go(now + 1, 'auto'),
    close: () => dialog.close(),
  };
  for (const name in acts) part(name).onclick = acts[name];
  const keys = {
    ArrowRight: () => zoom > 1 ? pan(1, 0) : acts.next(),
    ArrowLeft: () => zoom > 1 ? pan(-1, 0) : acts.previous(),
    ArrowDown: () => pan(0, 1),
    ArrowUp: () => pan(0, -1),
    Home: () => go(0),
    End: () => go(slides.length - 1),
    '+': acts.in,
    '=': acts.in,
    '-': acts.out,
    0: () => zoomTo(1),
  };
  on(document, 'keydown', (event) => {
    const act = keys[event.key];
    if (!act || !dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.target === words) return;
    event.preventDefault();
    act();
  });

  let settled;
  on(track, 'scroll', () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      const i = Math.round(track.scrollLeft / track.clientWidth);
      if (dialog.open && zoom === 1 && i !== now) tell(i);
    }, SETTLED_MS);
  });
  on(track, 'wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(zoom * Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
  });

  /* Pointer events end when two fingers pan. */
  let apart = 0, start;
  on(track, 'touchmove', (event) => {
    const [a, b] = event.touches;
    if (!b) return;
    event.preventDefault();
    const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (!apart) { apart = distance; start = zoom; }
    zoomTo(start * distance / apart, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
  });
  on(track, 'touchstart', () => { apart = 0; });

  let last = 0;
  on(track, 'click', (event) => {
    if (event.timeStamp - last < DOUBLE_MS) {
      zoomTo(zoom > 1 ? 1 : STEP * STEP, event.clientX, event.clientY);
      last = 0;
    } else if (zoom === 1 && !event.target.closest('.look-frame')) dialog.close();
    else last = event.timeStamp;
  });
  on(track, 'pointermove', (event) => {
    if (zoom === 1 || event.pointerType !== 'mouse' || !event.buttons) return;
    slides[now].cell.scrollBy(-event.movementX, -event.movementY);
    last = 0;
  });
  on(track, 'dragstart', (event) => event.preventDefault());
  on(window, 'resize', () => {
    if (!dialog.open) return;
    for (const slide of slides) if (slide.frame) fit(slide);
    zoomTo(1);
    track.scrollTo({ left: now * track.clientWidth, behavior: 'instant' });
  });
  sheet.onload = follow;
})();
