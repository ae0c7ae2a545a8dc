/* The visitor's own choices, before the first paint. */
(function (root) {
  root.classList.add('js');
  try {
    if (localStorage['lutu-easy']) root.classList.add('easy');
    if (localStorage['lutu-theme']) root.dataset.theme = localStorage['lutu-theme'];
  } catch (e) { /* This browser keeps nothing. */ }
})(document.documentElement);
