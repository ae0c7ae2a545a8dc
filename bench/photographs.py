"""Numbers → photographs, the same on every machine, that cost an encoder what real ones cost it.

A photograph is drawn as a lens sees a scene: things with edges of their own tone
and colour before a flat sky, detail on every scale (each octave nearly as strong
as the next coarser one: the 1/f of nature), some of it out of focus, grain over
all. They differ in how busy they are. Random pixels would be far too dear to
encode, and even ones far too cheap.

Run as a module it writes photographs into a folder and ends, so that the process
which measures never holds a picture.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageMath

PHONE_PX = (4032, 3024)  # 12.2 megapixels
CAMERA_PX = (6000, 4000)  # 24 megapixels
QUALITY = 92

_OCTAVES = 10
_FALL = 0.74  # how much weaker each finer octave is: a lens and a demosaicer soften the finest
_GRAIN = 2.4  # of 255, standard deviation
_THINGS = 40
_LENS_BLUR_PX = 1.1
_NOISE_DEVIATION = 73.9  # of a byte, all values of which are as likely


def make_photographs(folder: Path, count: int, size: tuple[int, int], stem: str) -> list[Path]:
    """Write `count` JPEG files of `size` (width, height in px) that are not there yet; give the paths of all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{stem}-{number + 1}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            beside = path.with_suffix(".tmp")
            draw_photograph(number, size).save(beside, "JPEG", quality=QUALITY)
            beside.replace(path)
    return paths


def draw_photograph(number: int, size: tuple[int, int]) -> Image.Image:
    """Draw photograph `number` in RGB; the higher the number, up to five, the busier it is."""
    chance = random.Random(number)  # noqa: S311  # the same every time is what is wanted
    tone, detail = _scene(chance, size)
    strength = 0.14 + 0.04 * (number % 6)
    light = ImageMath.lambda_eval(
        lambda it: it["tone"] + it["texture"] * it["detail"] * strength + it["grain"] * _GRAIN,
        tone=tone.convert("F"),
        detail=detail.convert("F"),
        texture=_texture(chance, size),
        grain=_noise(chance, size),
    )
    return Image.merge("YCbCr", (light.convert("L"), _tint(chance, size), _tint(chance, size))).convert("RGB")


def _scene(chance: random.Random, size: tuple[int, int]) -> tuple[Image.Image, Image.Image]:
    """Draw what is there: how light it is, and how much detail it has, both L."""
    width, height = size
    horizon = round(height * chance.uniform(0.25, 0.45))
    tone = Image.linear_gradient("L").resize(size).point(lambda level: 215 - level // 4)
    detail = Image.new("L", size, 4)
    pens = ImageDraw.Draw(tone), ImageDraw.Draw(detail)

    def draw(shape: str, box: list[tuple[float, float]], light: int, much: int) -> None:
        for pen, level in zip(pens, (light, much), strict=True):
            getattr(pen, shape)(box, fill=level)

    draw("rectangle", [(0, horizon), (width, height)], chance.randint(80, 120), 120)
    for _ in range(_THINGS):
        across, down = chance.uniform(0, width), chance.uniform(horizon, height)
        reach = chance.uniform(0.01, 0.12) * width
        box = [(across - reach, down - reach * chance.uniform(0.5, 2)), (across + reach, down + reach)]
        light, much = chance.randint(30, 220), chance.choice((8, 40, 120, 180))  # out of focus, smooth, woven, leafy
        draw(chance.choice(("rectangle", "ellipse")), box, light, much)
        pens[0].line([(across, down), (across + reach, 0)], fill=light, width=chance.randint(3, 14))
    return tone.filter(ImageFilter.GaussianBlur(_LENS_BLUR_PX)), detail.filter(ImageFilter.BoxBlur(2))


def _texture(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Give detail on every scale in mode F, about 0, from coarse to fine: each step is scaled up and refined."""
    steps = [(-(-size[0] >> step), -(-size[1] >> step)) for step in reversed(range(_OCTAVES))]
    texture, strength = _noise(chance, steps[0]), 1.0
    for step in steps[1:]:
        strength *= _FALL
        coarse = texture.resize(step, Image.Resampling.BICUBIC)
        texture = ImageMath.lambda_eval(
            lambda it: it["coarse"] + it["fine"] * it["strength"],
            coarse=coarse,
            fine=_noise(chance, step),
            strength=strength,
        )
    return texture


def _tint(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Give one of the two colour channels, L about 128: soft, as eyes and sensors see colour."""
    small = (size[0] // 4, size[1] // 4)
    return _texture(chance, small).point(lambda level: level * 8 + 128).convert("L").resize(size)


def _noise(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Give noise in mode F, about 0, its standard deviation 1."""
    pixels = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return pixels.convert("F").point(lambda level: level * (1 / _NOISE_DEVIATION) + -127.5 / _NOISE_DEVIATION)


if __name__ == "__main__":
    make_photographs(Path(sys.argv[1]), int(sys.argv[2]), PHONE_PX, "phone")
    make_photographs(Path(sys.argv[1]), 1, CAMERA_PX, "camera")
