"""The exhibition's own names, read from its entries, so that a sheet never says what the entries do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"
_UNNAMED = ("产业集群主题展馆（名称未载）", "A cluster's theme hall (name not stated)")
# The sources name two of the eight halls; their places among the eight are the drawing's.
_NAMED_CLUSTERS = {1: "gaoduan-xincailiao-guan", 6: "zhineng-wulian-guan"}


class Words:
    """Titles of halls, exhibits and events."""

    def __init__(self, content: Path = CONTENT) -> None:
        self._content = content
        with (content / "timeline" / "events.yaml").open(encoding="utf-8") as file:
            self._events: list[dict[str, Any]] = yaml.safe_load(file)["timeline"]
        with (content / "exhibition.yaml").open(encoding="utf-8") as file:
            self.exhibition: dict[str, Any] = yaml.safe_load(file)

    def title(self, entry: str, folder: str = "halls") -> str:
        """Give an entry's title in Chinese."""
        return str(self._fields(entry, folder)["title"])

    def english(self, entry: str, folder: str = "halls") -> str:
        """Give an entry's title in English."""
        return str(self._fields(entry, folder)["title_en"])

    def cluster(self, index: int) -> tuple[str, str]:
        """Give the names of a cluster hall by its place in the drawing, 0 to 7."""
        if index in _NAMED_CLUSTERS:
            return self.title(_NAMED_CLUSTERS[index]), self.english(_NAMED_CLUSTERS[index])
        return _UNNAMED

    def events_of(self, year: int) -> list[tuple[str, str]]:
        """Give the titles, Chinese and English, of the events that begin in a year."""
        return [
            (event["title"], event["title_en"]) for event in self._events if str(event["date"]).startswith(str(year))
        ]

    def _fields(self, entry: str, folder: str) -> dict[str, Any]:
        path = self._content / folder / f"{entry}.md"
        if not path.is_file():
            path = self._content / folder / entry / "index.md"
        fields: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        return fields
