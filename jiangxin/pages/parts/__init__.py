"""What pages are put together from: links, pictures, cards, rows, quotations, figures, diagrams.

As `views`, which are whole pages, every part is frozen and complete: hrefs are
relative to the page that shows them, dates and counts are words, drawings are
SVG. `Markup` strings (`*_html`, `svg`) are safe HTML made by the program;
everything else is escaped by the template.
"""

from jiangxin.pages.parts.cards import Block, Card, Pager, Room, Section, Stop, Translation
from jiangxin.pages.parts.people import PeopleGroup, PersonRow, Ruby
from jiangxin.pages.parts.pictures import (
    Diagram,
    DiagramNode,
    Download,
    Drawn,
    Hotspot,
    Medium,
    Passage,
    Picture,
    PictureSource,
    PrintedPicture,
    Sketch,
    Track,
    Zoom,
)
from jiangxin.pages.parts.statements import Compared, Figure, Happening, Panel, Year
from jiangxin.pages.parts.words import (
    CareerStep,
    Citation,
    Credit,
    Link,
    More,
    Part,
    Prose,
    Quote,
    Reading,
    Row,
    TermPart,
    Use,
)

__all__ = [
    "Block",
    "Card",
    "CareerStep",
    "Citation",
    "Compared",
    "Credit",
    "Diagram",
    "DiagramNode",
    "Download",
    "Drawn",
    "Figure",
    "Happening",
    "Hotspot",
    "Link",
    "Medium",
    "More",
    "Pager",
    "Panel",
    "Part",
    "Passage",
    "PeopleGroup",
    "PersonRow",
    "Picture",
    "PictureSource",
    "PrintedPicture",
    "Prose",
    "Quote",
    "Reading",
    "Room",
    "Row",
    "Ruby",
    "Section",
    "Sketch",
    "Stop",
    "TermPart",
    "Track",
    "Translation",
    "Use",
    "Year",
    "Zoom",
]
