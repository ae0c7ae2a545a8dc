/* The light–dark switch. Everything else works without a script; the button shows only with one. */
(function () {
  'use strict';
  var root = document.documentElement, button = document.querySelector('[data-theme-switch]');
  if (!button || !window.CSS || !CSS.supports('color', 'light-dark(#000,#fff)')) return;
  var KEY = 'lutu-theme';
  function kept() { try { return localStorage.getItem(KEY); } catch (e) { return null; } }
  function keep(value) { try { localStorage.setItem(KEY, value); } catch (e) { /* not kept, still switched */ } }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  }
  function show(value) {
    if (value === 'dark' || value === 'light') root.dataset.theme = value;
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  }
  show(kept());
  button.hidden = false;
  button.addEventListener('click', function () {
    var value = isDark() ? 'light' : 'dark';
    keep(value);
    show(value);
  });
})();
