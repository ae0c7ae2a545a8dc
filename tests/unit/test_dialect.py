"""What makes Markdown quick changes no byte of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import HRProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor

from bench import corpus
from jiangxin.content import apart, dialect, markup, shortcuts
from jiangxin.content.dialect import Dialect
from jiangxin.content.markup import Converted, convert

DEMO = Path(__file__).parents[2] / "content"
QUICK = Dialect()

PIECES = [
    *"字a1 *_`[]()!<>&\\{}|#-+.:^~\"'\n",
    *("  \n", "\n\n", "    ", "\t", "**", "__", "***", "``", "```\n", "~~~\n", "\\*", "\\_", "&amp;", "&#38;"),
    *(
        "**乙**",
        "[甲](exhibit/a)",
        "![图](a.png)",
        "[^1]",
        "\n[^1]: 注。\n",
        "[甲][乙]",
        "\n[乙]: http://a.b/\n",
        "{竺|zhú}",
    ),
    *(
        "~\x02~~\n",
        "<http://a.b/>",
        "<a@b.c>",
        "<b>",
        "</b>",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n# ",
        "\n| a | b |\n| - | - |\n",
    ),
    *("~\x02~~\n", "\x02", "\x03", "klzzwxh:0000", "wzxhzdk:0", "\u3000", "\u2028", "\r"),
]


class Stock(Dialect):
    """The same converter as its library makes it, with all of its extensions for every text."""

    def _converter(self, *, is_fenced: bool) -> Markdown:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dialect, "quicken", lambda _: None)
            return super()._converter(is_fenced=True)


def outcome(converter: Dialect, text: str) -> object:
    """Give what a converter makes of a text, or how it fails."""
    try:
        return converter.convert(text)
    except Exception as error:
        return type(error)


@settings(max_examples=2000, deadline=None)
@example("| 甲 | 乙 |\n| - | - |\n| `a|b` | c |\n| d\\|e | f |\n")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_converted_as_the_library_does(text: str) -> None:
    """Passing over plain texts, and using one converter for one text after the other, changes nothing."""
    assert outcome(QUICK, text) == outcome(Stock(), text)


def bodies() -> Iterator[str]:
    """Give the bodies of the demonstration, and some of the bench."""
    yield from (file.read_text("utf-8").split("\n---\n", 1)[-1] for file in sorted(DEMO.rglob("*.md")))
    yield from (each.body for each in corpus.entries(200))


def test_what_is_written_is_converted_as_the_library_does() -> None:
    """The bodies of the demonstration and of the bench come out byte for byte."""
    for body in bodies():
        assert outcome(QUICK, body) == outcome(Stock(), body)


def test_plain_texts_are_passed_over() -> None:
    """A text without markup comes to no inline pattern, a block without to paragraphs; not where one is unknown."""
    names = dialect._NameLinks()
    converter = dialect._markdown(names)
    assert isinstance(converter, Markdown)
    assert isinstance(converter.treeprocessors["inline"], shortcuts._Inline) and "parseBlocks" in vars(converter.parser)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "quicken", lambda _: None)
        other = dialect._markdown(dialect._NameLinks())
    other.inlinePatterns.register(SimpleTagInlineProcessor(r"()ü(.*?)ü", "em"), "new", 70)
    other.parser.blockprocessors.register(HRProcessor(other.parser), "new", 70)
    shortcuts.quicken(other)
    assert not isinstance(other.treeprocessors["inline"], shortcuts._Inline) and "parseBlocks" not in vars(other.parser)


def test_a_few_texts_are_converted_apart() -> None:
    """A copy of this process gives what this one gives; where one text is refused, it gives nothing."""
    texts = ["见[罗](craftsman/luo)。", "![图](a.png)\n\n[外](x.html)", ""]
    assert apart.convert_apart(texts, 500) in ([convert(text) for text in texts], None)
    assert apart.convert_apart(["字", "[" * 9999], 500) is None


def hang(_: str) -> Converted:
    """Never end."""
    time.sleep(60)
    raise AssertionError


def eat(_: str) -> Converted:
    """Fill the memory."""
    return Converted("x" * 10**10, (), ())


@pytest.mark.parametrize("hostile", [hang, eat])
def test_a_copy_is_bounded(monkeypatch: pytest.MonkeyPatch, hostile: object) -> None:
    """What takes too long or too much ends the copy, and nothing else."""
    monkeypatch.setattr(markup, "convert", hostile)
    monkeypatch.setattr(apart, "_SECONDS", 0.5)
    started = time.monotonic()
    assert apart.convert_apart(["字"], 100) is None
    assert time.monotonic() - started < 20
