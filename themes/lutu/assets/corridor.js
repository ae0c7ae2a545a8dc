// The corridor of time works without this. With it, Home and End reach its ends when it has the focus, and a
// caliper too long for the screen keeps the year one stands in before one's eyes.
(() => {
  'use strict';
  const bays = document.querySelector('.bays');
  const scale = document.querySelector('.caliper');
  if (!bays || !scale) return;
  bays.addEventListener('keydown', event => {
    if (event.target !== bays || bays.scrollWidth <= bays.clientWidth) return;
    if (event.key === 'Home') bays.scrollTo({left: 0});
    else if (event.key === 'End') bays.scrollTo({left: bays.scrollWidth});
    else return;
    event.preventDefault();
  });
  const follow = entries => {
    const seen = entries.filter(entry => entry.isIntersecting);
    if (!seen.length || scale.scrollWidth <= scale.clientWidth) return;
    const year = scale.querySelector(`[href="#${seen[seen.length - 1].target.id}"]`).parentElement;
    scale.scrollTo({left: year.offsetLeft - (scale.clientWidth - year.offsetWidth) / 2});
  };
  const standing = new IntersectionObserver(follow, {rootMargin: '-30% -40%'});
  document.querySelectorAll('.bay').forEach(bay => standing.observe(bay));
})();
