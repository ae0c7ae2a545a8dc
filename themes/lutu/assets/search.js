/* The search without its page: small scripts are the index, and what its grams let through is read closely. */
(function () {
  'use strict';
  const LOT = 10, NEAR = 1 / 6;
  const SIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const HAN = /[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTER = /[a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff]/, DIGIT = /[0-9]/;
  const TOKEN = new RegExp([HAN, LETTER, DIGIT].map((run) => run.source + '+').join('|'), 'gu');
  const arrived = {}, asked = {}, simple = {}, known = {};
  let head, rows;

  const rules = {
    createScriptURL(file) {
      if (!/^[dgt]\d+\.[0-9a-f]{10}\.js$/.test(file)) throw new TypeError(file);
      return head.folder + file;
    },
  };
  const policy = window.trustedTypes ? trustedTypes.createPolicy('jiangxin-search', rules) : rules;
  const load = (file) => asked[file] = asked[file] || new Promise((done, fail) => {
    const script = document.createElement('script');
    script.onload = () => done(arrived[file.split('.')[0]]);
    script.onerror = () => { delete asked[file]; fail(file); };
    script.src = policy.createScriptURL(file);
    document.head.append(script);
  });
  const spot = (table, key) => Math.max(0, table.filter(([first]) => first <= key).length - 1);

  /* Gives where a document is, then the lines of what it says. */
  async function textOf(i) {
    const [first, file] = head.texts[spot(head.texts, i)];
    return (await load(file))[i - first].split('\n');
  }

  async function begin() {
    const fold = [...head.fold];
    for (let i = 0; i < fold.length; i += 2) simple[fold[i]] = fold[i + 1];
    rows = head.documents.concat(...await Promise.all(head.more.map(load))).map(([title, kind, typed, ...others]) => (
      { title, kind: head.kinds[kind], label: head.labels[kind][0], readings: typed ? typed.split('|') : [], names: [title, ...others].map(folded) }
    ));
    return { rows, head };
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
    const inside = (run) => run.test(text[at - 1]) && run.test(word[0]);
    for (; (at = text.indexOf(word, at)) >= 0; at++) if (!at || !(inside(LETTER) || inside(DIGIT))) return at;
    return -1;
  }

  /* Gives pairs of characters, and words that may go on. */
  const gramsOf = (text) => (text.match(TOKEN) || []).flatMap((token) => {
    const c = [...token];
    return HAN.test(token) && c[1] ? c.slice(1).map((next, i) => ({ gram: c[i] + next })) : { gram: token, open: true };
  });

  async function find({ gram, open }) {
    const first = spot(head.grams, gram), last = open ? spot(head.grams, gram + '\uffff') : first, found = new Set();
    for (const part of await Promise.all(head.grams.slice(first, last + 1).map(([, file]) => load(file)))) {
      const all = part.split(' ');
      for (let i = 0; i < all.length; i += 2) {
        if (!(open ? all[i] : gram).startsWith(open ? gram : all[i])) continue;
        for (const [, next, list] of all[i + 1].matchAll(/([^!\w-]?)([!\w-]+)/gu)) {
          if (open || all[i] + next === gram) decode(list, found);
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

  /* What a document's names are worth. */
  function rank({ names, readings }, { whole, each, typed }) {
    const called = names.map((name, i) => {
      const at = place(name, whole), all = each[1] && each.every((word) => place(name, word) >= 0);
      return (name === whole ? 100 : at === 0 ? 80 : at > 0 ? 60 : all ? 50 : 0) - (i && 5);
    });
    const read = readings.map((reading) => {
      const full = reading.replace(/ /g, ''), initials = reading.replace(/(\S)\S* ?/g, '$1');
      return full === typed ? 70 : typed[2] && full.startsWith(typed) ? 45 : typed[1] && initials === typed ? 40 : 0;
    });
    return Math.max(0, ...called, ...read);
  }

  /* What its words are worth: nothing where one is missing. */
  async function weigh(i, { whole, each }) {
    const row = rows[i];
    row.said = row.said || [...row.names, ...(await textOf(i)).slice(1).map(folded)].join('\n');
    return each.every((word) => place(row.said, word) >= 0) ? place(row.said, whole) < 0 ? 20 : 30 : 0;
  }

  const byWorth = (a, b) => b.name + b.worth - a.name - a.worth || a.i - b.i;

  /* Gives what is found as one looks closer; `nearby` gives what holds a good part of the grams. */
  async function search(written) {
    await ready;
    const each = written.split(' ').map(folded), whole = folded(written), grams = each.flatMap(gramsOf);
    const typed = written.toLowerCase().normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f '’]/g, '');
    const [bags, joined] = await Promise.all([grams, gramsOf(whole)].map((all) => Promise.all(all.map(find))));
    const isIn = (sets, i) => sets[0] && sets.every((set) => set.has(i));
    const isSure = !each[1] && !grams[1] && (whole.match(TOKEN) || [])[0] === whole;
    const queue = rows.map((row, i) => ({
      i, row, name: rank(row, { whole, each, typed }), worth: isIn(bags, i) ? isIn(joined, i) ? 30 : 20 : 0,
    })).filter(({ name, worth }) => name || worth).sort(byWorth);
    const found = { hits: [], queue, each, whole, async look() {
      await Promise.all(queue.splice(0, isSure ? queue.length : LOT).map(async (hit) => {
        if (!isSure && hit.worth) hit.worth = await weigh(hit.i, found);
        if (hit.name || hit.worth) found.hits.push(hit);
      }));
      found.hits.sort(byWorth);
    } };
    found.nearby = () => {
      found.each = grams.map(({ gram }) => gram);
      const sum = (has) => grams.reduce((all, gram, n) => all + (has(gram, n) ? 1 / (2 + bags[n].size) : 0), 0);
      return rows.map((row, i) => ({
        i, row, name: sum(({ gram }) => row.names.join().includes(gram)), worth: sum((gram, n) => bags[n].has(i)),
      })).filter(({ i }) => bags.filter((bag) => bag.has(i)).length > bags.length * NEAR).sort(byWorth).slice(0, LOT);
    };
    return found;
  }

  const ready = new Promise((done) => {
    window.jiangxin = (name, value) => {
      arrived[name] = value;
      if (name === 'head') { head = value; done(begin()); }
    };
  });
  Object.assign(window.jiangxin, { ready, search, textOf, trace, place });
})();
