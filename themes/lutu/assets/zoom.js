/* Deep zoom. Where the lightbox shows a picture larger than its large file, tiles of the right scale are laid over it.
   They lie as the IIIF Image API names them: <folder>/<x>,<y>,<w>,<h>/<w>,<h>/0/default.jpg. Tiles are placed in
   percent of the picture, so they grow with it. */
(function () {
  'use strict';
  const shown = new Map(); // address → tile, of the one picture that is looked at
  let frame, isAsked = false;

  /* Gives the tiles of the part that is seen, by address, in percent of the picture. */
  function wanted() {
    const [folder, width, height, tile, scales] = frame.dataset.zoom.split(' ');
    const box = frame.getBoundingClientRect(), cell = frame.parentNode.getBoundingClientRect();
    const dense = box.width * devicePixelRatio;
    const held = Math.max(0, ...(frame.querySelector('source,img').srcset.match(/\d+(?=w)/g) || []));
    const tiles = new Map();
    if (dense <= held) return tiles;
    const scale = Math.max(1, ...scales.split(',').filter((each) => width / each >= dense));
    const step = tile * scale, ratio = width / box.width;
    const first = (from, to) => Math.max(0, Math.floor((from - to) * ratio / step)) * step;
    const right = Math.min(width, (cell.right - box.left) * ratio);
    const bottom = Math.min(height, (cell.bottom - box.top) * ratio);
    for (let y = first(cell.top, box.top); y < bottom; y += step) {
      for (let x = first(cell.left, box.left); x < right; x += step) {
        const w = Math.min(step, width - x), h = Math.min(step, height - y);
        const name = [x, y, w, h] + '/' + [Math.ceil(w / scale), Math.ceil(h / scale)];
        tiles.set(folder + '/' + name + '/0/default.jpg', [x / width, y / height, w / width, h / height]);
      }
    }
    return tiles;
  }

  /* Lays what is missing and, once all is there, drops what is not seen any more. */
  function lay() {
    isAsked = false;
    if (!frame) return;
    const tiles = wanted();
    tiles.forEach((place, address) => {
      if (shown.has(address)) return;
      const image = new Image();
      image.alt = '';
      image.className = 'look-tile';
      ['left', 'top', 'width', 'height'].forEach((side, i) => { image.style[side] = place[i] * 100 + '%'; });
      image.onload = image.onerror = ask;
      image.src = address;
      frame.append(image);
      shown.set(address, image);
    });
    const isThere = [...tiles.keys()].every((address) => shown.get(address).complete);
    shown.forEach((image, address) => {
      if (tiles.has(address) || !isThere && image.complete) return;
      image.remove();
      shown.delete(address);
    });
  }

  function ask() {
    if (!isAsked) requestAnimationFrame(lay);
    isAsked = true;
  }

  function look(event) {
    const own = event.target;
    if (own.dataset.zoom && own !== frame && own.parentNode.getAttribute('aria-hidden') === 'false') {
      shown.forEach((image) => image.remove());
      shown.clear();
      frame = own;
    }
    ask();
  }
  document.addEventListener('look', look);
  document.addEventListener('scroll', ask, true);
})();
