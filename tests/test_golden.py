"""Golden sites: whole exhibitions and every page they become.

`tests/golden/<name>/content` is built and held against `tests/golden/<name>/site`,
file by file. `python -m tests.test_golden` writes the goldens anew; read the
difference before committing it.
"""

import shutil
import tempfile
from pathlib import Path

import pytest

from jiangxin.cli.telling import told
from jiangxin.folders import Folders
from jiangxin.pipeline import Options, build
from jiangxin.problems import ContentError
from jiangxin.wording import read_wording

GOLDEN = Path(__file__).parent / "golden"
SITES = ("tiny", "full", "reviewed")
PREVIEWS = ("reviewed",)  # sites that are shown with what is not approved
FAULTS = ("faults", "unreadable")
LANGUAGES = ("zh-Hans", "en")
DIGESTED = ("assets/", "drawings/")


def built_files(name: str, folder: Path) -> dict[str, str]:
    """Build a golden exhibition into `folder`; give its files by path.

    The theme's own files are the theme's affair, and a picture's bytes depend on
    the encoder's version; of both only the paths are held.
    """
    build(Folders.of(GOLDEN / name, folder / "site", folder / "cache"), Options(drafts=name in PREVIEWS))
    files = {}
    for path in sorted(p for p in (folder / "site").rglob("*") if p.is_file()):
        relative = path.relative_to(folder / "site").as_posix()
        if relative == "SHA256SUMS":
            continue
        is_opaque = relative.startswith(("assets/", "drawings/", "pictures/", "media/", "cards/"))
        files[without_digest(relative)] = "" if is_opaque else without_digests(path.read_text("utf-8"), folder / "site")
    return files


def without_digest(path: str) -> str:
    """Give the path of an asset or a drawing without the digest, so that goldens outlive a colour."""
    if not path.startswith(DIGESTED):
        return path
    stem, _, rest = path.partition(".")
    return f"{stem}.{rest.rpartition('.')[2]}"


def without_digests(text: str, site: Path) -> str:
    """Give a page whose asset addresses carry no digest."""
    for folder in DIGESTED:
        for asset in (site / folder).glob("*"):
            text = text.replace(f"{folder}{asset.name}", without_digest(f"{folder}{asset.name}"))
    return text


def golden_files(name: str) -> dict[str, str]:
    """Give the golden site's files by path."""
    site = GOLDEN / name / "site"
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in sorted(site.rglob("*")) if p.is_file()}


def messages(name: str, lang: str) -> str:
    """Give what is printed for an exhibition that has problems."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        with pytest.raises(ContentError) as caught:
            build(Folders.of(GOLDEN / name, site, Path(folder) / "cache"))
        assert not site.exists(), "a build that is refused writes nothing"
    return told(caught.value.problems, read_wording(lang), GOLDEN / name, every=True) + "\n"


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_its_golden(name: str, tmp_path: Path) -> None:
    """Every file of a golden site is there, is as it was, and no other is."""
    built, golden = built_files(name, tmp_path), golden_files(name)
    assert sorted(built) == sorted(golden)
    for path, text in built.items():
        assert text == golden[path], f"{name}/site/{path} differs; see python -m tests.test_golden"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_as_in_the_golden(name: str, lang: str) -> None:
    """Every fault of a failing exhibition is told in one run, in both languages, and nothing else is."""
    assert messages(name, lang) == (GOLDEN / name / f"messages.{lang}.txt").read_text("utf-8")


def test_a_site_does_not_depend_on_its_circumstances(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another folder, another time zone, another number of workers and a warm cache make the same bytes."""
    first = tmp_path / "first"
    build(Folders.of(GOLDEN / "full", first / "site", first / "cache"))
    moved = tmp_path / "elsewhere" / "deep"
    shutil.copytree(GOLDEN / "full" / "content", moved / "content")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    build(Folders.of(moved))
    for path in sorted(p for p in (first / "site").rglob("*") if p.is_file()):
        other = moved / "site" / path.relative_to(first / "site")
        assert path.read_bytes() == other.read_bytes(), path


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    """Where nothing changed, nothing is written, not even the record."""
    folders = Folders.of(GOLDEN / "full", tmp_path / "site", tmp_path / "cache")
    build(folders)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    published = build(folders).published
    assert (published.written, published.removed) == ((), ())
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}


def rewrite() -> None:
    """Write all goldens anew."""
    for name in SITES:
        shutil.rmtree(GOLDEN / name / "site", ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            for path, text in built_files(name, Path(folder)).items():
                target = GOLDEN / name / "site" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
    for name in FAULTS:
        for lang in LANGUAGES:
            (GOLDEN / name / f"messages.{lang}.txt").write_text(messages(name, lang), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
