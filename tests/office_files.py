"""Word files, phone photographs and zips as people hand them in, made of plainly invented samples."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {"1": "heading 1", "2": "heading 2", "a5": "Title", "a6": "caption", "x9": "公司专用样式"}


def paragraph(text: str, style: str = "", *, bold: bool = False, note: int = 0, level: int | None = None) -> str:
    """Give a paragraph of Word; `note` is the number of a footnote behind it, `level` that of a list's item."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    run = f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"
    mark = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{run}{mark}</w:p>"


def picture(number: int, alt: str = "") -> str:
    """Give a paragraph that holds the picture `number`, from 1."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="图片 {number}" descr="{escape(alt)}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId{100 + number}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Give a table of Word."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(
    body: str,
    pictures: Sequence[bytes] = (),
    notes: Mapping[int, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Give a Word file; `extra` are further parts by name."""
    relations = "".join(
        f'<Relationship Id="rId{100 + n}" Type="{_OFFICE}/image" Target="media/image{n}.jpg"/>'
        for n in range(1, len(pictures) + 1)
    )
    for kind in ("styles", "numbering", "footnotes"):
        relations += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLES.items()
    )
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    said = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in (notes or {}).items()
    )
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
        )
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="jpg" ContentType="image/jpeg"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_W} {_R} {_DRAWING}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{bullet}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f"<w:footnotes {_W}>{said}</w:footnotes>",
        **{f"word/media/image{number}.jpg": data for number, data in enumerate(pictures, start=1)},
        **(extra or {}),
    }
    return zipped(parts)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Give a zip of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def gbk_zip(files: Mapping[str, bytes]) -> bytes:
    """Give a zip as Windows makes it in China: names in GBK, and nothing that says so."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in files.items():
            member = _GbkInfo(name, (2024, 5, 1, 8, 0, 0))
            file.writestr(member, data)
    return buffer.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written in GBK."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (the library's own name)
        return self.filename.encode("gbk"), self.flag_bits


def photograph(number: int, turn: int = 1, *, wide: int = 320, high: int = 240) -> bytes:
    """Give a phone's photograph: patches of its own, an orientation, and the place it was taken at."""
    image = Image.new("RGB", (wide, high), (40 * (number % 6), 60, 90))
    draw = ImageDraw.Draw(image)
    for place in range(12):
        shade = (number * 7919 + (place + number) ** 3 * 104729) % 251
        left, top = (place % 4) * wide // 4, (place // 4) * high // 3
        draw.rectangle((left, top, left + wide // 4, top + high // 3), fill=(shade, 255 - shade, (shade * 7) % 256))
    draw.rectangle((0, 0, wide // 5, high // 10), fill=(255, 0, 0))  # the corner by which a turn is seen
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "SamplePhone"
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (120.0, 10.0, 0.0)}
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, exif=exif)
    return buffer.getvalue()
