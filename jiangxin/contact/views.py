"""What the contact sheet shows: values, nothing left to be looked up."""

from __future__ import annotations

from typing import Literal

from jiangxin.model.frozen import frozen
from jiangxin.model.picture import Derivative, Photograph
from jiangxin.model.text import Phrase

Use = Literal["gallery", "text", "poster"]
"""Where an entry shows a picture: among its `images`, in its text, or as the still of a film."""

Mark = Literal["guess", "uncredited", "small", "repeated", "same-alt", "no-alt"]
"""What is to be seen to; each is one filter or one piece of advice."""


@frozen
class Focus:
    """The point that cropping keeps, in percent from the left and from the top."""

    x: float
    y: float
    is_chosen: bool  # an editor wrote it; otherwise it is a guess

    def __str__(self) -> str:
        """Give it as it is written: "31% 60%"."""
        return f"{self.x:g}% {self.y:g}%"


@frozen
class Said:
    """Words about a picture, and whether its own file says them rather than an editor."""

    text: str
    is_of_file: bool = False


@frozen
class Advice:
    """One thing that could be better: what, and where else it is met."""

    mark: Mark
    places: tuple[str, ...] = ()  # other frames, as "title · content/cases/gear.md:7"; the first few
    has_more: bool = False  # there are other places still


@frozen
class Frame:
    """One picture where one entry shows it."""

    number: int  # through the whole sheet, from 1
    use: Use
    place: str  # content/cases/gear.md:7
    photograph: Photograph
    thumbnail: Derivative
    focus: Focus | None  # None where the site never crops it
    alt: Phrase | None  # None where nothing is written; empty where the picture only decorates
    caption: Phrase | None
    credit: Said | None
    rights: Said | None
    is_lead: bool = False
    has_zoom: bool = False
    has_download: bool = False
    advice: tuple[Advice, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is to be seen to: the guess, and what is advised."""
        guessed: tuple[Mark, ...] = ("guess",) if self.focus and not self.focus.is_chosen else ()
        return (*guessed, *(advice.mark for advice in self.advice))


@frozen
class Group:
    """The pictures of one entry."""

    kind: str
    title: Phrase
    place: str
    frames: tuple[Frame, ...]


@frozen
class ContactSheet:
    """Every picture of an exhibition, by entry in the curator's order."""

    title: Phrase
    groups: tuple[Group, ...]
    unused: tuple[str, ...]  # picture files that no entry names, by path under content/

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Every frame, in order."""
        return tuple(frame for group in self.groups for frame in group.frames)

    @property
    def file_bytes(self) -> int:
        """What the photographs weigh together; one that is shown twice counts once."""
        return sum({frame.photograph.digest: frame.photograph.file_bytes for frame in self.frames}.values())

    def count(self, mark: Mark) -> int:
        """Give how many frames have a mark."""
        return sum(mark in frame.marks for frame in self.frames)
