"""Where the processor time of one photograph goes: by function as profiled → by stage."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Who does the work is a function of Pillow in C, hashlib, or the system: names that stay when ours are changed.
_STAGES = (
    ("decode", r"'decode' of 'ImagingDecoder'"),
    ("scale", r"'(resize|reduce)' of 'ImagingCore'"),
    ("colour", r"'apply' of '.*CmsTransform'|'(convert\w*|point|color_lut_3d)' of 'ImagingCore'"),
    ("copy", r"'(copy|paste\w*|transpose|crop)' of 'ImagingCore'|_imaging\.(fill|new)"),
    ("encode AVIF", r"of 'AvifEncoder'"),
    ("encode JPEG", r"'encode\w*' of 'ImagingEncoder'"),
    ("digest", r"_hashlib|'(update|hexdigest)' of '_hashlib"),
    ("read and write", r"posix\.|of '_io\."),
)
REST = "all else"


def by_stage(spent: Mapping[str, float]) -> dict[str, float]:
    """Sum up seconds by function name, as the profiler tells it, into seconds by stage, in the order of the work."""
    seconds = dict.fromkeys([*(stage for stage, _ in _STAGES), REST], 0.0)
    for name, each in spent.items():
        stage = next((stage for stage, pattern in _STAGES if re.search(pattern, name)), REST)
        seconds[stage] += each
    return seconds
