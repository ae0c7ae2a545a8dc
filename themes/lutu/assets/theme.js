/* The two switches, easy reading and light or dark. Everything else works without a script; they show only with one.
   early.js has set what was chosen before. */
(function () {
  'use strict';
  var root = document.documentElement;
  function keep(name, value) {
    try {
      if (value) localStorage['lutu-' + name] = value;
      else localStorage.removeItem('lutu-' + name);
    } catch (e) {
      /* not kept, still switched */
    }
  }
  /* `show` brings a button in line with the page: now, after a click, and when the page comes back out of history. */
  function wire(button, show, toggle) {
    button.hidden = false;
    button.addEventListener('click', function () { toggle(); show(); });
    addEventListener('pageshow', show);
    show();
  }

  var easy = document.querySelector('[data-easy-switch]'), sheet = document.querySelector('[data-easy]');
  wire(easy, function () {
    var on = root.classList.contains('easy');
    easy.setAttribute('aria-pressed', on);
    sheet.media = on ? 'screen' : 'not all';
  }, function () {
    keep('easy', root.classList.toggle('easy') ? 'on' : '');
  });

  if (!window.CSS || !CSS.supports('color', 'light-dark(#000,#fff)')) return;
  var theme = document.querySelector('[data-theme-switch]');
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  }
  wire(theme, function () { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; }, function () {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
  });
})();
