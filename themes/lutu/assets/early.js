/* The visitor's own choices, before the first paint. */
(function (root) {
  root.classList.add('js');
  try {
    if (localStorage['lutu-theme']) root.dataset.theme = localStorage['lutu-theme'];
    if (!localStorage['lutu-easy']) return;
  } catch (e) { return; /* This browser keeps nothing. */ }
  var sheet = document.querySelector('[data-easy]');
  root.classList.add('easy');
  sheet.media = 'screen';
  if (sheet.sheet) return;
  root.style.visibility = 'hidden'; // a sheet that was not meant to be waited for is waited for
  sheet.onload = sheet.onerror = function () { root.style.visibility = ''; };
})(document.documentElement);
