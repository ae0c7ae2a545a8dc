"""A contact sheet: every picture of the exhibition on one page, for editors.

Photographers lay all frames of a film on one sheet to choose by; this one also
shows what the site will make of each picture: the point that cropping keeps, the
crops themselves, and whose picture it is. The page works from disk, asks nothing
of a network and changes nothing: it gives lines to copy into the content.

Modules: `views` is what the page shows, `sheet` makes it of a library, `advice`
says what could be better, `page` draws it, `lay_out` writes it beside the cache.
"""

from __future__ import annotations
