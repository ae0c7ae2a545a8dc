"""The search of the site: an index that needs no server, for a client that needs no library.

Everything is JavaScript files that call one function, because a page opened
from disk can load nothing else. `search-index.js` beside the search page is the
head, a kilobyte or two: it says in which file to look, and that is all a visitor
loads, however much there is. Files carry their digest in their names and may be
kept for ever.

    documents ──fold, cut into grams──▶ postings ──▶ search/<language>/g.<digest>.js, …
        └────names, readings, words────────────────▶ search/<language>/t0.<digest>.js, …
                  tables of either, where they are long ──▶ ig0.<digest>.js, it0.<digest>.js, …

Chinese is cut into pairs of characters, so that no dictionary can cut index and
query differently: whatever stands in a text is found. What the pairs let through
is compared with the text itself by the client.

Modules: `folding` says which writings count as the same, `telling` what an entry
says, `documents` what is found, `readings` how names are typed, `postings`,
`lists`, `leaves` and `shards` how it is written down, `kept` remembers it between
builds, `index` puts it together.
"""
