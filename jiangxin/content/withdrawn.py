"""People who were taken off → every place where their names are still written.

Relations to them leave by themselves; words do not. So that no page, caption,
feed or index names someone who is withdrawn, a text that does blocks the build
until it is written anew. Nothing is read where nobody is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from jiangxin.content.folder import Instead
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.problems import Problem

_TEXTS = (".md", ".yaml", ".yml", ".vtt", ".srt", ".txt")
_LEAST = 2  # shorter names stand in too many words


def names_of_the_withdrawn(
    content: Path, library: Library, instead: Instead = MappingProxyType({})
) -> Iterator[Problem]:
    """Give a problem for every line below `content` that names someone withdrawn; their own files may."""
    gone = [entry for entry in library.entries if isinstance(entry, Craftsman) and entry.withdrawn]
    if not gone:
        return
    names = sorted({name for entry in gone for name in _names(entry)}, key=len, reverse=True)
    own = tuple(str(entry.path).removesuffix("index.md").removesuffix(".md") for entry in gone)
    for file in sorted(path for path in content.rglob("*") if path.suffix.lower() in _TEXTS):
        path = file.relative_to(content).as_posix()
        if file.is_symlink() or not file.is_file() or _is_own(path, own):
            continue
        try:
            data = instead.get(path)
            text = (file.read_bytes() if data is None else data).decode("utf-8", "replace")
        except OSError:  # the loader tells
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if (found := next((name for name in names if name in line), None)) is not None:
                yield Problem("withdrawn.named", f"content/{path}", number, facts={"found": found})


def _names(entry: Craftsman) -> Iterator[str]:
    for text in (entry.title, *entry.also_called):
        if text is not None:
            for name in (text.primary, *(other for _, other in text.others)):
                if len(name) >= _LEAST:
                    yield name


def _is_own(path: str, own: tuple[str, ...]) -> bool:
    """Say whether a file is someone's own: `luo.md`, `luo.en.md`, or in `luo/`."""
    return any(path.startswith(stem if stem.endswith("/") else f"{stem}.") for stem in own)
