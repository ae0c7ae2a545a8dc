"""The share cards that pages ask for → picture files, each drawn once.

A card is kept under all that it is drawn from: its words, its background, and
the fonts of this machine. Letters that no font has are never drawn as boxes:
the card goes without words, and one warning tells of all of them.

A photograph or a font that an editor brought is a stranger's: what is drawn with
one is drawn in a process that can be ended. A few cards of nothing but our words,
in the fonts of this machine, are drawn here: sooner than such a process starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from jiangxin.cache import Cache, write_whole
from jiangxin.images.errors import PictureError, picture_problem
from jiangxin.images.gather import Bench
from jiangxin.model.library import Mention
from jiangxin.model.output import Output, Stage
from jiangxin.model.picture import ShareCard
from jiangxin.problems import Problem
from jiangxin.starting import expect
from jiangxin.workers import Done, Failed, run_bounded, work_here

if TYPE_CHECKING:
    from jiangxin.images.cards.fonts import Font

_SECONDS = 60.0
_MEMORY_MB = 1024
_KIND = "cards"
_TOLD_LETTERS = 12
_FEW = 4
_SETTINGS = "content/exhibition.yaml"


_Task: TypeAlias = "tuple[ShareCard, Path | None, tuple[Font, ...], Path]"
"""A card, the file behind it, the fonts, and where it is written."""


def expect_cards(cache: Cache) -> None:
    """Have what draws cards over photographs begin to start, beside us, where there was none before."""
    if not (cache.folder / _KIND).exists():
        expect("jiangxin.images.cards.card")


def gather_cards(cards: Sequence[ShareCard], bench: Bench, font: Path | None = None) -> tuple[Output, ...]:
    """Give the outputs of all cards, drawn over the derivatives that `gather_pictures` has made.

    `font` is the exhibition's own, to be taken before those of the machine.
    """
    if not cards or any(problem.blocks for problem in bench.problems):
        return ()
    from jiangxin.images.cards.fonts import find_fonts
    from jiangxin.images.cards.key import card_key

    try:
        fonts = find_fonts(font)
    except PictureError as error:
        bench.problems.append(Problem(error.code, _SETTINGS, 0, "card_font", error.facts))
        return ()
    keys = {card: f"{card_key(card, fonts)}.jpg" for card in cards}
    places = bench.cache.files(_KIND, set(keys.values()))
    absent = bench.cache.missing(_KIND, places)
    ledger = bench.cache.ledger(_KIND)
    missing = {key: card for card, key in keys.items() if key in absent or ledger.get(key) is None}
    folder = bench.cache.folder_of(_KIND) if missing else bench.content
    tasks = [(card, _background(card, bench), fonts, folder / key) for key, card in missing.items()]
    results = _drawn(tasks, bench, is_trusted=font is None and not any(card.background for card in missing.values()))
    for (key, card), result in zip(missing.items(), results, strict=True):
        if isinstance(result, Failed):
            bench.problems.append(picture_problem(result, card.path, Mention(_SETTINGS, field="card_font")))
        else:
            ledger.put(key, result.value)
    uncovered = sorted({letter for key in places for letter in ledger.get(key) or ""})
    if uncovered:
        facts = {"found": "".join(uncovered[:_TOLD_LETTERS]), "count": str(len(uncovered))}
        bench.problems.append(Problem("card.no-font", _SETTINGS, 0, "card_font", facts, blocks=False))
    return tuple(Output(card.path, places[key], Stage.ASSET) for card, key in keys.items())


def _drawn(tasks: Sequence[_Task], bench: Bench, *, is_trusted: bool) -> list[Done[str] | Failed]:
    if is_trusted and len(tasks) <= _FEW:
        return work_here(_draw, tasks)
    told = bench.told(_KIND)
    return run_bounded(_draw, tasks, jobs=bench.jobs, seconds=_SECONDS, memory_mb=_MEMORY_MB, progress=told, chunk=8)


def _background(card: ShareCard, bench: Bench) -> Path | None:
    return bench.cache.file("pictures", card.background.key) if card.background else None


def _draw(task: _Task) -> str:
    """Draw one card; give the letters for which there is no font."""
    from jiangxin.images.cards.card import draw_card
    from jiangxin.images.cards.fonts import in_language, uncovered

    card, background, fonts, place = task
    data, is_lettered = draw_card(card, background, fonts)
    write_whole(place, data)
    if is_lettered:
        return ""
    words = card.title + card.kicker + card.site_title
    return uncovered(words, in_language(fonts, card.lang)) or words
