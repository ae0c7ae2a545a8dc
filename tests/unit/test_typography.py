"""Where lines may break: not before a unit, but inside a long model number."""

import pytest

from jiangxin.model.text import Phrase
from jiangxin.rendering.filters import WORD_JOINER, bind_units, breakable, heading, phrase


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("近20年的手", f"近20{WORD_JOINER}年的手"),
        ("2024年10月17日", f"2024{WORD_JOINER}年10{WORD_JOINER}月17{WORD_JOINER}日"),
        ("偏差3 mm以内", "偏差3\u00a0mm以内"),
        ("3 metres", "3 metres"),
        ("415X集群", "415X集群"),
        ("1+8+2", "1+8+2"),
    ],
)
def test_a_number_keeps_its_unit(text: str, bound: str) -> None:
    """A line of a heading ends neither between 20 and 年 nor between 3 and mm."""
    assert bind_units(text) == bound
    assert bound[:4] in heading("zh-Hans", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("型号ABS-LG121-2024/06", "型号ABS-<wbr>LG121-<wbr>2024/<wbr>06"),
        ("LG121-2", "LG121-2"),
        ("前-后/左-右与上-下", "前-后/左-右与上-下"),
        ("<b>-----/-----</b>", "&lt;b&gt;-----/-----&lt;/b&gt;"),
    ],
)
def test_a_long_model_number_can_be_broken(text: str, shown: str) -> None:
    """Behind hyphens and strokes; what is short, or no model number, stays as it is, and escaped."""
    assert phrase("zh-Hans", Phrase(text, "zh-Hans")) == shown
    assert breakable(phrase("zh-Hans", "纯文字")) == "纯文字"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("“四技”“五小”和“两比”", ["“四技”", "“五小”", "和“两比”"]),
        ("8大“镇馆之宝”", ["8大“镇馆之宝”"]),
        ("北京冬奥会中国队“冠军龙服”", ["北京冬奥会中国队", "“冠军龙服”"]),
        ("没有引号", ["没有引号"]),
    ],
)
def test_a_heading_may_end_its_line_beside_what_is_quoted(text: str, ends: list[str]) -> None:
    """Before an opening mark with words before it, and behind a closing one; never a single character alone."""
    assert str(heading("zh-Hans", text)).replace(WORD_JOINER, "").split("<wbr>") == ends
