"""The one way in which publishing fails.

In: a code of a message and its facts. Out: an exception; what stood before still stands.
"""

from __future__ import annotations


class PublishError(Exception):
    """The site could not be put in place: `code` names the message, `facts` fill it.

    Codes: `output.foreign` (fact `path`: a folder or file that is not ours and
    that we would have to write over), `output.write` (facts `path`, `reason`: the
    system's words), `build.locked` (fact `path`: the lock of the other build).
    """

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, tuple(sorted(facts.items())))
