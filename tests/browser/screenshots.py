"""`python -m tests.browser.screenshots [FOLDER]`: every form of page in every size and both colours, to be looked at.

Nothing is compared: what is beautiful is decided by eyes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from jiangxin.folders import Folders
from jiangxin.pipeline import build
from tests.browser.conftest import Specimen, launched, specimens_of
from tests.conftest import ROOT

SCREENS: tuple[ViewportSize, ...] = (
    {"width": 390, "height": 844},
    {"width": 768, "height": 1024},
    {"width": 1440, "height": 900},
    {"width": 3840, "height": 2160},
)
SCHEMES = ("light", "dark")
ALL_PICTURES = """() => Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode();
}))"""  # those further down come only when they are scrolled to
SHOWN_HEIGHTS = 3  # screens below each other; what is further down repeats itself


def take(browser: Browser, specimens: tuple[Specimen, ...], folder: Path) -> int:
    """Write a PNG of every specimen into `folder`, named `form-language-width-scheme.png`; give how many."""
    count = 0
    for scheme in SCHEMES:
        for screen in SCREENS:
            page = browser.new_page(viewport=screen, color_scheme="dark" if scheme == "dark" else "light")
            for one in specimens:
                page.goto(one.address)
                page.evaluate(ALL_PICTURES)
                height = min(page.evaluate("document.documentElement.scrollHeight"), SHOWN_HEIGHTS * screen["height"])
                name = f"{one.form.replace(', ', '-')}-{one.lang}-{screen['width']}-{scheme}.png"
                area = {"x": 0, "y": 0, "width": screen["width"], "height": height}
                page.screenshot(path=folder / name, full_page=True, clip=area)  # type: ignore[arg-type]
                count += 1
            page.close()
    return count


def main() -> None:
    """Build the demo and the golden exhibition that has what it lacks, and take the pictures of both."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, launched() as browser:
        sites = []
        for name, root in (("demo", ROOT), ("full", ROOT / "tests" / "golden" / "full")):
            site = Path(made) / name
            sites.append((build(Folders.of(root, site, Path(made) / "cache")).site_plan, site))
        specimens = tuple(one for one in specimens_of(*sites) if one.form != "redirect")
        print(f"{take(browser, specimens, folder)} pictures → {folder}")  # noqa: T201 (a command's own output)


if __name__ == "__main__":
    main()
