"""Regular expressions that are compiled when they are first used.

A build that follows an edit imports two hundred of them and uses some thirty; to
compile them all took a tenth of its time. What is written the same is still
compiled once.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


def pattern(written: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Give what `re.compile` gives, with nothing compiled yet; what is wrong with it is told when it is used."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(written, flags))


class _Uncompiled(Generic[AnyStr]):
    """Stands for a compiled pattern and takes over its methods as they are asked for."""

    def __init__(self, written: AnyStr, flags: re.RegexFlag) -> None:
        self.pattern: AnyStr = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Give what the compiled pattern has by this name; from now on it stands here."""
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found
