"""Bad inputs: how each is put below `content/`, and how its problem begins."""

from __future__ import annotations

import io
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from jiangxin.model import schema
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Shape, specs_of
from tests.colour_card import png

_ENTRY = "---\ntitle: 坏\nhall: main\nunknown: [made]\n---\n"
_CONTROLS = ("\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u202a", "\u202b", "\u202d", "\u202e")
_MORE_CONTROLS = ("\u2028", "\u2029", "\u2066", "\u2067", "\u2068", "\u2069", "\ufff9", "\ufffe", "\uffff")

Place = Callable[[Path], None]


class Bad(NamedTuple):
    """A bad input: how it is put below `content/`, and how its problem begins."""

    name: str
    put: Place
    told: str


def bad_inputs() -> Iterator[Bad]:
    """Give every bad input there is."""
    yield from _fronts()
    yield from _bodies()
    yield from _bytes()
    yield from _names()
    yield from _special()
    yield from _pictures()
    yield from _recordings()
    yield from _settings()
    yield from _fields()


def _text(name: str, path: str, text: str | bytes, line: str = r"\d+") -> Bad:
    def put(content: Path) -> None:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    return Bad(name, put, f"content/{path}:{line}")


def _fronts() -> Iterator[Bad]:
    deep = "a: " + "[" * 5000 + "]" * 5000
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"b{i}: &b{i} [*{'ab'[i > 0]}{i - 1 if i else ''}]\n" for i in range(9)
    )
    merges = "a: &a {x: 1}\n" + "".join(f"b{i}: &b{i} {{<<: [*a, *a, *a]}}\n" for i in range(9))
    fronts = (
        *(
            "[",
            "{",
            "}",
            "- a",
            "a",
            "a: b: c",
            "a: 'b",
            'a: "b',
            "a: |\nb",
            "\ta: b",
            "a: *x",
            "a: &x b",
            "!!python/x {}",
        ),
        *(
            "? [a]\n: b",
            "%YAML 9.9\n---\na: b",
            "a: @b",
            "a: `b",
            "a: %b",
            "--- a\n--- b",
            ": a",
            "a:\n- b\n c: d",
            "a: !!int x",
        ),
        *(
            "title: 甲\ntitle: 乙",
            "title: [a]",
            "title: {a: b}",
            "title:\n  - a",
            "titel: 甲",
            "title: 甲\nhal: main",
            "title: ''",
        ),
        *(
            deep,
            bomb,
            merges,
            "a: " + "{a: " * 5000,
            "x: '" + "a" * 100,
            "a: [" + "1," * 250_000 + "]",
            '"\\ud800": a',
            'a: "\\0"',
        ),
        *(
            "title: 甲\nimages: photo.jpg",
            "title: 甲\nimages: [{file: x.jpg}]",
            "title: 甲\nimages: [{file: ../../x.jpg, alt: x}]",
        ),
        *("title: 甲\nimages: [{file: /etc/passwd, alt: x}]", "title: 甲\nimages: [{file: 'C:\\x.jpg', alt: x}]"),
        *(
            "title: 甲\nimages: [{file: gone.jpg, alt: x}]",
            "title: 甲\nmedia: [{file: gone.mp4}]",
            "title: 甲\nmakers: [gone]",
        ),
        *(
            "title: 甲\nmakers: [../x]",
            "title: 甲\nhall: 主展馆",
            "title: 甲\nmade: 2024-13-45",
            "title: 甲\nmade: " + "9" * 5000,
        ),
    )
    aliases = (
        "con.html",
        "a/nul",
        "a" * 81,
        "a/" * 10 + "b",
        "../x",
        "/x",
        "SHA256SUMS",
        ".htaccess",
        "罗",
        "A",
        "404",
    )
    old = (f"title: 甲\nhall: main\naliases: ['{alias}']" for alias in aliases)
    for number, front in enumerate((*fronts, *old)):
        yield _text(f"front matter {number}: {front[:30]!r}", "exhibits/bad.md", f"---\n{front}\n---\n\n文\n")


def _bodies() -> Iterator[Bad]:
    bodies = (
        *(
            "[" * 8000,
            "![" * 5000,
            "[a](" * 3000,
            "<a " * 5000,
            "> " * 3000,
            "`a" * 5000,
            "字" * 200_001,
            "\\*" * 90_000,
        ),
        *(
            "*罗*\n" * 40_000,
            "&amp;" * 30_000,
            "{罗|luo}" * 20_000,
            "a  \n" * 40_000,
            "\n\n".join(["[" * 399] * 300),
            " " * 60 + "a",
        ),
        *(
            "a|" * 2000 + "\n" + "-|" * 2000 + "\n|" * 60_000,
            "|a|b|\n|-|-|\n" + "|a|b|\n" * 30_000,
            "[a](gone.html)",
            "[a](exhibit/gone)",
        ),
        *(
            "![a](gone.jpg)",
            "![a](https://example.org/a.jpg)",
            "![a](../../a.jpg)",
            "![a](/etc/passwd)",
            "[a](javascript:x)",
            "[a]()",
        ),
        *(
            "[a](file:///etc/passwd)",
            "[a](data:text/html,x)",
            "甲&#x202e;乙",
            "甲&#8238;乙",
            "\n".join(" " * 2 * i + "- x" for i in range(300)),
        ),
        *("+ " * 60_000, "1. - + * " * 9000),
    )
    for number, body in enumerate(bodies):
        yield _text(f"body {number}: {body[:20]!r}", "exhibits/bad.md", f"{_ENTRY}\n{body}\n")


def _bytes() -> Iterator[Bad]:
    for control in (*_CONTROLS, *_MORE_CONTROLS):
        text = f"---\ntitle: 坏\nhall: main\n---\n\n甲{control}乙\n"
        yield _text(f"U+{ord(control):04X}", "exhibits/bad.md", text, "6")
    for encoding in ("gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "shift-jis"):
        yield _text(encoding, "exhibits/bad.md", _ENTRY.replace("坏", "工匠的作品").encode(encoding))
    for raw in (b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe7\xbd", bytes(range(128, 256))):
        yield _text(f"bytes {raw[:4]!r}", "exhibits/bad.md", _ENTRY.encode() + raw, "6")
    yield _text("empty", "exhibits/bad.md", "")._replace(told="content/exhibits/bad.md")
    yield _text("blank", "exhibits/bad.md", " \n\t\n")._replace(told="content/exhibits/bad.md")
    yield _text("three megabytes", "exhibits/bad.md", _ENTRY + "字" * 1_100_000)._replace(
        told="content/exhibits/bad.md"
    )
    yield _text("no front matter", "exhibits/bad.md", "# 坏\n", "1")
    yield _text("open front matter", "exhibits/bad.md", "---\ntitle: 坏\n", "1")
    for folder in ("timeline", "figures", "sources", "glossary"):
        for text in (
            "[]",
            "a: b",
            f"{folder}: [a]",
            f"{folder}: [{{title: 甲}}]",
            f"{folder}: [{{id: Ö, title: 甲}}]",
            "- a",
        ):
            yield _text(f"list {folder} {text!r}", f"{folder}/bad.yaml", text)


def _names() -> Iterator[Bad]:
    stems = (
        *(
            "Bad",
            "罗明浩",
            "😀",
            "a b",
            "a_b",
            "-a",
            "a-",
            "a--b",
            "con",
            "aux",
            "nul",
            "com1",
            "lpt9",
            "x" * 81,
            "a\x1b[2J",
        ),
        *("a\nb", "\u202egpj", "a'b", 'a"b', "a<b>", "a&b", "%2e%2e", "a\\x", "ａ", "é", "е", "prn"),
    )
    for stem in stems:
        shown = stem.encode("unicode_escape").decode() if not stem.isprintable() else stem
        yield _text(f"name {shown}", f"exhibits/{stem}.md", _ENTRY)._replace(told=f"content/exhibits/{shown}.md")

    def undecodable(content: Path) -> None:
        Path(os.fsdecode(os.fsencode(content / "exhibits") + b"/bad\xff.md")).write_text(_ENTRY, encoding="utf-8")

    yield Bad("a name that is no UTF-8", undecodable, "content/exhibits/bad\\udcff.md")
    yield _text("unknown folder", "exhibts/a.md", _ENTRY)._replace(told="content/exhibts")


def _special() -> Iterator[Bad]:
    def link(content: Path) -> None:
        (content / "exhibits" / "bad.md").symlink_to("/etc/passwd")

    def loop(content: Path) -> None:
        (content / "exhibits" / "bad.md").symlink_to("..")

    def pipe(content: Path) -> None:
        os.mkfifo(content / "exhibits" / "bad.md")

    def plug(content: Path) -> None:
        with socket.socket(socket.AF_UNIX) as door:
            before = Path.cwd()
            os.chdir(content / "exhibits")  # the address of a socket may have a hundred bytes
            door.bind("bad.md")
            os.chdir(before)

    def deep(content: Path) -> None:
        (content / "exhibits" / "/".join("d" * 200)).mkdir(parents=True)

    def settings(content: Path) -> None:
        (content / "exhibition.yaml").unlink()
        (content / "exhibition.yaml").symlink_to("/etc/passwd")

    def photo(content: Path) -> None:
        (content / "exhibits" / "bad.md").write_text(
            _ENTRY.replace("hall", "images: [{file: p.jpg, alt: x}]\nhall"), "utf-8"
        )
        (content / "exhibits" / "p.jpg").symlink_to("/etc/passwd")

    for put in (link, loop, pipe, plug):
        yield Bad(put.__name__, put, "content/exhibits/bad.md")
    yield Bad("deep", deep, "content/exhibits/d/")
    yield Bad("settings are a link", settings, "content/exhibition.yaml")
    yield Bad("a photograph is a link", photo, "content/exhibits/p.jpg")


def _pictured(name: str, file: str, data: bytes) -> Bad:
    def put(content: Path) -> None:
        front = f"---\ntitle: 坏\nhall: main\nimages: [{{file: {file}, alt: 图}}]\n---\n"
        (content / "exhibits" / "bad.md").write_text(front, encoding="utf-8")
        (content / "exhibits" / file).write_bytes(data)

    return Bad(name, put, r"content/exhibits/bad.md:4")


def _pictures() -> Iterator[Bad]:
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"):
        buffer = io.BytesIO()
        Image.effect_noise((300, 200), 90).convert("RGB").save(buffer, kind)
        data = buffer.getvalue()
        for share in (0.02, 0.5, 0.9):
            yield _pictured(f"{kind} cut at {share}", "p.jpg", data[: int(len(data) * share)])
    for start in (
        b"",
        b"%!PS\n",
        b"%PDF-1.7",
        b"8BPS",
        b"PK\x03\x04",
        b"MZ",
        b"<html>",
        b"\x7fELF",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"RIFF",
    ):
        yield _pictured(f"no picture {start!r}", "p.jpg", start + b"x" * 99 if start else b"")
    yield _pictured("PNG of 900 megapixels", "p.png", png((30_000, 30_000), 8, 0, b""))
    yield _pictured("PNG of 10 gigapixels", "p.png", png((100_000, 100_000), 8, 6, b""))
    root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
    active = (
        *("<script>x</script>", "<g onload='x'/>", "<foreignObject/>", "<image href='https://example.org/x.png'/>"),
        *("<style>@import 'x';</style>", "<use href='x.svg#a'/>", "<a xlink:href='javascript:x'/><script/>", "<g"),
        *('<g id="a">' + '<use href="#a"/>' * 9 + "</g>" * 1, "<g>" * 2000 + "</g>" * 2000),
    )
    for drawing in active[:-2] + active[-1:]:
        yield _pictured(f"SVG {drawing[:20]!r}", "p.svg", root.format(drawing).encode())
    levels = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    yield _pictured("SVG of uses of uses", "p.svg", root.format(f'<g id="l0"><path d="M0 0"/></g>{levels}').encode())
    yield _pictured("SVG with entities", "p.svg", b"<!DOCTYPE svg [<!ENTITY a 'aa'>]>" + root.format("&a;").encode())
    yield _pictured("SVG of 3 MB", "p.svg", root.format(" " * 3_000_000).encode())


def _recordings() -> Iterator[Bad]:
    for file in ("f.mp4", "f.mp3", "f.webm", "f.wav", "f.flac", "f.ogg"):
        for data in (b"", b"x" * 999, b"\0\0\0\x18ftypmp42" + b"\0" * 99, b"\x1aE\xdf\xa3" + b"\xff" * 99):

            def put(content: Path, file: str = file, data: bytes = data) -> None:
                front = f"---\ntitle: 坏\nhall: main\nmedia: [{{file: {file}, text: 稿}}]\n---\n"
                (content / "exhibits" / "bad.md").write_text(front, encoding="utf-8")
                (content / "exhibits" / file).write_bytes(data)

            yield Bad(f"{file} {data[:12]!r}", put, "content/exhibits/(?:bad.md|f)")


def _settings() -> Iterator[Bad]:
    lines = (
        *(
            "title: [a]",
            "languages: [xx]",
            "languages: {a: b}",
            "base_url: javascript:x",
            "base_url: ftp://x/",
            "theme: ../x",
            "theme: A",
        ),
        *(
            "navigation: [gone]",
            "dates: soon",
            "dates: 2024-02-30",
            "area_m2: many",
            "area_m2: -1",
            "hero: abcde",
            "venue: gone",
        ),
        *(
            "layout: x",
            "layout: {groups: [{key: A B}]}",
            "layout: {groups: [{key: con, title: 甲}]}",
            "card_font: ../x.ttf",
            "updated: today",
            "titel: x",
            "sources: [gone]",
        ),
        *("card_font: gone.ttf", "organisers: [gone]", "layout: {formula: x+y, groups: []}"),
    )
    for line in lines:
        name = line.partition(":")[0]

        def put(content: Path, line: str = line, name: str = name) -> None:
            file = content / "exhibition.yaml"
            kept = re.sub(rf"(?m)^{name}:.*\n(?:[ -].*\n)*", "", file.read_text("utf-8"))
            file.write_text(f"{kept}{line}\n", encoding="utf-8")

        yield Bad(f"settings {line}", put, "(?:content/exhibition.yaml|themes)")


def _fields() -> Iterator[Bad]:
    for cls in KINDS.values():
        if cls.kind_name in LISTED:
            continue
        for name, spec in specs_of(cls).items():
            for wrong in _wrong(spec.shape):
                title = "name" if "name" in specs_of(cls) else "title"
                rest = "" if name == title else f"{title}: 坏\n"
                front = f"---\n{rest}{name}: {wrong}\n---\n\n文\n"
                yield _text(f"{cls.kind_name}.{name}: {wrong}", f"{cls.folder}/bad.md", front)


def _wrong(shape: Shape) -> tuple[str, ...]:
    match shape:
        case schema.Date():
            return ("2024-13-45", "someday")
        case schema.Number():
            return ("many",)
        case schema.Choice() | schema.Flag():
            return ("maybe so",)
        case schema.Reference():
            return ("../gone", "gone-gone")
        case schema.FileName():
            return ("../x",)
        case schema.Record():
            return ("{gone: 1}",)
        case schema.Many(schema.Reference() | schema.Record()):
            return ("[[x]]",)
        case schema.Line(pattern) if pattern:
            return ("'<b>'",)
        case _:
            return ("{gone: 1}",)
