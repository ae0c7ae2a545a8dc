"""The one way in which a picture fails.

In: a code of a message and its facts. Out: an exception that crosses processes,
so that a worker can tell its parent what was wrong, and the problem the editor reads. Needs no Pillow: who only
catches it does not pay for decoders.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from jiangxin.limits import variable
from jiangxin.model.library import Mention
from jiangxin.problems import Problem
from jiangxin.workers import Failed

_FAILED = {"time": "picture.slow", "memory": "picture.memory"}
_RAISED_BY = {"time": "PICTURE_SECONDS", "memory": "PICTURE_MEMORY_MB"}


class PictureError(Exception):
    """A picture that cannot be shown: `code` names the message, `facts` fill it.

    Codes: `picture.unreadable` (damaged, or not allowed to be read),
    `picture.truncated` (ends too early), `picture.empty`, `picture.too-large` (facts `found`,
    `limit`, `unit`: "MP" or "MB", `variable`: what raises the limit), `picture.not-a-picture`, `picture.format`
    (fact `found`: the format), `picture.heic` (HEIC, and the library that reads
    it is not installed), `picture.svg-active` (fact `found`: what could act in a
    drawing, an element or attribute), `picture.no-original` (fact `format`: no
    file of it can be freed of what it tells), `picture.changed` (the file is no
    longer the one that was measured), `picture.no-encoder` (fact `format`:
    Pillow was built without it).
    """

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, tuple(sorted(facts.items())))

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.code, self.facts))


def _restore(code: str, facts: dict[str, str]) -> PictureError:
    return PictureError(code, **facts)


def picture_problem(result: Failed, path: str, named: Mention | None = None) -> Problem:
    """Give the problem for the picture at `path` under `content/` that a worker failed at.

    It stands where an entry has `named` the picture, else at the picture itself.
    Raises what the worker raised where that is no picture's fault.
    """
    place = named or Mention(f"content/{path}")
    facts = {"found": PurePosixPath(path).name}
    if isinstance(result.error, PictureError):
        return Problem(result.error.code, place.path, place.line, place.field, facts | result.error.facts)
    if result.error is not None:
        raise result.error
    if result.reason in _RAISED_BY:
        facts["variable"] = variable(_RAISED_BY[result.reason])
    return Problem(_FAILED.get(result.reason, "picture.failed"), place.path, place.line, place.field, facts)
