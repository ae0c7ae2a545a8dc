"""The demo exhibition as a whole: everything is there, reachable, linked and safe."""

import re
from collections import deque
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest

from jiangxin.pipeline import Built


class Page(HTMLParser):
    """A page's addresses, ids, words and tags."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.title = ""
        self._in_title = False
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to and loads."""
        given = dict(attrs)
        self._in_title = tag == "title"
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        elif tag == "link" and given.get("href"):
            (self.loads if given.get("rel") in ("stylesheet", "icon") else self.links).append(given["href"] or "")
        elif given.get("src"):
            self.loads.append(given["src"] or "")
        if given.get("srcset"):
            self.loads += [part.split()[0] for part in (given["srcset"] or "").split(",")]

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        self._in_title = False

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if self._in_title:
            self.title += data
        self.words.append(data)

    def text(self) -> str:
        """Give the page's words."""
        return re.sub(r"\s+", " ", "".join(self.words)).replace("\u2060", "")


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> dict[str, Page]:
    """Give every HTML page of the demo, by path."""
    return {
        path.relative_to(demo_site).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(demo_site.rglob("*.html"))
    }


def redirects(pages: dict[str, Page]) -> set[str]:
    """Give the pages at old addresses."""
    return {name for name, page in pages.items() if any(given.get("http-equiv") == "refresh" for _, given in page.tags)}


def target_of(page: str, href: str) -> tuple[str, str] | None:
    """Give the file and the fragment that an address leads to; None where it leaves the site."""
    if re.match(r"[a-z]+:", href):
        return None
    path, fragment = urldefrag(href)
    parts = [] if "/" not in page else page.rsplit("/", 1)[0].split("/")
    for step in path.split("/") if path else ():
        if step == "..":
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return ("/".join(parts) if path else page), unquote(fragment)


def test_every_link_resolves(pages: dict[str, Page], demo_site: Path) -> None:
    """Every relative address names a file that exists, and every fragment an id in it."""
    broken = []
    for name, page in pages.items():
        for href in {*page.links, *page.loads}:
            target = target_of(name, href)
            if target is None:
                continue
            path, fragment = target
            if not (demo_site / path).is_file() or (fragment and path in pages and fragment not in pages[path].ids):
                broken.append((name, href))
    assert broken == []


def test_addresses_are_relative_and_name_a_file(pages: dict[str, Page]) -> None:
    """No address begins at the host's root or ends in a folder: the site works in a sub-path and from disk."""
    for name, page in pages.items():
        for href in (*page.links, *page.loads):
            assert not href.startswith("/"), (name, href)
            assert not urldefrag(href)[0].endswith("/") or href.startswith("http"), (name, href)


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page], demo_site: Path) -> None:
    """No page and no style sheet makes a browser ask another host for anything."""
    for name, page in pages.items():
        assert not [href for href in page.loads if re.match(r"(https?:)?//", href)], name
    for path in demo_site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:|//)|@import", path.read_text("utf-8")), path


def test_every_page_can_be_reached_from_the_home_page(pages: dict[str, Page]) -> None:
    """Following links from index.html leads to every page but the not-found page and the redirects."""
    seen = {"index.html"}
    queue = deque(seen)
    while queue:
        name = queue.popleft()
        for href in pages[name].links:
            target = target_of(name, href)
            if target and target[0] in pages and target[0] not in seen:
                seen.add(target[0])
                queue.append(target[0])
    assert set(pages) - seen - redirects(pages) - {"404.html", "en/404.html"} == set()


def test_every_record_is_found_by_its_name(demo: Built, pages: dict[str, Page]) -> None:
    """Every entry of the exhibition, page of its own or not, is named on some page, in both languages."""
    for lang, prefix in (("zh-Hans", ""), ("en", "en/")):
        words = "\n".join(page.text() for name, page in pages.items() if name.startswith("en/") == bool(prefix))
        missing = [
            str(entry.ref)
            for entry in demo.exhibition.entries.values()
            if re.sub(r"\s+", " ", str(entry.title.in_language(lang) if entry.title else "")) not in words
        ]
        assert missing == []


def test_every_quotation_and_figure_is_shown(demo: Built, pages: dict[str, Page]) -> None:
    """What a source says is shown verbatim, and every figure as it is printed."""
    words = "\n".join(page.text() for page in pages.values())
    for entry in demo.exhibition.entries.values():
        for citation in entry.sources:
            assert citation.quote is None or re.sub(r"\s+", " ", citation.quote) in words, (entry.ref, citation.quote)
        printed = getattr(entry, "printed", None)
        assert printed is None or printed in words, entry.ref


def test_pages_are_well_formed(demo_site: Path) -> None:
    """Every page parses without an error of HTML5."""
    for path in sorted(demo_site.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text("utf-8"))
        assert [error for error in parser.errors if error[1] != "non-void-element-with-trailing-solidus"] == [], path


def test_each_page_has_one_heading_a_language_and_its_own_title(pages: dict[str, Page]) -> None:
    """One h1, no skipped level, a language, a title of its own within its language."""
    titles: dict[tuple[str, str], str] = {}
    elsewhere = redirects(pages)
    for name, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        html = next(given for tag, given in page.tags if tag == "html")
        assert html.get("lang") == ("en" if name.startswith("en/") else "zh-Hans"), name
        assert len(page.ids) == len(set(page.ids)), (name, sorted({i for i in page.ids if page.ids.count(i) > 1}))
        assert page.title.strip(), name
        if name not in elsewhere:
            key = (html["lang"] or "", page.title)
            assert key not in titles, (name, titles[key], page.title)
            titles[key] = name


def test_nothing_is_inline(pages: dict[str, Page]) -> None:
    """No inline script, style or handler: the policy in every page can be strict, and is there."""
    for name, page in pages.items():
        policies = [given for tag, given in page.tags if given.get("http-equiv") == "Content-Security-Policy"]
        assert policies, name
        assert "default-src 'none'" in (policies[0].get("content") or ""), name
        for tag, given in page.tags:
            assert tag != "style", name
            assert "style" not in given, (name, tag)
            assert not [key for key in given if key.startswith("on")], (name, tag)
            if tag == "script":
                assert given.get("src") or given.get("type") == "application/ld+json", name
            if tag in ("img", "video"):
                assert given.get("width"), (name, given)
                assert given.get("height"), (name, given)
            if tag == "img":
                assert "alt" in given, name


def test_file_names_are_safe_everywhere(demo_site: Path) -> None:
    """File names are lower-case ASCII and short: they survive FAT, Windows and every host."""
    allowed = {"SHA256SUMS", "_headers", ".htaccess", ".nojekyll"}
    for path in demo_site.rglob("*"):
        assert path.name in allowed or re.fullmatch(r"[a-z0-9][a-z0-9.,_-]{0,99}", path.name), path


def test_drawings_are_marked_as_such(pages: dict[str, Page]) -> None:
    """No generated drawing can be taken for the thing: pages that stand on one say 示意."""
    assert "示意" in pages["exhibits/guanjun-longfu.html"].text()
    assert "示意" in pages["plan.html"].text()


def test_what_is_not_known_is_said(pages: dict[str, Page]) -> None:
    """Unnamed halls and treasures are placeholders, counted: six of eight halls, five of eight treasures."""
    group = pages["groups/cluster.html"].text()
    assert group.count("未载") >= 6
    treasures = pages["exhibits/bada-zhenguan-zhibao.html"].text()
    assert treasures.count("未载") >= 5


def test_relations_are_shown_from_both_ends(pages: dict[str, Page]) -> None:
    """What one page says of another, the other says of it."""
    pairs = [
        ("methods/wan-yayong-naiya-ceshi-fa.html", "craftsmen/wan-yayong.html"),
        ("studios/zhu-shijie-gongzuoshi.html", "craftsmen/zhu-shijie.html"),
        ("craftsmen/luo-minghao.html", "organisations/jiangfeng-dianzi.html"),
        ("craftsmen/luo-minghao.html", "programmes/daguo-gongjiang.html"),
        ("exhibits/zhineng-fangshengshou.html", "halls/zhineng-wulian-guan.html"),
        ("exhibits/guanjun-longfu.html", "exhibits/bada-zhenguan-zhibao.html"),
        ("organisations/dongding-gongjiang-xueyuan.html", "organisations/zhenhai-shihua-jianan.html"),
        ("cases/yiwu-shuixima.html", "craftsmen/chen-chen.html"),
    ]
    for first, second in pairs:
        for here, there in ((first, second), (second, first)):
            reached = {target[0] for href in pages[here].links if (target := target_of(here, href))}
            assert there in reached, (here, there)


def test_every_source_says_where_it_is_used(demo: Built, pages: dict[str, Page]) -> None:
    """A source's page leads to every entry that cites it."""
    for source in demo.exhibition.by_kind["source"]:
        name = f"sources/{source.id}.html"
        reached = {href.rpartition("/")[2] for href in pages[name].links}
        for entry in demo.exhibition.entries.values():
            if any(citation.id == source.ref for citation in entry.sources) and entry.kind_name == "craftsman":
                assert f"{entry.id}.html" in reached, (name, entry.ref)
