"""A small exhibition of visible samples, and how a mistake is put into it.

A mistake is one file, as an editor leaves it, with a mark at the end of the line
that must be told. All mistakes lie in one exhibition at once, so that one check
tells them all, and whoever reads the told text reads what an editor would.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

from PIL import Image

HERE = "◀"
"""Stands at the end of the line that is to be told; it is not written."""

SETTINGS = """\
title: 示例展
title_en: A sample exhibition
languages: [zh-Hans, en]
"""

SOUND = {
    "halls/zhanting.md": "title: 示例展厅\nkind: hall\n",
    "halls/chang-lang.md": "title: 示例长廊\nkind: corridor\n",
    "craftsmen/zhang-jia.md": "name: 张甲\nsources: [shi-li]\n",
    "craftsmen/li-yi.md": "name: 李乙\nsources: [shi-li]\n",
    "studios/shi-li.md": "name: 示例工作室\n",
    "organisations/shi-li-chang.md": "name: 示例电子厂\n",
}
"""What is right, by path: fields of entries that mistakes refer to."""


class Mistake(NamedTuple):
    """What an editor did; the file as it is left; the field that is told, and words of the remedy in Chinese."""

    what: str
    path: str
    file: str | bytes
    field: str
    remedy: str
    line: int = 0  # of a file that cannot hold the mark
    told: str = ""  # the path that is told, where it is another

    @property
    def place(self) -> str:
        """Where the problem is told: `content/…`, and the line where there is one."""
        line = self.line
        if isinstance(self.file, str) and HERE in self.file:
            line = self.file[: self.file.index(HERE)].count("\n") + 1
        path = f"content/{self.told or self.path}"
        return f"{path}:{line}" if line else path


def put(path: Path, file: str | bytes) -> None:
    """Write a file, without the mark, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file if isinstance(file, bytes) else file.replace(HERE, "").encode())


def front(fields: str, body: str = "") -> str:
    """Give a Markdown file of these fields."""
    return f"---\n{fields}---\n{body}"


def exhibit(fields: str, body: str = "") -> str:
    """Give the file of an exhibit that is right but for these fields, which stand from line 4 on."""
    return front(f"title: 示例展品\nhall: zhanting\n{fields}", body)


def person(fields: str, body: str = "") -> str:
    """Give the file of a person that is right but for these fields, which stand from line 4 on."""
    return front(f"name: 张甲\nsources: [shi-li]\n{fields}", body)


def figure(name: str, fields: str) -> str:
    """Give a list of one figure, which has these fields besides."""
    return f"figures:\n  - id: {name}\n    title: 示例数字\n    kind: actual\n{fields}"


def photograph(width_px: int = 1400, kind: str = "JPEG") -> bytes:
    """Give a picture that is right."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width_px, width_px * 2 // 3)).convert("RGB").save(buffer, kind)
    return buffer.getvalue()
