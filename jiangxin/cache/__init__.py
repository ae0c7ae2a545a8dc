"""What was costly, kept under the digest of all that it was made from.

A key *is* the input, so nothing here is ever invalidated: a changed input has
another key. Everything may be deleted at any moment and is only made again, and
nothing kept here can run: bytes, pictures and one JSON file. Each entry carries
the digest of its own bytes; one that does not match (a full disk, a crash) is
absent.

Modules: `whole` writes files, `digests` remembers those of sources, `ledger`
keeps many small values in one file, `sweep` removes what is no longer used,
`store` is the cache itself.
"""

from __future__ import annotations

from jiangxin.cache.digests import Digests
from jiangxin.cache.ledger import Ledger
from jiangxin.cache.store import VERSION, Cache
from jiangxin.cache.whole import write_whole

__all__ = ["VERSION", "Cache", "Digests", "Ledger", "write_whole"]
