"""From the renderer's PNG to the file an exhibition keeps: white balance, then the best JPEG that fits."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from palette import PAPER
from PIL import Image

MAX_BYTES = 225_000
_QUALITIES = range(88, 59, -2)


def balanced(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give pixels (0 to 1) so exposed that the brightest part of the sheet has the colour of paper."""
    edge = np.concatenate(
        [
            pixels[:40].reshape(-1, 3),
            pixels[-40:].reshape(-1, 3),
            pixels[:, :40].reshape(-1, 3),
            pixels[:, -40:].reshape(-1, 3),
        ]
    )
    brightness = edge.sum(axis=1)
    sheet = edge[brightness >= np.quantile(brightness, 0.8)].mean(axis=0)
    paper = np.array([int(PAPER[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    # One gamma for all colours, so that none is bent: black stays black, and the lights are not clipped.
    power = float(np.log(paper.mean() * 0.985) / np.log(min(sheet.mean(), 0.99)))
    tint = paper / sheet**power
    return np.asarray(pixels**power * np.clip(tint / tint.max(), 0.97, 1.0))


def develop(negative: Path, picture: Path, size: tuple[int, int], *, on_paper: bool, max_bytes: int = MAX_BYTES) -> int:
    """Write the JPEG of a rendered PNG, enlarged to `size` (pixels), and give its size in bytes."""
    with Image.open(negative) as opened:
        pixels = np.asarray(opened.convert("RGB"), dtype=np.float64) / 255
    if on_paper:
        pixels = balanced(pixels)
    image = Image.fromarray(np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8))
    image = image.resize(size, Image.Resampling.LANCZOS)
    for quality in _QUALITIES:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.tell() <= max_bytes:
            break
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(file.getvalue())
    return file.tell()
