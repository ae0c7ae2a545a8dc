"""The program and its libraries, as they are installed → what tells them apart from all that would make other bytes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import cache

import jiangxin
from jiangxin.folders import PACKAGE

_CODECS = ("avif", "jpg", "webp", "zlib", "littlecms2")


@cache
def versions() -> Mapping[str, str]:
    """Name all whose versions decide the bytes of pages and pictures."""
    from importlib.metadata import version

    from PIL import features

    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not name.startswith("themes/"):  # a theme is sent along
            digest.update(f"{name}\0".encode() + path.read_bytes())
    codecs = ", ".join(f"{name} {features.version(name)}" for name in _CODECS)
    return {
        "jiangxin": f"{jiangxin.__version__} ({digest.hexdigest()[:8]})",
        "Python": ".".join(map(str, sys.version_info[:2])),
        "Jinja2": version("jinja2"),
        "MarkupSafe": version("markupsafe"),
        "Pillow": f"{version('pillow')} ({codecs})",
    }


def program_here() -> str:
    """Give all versions as one text."""
    return repr(versions())
