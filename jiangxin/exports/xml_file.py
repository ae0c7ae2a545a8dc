"""An element tree → the bytes of an XML file.

Feed and sitemap are built as trees and written by the standard library's
serialiser, so that no text of an editor's can close a tag or open one. The few
characters that XML cannot carry at all are refused when content is read; should
one get here all the same, it is left out rather than written.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring

from jiangxin.patterns import pattern

_UNCARRIABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def carriable(text: str) -> str:
    """Give `text` without the characters that XML cannot carry."""
    return _UNCARRIABLE.sub("", text)


def xml_file(root: Element) -> bytes:
    """Write the tree under `root` as an XML file in UTF-8, one element a line."""
    for element in root.iter():
        element.text = carriable(element.text) if element.text else None
        for name, value in element.attrib.items():
            element.set(name, carriable(value))
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
