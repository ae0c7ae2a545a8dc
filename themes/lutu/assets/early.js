/* The visitor's own choices, before the first paint. The sheet of easy reading is one that nobody waits for, so it is
   waited for here, with all in its place and nothing seen. */
(function (root, sheet) {
  root.classList.add('js');
  try {
    if (localStorage['lutu-theme']) root.dataset.theme = localStorage['lutu-theme'];
    if (!localStorage['lutu-easy']) return;
  } catch (e) {
    /* This browser keeps nothing. */
    return;
  }
  root.classList.add('easy');
  sheet.media = 'screen';
  if (!sheet.sheet) root.style.visibility = 'hidden';
  sheet.onload = sheet.onerror = function () { root.style.visibility = ''; };
})(document.documentElement, document.querySelector('[data-easy]'));
