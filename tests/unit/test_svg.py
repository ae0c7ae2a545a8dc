"""Drawings in SVG are measured as a browser would, and written anew with nothing but what draws."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.images.errors import PictureError
from jiangxin.images.reading.svg import MAX_SVG_BYTES, clean_svg, is_svg, measure_svg

NAMESPACE = "http://www.w3.org/2000/svg"


def svg(content: str = "", attributes: str = 'viewBox="0 0 1000 500"', head: str = "") -> bytes:
    """Write a drawing."""
    names = f'xmlns="{NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{head}<svg {names} {attributes}>{content}</svg>".encode()


def inner(content: str) -> str:
    """Clean a drawing and give what its root holds."""
    cleaned = clean_svg(svg(content)).decode()
    return cleaned[cleaned.index(">") + 1 : cleaned.rindex("</svg>")]


def refusal(data: bytes) -> tuple[str, str]:
    """Give the code and the fact of the error that cleaning must raise."""
    with pytest.raises(PictureError) as caught:
        clean_svg(data)
    return caught.value.code, caught.value.facts.get("found", "")


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="300px" height="200px" viewBox="0 0 3 2"', (300, 200)),
        ('width="210mm" height="297mm"', (794, 1123)),
        ('width="2in" height="72pt"', (192, 96)),
        ('width="10cm" height="40q"', (378, 38)),
        ('width="1e2" height=".5e3"', (100, 500)),
        ('width="300" viewBox="0 0 100 50"', (300, 150)),
        ('height="300" viewBox="0 0 100 50"', (600, 300)),
        ('width="100%" height="100%" viewBox="0 0 1200 400"', (1200, 400)),
        ('viewBox="-5,-5, 20 10"', (1000, 500)),
        ('viewBox="0 0 1 3"', (333, 1000)),
        ('width="200"', (200, 150)),
        ('width="0" height="-3"', (300, 150)),
        ('viewBox="0 0 0 10"', (300, 150)),
        ('viewBox="a b c d"', (300, 150)),
        ('width="50000" height="25000"', (10_000, 5_000)),
        ('width="1e99" height="1"', (10_000, 1)),
        ("", (300, 150)),
    ],
)
def test_size(attributes: str, wanted: tuple[int, int]) -> None:
    """Width and height come from the lengths in any unit, else from the shape, and the cleaned one has them."""
    assert measure_svg(svg("", attributes)) == wanted
    cleaned = clean_svg(svg("", attributes))
    assert measure_svg(cleaned) == wanted
    assert ET.fromstring(cleaned).get("viewBox")


def test_scales() -> None:
    """A drawing without a viewBox gets one, so that it is scaled and not cut; one that is vast keeps its own units."""
    assert ET.fromstring(clean_svg(svg("", 'width="30" height="20"'))).get("viewBox") == "0 0 30 20"
    assert ET.fromstring(clean_svg(svg("", 'width="50000" height="25000"'))).get("viewBox") == "0 0 50000 25000"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (svg(), True),
        (b"\xef\xbb\xbf" + svg(), True),
        (svg(head='<?xml version="1.0" encoding="UTF-8"?><!-- ' + "x" * 5000 + " -->\n"), True),
        (svg().decode().encode("utf-16"), True),
        (b'<svg width="3"><g/></svg>', True),
        (b'<x:svg xmlns:x="http://www.w3.org/2000/svg"/>', True),
        (b'<x:svg xmlns:x="http://elsewhere"/>', False),
        (b"<!doctype html><title>404</title><svg></svg>", False),
        (b"<html><svg/></html>", False),
        (b"", False),
        (b"\x89PNG\r\n\x1a\n<svg>", False),
        (b"<svg", False),
    ],
)
def test_is_svg(data: bytes, wanted: bool) -> None:
    """An SVG is known by its first element, not by a word somewhere in it."""
    assert is_svg(data) is wanted


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M0 0L5 5" fill="#f00" stroke-width=".5"></path>',
        '<g id="a" transform="scale(2)"><circle cx="1" cy="2" r="3"></circle></g><use href="#a" x="4"></use>',
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"></stop></linearGradient></defs>',
        '<rect fill="url(#g)" style="stroke:url(&quot;#g&quot;);opacity:.5"></rect>'.replace("&quot;", "'"),
        '<text x="1">劉<tspan dy="2"> a &lt; b &amp; c</tspan></text><title>帽子</title>',
        "<style>.a{fill:red;clip-path:url(#c)} g&gt;a{}</style>",
        '<filter id="f"><feGaussianBlur stdDeviation="2"></feGaussianBlur></filter>',
        '<image href="data:image/png;base64,iVBORw0KGgo=" width="2" height="2"></image>',
        '<circle r="1"><animate attributeName="r" from="1" to="2" dur="1s"></animate></circle>',
    ],
)
def test_drawing_is_kept(content: str) -> None:
    """What draws comes out as it went in."""
    assert inner(content) == content


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("<!-- a note --><g/><?php echo 1 ?>", "<g></g>"),
        ("<metadata><a/>where</metadata><g/>", "<g></g>"),
        ('<x:page xmlns:x="http://inkscape.org"><g/></x:page><g x:label="me" xmlns:x="urn:x"/>', "<g></g>"),
        ('<g data-name="me" aria-label="x" xml:base="http://elsewhere/" unknown="1" only_selected="1"/>', "<g></g>"),
        ('<a xlink:href="http://elsewhere" fill="red"><path/></a>', '<g fill="red"><path></path></g>'),
        ('<a href="javascript:alert(1)"><path/></a>', "<g><path></path></g>"),
        ("<text><a href='http://elsewhere'>word</a></text>", "<text><tspan>word</tspan></text>"),
        ('<use xlink:href="#a"/>', '<use href="#a"></use>'),
        ("<g>loose words</g>", "<g></g>"),
        ("<style type='text/less'>@import 'x'</style><g/>", "<g></g>"),
        ("<text><![CDATA[a<b]]></text>", "<text>a&lt;b</text>"),
        ('<g id="a&quot;&gt;b"/>', "<g id='a\"&gt;b'></g>"),
    ],
)
def test_silent_cleaning(content: str, wanted: str) -> None:
    """What draws nothing, and links, go without a word."""
    assert inner(content) == wanted


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<SCRIPT/>", "SCRIPT"),
        ("<g><metadata><script/></metadata></g>", "script"),
        ("<foreignObject><p/></foreignObject>", "foreignObject"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "p"),
        ("<iframe src='x'/>", "iframe"),
        ('<g onload="x"/>', "onload"),
        ('<g ONCLICK="x"/>', "ONCLICK"),
        ('<image href="http://elsewhere/a.png"/>', "href"),
        ('<image xlink:href="a.png"/>', "href"),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', "href"),
        ('<image href="data:image/png;base64,x&quot;y"/>', "href"),
        ('<use href="other.svg#a"/>', "href"),
        ('<use href="data:image/png;base64,aaaa"/>', "href"),
        ('<feImage href="//elsewhere/a"/>', "href"),
        ('<rect fill="url(http://elsewhere/a.svg#b)"/>', "fill"),
        ("<rect fill=\"URL( 'a.svg#b' )\"/>", "fill"),
        ('<rect filter="url(#a) url(b.svg#c)"/>', "filter"),
        ('<rect fill="url("/>', "fill"),
        ('<g style="background:url(//elsewhere)"/>', "style"),
        ('<g style="background:\\75rl(//elsewhere)"/>', "style"),
        ('<g style="background:image-set(&quot;//elsewhere&quot; 1x)"/>', "style"),
        ("<style>@import '//elsewhere';</style>", "style"),
        ("<style>@IMPORT '//elsewhere';</style>", "style"),
        ("<style>@font-face{src:url(//elsewhere)}</style>", "style"),
        ("<style>a{width:expression(alert(1))}</style>", "style"),
        ("<style><![CDATA[a{fill:url(x)}]]></style>", "style"),
        ('<animate attributeName="href" to="javascript:x"/>', "attributeName"),
        ('<set attributeName="xlink:href" to="#b"/>', "attributeName"),
        ('<set attributeName="onload" to="x"/>', "attributeName"),
        ('<animate attributeName="fill" values="red;url(//elsewhere)"/>', "values"),
        ("<g/><script/><foreignObject/>", "script"),
    ],
)
def test_what_acts(content: str, found: str) -> None:
    """What could act or load is refused, and the first of it is named."""
    assert refusal(svg(content)) == ("picture.svg-active", found)


def test_doctype() -> None:
    """The DOCTYPE that programs write is passed over; one with declarations is refused, and so is an entity."""
    usual = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert b"DOCTYPE" not in clean_svg(svg(head=usual))
    assert refusal(svg("<text>&x;</text>", head='<!DOCTYPE svg [<!ENTITY x "y">]>')) == (
        "picture.svg-active",
        "DOCTYPE",
    )
    laughs = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(svg("&b;", head=laughs))[0] == "picture.svg-active"
    assert refusal(svg("<text>&x;</text>", head=usual)) == ("picture.svg-active", "&x;")


def test_endless_use() -> None:
    """Uses of uses that multiply are refused; one that uses itself, and many of one thing, are not."""
    levels = "".join(
        f'<g id="l{level}">' + f'<use href="#l{level - 1}"/>' * 10 + "</g>" if level else '<path id="l0"/>'
        for level in range(9)
    )
    assert refusal(svg(levels)) == ("picture.svg-active", "use")
    assert clean_svg(svg('<g id="a"><use href="#a"/></g>'))
    assert clean_svg(svg('<path id="a"/>' + '<use href="#a"/>' * 1000))
    chain = "".join(f'<g id="c{link}"><use href="#c{link + 1}"/></g>' for link in range(3000))
    assert refusal(svg(chain)) == ("picture.svg-active", "use")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.unreadable"),
        (b"<html/>", "picture.unreadable"),
        (svg("<g>"), "picture.unreadable"),
        (svg("<g></h>"), "picture.unreadable"),
        (svg('<g xlink:x="" undeclared:y=""/>'), "picture.unreadable"),
        (svg()[:-3], "picture.unreadable"),
        (svg("<g>" * 200 + "</g>" * 200), "picture.unreadable"),
        (svg("<x>" * 200 + "</x>" * 200), "picture.unreadable"),
        (svg("<g/>" * 60_000), "picture.unreadable"),
        (svg().ljust(MAX_SVG_BYTES + 1), "picture.too-large"),
    ],
)
def test_bounds(data: bytes, code: str) -> None:
    """What is no XML, too deep, too long or too large is refused."""
    assert refusal(data)[0] == code


@pytest.mark.parametrize("hostile", ["1" * 60_000 + "x", "url(" * 15_000, " " * 60_000, "/*" * 30_000, "e+" * 30_000])
def test_no_slow_words(hostile: str) -> None:
    """Attributes are judged in a time that grows with their length, not with its square."""
    start = time.process_time()
    for name in ("width", "viewBox"):
        assert measure_svg(svg(attributes=f'{name}="{hostile}"')) == (300, 150)
    for name in ("style", "href", "d", "fill"):
        try:
            clean_svg(svg(f'<g {name}="{hostile * 20}"/>'))
        except PictureError as error:
            assert error.code == "picture.svg-active"
    assert time.process_time() - start < 5


def test_other_encodings() -> None:
    """Whatever the encoding, UTF-8 comes out, and the same once more."""
    for encoding in ("utf-8", "utf-16"):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        cleaned = clean_svg(svg("<text>劉</text>", head=head).decode().encode(encoding))
        assert "劉" in cleaned.decode()
        assert clean_svg(cleaned) == cleaned


NAMES = st.sampled_from(
    ["g", "path", "script", "a", "style", "text", "use", "metadata", "x:y", "image", "svg", "title"]
)
KEYS = st.sampled_from(["id", "href", "xlink:href", "fill", "onload", "style", "x:z", "width", "viewBox", "class"])
VALUES = st.sampled_from(["#a", "url(#a)", "url(x)", "http://e", "red", "1", "0 0 1 1", "&lt;&quot;&gt;", "&#10;&amp;"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """Draw elements with attributes, within each other."""
    name = draw(NAMES)
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    attributes = "".join(f' {key}="{draw(VALUES)}"' for key in keys)
    children = draw(st.lists(trees(depth - 1), max_size=2)) if depth else []
    text = draw(st.sampled_from(["", "words", "&lt;script&gt;", "a{fill:url(#b)}", "@import 'x'"]))
    return f"<{name}{attributes}>{text}{''.join(children)}</{name}>"


@given(trees())
def test_any_drawing(content: str) -> None:
    """Whatever the drawing, it is refused, or what comes out is XML, free of what acts, and clean already."""
    try:
        cleaned = clean_svg(svg(content, 'viewBox="0 0 9 9" xmlns:x="urn:x"'))
    except PictureError as error:
        assert error.code == "picture.svg-active"
        return
    assert clean_svg(cleaned) == cleaned
    for element in ET.fromstring(cleaned).iter():
        assert element.tag.startswith(f"{{{NAMESPACE}}}")
        assert element.tag.rpartition("}")[2] not in ("script", "a", "metadata")
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            assert key != "href" or value.startswith(("#", "data:image/"))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, a drawing or a PictureError comes out."""
    for call in (clean_svg, measure_svg, is_svg):
        try:
            call(data)
        except PictureError as error:
            assert error.code in ("picture.unreadable", "picture.svg-active")
