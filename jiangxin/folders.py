"""Where things lie. The only module that joins these names."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

PROOFS = "proofs"  # beside content/
CONTACT_SHEET = "contact-sheet"  # in the cache
PREVIEW = "preview"  # in the cache
PACKAGE = Path(__file__).resolve().parent


def bundled_themes() -> Path:
    """Give the folder of the themes that come with the program: in the wheel, or beside it in a checkout."""
    installed = PACKAGE / "themes"
    return installed if installed.is_dir() else PACKAGE.parent / "themes"


def bundled_locales() -> Path:
    """Give the folder of the locale files."""
    return PACKAGE / "locales"


def bundled_starter() -> Path:
    """Give the folder that `new-exhibition` copies."""
    return PACKAGE / "starter"


def bundled_words() -> Path:
    """Give the file of the word list that comes with the program."""
    return PACKAGE / "content" / "house_words.yaml"


def font_folders() -> tuple[Path, ...]:
    """Give where this system keeps fonts, its own before the user's."""
    home = os.environ.get("HOME", "")
    if sys.platform == "win32":
        below = [
            (os.environ.get("WINDIR", ""), "Fonts"),
            (os.environ.get("LOCALAPPDATA", ""), "Microsoft/Windows/Fonts"),
        ]
    elif sys.platform == "darwin":
        below = [("/System/Library", "Fonts"), ("/Library", "Fonts"), (home, "Library/Fonts")]
    else:
        below = [("/usr", "share/fonts"), ("/usr/local", "share/fonts"), (home, ".local/share/fonts"), (home, ".fonts")]
    return tuple(Path(start) / folder for start, folder in below if start)


def settings_folder() -> Path | None:
    """Give where this user's own settings of the program lie, or None where the system names no such place."""
    home = os.environ.get("HOME", "")
    if sys.platform == "win32":
        start = os.environ.get("APPDATA", "")
    elif sys.platform == "darwin":
        start = f"{home}/Library/Application Support" if home else ""
    else:
        chosen = os.environ.get("XDG_CONFIG_HOME", "")
        start = chosen if Path(chosen).is_absolute() else f"{home}/.config" if home else ""
    return Path(start) / "jiangxin" if Path(start).is_absolute() else None


def lying_at(content: Path, path: str) -> Path:
    """Give the file at `path` below `content`, which may spell its own name otherwise.

    Paths in the program are composed (Unicode NFC), as keyboards write them; some
    systems decompose the names of files, and copies of such files keep that.
    """
    file = content / path
    if path.isascii() or os.path.lexists(file) or not file.parent.is_dir():
        return file
    name = unicodedata.normalize("NFC", file.name)
    return next((each for each in file.parent.iterdir() if unicodedata.normalize("NFC", each.name) == name), file)


class Folders(NamedTuple):
    """The folders of one exhibition."""

    root: Path
    output: Path
    cache: Path

    @classmethod
    def of(cls, root: Path, output: Path | None = None, cache: Path | None = None) -> Folders:
        """Give the folders of the exhibition in `root`; the output and the cache may lie elsewhere."""
        root = root.resolve()
        return cls(root, (output or root / "site").resolve(), (cache or root / ".jiangxin").resolve())

    @property
    def content(self) -> Path:
        """What editors write."""
        return self.root / "content"

    @property
    def settings(self) -> Path:
        """The exhibition's own record."""
        return self.content / "exhibition.yaml"

    @property
    def contact_sheet(self) -> Path:
        """Where the contact sheet is laid out, for the editor only."""
        return self.cache / CONTACT_SHEET

    @property
    def preview(self) -> Path:
        """Where pages with drafts are built while they are written: apart from the site, which is published."""
        return self.cache / PREVIEW

    @property
    def proofs(self) -> Path:
        """Where proof sheets are laid out, unless told otherwise."""
        return self.root / PROOFS

    @property
    def themes(self) -> tuple[Path, ...]:
        """Where themes are looked for, the exhibition's own first."""
        return (self.root / "themes", bundled_themes())
