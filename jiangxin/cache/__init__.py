"""What was costly, kept under the digest of all that it was made from.

A key *is* the input, so nothing here is ever invalidated: a changed input has
another key. Everything may be deleted at any moment and is only made again, and
nothing kept here can run (bytes, pictures, plain values) but templates that this
user has signed, see `rendering.compiled`. Each entry carries the digest of its
own bytes; one that does not match (a full disk, a crash) is absent.

Modules: `whole` writes files, `digests` remembers those of sources, `ledger`
keeps many small values in one file, `snapshot` one large value, `roll` large
tables, `pile` many texts, `sweep` removes what is no longer used, `store` is the cache itself.
"""

from __future__ import annotations

from jiangxin.cache.digests import RACY_NS, Digests, Stamp, is_known_by, read_digest, stamp_of
from jiangxin.cache.ledger import Ledger
from jiangxin.cache.pile import Pile, Place
from jiangxin.cache.roll import Roll, Tables
from jiangxin.cache.snapshot import read_snapshot, write_snapshot
from jiangxin.cache.store import VERSION, Cache
from jiangxin.cache.whole import write_whole

__all__ = [
    "RACY_NS",
    "VERSION",
    "Cache",
    "Digests",
    "Ledger",
    "Pile",
    "Place",
    "Roll",
    "Stamp",
    "Tables",
    "is_known_by",
    "read_digest",
    "read_snapshot",
    "stamp_of",
    "write_snapshot",
    "write_whole",
]
