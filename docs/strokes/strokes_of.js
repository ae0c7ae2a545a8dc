// The strokes of each character of a file, by name, as JSON: {"丁": ["横", "竖钩"]}. Run where cnchar is installed.
'use strict';
const here = require('module').createRequire(process.cwd() + '/');
const cnchar = here('cnchar');
cnchar.use(here('cnchar-order'));
const found = {};
for (const character of require('fs').readFileSync(process.argv[2], 'utf8').trim()) {
  const [names] = cnchar.stroke(character, 'order', 'name');
  if (names) found[character] = names;
}
process.stdout.write(JSON.stringify(found));
