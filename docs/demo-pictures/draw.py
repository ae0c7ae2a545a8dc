"""Draw the demo exhibition's pictures: `python docs/demo-pictures/draw.py [NAME …]`; without names, all of them."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import catalogue
import machining
import sheets
from axonometry import SIZE as GREAT_SIZE
from axonometry import great_sheet
from developing import develop
from exhibition_words import CONTENT, Words
from PIL import Image
from strokes import rasterise, write_palette_png
from studio import expose

# Four teeth on, the wheels look as they did at first, holes and all.
FRAMES, TEETH, FRAME_SIZE, FRAME_MS = 24, 4, (900, 600), 80


def draw_still(name: str) -> int:
    """Render and develop a still picture; give its bytes."""
    still = catalogue.STILLS[name]
    still.scene()
    with tempfile.TemporaryDirectory() as folder:
        negative = Path(folder) / "negative.png"
        expose(negative, still.size, samples=still.samples)
        return develop(negative, CONTENT / still.path, still.size, on_paper=still.on_paper)


def draw_film() -> int:
    """Render two gears that turn for ever; give the bytes."""
    frames = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(FRAMES):
            machining.gear_pair(TEETH * i / FRAMES)
            frame = Path(folder) / f"{i}.png"
            expose(frame, FRAME_SIZE, samples=24)
            with Image.open(frame) as opened:
                frames.append(opened.convert("RGB"))
    path = CONTENT / catalogue.FILM
    frames[0].save(
        path, "WEBP", save_all=True, append_images=frames[1:], duration=FRAME_MS, loop=0, quality=72, method=6
    )
    return path.stat().st_size


def draw_sheet(svg: str, size: tuple[int, int], path: str, colours: int = 64) -> int:
    """Write a lettered sheet as a PNG of few colours; give its bytes."""
    return write_palette_png(rasterise(svg, *size), CONTENT / path, colours=colours)


def draw_emblem() -> int:
    """Write the emblem, which stays a drawing; give its bytes."""
    path = CONTENT / catalogue.EMBLEM
    path.write_text(sheets.emblem(), encoding="utf-8", newline="\n")
    return path.stat().st_size


FLAT: dict[str, Callable[[], int]] = {
    "film": draw_film,
    "emblem": draw_emblem,
    "great-sheet": lambda: draw_sheet(great_sheet(Words()), GREAT_SIZE, catalogue.GREAT_SHEET, 48),
    "plan-sheet": lambda: draw_sheet(sheets.plan_sheet(Words()), sheets.PLAN_SIZE, catalogue.PLAN_SHEET),
    "shaft-sheet": lambda: draw_sheet(sheets.shaft_sheet(), sheets.SHAFT_SIZE, catalogue.SHAFT_SHEET),
    "colours-sheet": lambda: draw_sheet(sheets.colours_sheet(), sheets.COLOURS_SIZE, catalogue.COLOURS_SHEET),
}


def main(names: list[str]) -> int:
    """Draw the named pictures, or all; give an exit code."""
    known = [*catalogue.STILLS, *FLAT]
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.stderr.write(f"No picture is called {', '.join(unknown)}. There are: {', '.join(known)}.\n")
        return 2
    for name in names or known:
        size_bytes = FLAT[name]() if name in FLAT else draw_still(name)
        sys.stdout.write(f"{name}: {size_bytes / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
