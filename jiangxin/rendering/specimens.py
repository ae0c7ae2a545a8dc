"""Made values for the page that shows a theme's pieces: each in every state it can have.

Nothing is invented: a made exhibit is called “exhibit”, a made sentence is one of
the interface, a made picture is two lines on grey. So the page speaks every
language there are words for, and nobody takes it for content.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, pairwise
from urllib.parse import quote

from jiangxin.drawing.art import Drawing, draw_exhibit, draw_person
from jiangxin.drawing.bars import Bar, draw_bars
from jiangxin.drawing.diagrams import KINDS, DiagramNode, draw_diagram
from jiangxin.drawing.standalone import standalone
from jiangxin.model.text import Phrase
from jiangxin.model.wording import Wording
from jiangxin.pages import parts
from jiangxin.pages.parts import Card, Citation, Drawn, Figure, Happening, Link, Picture, Row, Sketch

HERE = "#main"
SHAPES = ((1600, 1200), (1200, 1600), (1600, 1600), (2400, 800), (1600, 900), (900, 1600), (1500, 1000))
_GREY, _LINE = "8a94a3", "5d6878"


@dataclass(slots=True)
class Specimens:
    """Makes values in the language of `wording`; pictures and figures get ids of their own."""

    wording: Wording
    numbers: count[int]

    def words(self, key: str) -> Phrase:
        """Give an interface string as words of the page."""
        return Phrase(self.wording(key), self.wording.lang)

    def name(self, kind: str, *, is_long: bool = False) -> Phrase:
        """Give what stands for a name: the word for its kind, or a long run of words."""
        one = self.words(f"kinds.{kind}.one")
        lede = self.words("ui.printed_lede")
        return Phrase(f"{one}, {lede}", one.lang) if is_long else one

    def link(self, kind: str, note: str = "") -> Link:
        """Give a link that leads to the top of the page."""
        return Link(self.name(kind), HERE, note=note, kind=kind)

    # --- pictures ---

    def picture(self, shape: int = 0, number: str = "", *, is_bare: bool = False) -> Picture:
        """Give a picture of one of `SHAPES`; with `is_bare`, without caption and credit."""
        width, height = SHAPES[shape % len(SHAPES)]
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f'<path fill="#{_GREY}" d="M0 0h{width}v{height}H0z"/>'
            f'<path stroke="#{_LINE}" stroke-width="6" d="M0 0L{width} {height}M{width} 0L0 {height}"/></svg>'
        )
        src = f"data:image/svg+xml,{quote(drawn)}"
        return Picture(
            id=f"ph-{next(self.numbers)}",
            number=number,
            sources=(),
            src=src,
            full=src,
            width_px=width,
            height_px=height,
            sizes="100vw",
            alt=self.name("exhibit"),
            caption=None if is_bare else self.words("ui.schematic_caption"),
            credit="" if is_bare else self.wording("ui.printed_pictures"),
            rights="" if is_bare else self.wording("ui.sources"),
            colour=f"#{_GREY}",
            focus="50% 50%",
            people=() if is_bare else (self.link("craftsman", self.wording("ui.coordinate")),),
        )

    def pictures(self, many: int) -> tuple[Picture, ...]:
        """Give a gallery of pictures of all shapes; one alone has no number."""
        return tuple(self.picture(place, chr(0x2460 + place) if many > 1 else "") for place in range(many))

    def hotspots(self) -> tuple[parts.Hotspot, ...]:
        """Give balloons in the middle and in two corners."""
        places = ((50.0, 50.0), (8.0, 10.0), (92.0, 90.0))
        texts = (self.words("ui.parts"), self.words("ui.printed_lede"), self.words("ui.parts"))
        links = (None, self.link("exhibit"), None)
        return tuple(
            parts.Hotspot(str(place), f"part-{place}", x, y, text, link)
            for place, ((x, y), text, link) in enumerate(zip(places, texts, links, strict=True), start=1)
        )

    def drawing(self) -> Drawn:
        """Give a drawing in place of a picture."""
        art = draw_exhibit("specimen")
        return Drawn(art.svg, art.family, art.width, art.height)

    # --- cards and rows ---

    def cards(self) -> tuple[Card, ...]:
        """Give cards: with a picture, with a drawing, with words only, long, and for what is not known."""
        art, person = draw_exhibit("specimen"), draw_person("specimen", "匠")
        plain = Card(HERE, self.name("exhibit"), "exhibit", self.wording("kinds.exhibit.one"), kicker="Z-01")
        return (
            replace(plain, picture=self.picture(0), summary=self.words("ui.unknown_lede")),
            replace(plain, picture=self.picture(5), temper=3),
            replace(plain, drawing=_sketch(art), summary=self.words("ui.figures_lede")),
            replace(plain, title=self.name("exhibit", is_long=True), drawing=_sketch(art), kicker=""),
            replace(plain, kind="craftsman", title=self.name("craftsman"), drawing=_sketch(person), temper=8),
            replace(plain, kind="term", title=self.name("term"), summary=self.words("ui.is_comment")),
            replace(plain, href=None, title=self.words("ui.unnamed"), is_placeholder=True, kicker=""),
        )

    def rows(self) -> tuple[Row, ...]:
        """Give rows of a title block: short, long, several values, with a note, not known."""
        one, long = self.link("hall"), Link(self.words("ui.figures_lede"))
        return (
            Row("a", self.wording("kinds.hall.one"), (one,)),
            Row("b", self.wording("kinds.organisation.many"), (self.link("organisation"), self.link("studio"))),
            Row("c", self.wording("ui.notes"), (long,), note=self.wording("ui.doubtful")),
            Row("d", self.wording("ui.date"), (), is_unknown=True),
        )

    # --- evidence ---

    def citations(self) -> tuple[Citation, ...]:
        """Give sources: with a quotation and a page, with several quotations, with none."""
        said = self.wording("ui.figures_lede")
        link = self.link("source")
        return (Citation(1, link, (said,), "A1"), Citation(2, link, (said, said)), Citation(3, link, ()))

    def figures(self) -> tuple[Figure, ...]:
        """Give a number of each kind; the first in conflict with another and drawn, the last with a long name."""
        bars = draw_bars("specimen", [Bar("2023", 3, "3", "actual"), Bar("2024", 8, "8", "target")])
        other = parts.Compared(
            "conflict",
            self.wording("values.relation.conflict"),
            self.link("figure"),
            "9",
            self.words("kinds.hall.one"),
            "2024",
            (self.link("source"),),
            self.words("ui.figures_lede"),
        )
        kinds = ("actual", "target", "rule", "case")
        made = [
            Figure(
                id=f"fig-{next(self.numbers)}",
                href=HERE,
                title=self.name("figure", is_long=kind == "case"),
                printed="1,234",
                unit=self.words("kinds.exhibit.one"),
                qualifier="exact",
                qualifier_label="",
                scope=self.words("kinds.hall.one"),
                period="2024",
                kind=kind,
                kind_label=self.wording(f"ui.figure_{kind}"),
                sources=self.citations(),
                compared=(other,) if kind == "actual" else (),
                about=(self.link("craftsman"), self.link("exhibit")),
                bars_svg=bars if kind == "actual" else "",
            )
            for kind in kinds
        ]
        return tuple(made)

    def happenings(self) -> tuple[Happening, ...]:
        """Give events: past, planned, lasting, worked out, uncertain, and one with all it can have."""
        plain = Happening(
            id=f"evt-{next(self.numbers)}",
            href=HERE,
            title=self.name("event"),
            date="2024",
            iso="2024",
            text=None,
            place=None,
            kind_label=self.wording("kinds.event.one"),
            state="happened",
            state_label="",
            basis_label="",
            basis_note=None,
            links=(),
            citations=(),
        )
        doubt = self.wording("ui.doubtful")
        full = replace(
            plain,
            title=self.name("event", is_long=True),
            text=self.words("ui.figures_lede"),
            place=self.name("hall"),
            links=(self.link("craftsman"),),
            figures=(self.link("figure"),),
            citations=self.citations(),
        )
        changed = (
            plain,
            replace(plain, state="planned", state_label=self.wording("values.happened.planned")),
            replace(plain, state="period", state_label=self.wording("values.happened.period")),
            replace(plain, basis_label=doubt, basis_note=self.words("ui.unknown_lede")),
            replace(plain, certainty_label=doubt),
            full,
        )
        return tuple(replace(each, id=f"evt-{next(self.numbers)}") for each in changed)

    def quotes(self) -> tuple[parts.Quote, ...]:
        """Give something said, short and long."""
        link = self.link("craftsman")
        short, long = self.words("ui.lost"), self.words("ui.figures_lede")
        return (
            parts.Quote(short, link, None, None),
            parts.Quote(long, link, self.name("event"), self.link("source"), addressed_to=link),
        )

    def diagrams(self) -> tuple[parts.Diagram, ...]:
        """Give a diagram of each kind."""
        labels = ("programme", "studio", "method", "result", "exhibit")
        nodes = [DiagramNode(each, self.wording(f"kinds.{each}.one"), "8", HERE, "") for each in labels]
        edges = list(pairwise(labels))
        twin = tuple(parts.DiagramNode(self.name(each), "8", None, HERE, is_unknown=False) for each in labels)
        return tuple(
            parts.Diagram(
                kind,
                self.wording(f"values.programme.diagram.{kind}"),
                draw_diagram(f"specimen-{kind}", kind, nodes, edges, self.name("programme").text),
                twin,
                incomplete=kind == "tree",
            )
            for kind in KINDS
        )

    # --- ways ---

    def pager(self) -> parts.Pager:
        """Give a pager on the first of twelve pages: back is closed, on is open, and some are not named."""
        first, second, last = (
            Link(Phrase(str(page), "zxx"), HERE, note=str(page), current=page == 1) for page in (1, 2, 12)
        )
        return parts.Pager(1, 12, None, HERE, (first, second, Link(Phrase("…", "zxx")), last))

    def others(self) -> tuple[Link, ...]:
        """Give other orders: the current one, an open one, one that leads nowhere."""
        return (replace(self.link("hall"), current=True), self.link("craftsman"), Link(self.name("method")))

    def rooms(self) -> tuple[parts.Room, ...]:
        """Give spaces: with a number and a temper, with rooms inside, not known."""
        kind = self.wording("kinds.hall.one")
        room = parts.Room("a", self.link("hall"), "01", kind, "", "A1", 1, None, is_placeholder=False, place=1)
        empty = replace(room, link=Link(self.words("ui.unnamed")), temper=None, is_placeholder=True, coordinate="")
        return (replace(room, rooms=(replace(room, temper=5), empty)), replace(room, number="", temper=8), empty)


def _sketch(drawing: Drawing) -> Sketch:
    src = f"data:image/svg+xml,{quote(standalone(drawing, None, {}, 'zxx'))}"
    return Sketch(src, drawing.family, drawing.width, drawing.height)
