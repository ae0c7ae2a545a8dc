"""Proof sheets: every text of a hall on paper, to be read, corrected and signed.

Three reviews and three proofreadings (三审三校) are done with a pencil. A sheet holds all that an entry says
in reading order, each paragraph numbered, its pictures small, its facts and sources, and on every page
the version it shows: a signature is of a certain text. The page needs nothing beside itself.

Modules: `views` is what a sheet shows, `fields` flattens an entry into it, `sheet` makes the sheets of a
library, `page` draws one, `lay_out` writes them.
"""

from __future__ import annotations
