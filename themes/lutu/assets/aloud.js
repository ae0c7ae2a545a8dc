/* Reads an entry aloud where this machine has a voice of its own for all of it: no word is sent away. A breath at a
   time, for Chromium falls silent after 15 s; a pause is a stop that keeps its place, for not all can pause. */
(function () {
  'use strict';
  const bar = document.querySelector('.aloud'), [go, stop] = bar.querySelectorAll('button'), speech = window.speechSynthesis;
  if (!speech) return;
  const pieces = [];
  let at = 0, spoken, lit;

  /* Whole sentences while they fit, else to a comma or space. */
  const breath = (most) => new RegExp(
    '.{1,N}(?:[。！？；!?;][”’」』）)]*|\\.(?=\\s)|$)|.{1,N}[，、：, ]|.{1,N}'.replace(/N/g, most), 'g');
  const isChinese = (lang) => lang.startsWith('zh');
  function voiceOf({ lang }) {
    const right = isChinese(lang) ? /^(zh|cmn)(?!.*(HK|TW|yue))/i : new RegExp('^' + lang.slice(0, 2), 'i');
    return speech.getVoices().find((voice) => voice.localService && right.test(voice.lang));
  }
  function gather(part) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), blocks = new Map();
    while (texts.nextNode()) {
      const { data, parentElement: parent } = texts.currentNode;
      const block = parent.closest('h1,h2,h3,h4,p,li,th,td,figcaption,pre') || part;
      if (!parent.closest('rt,rp,[aria-hidden=true]')) blocks.set(block, (blocks.get(block) || '') + data);
    }
    for (const [block, all] of blocks) {
      const { lang } = block.closest('[lang]'), text = all.replace(/\u2060/g, '').replace(/\s+/g, ' ').trim();
      for (const words of text.match(breath(isChinese(lang) ? 60 : 180)) || []) pieces.push({ block, lang, words });
    }
  }
  function light(block) {
    if (block === lit) return;
    const before = lit && lit.getBoundingClientRect();
    if (lit) lit.classList.remove('is-read');
    lit = block;
    if (!lit) return;
    lit.classList.add('is-read');
    /* Who looks elsewhere is left in peace. */
    if (before && before.bottom > 0 && before.top < innerHeight) lit.scrollIntoView({ block: 'nearest' });
  }
  function show(state) {
    bar.classList.toggle('is-on', state !== 'go');
    go.textContent = go.dataset[state];
    stop.hidden = state === 'go';
  }
  function hush() {
    spoken = null;
    speech.cancel();
  }
  function end() {
    hush();
    light(null);
    at = 0;
    show('go');
  }
  function speak() {
    const piece = pieces[at];
    if (!piece) return end();
    const said = spoken = new SpeechSynthesisUtterance(piece.words);
    said.voice = voiceOf(piece);
    said.lang = said.voice.lang;
    said.onend = () => { if (said === spoken) speak(at += 1); };
    said.onerror = () => { if (said === spoken) end(); };
    light(piece.block);
    speech.speak(said);
  }

  document.querySelector('.prose').before(bar);
  document.querySelectorAll('main h1,main .deck,main .lede,main .prose').forEach(gather);
  (speech.onvoiceschanged = () => { bar.hidden = !pieces.every(voiceOf); })();
  go.onclick = () => {
    show(spoken ? 'resume' : 'pause');
    if (spoken) hush();
    else speak();
  };
  stop.onclick = () => {
    end();
    go.focus();
  };
  addEventListener('pagehide', end);
})();
