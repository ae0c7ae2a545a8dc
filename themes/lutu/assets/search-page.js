/* The search page: what is typed is sought, what was found is shown. */
(function () {
  'use strict';
  const form = document.querySelector('[data-search]'), field = form.elements.q, words = form.dataset;
  const part = (name) => document.querySelector('.found-' + name), list = part('list'), kinds = part('kinds');
  const { ready, search, textOf, trace, place } = window.jiangxin;
  const FIRST = 10, MORE = 20, LOOKS = 40, WAIT_MS = 120, BEFORE = 24, LENGTH = 180;
  const isChinese = /^(zh|ja)/.test(document.documentElement.lang);
  let turn = 0, timer, now, kind = '', most;

  const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const tell = (sentence, facts) => sentence.replace(/{(\w+)}/g, (all, name) => facts[name]);
  const chosen = () => now.hits.filter(({ row }) => !kind || row.kind === kind);

  /* Writes a text, marking what was sought, and its language where it is not the page's. */
  function write(element, text) {
    const { folded, from } = trace(text), lit = [];
    for (const word of now.each) {
      for (let at = 0; word && (at = place(folded, word, at)) >= 0; at += word.length) {
        for (let unit = from[at]; unit < from[at + word.length]; unit++) lit[unit] = true;
      }
    }
    for (let at = 0, end; at < text.length; at = end) {
      for (end = at + 1; end < text.length && lit[end] === lit[at]; end++);
      element.append(lit[at] ? make('mark', '', text.slice(at, end)) : text.slice(at, end));
    }
    if (!isChinese && /[\u3400-\u9fff]/.test(text)) element.lang = words.primary;
    return element;
  }

  /* Gives the part of what is said where a sought word stands; else its beginning. */
  function excerpt(lines) {
    for (const word of [now.whole, ...now.each]) {
      for (const line of lines) {
        const { folded, from } = trace(line), at = from[place(folded, word)];
        if (at === undefined || folded === word) continue;
        const least = Math.max(0, at - BEFORE), start = least && least + 1 + line.slice(least, at).indexOf(' ');
        return (start ? '…' : '') + line.slice(start, start + LENGTH) + (line[start + LENGTH] ? '…' : '');
      }
    }
    return (lines[0] || '').slice(0, LENGTH);
  }

  function address(name) {
    const url = new URL(location.href);
    for (const [key, value] of [['q', field.value.trim()], ['kind', name]]) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    return url.href;
  }

  async function show({ rows, head }) {
    const { hits, queue, near } = now, mine = now, all = near || chosen();
    const seen = await Promise.all(all.slice(0, most).map(async ({ i, row }) => {
      const [href, ...lines] = await textOf(i), entry = make('li', ''), title = make('h2', ''), text = excerpt(lines);
      title.append(write(Object.assign(make('a', ''), { href }), row.title));
      entry.append(make('p', 'kick', row.label), title);
      if (text) entry.append(write(make('p', 'sum'), text));
      return entry;
    }));
    if (mine !== now) return;
    list.textContent = '';
    list.append(...seen);
    const known = rows.find(({ readings }) => readings[0]), reading = known ? known.readings[0] : '';
    const facts = {
      n: all.length, q: field.value.trim(), full: reading.replace(/ /g, ''), initials: reading.replace(/(\S)\S* ?/g, '$1'),
    };
    const none = words.none + (known ? (isChinese ? '' : ' ') + words.try : '');
    part('status').textContent = tell(near ? none : queue[0] ? words.least : words.count, facts);
    part('near').hidden = !(near && near[0]);
    part('more').hidden = !!near || all.length <= most && !queue[0];
    part('ways').hidden = !(near && !near[0]);
    const counts = head.kinds.map((name, k) => [name, head.labels[k][1], hits.filter(({ row }) => row.kind === name).length])
      .filter(([, , n]) => n);
    kinds.hidden = !counts[1];
    kinds.firstChild.textContent = '';
    for (const [name, label, n] of [['', words.all, hits.length], ...counts]) {
      const link = Object.assign(make('a', '', label), { href: address(name) });
      const entry = make('li', '');
      if (name === kind) link.setAttribute('aria-current', 'true');
      link.append(make('small', 'num', n));
      link.onclick = (event) => {
        event.preventDefault();
        kind = name;
        most = FIRST;
        go().then(() => kinds.querySelector('[aria-current]').focus(), fail);
      };
      entry.append(link);
      kinds.firstChild.append(entry);
    }
  }

  /* Looks on while there is too little to show; a good deal more, for the count. */
  async function go() {
    const base = await ready, mine = now;
    if (!mine) return;
    for (let looks = 0; mine.queue[0] && (chosen().length < most || looks < LOOKS); looks++) {
      await mine.look();
      if (mine !== now) return;
      if (!looks && chosen()[0]) await show(base);
    }
    if (!mine.hits[0]) mine.near = mine.nearby();
    if (!chosen()[0]) kind = '';
    history.replaceState(null, '', address(kind));
    await show(base);
  }

  function fail() {
    part('status').textContent = words.failed;
  }

  async function seek() {
    const me = ++turn, written = field.value.trim().replace(/\s+/g, ' ');
    clearTimeout(timer);
    try {
      const found = written && await search(written);
      if (me !== turn) return;
      now = found;
      most = FIRST;
      if (found) await go();
      else clear();
    } catch (file) {
      fail();
    }
  }

  function clear() {
    kind = list.textContent = part('status').textContent = '';
    for (const name of ['near', 'more', 'kinds']) part(name).hidden = true;
    part('ways').hidden = false;
    history.replaceState(null, '', address(''));
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(seek, WAIT_MS);
  });
  field.addEventListener('compositionend', seek);
  form.addEventListener('submit', (event) => { event.preventDefault(); seek(); });
  part('more').addEventListener('click', () => { most += MORE; go().catch(fail); });
  window.addEventListener('error', (event) => { if (event.target.src) fail(); }, true);

  /* Down and up go through the results, Esc back to the field and then clears it. */
  document.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')], at = links.indexOf(document.activeElement);
    const isField = document.activeElement === field;
    if (event.isComposing || at < 0 && !isField) return;
    const next = { ArrowDown: links[at + 1], ArrowUp: links[at - 1] || field, Escape: field }[event.key];
    if (!next) return;
    event.preventDefault();
    if (isField && event.key === 'Escape') { field.value = ''; seek(); }
    next.focus();
  });

  const given = new URL(location.href).searchParams;
  field.value = given.get('q') || field.value;
  kind = given.get('kind') || '';
  if (field.value) seek();
  else if (matchMedia('(hover:hover)').matches) field.focus();
})();
