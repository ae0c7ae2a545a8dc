"""What is seen and heard: photographs, films and recordings, drawings, diagrams."""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase
from jiangxin.pages.parts.words import Link


@frozen
class PictureSource:
    """One `<source>` of a picture."""

    type: str
    srcset: str


@frozen
class Download:
    """A file that visitors may take with them."""

    href: str
    format: str  # "JPEG"
    size: str  # "1.2 MB"


@frozen
class Zoom:
    """The tiles of a picture: `<folder>/<x>,<y>,<w>,<h>/<w>,<h>/0/default.jpg`, as IIIF Image API 3.0 names them."""

    folder: str  # href of the folder
    info: str  # href of its info.json, for other viewers
    width_px: int
    height_px: int
    tile_px: int
    scales: tuple[int, ...]  # 1, 2, 4, …: how many pixels of the picture one of a tile stands for


@frozen
class Picture:
    """A photograph on a page."""

    id: str  # "ph-1", for deep links
    number: str  # "①"; "" where the gallery has one picture only
    sources: tuple[PictureSource, ...]
    src: str
    full: str  # the largest file that every browser can show
    width_px: int
    height_px: int
    sizes: str
    alt: Phrase
    caption: Phrase | None
    credit: str
    rights: str
    colour: str  # its average, "#rrggbb", to be seen before it is there; "" where it is partly transparent
    focus: str  # the point that cropping keeps, "50% 20%"
    licence: str = ""  # its address
    people: tuple[Link, ...] = ()  # who is in it, and where: the link's note
    is_illustration: bool = False  # not a picture of the thing itself: what shows it without its caption must say so
    download: Download | None = None  # the file itself, where the editor offers it
    animation: Download | None = None  # the moving picture, of which this is the first frame
    zoom: Zoom | None = None


@frozen
class Track:
    """The captions of a film in one language."""

    kind: str  # "captions" | "subtitles": the latter are a translation
    src: str  # WebVTT as a data: address, which works from disk too
    lang: str
    label: str  # the language's own name
    is_default: bool  # they are in the page's language


@frozen
class Passage:
    """A paragraph of what is said in a film or a recording."""

    words: Phrase
    speaker: str = ""  # in the same language
    time: str = ""  # "0:07", when it begins, where that is known


@frozen
class Medium:
    """A film or a recording of an entry."""

    kind: str  # "video" | "audio"
    kind_label: str
    src: str
    title: Phrase | None
    width_px: int  # of a film
    height_px: int
    seconds: int  # how long it lasts; 0 where that is not known
    duration: str  # the same in words
    format: str  # "MP4"
    size: str  # "12.3 MB"
    transcript: tuple[Passage, ...] = ()
    tracks: tuple[Track, ...] = ()
    poster: str = ""


@frozen
class Drawn:
    """A drawing that stands in for a photograph; captions must mark it as 示意."""

    svg: str
    family: str
    width: int
    height: int


@frozen
class Sketch:
    """The same as a file, for cards; it knows light and dark, but no other colour of the page."""

    src: str
    family: str
    width: int
    height: int


@frozen
class PrintedPicture:
    """A picture printed with a source, known by its caption only."""

    number: str
    caption: Phrase
    credit: str
    source: Link | None
    about: tuple[Link, ...]


@frozen
class Hotspot:
    """A balloon on the lead picture."""

    number: str
    id: str
    x: float
    y: float
    text: Phrase
    link: Link | None


@frozen
class DiagramNode:
    """A node of a diagram's text twin."""

    label: Phrase
    count: str
    text: Phrase | None
    href: str | None
    is_unknown: bool


@frozen
class Diagram:
    """A diagram: drawn, and told as an ordered list."""

    kind: str
    kind_label: str
    svg: str
    nodes: tuple[DiagramNode, ...]
    incomplete: bool
