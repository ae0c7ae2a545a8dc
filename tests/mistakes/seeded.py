"""The exhibition with every mistake in it."""

from __future__ import annotations

from pathlib import Path

from tests.mistakes import files, relations, writing
from tests.mistakes.exhibition import HERE, SETTINGS, SOUND, Mistake, front, photograph, put

_SETTINGS = "exhibition.yaml"
_PICTURES = ("good.jpg", "good-1.jpg", "good-2.jpg", "good-3.jpg", "good-4.jpg", "good-5.jpg", "good-6.jpg")


def _mistakes() -> tuple[Mistake, ...]:
    """Give every mistake; those in the exhibition's own record, as they stand in it one after the other."""
    settings = SETTINGS
    placed = []
    for mistake in files.SETTINGS:
        if mistake.path == _SETTINGS:
            assert isinstance(mistake.file, str)
            whole = settings + mistake.file
            settings = whole.replace(HERE, "")
            mistake = mistake._replace(file=whole)
        placed.append(mistake)
    return (
        *(*writing.YAML, *writing.VALUES, *writing.ENCODINGS),
        *(*relations.RELATIONS, *relations.FIELDS),
        *(*files.PICTURES, *files.TEXTS, *files.NAMES, *files.LISTS, *placed),
    )


MISTAKES = _mistakes()


def write_seeded(content: Path) -> None:
    """Write the exhibition, what is right in it and every mistake."""
    for path, fields in (SOUND | relations.ALONGSIDE | files.ALONGSIDE).items():
        put(content / path, front(fields))
    put(content / "sources" / "sound.yaml", "sources:\n  - id: shi-li\n    title: 示例来源\n")
    for number, name in enumerate(_PICTURES):
        put(content / "exhibits" / name, photograph(1400 + number))
    for name, data in files.DAMAGED.items():
        put(content / "exhibits" / name, data)
    for mistake in MISTAKES:  # of the exhibition's own record, the last has them all
        put(content / mistake.path, mistake.file)
