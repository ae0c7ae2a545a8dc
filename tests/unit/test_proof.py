"""Proof sheets: what stands on them, in which order, under which version, and that they need nothing else."""

import base64
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from jiangxin.cli import DONE, PROBLEMS, main
from jiangxin.curation.reviews import version_of
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Library, Prose
from jiangxin.proof.page import sheet_page
from jiangxin.proof.sheet import proof_sheets
from jiangxin.proof.views import Proof, ProofSheet
from jiangxin.wording import read_wording
from tests.samples import HALL, entry, library

GOLDEN = Path(__file__).parents[1] / "golden"
LANGUAGES = ("zh-Hans", "en")
GEAR = """
title: 样品
title_en: Sample
hall: main
kind: object
made: 2015-08
summary: 一句样文。
summary_en: A sample sentence.
unknown: [medium]
makers: [craftsman/li]
sources: [{id: a, quote: 引文, page: '3'}]
reviews: [{step: first, by: 审稿人甲, on: 2024-10-01, of: 00000000}]
"""
PERSON = entry("craftsman", "li", "name: 样某\nposition: 样工")
GONE = entry("craftsman", "gone", "name: 撤下的人\nwithdrawn: true")
SOURCE = entry("source", "a", "title: 样报")


def of(*entries: Entry, html: str = "<p>正文。</p>") -> Library:
    """Give a library with the gear."""
    shown = entry("exhibit", "gear", GEAR)
    prose = {(shown.ref, "zh-Hans"): Prose(html, "zh-Hans")}
    return library(shown, *entries, prose=prose)


def sheets(of: Library, lang: str = "zh-Hans") -> dict[str, ProofSheet]:
    """Give the sheets by name."""
    return {sheet.name: sheet for sheet in proof_sheets(of, read_wording(lang))}


def gear(of: Library) -> Proof:
    """Give the proof of the gear."""
    return next(proof for sheet in sheets(of).values() for proof in sheet.proofs if proof.ref == "exhibit/gear")


def page(sheet: ProofSheet, lang: str = "zh-Hans") -> str:
    """Give a sheet's file, without pictures."""
    return sheet_page(sheet, read_wording(lang), {}).decode()


def test_a_hall_has_a_sheet_and_what_is_in_none_has_one() -> None:
    """The hall first, then what stands in it; whoever is withdrawn is on none."""
    found = sheets(of(HALL, PERSON, GONE, SOURCE))
    assert {name: [proof.ref for proof in sheet.proofs] for name, sheet in found.items()} == {
        "main": ["hall/main", "exhibit/gear"],
        "_no-hall": ["craftsman/li", "source/a"],
    }


def test_everything_an_entry_says_is_on_its_sheet() -> None:
    """Facts in words, passages in every language, the body, sources with their words, reviews that do not count."""
    proof = gear(of(HALL, PERSON, SOURCE))
    facts = {fact.label: [str(value) for value in fact.values] for fact in proof.facts}
    assert facts["位置"] == ["主 (hall/main)"]
    assert ["样某 (craftsman/li)"] in facts.values()
    assert ["Sample"] in facts.values()
    assert ["2015-08"] in facts.values()
    assert ["一句样文。", "A sample sentence."] in [list(map(str, passage.words)) for passage in proof.passages]
    assert proof.passages[-1].html == "<p>正文。</p>"
    assert [str(value) for value in proof.sources[0].values] == ["样报", "3", "引文"]
    assert [(passed.by, passed.is_void) for passed in proof.reviews] == [("审稿人甲", True)]


def test_names_of_entries_stand_in_for_links() -> None:
    """On paper nothing leads anywhere."""
    html = (
        '<p><a href="ref:craftsman/li"></a>与<a href="ref:craftsman/li">师傅</a><img src="picture:a.jpg" alt="x"></p>'
    )
    assert gear(of(HALL, PERSON, html=html)).passages[-1].html == "<p>样某与师傅<span>［a.jpg］</span></p>"


def test_the_version_is_that_which_is_approved() -> None:
    """What is signed on paper is what `approve` writes; the sheet's own changes with any of its entries'."""
    one = of(HALL)
    assert gear(one).version == version_of(one, one.entries[0])
    other = library(*one.entries, prose=one.prose, versions={Ref("exhibit", "gear"): b"1"})
    assert sheets(one)["main"].version != sheets(other)["main"].version


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_sheet_says_of_which_version_it_is(lang: str) -> None:
    """In the head of each entry's table, which print repeats, and where it is signed; six steps to sign."""
    sheet = sheets(of(HALL), lang)["main"]
    html = page(sheet, lang)
    heads = re.findall(r'<thead>.*?<b class="version">(\w{8})</b>', html, re.S)
    assert heads == [sheet.version, *(proof.version for proof in sheet.proofs)]
    assert html.count('class="signature"') == 6
    assert html.count('class="initials"') == len(sheet.proofs)


def test_a_sheet_needs_nothing_beside_itself() -> None:
    """No script, no address; its one style is the one that its policy names."""
    html = page(sheets(of(HALL))["main"])
    assert re.findall(r"(?:src|href)=\"(?!#|data:)", html) == []
    assert "<script" not in html
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in html or f"style-src 'sha256-{digest}'" in html


def test_content_is_only_words() -> None:
    """What an editor writes is escaped, in fields and names."""
    odd = entry("hall", "main", "title: '<b>厅</b>'\nkind: hall\nsummary: '<script>1</script>'")
    html = page(sheets(library(odd))["main"])
    assert "<b>厅" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_sheets_are_written_with_their_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file a hall, in `proofs/`, with pictures inside; the same bytes again; nothing else is written."""
    root = tmp_path / "ex"
    shutil.copytree(GOLDEN / "full" / "content", root / "content")
    assert main(["proof", str(root), "--lang", "zh-Hans"]) == DONE
    told = capsys.readouterr().out
    files = {path.name: path.read_bytes() for path in (root / "proofs").iterdir()}
    assert "_no-hall.html" in files
    assert all(str(root / "proofs" / name) in told for name in files)
    assert any(b"data:image/" in content for content in files.values())
    assert main(["proof", str(root), "--lang", "zh-Hans"]) == DONE
    assert files == {path.name: path.read_bytes() for path in (root / "proofs").iterdir()}
    assert sorted(path.name for path in root.iterdir()) == [".jiangxin", "content", "proofs"]


def test_one_hall_is_asked_for_by_its_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only its sheet is written; where there is none of that name, the nearest is told."""
    there = ["--lang", "en", "--cache", str(tmp_path / "cache"), "--output", str(tmp_path / "out")]
    golden = str(GOLDEN / "reviewed")
    assert main(["proof", golden, "--hall", "main", *there]) == DONE
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["main.html"]
    assert main(["proof", golden, "--hall", "mian", *there]) == PROBLEMS
    assert "Did you mean: main" in capsys.readouterr().err
