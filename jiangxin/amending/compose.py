"""Fields → YAML as a careful editor writes it: the schema's order, no needless quotation marks, one line a field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from jiangxin.amending.values import Value
from jiangxin.content.blank import fields_in_order
from jiangxin.content.source import Scalar, SourceError, parse_yaml
from jiangxin.model.entry import Entry

_EVIDENT = re.compile(r"[\w“《（][^\x00-\x1f#:\[\]{},&*!|>'\"%@`\\\x7f-\xa0\u2028\u2029]*")
_WORDS_OF_YAML = ("~", "null", "true", "false", "yes", "no", "on", "off")
_FLOW = re.compile(r"[\w./·-]+")
_FLOW_WIDTH = 100


def article(cls: type[Entry], fields: Mapping[str, Value], body: str) -> str:
    """Give the file of an entry."""
    lines = [line for name in in_order(cls, fields) for line in field_lines(name, fields[name])]
    text = "\n".join(["---", *lines, "---", ""])
    return f"{text}\n{body}\n" if body else text


def in_order(cls: type[Entry], fields: Iterable[str]) -> list[str]:
    """Give names of fields in the order in which a new entry offers them, a translation after its original."""
    order = {name: place for place, name in enumerate(("id", *fields_in_order(cls)))}

    def place(name: str) -> tuple[int, str]:
        return order.get(name, order.get(name.rpartition("_")[0], len(order))), name

    return sorted(fields, key=place)


def field_lines(name: str, value: Value, indent: str = "") -> list[str]:
    """Give the lines of one field."""
    if isinstance(value, str):
        if "\n" in value and (block := _block(value, indent)):
            return [f"{indent}{name}: |-", *block]
        return [f"{indent}{name}: {scalar(value)}"]
    if isinstance(value, Mapping):
        return [f"{indent}{name}:", *(line for key in value for line in field_lines(key, value[key], indent + "  "))]
    if line := _flow(value):
        return [f"{indent}{name}: {line}"]
    return [f"{indent}{name}:", *list_lines(value, indent + "  ")]


def item_lines(fields: Sequence[tuple[str, Value]], indent: str) -> list[str]:
    """Give the lines of a list's item, whose dash stands at `indent`."""
    lines = [line for name, value in fields for line in field_lines(name, value, indent + "  ")]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]


def list_lines(value: Sequence[Value], indent: str) -> list[str]:
    """Give the lines of a list whose dashes stand at `indent`."""
    lines: list[str] = []
    for each in value:
        if isinstance(each, Mapping) and each:
            lines += item_lines(list(each.items()), indent)
        elif isinstance(each, str):
            lines.append(f"{indent}- {scalar(each)}")
        else:
            lines.append(f"{indent}- {flow(each)}")
    return lines


def _flow(value: Sequence[Value]) -> str:
    """Write short words on one line; "" where they are better written one below the other."""
    if not all(isinstance(each, str) and _FLOW.fullmatch(each) and _is_plain(each) for each in value):
        return ""
    line = f"[{', '.join(map(str, value))}]"
    return line if len(line) <= _FLOW_WIDTH else ""


def _block(text: str, indent: str) -> list[str]:
    """Write text of several lines as it is; nothing where YAML could not read it back."""
    lines = [f"{indent}  {line}" if line else "" for line in text.split("\n")]
    try:
        read = parse_yaml("\n".join(["k: |-", *(line[len(indent) :] for line in lines)]), "").rows["k"][1]
    except SourceError:
        return []
    return lines if isinstance(read, Scalar) and read.text == text else []


def scalar(text: str) -> str:
    """Write one value, with quotation marks only where YAML would read something else."""
    return text if _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """Write one value in quotation marks."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def flow_scalar(text: str) -> str:
    """Write one value that stands in brackets or braces."""
    return text if _EVIDENT.fullmatch(text) and _is_plain(text) else quoted(text)


def flow(value: Value) -> str:
    """Write a value on one line, as it stands in brackets or braces."""
    if isinstance(value, str):
        return flow_scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow_scalar(name)}: {flow(each)}" for name, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or "\n" in text or text.lower() in _WORDS_OF_YAML:
        return False
    if _EVIDENT.fullmatch(text):
        return True
    try:
        read = parse_yaml(f"k: {text}", "").rows["k"][1]
    except (SourceError, KeyError):
        return False
    return isinstance(read, Scalar) and read.text == text and not read.is_empty
