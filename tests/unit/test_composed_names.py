"""Names of files that look the same and are spelt in two ways: composed, as keyboards write, and decomposed."""

import unicodedata
from pathlib import Path

import pytest

from jiangxin.folders import Folders, lying_at
from jiangxin.pipeline import build
from jiangxin.problems import ContentError
from tests.mistakes.exhibition import SETTINGS, exhibit, photograph, put

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "示例-lǚ.jpg") for form in ("NFC", "NFD"))


def write(root: Path, *, on_disk: str, in_text: str) -> Folders:
    """Write an exhibition of one exhibit, whose picture is spelt so on the disk and so in the text."""
    put(root / "content" / "exhibition.yaml", SETTINGS)
    put(root / "content" / "halls" / "zhanting.md", "---\ntitle: 示例展厅\nkind: hall\n---\n")
    text = exhibit(f"images:\n  - {{file: {in_text}, alt: 渐变}}\n", f"\n![渐变]({in_text})\n")
    put(root / "content" / "exhibits" / "shi-li.md", text)
    put(root / "content" / "exhibits" / on_disk, photograph(300))
    return Folders.of(root)


def tree(folders: Folders) -> dict[str, bytes]:
    """Give every file of the site."""
    build(folders)
    site = folders.output
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_picture_is_found_however_its_name_is_spelt(tmp_path: Path) -> None:
    """The same site is made of each spelling, and its names are composed."""
    assert COMPOSED != DECOMPOSED
    sites = [
        tree(write(tmp_path / f"{place}", on_disk=on_disk, in_text=in_text))
        for place, (on_disk, in_text) in enumerate(
            [(COMPOSED, COMPOSED), (DECOMPOSED, COMPOSED), (COMPOSED, DECOMPOSED), (DECOMPOSED, DECOMPOSED)]
        )
    ]
    assert any(path.startswith("pictures/") for path in sites[0])
    assert all(unicodedata.is_normalized("NFC", path) for path in sites[0])
    assert all(site == sites[0] for site in sites[1:])


def test_two_files_that_look_the_same_are_told(tmp_path: Path) -> None:
    """Which of them is meant nobody can see."""
    folders = write(tmp_path, on_disk=COMPOSED, in_text=COMPOSED)
    put(folders.content / "exhibits" / DECOMPOSED, photograph(301))
    if len(list((folders.content / "exhibits").glob("*.jpg"))) < 2:
        pytest.skip("this disk knows one spelling")
    with pytest.raises(ContentError) as caught:
        build(folders)
    assert [(problem.code, problem.path) for problem in caught.value.problems if problem.blocks] == [
        ("file.same-name", f"content/exhibits/{COMPOSED}")
    ]


def test_what_is_not_there_is_where_it_would_be(tmp_path: Path) -> None:
    """A file that is missing, or its folder, is told where it was looked for."""
    assert lying_at(tmp_path, f"gone/{COMPOSED}") == tmp_path / "gone" / COMPOSED
    assert lying_at(tmp_path, COMPOSED) == tmp_path / COMPOSED
