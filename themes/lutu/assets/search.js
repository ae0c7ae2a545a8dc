/* The search: small scripts are the index, and what its grams let through is read closely; then the
   page that shows it. */
(function () {
  'use strict';
  const LOT = 10, GRAMS = 6, NEAR = 1 / 6;
  const SIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const HAN = /[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTER = /[a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff]/, DIGIT = /[0-9]/;
  const TOKEN = new RegExp([HAN, LETTER, DIGIT].map((run) => run.source + '+').join('|'), 'gu');
  const arrived = {}, asked = {}, read = {}, simple = {};
  let head, known;

  const rules = { createScriptURL: (file) => /^\w+\.\w+$/.test(file) && head.folder + file + '.js' };
  const policy = window.trustedTypes ? trustedTypes.createPolicy('jiangxin-search', rules) : rules;
  const load = (file) => asked[file] = asked[file] || new Promise((done, fail) => {
    const script = document.createElement('script');
    script.onload = () => done(arrived[file]);
    script.onerror = () => { delete asked[file]; fail(file); };
    script.src = policy.createScriptURL(file);
    document.head.append(script);
  });
  const all = (values, make) => Promise.all(values.map(make));
  const spot = (table, key) => Math.max(0, table.filter(([first]) => first <= key).length - 1);

  /* Gives what a table has from one key to another, each with what it begins with; its parts may be tables. */
  async function part(table, low, high = low) {
    return [].concat(...await all(table.slice(spot(table, low), spot(table, high) + 1), async ([first, file]) => {
      const found = await load(file);
      return file[0] === 'i' ? part(found, low, high) : [[first, found]];
    }));
  }

  function learn(pairs) {
    known = {};
    [...pairs].forEach((to, i, each) => { if (i % 2) simple[each[i - 1]] = to; });
  }

  /* Folds a text as the index was folded; `from` tells which place each unit came from. */
  function trace(text) {
    const from = [];
    let to = '', last = '', at = 0;
    for (const c of text) {
      known[c] = known[c] || [...c.normalize('NFKC').toLowerCase()].map((x) => simple[x] || x);
      for (const f of known[c]) {
        if (f === ' ' && HAN.test(last)) continue;
        if (last === ' ' && HAN.test(f)) { to = to.slice(0, -1); from.pop(); }
        for (let unit = 0; unit < f.length; unit++) from.push(at);
        to += last = f;
      }
      at += c.length;
    }
    return { folded: to, from: [...from, at] };
  }
  const folded = (text) => trace(text).folded;

  /* Where a word stands in a text, but not inside a longer word or number; else -1. */
  function place(text, word, at = 0) {
    const runs = [LETTER, DIGIT].filter((run) => run.test(word[0]));
    while ((at = text.indexOf(word, at)) > 0 && runs.some((run) => run.test(text[at - 1]))) at++;
    return at;
  }

  const tokens = (text) => text.match(TOKEN) || [];

  /* Gives pairs of characters, and words that may go on. */
  const gramsOf = (text) => tokens(text).flatMap((token) => {
    const c = [...token], isHan = HAN.test(token);
    return isHan && c[1] ? c.slice(1).map((next, i) => ({ gram: c[i] + next })) : { gram: token, open: isHan || c[1] };
  });

  /* Gives the documents that have a gram: anywhere, and in their names. */
  async function find({ gram, open }) {
    const found = [new Set(), new Set()];
    for (const [, text] of await part(head.grams, gram, open ? gram + '\uffff' : gram)) {
      const words = text.split(' ');
      for (let i = 0; i < words.length; i += 2) {
        if (!(open ? words[i] : gram).startsWith(open ? gram : words[i])) continue;
        for (const [, next, ...lists] of words[i + 1].matchAll(/([^!\w.-]?)([!\w-]+)\.?([!\w-]*)/gu)) {
          if (open || words[i] + next === gram) found.forEach((set, n) => decode(lists[n], set));
        }
      }
    }
    return found;
  }

  function decode(text, found) {
    let number = -1, gap = 0, unit = 1;
    [...text].map((letter) => SIX.indexOf(letter)).forEach((six, i) => {
      if (text[0] === '!') {
        for (let bit = 0; i && bit < 6; bit++) if (six >> bit & 1) found.add(i * 6 - 6 + bit);
        return;
      }
      gap += six % 32 * unit;
      unit *= 32;
      if (six < 32) { found.add(number += gap + 1); gap = 0; unit = 1; }
    });
  }

  /* Reads a document. */
  const rowOf = (i) => read[i] = read[i] || part(head.texts, i).then(([[first, rows]]) => {
    const [href, typed, [...names], ...lines] = rows[i - first], called = names.map(folded);
    return { href, title: names[0], lines, names: called, readings: typed.split('|'), said: [...called, ...lines.map(folded)].join('\n') };
  });
  const reading = (hits) => all(hits, async (hit) => Object.assign(hit, { row: await rowOf(hit.i) }));

  /* What a document's names are worth. */
  function rank({ names, readings }, { whole, each, typed }) {
    const called = names.map((name, i) => {
      const at = place(name, whole), every = each[1] && each.every((word) => place(name, word) >= 0);
      return (name === whole ? 100 : at === 0 ? 80 : at > 0 ? 60 : every ? 50 : 0) - (i && 5);
    });
    const said = readings.map((reading) => {
      const full = reading.replace(/ /g, ''), initials = reading.replace(/(\S)\S* ?/g, '$1');
      return typed && full === typed ? 70 : typed[2] && full.startsWith(typed) ? 45 : typed[1] && initials === typed ? 40 : 0;
    });
    return Math.max(0, ...called, ...said);
  }

  /* What its words are worth: nothing where one is missing. */
  const weigh = ({ said }, { whole, each }) => each.every((word) => place(said, word) >= 0) ? place(said, whole) < 0 ? 20 : 30 : 0;

  const isFound = ({ name, worth }) => name || worth;
  const byWorth = (a, b) => b.name + b.worth - a.name - a.worth || a.i - b.i;

  /* Gives what is found as one looks closer; of a long query some grams are enough to know where to look. */
  async function search(written) {
    await ready;
    const each = written.split(' ').map(folded), whole = folded(written), said = tokens(whole);
    const typed = written.toLowerCase().normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f '’]/g, '');
    const every = [...new Map(each.flatMap(gramsOf).map((one) => [one.gram, one])).values()];
    const grams = every.filter((one, n) => !(n % Math.ceil(every.length / GRAMS)));
    const keys = /^[a-z\d]+$/.test(typed) ? [{ gram: "'" + typed, open: typed[2] }, { gram: '=' + typed }] : [];
    const [bags, names] = await all([grams, keys], (some) => all(some, find));
    if (HAN.test(whole) && bags.some(([there]) => !there.size)) {
      learn(await load(head.rest));
      if (folded(written) !== whole) return search(written);
    }
    const most = bags.length || NaN, near = [...Array(head.count).keys()].map((i) => {
      const [worth, name] = [0, 1].map((n) => bags.filter((bag) => bag[n].has(i)).length);
      return { i, name, worth };
    });
    const queue = near.map(({ i, name, worth }) => (
      { i, name: names.some(([there]) => there.has(i)) ? 70 : name === most ? 60 : 0, worth: worth === most ? 30 : 0 }
    )).filter(isFound);
    const called = queue.filter(({ name }) => name);
    if (called[LOT]) {
      const gram = "'" + said.join(''), [[same], [begun]] = await all([{ gram }, { gram, open: true }], find);
      for (const hit of called) hit.name += same.has(hit.i) ? 40 : begun.has(hit.i) ? 20 : 0;
    }
    queue.sort(byWorth);
    const found = { hits: [], queue, each, whole, typed, isSure: !each[1] && !every[1] && said[0] === whole,
      async look(isWanted = () => true, many = LOT) {
        const lot = queue.filter(isWanted).slice(0, many);
        for (const hit of lot) queue.splice(queue.indexOf(hit), 1);
        await reading(lot);
        for (const hit of lot) {
          hit.name = rank(hit.row, found);
          if (!found.isSure) hit.worth = weigh(hit.row, found);
        }
        found.hits.push(...lot.filter(isFound).sort(byWorth));
      },
      async nearby() {
        found.each = grams.map(({ gram }) => gram);
        return reading(near.filter(({ worth }) => worth > most * NEAR).sort(byWorth).slice(0, LOT));
      } };
    return found;
  }

  const kindOf = (i) => head.kinds[spot(head.kinds, i)];

  const ready = new Promise((done) => {
    window.jiangxin = (name, value) => {
      arrived[name] = value;
      if (name !== 'head') return;
      head = value;
      learn(head.fold);
      done();
    };
    window.jiangxin.search = search;
  });

  /* The page: what is typed is sought, what was found is shown. */
  const form = document.querySelector('[data-search]'), field = form.elements.q, words = form.dataset;
  const shown = (name) => document.querySelector('.found-' + name), list = shown('list'), kinds = shown('kinds');
  const MORE = 20, LOOKS = 2, WAIT_MS = 120, BEFORE = 24, LENGTH = 180;
  const isChinese = /^(zh|ja)/.test(document.documentElement.lang);
  let turn = 0, timer, now, kind = '', most;

  const make = (tag, className, textContent, more) => Object.assign(document.createElement(tag), { className, textContent }, more);
  const tell = (sentence, facts) => sentence.replace(/{(\w+)}/g, (all, name) => facts[name]);
  const isChosen = ({ i }) => !kind || kindOf(i)[1] === kind;

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

  function show() {
    const { hits, queue, near } = now, both = [...hits, ...queue], { example } = head;
    const all = near || hits.filter(isChosen), left = queue.filter(isChosen);
    list.textContent = '';
    for (const { i, row } of all.slice(0, most)) {
      const entry = make('li', ''), title = make('h2', ''), text = excerpt(row.lines);
      title.append(write(make('a', '', '', { href: row.href }), row.title));
      entry.append(make('p', 'kick', kindOf(i)[2]), title);
      if (text) entry.append(write(make('p', 'sum'), text));
      list.append(entry);
    }
    const facts = {
      n: all.length + left.length, q: field.value.trim(),
      full: example.replace(/ /g, ''), initials: example.replace(/(\S)\S* ?/g, '$1'),
    };
    const none = words.none + (example ? (isChinese ? '' : ' ') + words.try : '');
    shown('status').textContent = tell(near ? none : left[0] && !now.isSure ? words.about : words.count, facts);
    shown('near').hidden = !near || !near[0];
    shown('more').hidden = !!near || all.length <= most && !left[0];
    shown('ways').hidden = !(near && !near[0]);
    const counts = head.kinds.map((one) => [one[1], one[3], both.filter(({ i }) => kindOf(i) === one).length]).filter(([, , n]) => n);
    kinds.hidden = !counts[1];
    kinds.firstChild.textContent = '';
    for (const [name, label, n] of [['', words.all, both.length], ...counts]) {
      const entry = make('li', ''), link = make('a', '', label, { href: address(name) });
      if (name === kind) link.setAttribute('aria-current', 'true');
      link.append(make('small', 'num', n));
      link.onclick = (event) => {
        event.preventDefault();
        kind = name;
        most = LOT;
        go().then(() => kinds.querySelector('[aria-current]').focus(), fail);
      };
      entry.append(link);
      kinds.firstChild.append(entry);
    }
  }

  /* Looks on while there is too little to show, but not far where some more was found. */
  async function go() {
    const mine = now, shows = () => mine.hits.filter(isChosen).length, before = shows();
    for (let looks = 0; mine.queue.some(isChosen) && shows() < most && (looks < LOOKS || shows() === before); looks++) {
      await mine.look(isChosen, most - shows());
      if (mine !== now) return;
      show();
    }
    if (kind && !shows()) { kind = ''; return go(); }
    if (!mine.hits[0]) mine.near = await mine.nearby();
    if (mine !== now) return;
    history.replaceState(null, '', address(kind));
    show();
  }

  function fail() {
    shown('status').textContent = words.failed;
  }

  async function seek() {
    const me = ++turn, written = field.value.trim().replace(/\s+/g, ' ');
    clearTimeout(timer);
    try {
      const found = written && await search(written);
      if (me !== turn) return;
      now = found;
      most = LOT;
      if (found) await go();
      else clear();
    } catch (file) {
      fail();
    }
  }

  function clear() {
    kind = list.textContent = shown('status').textContent = '';
    for (const name of ['near', 'more', 'kinds']) shown(name).hidden = true;
    shown('ways').hidden = false;
    history.replaceState(null, '', address(''));
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(seek, WAIT_MS);
  });
  field.addEventListener('compositionend', seek);
  form.addEventListener('submit', (event) => { event.preventDefault(); seek(); });
  shown('more').addEventListener('click', () => { most += MORE; go().catch(fail); });
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
