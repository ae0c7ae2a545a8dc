"""Built sites → that they hold what they should: each page its text, and a site the bytes of a clean build."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import entries
from bench.generators import Edit, Generator
from bench.processes import CommandFailedError

_TAG = re.compile(r"<[^>]*>")
_MARKUP = re.compile(r"^(?:#+ |- |\d+\. |> |\[\^\d\]: )|\*\*|\[\^\d\]|\]\(@\w+/\d+\)|\[|[|]| --- ", re.M)
_BETWEEN = re.compile(r"[\n。：]+")
_LEAST = 6  # characters that tell one piece of a text from another


def pages_of(generator: Generator) -> int:
    """Give how many pages were built."""
    return sum(1 for _ in generator.output.rglob("*.html"))


def prove_texts(generator: Generator, count: int) -> None:
    """Look for each entry's title and all its text in its page. Raises CommandFailedError where a piece is missing."""
    for entry in entries(count):
        seen = _seen(generator.page_of(entry.ref))
        for piece in (entry.title, *pieces_of(entry.body)):
            if piece not in seen:
                raise CommandFailedError(f"{generator.name}: the page of {entry.ref.id} lacks {piece!r}")


def prove_edit(generator: Generator, edit: Edit) -> None:
    """Look for an edit in its page. Raises CommandFailedError where it is not there."""
    if edit.shown not in _seen(generator.page_of(edit.page)):
        raise CommandFailedError(f"{generator.name}: the page of {edit.page.id} does not show the edit {edit.shown!r}")


def prove_same(built: Path, clean: str) -> None:
    """Compare a site with a clean build's digest. Raises CommandFailedError where they differ."""
    if digest_of(built) != clean:
        raise CommandFailedError(f"{built} is not what a clean build makes of the same content")


def digest_of(folder: Path) -> str:
    """Digest the names and bytes of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def pieces_of(body: str) -> Iterator[str]:
    """Give what a reader reads of a text in Markdown, piece by piece, without what stands for its form."""
    for line in body.split("\n"):
        for cell in line.strip("|").split(" | "):
            for piece in _BETWEEN.split(_MARKUP.sub("", cell)):
                if len(piece.strip()) >= _LEAST:
                    yield "".join(piece.split())


def _seen(page: Path) -> str:
    """Give the words of a page, without blanks."""
    try:
        text = page.read_text("utf-8")
    except FileNotFoundError:
        raise CommandFailedError(f"{page} was not built") from None
    return "".join(html.unescape(_TAG.sub("", text)).split())
