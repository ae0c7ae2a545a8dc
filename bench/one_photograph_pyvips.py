"""One photograph, encoded in one process by libvips: decoded once, each width made of the next wider one.

    python one_photograph_pyvips.py PHOTOGRAPH FOLDER

It runs in an environment of its own and imports nothing of the program.
"""

from __future__ import annotations

import sys

import pyvips  # type: ignore[import-untyped]

source, folder = sys.argv[1:]
level = pyvips.Image.thumbnail(source, 2400, height=10_000, size="down", fail_on="truncated").copy_memory()
for width_px in (2400, 1600, 960, 480):
    if level.width != width_px:
        level = level.resize(width_px / level.width).copy_memory()
    level.heifsave(f"{folder}/{width_px}.avif", Q=62, compression="av1", effort=0, subsample_mode="on", keep="none")
    if width_px == 1600:
        level.jpegsave(
            f"{folder}/{width_px}.jpg", Q=80, interlace=True, optimize_coding=True, subsample_mode="on", keep="none"
        )
