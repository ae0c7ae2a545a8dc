"""The words and sentences that the exhibitions of the bench are made of.

They tell of nobody and of nothing that happened. Written like the texts of an
exhibition, so that a Markdown reader, a template and a search index meet what
they meet in earnest: Chinese without spaces, full-width punctuation, figures.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

HALLS = ("序厅", "铸造厅", "织绣厅", "木作厅", "陶瓷厅", "精工厅", "造船厅", "电机厅", "食艺厅", "新匠厅", "尾厅")
CRAFTS = (
    *("铸铁", "锻打", "刺绣", "缂丝", "髹漆", "榫卯", "竹编", "青瓷", "制版", "钳工"),
    *("焊接", "绕线", "模具", "船模", "雕版", "制墨", "錾刻", "酿造", "制茶", "剪纸"),
)
THINGS = (
    *("香炉", "屏风", "座钟", "花瓶", "茶盘", "罗盘", "刨子", "织机", "转子", "端子排"),
    *("船钟", "铭牌", "食盒", "算盘", "门扇", "灯笼", "砚台", "冲模", "量具", "齿轮"),
)
HONOURS = ("技术能手", "首席技师", "先进工作者", "优秀发明奖", "创新能手", "技能大奖")
EVENTS = ("比武", "入藏", "开展", "复原", "命名", "落成")
HEADINGS = (
    *("缘起", "工序", "师承", "材料", "改进", "传习", "陈列", "档案", "影像", "回响"),
    *("从车间到展厅", "一道工序的十年", "失传与复原", "数据与标准"),
)

_WORDS: Mapping[str, Sequence[str]] = {
    "material": (
        *("生铁", "黄铜", "紫檀", "毛竹", "桐油", "瓷土", "蚕丝", "棉纱", "松烟", "生漆"),
        *("硅钢片", "合金钢", "石英砂", "羊毛", "麻布", "银箔", "砂型", "焊丝", "釉料", "楠木"),
    ),
    "tool": (
        *("锉刀", "刨子", "墨斗", "卡尺", "绷架", "坩埚", "铁砧", "台钳", "角尺", "刻刀"),
        *("转盘", "夹具", "量块", "吊车", "示波器", "塞规", "拉坯机", "风箱", "样板", "水平仪"),
    ),
    "part": (
        *("榫头", "刃口", "炉壁", "轴承", "底足", "边框", "绕组", "接缝", "内腔", "齿面"),
        *("包浆", "针脚", "纹样", "合页", "浇口", "导轨", "釉面", "龙骨", "壶嘴", "密封圈"),
    ),
    "step": (
        *("开料", "浇注", "淬火", "打磨", "上浆", "描样", "试装", "回火", "晾坯", "校正"),
        *("穿线", "除锈", "合模", "刮研", "上釉", "劈篾", "起稿", "抛光", "装配", "检验"),
    ),
    "place": (
        *("车间", "工棚", "窑场", "船坞", "学堂", "展厅", "库房", "试验台", "码头", "院子"),
        *("绣房", "档案室", "铸造工段", "染坊", "茶山", "总装线"),
    ),
    "state": (
        *("平整", "均匀", "透亮", "严密", "光滑", "坚实", "轻巧", "温润", "挺括", "匀净"),
        *("不走形", "不开裂", "不褪色", "经得起看", "经得起用"),
    ),
    "person": ("老师傅", "徒弟", "班组长", "技术员", "画师", "质检员", "参观者", "讲解员", "学徒", "工程师"),
    "time": ("清晨", "入冬以前", "梅雨季", "交工前夜", "第二年春天", "午后", "头三个月", "每逢周末", "开炉那天"),
    "measure": ("毫米", "小时", "公斤", "摄氏度", "遍", "道", "页", "张", "天", "丝"),
}
_PATTERNS = (
    "{step}之前先看{material}，{material}不好，后面怎样用心也不会{state}。",
    "{person}把{tool}放在{place}的窗下，{time}取光，{time}收工。",
    "{part}只差{number}{measure}，肉眼看不出来，手却摸得到。",
    "这一道{step}要做{number}遍，少一遍，{part}就不会{state}。",
    "{place}里挂着一张表，记着{step}用了多少{measure}。",
    "{time}，{person}重新量了{part}，又改了{number}处。",
    "{material}要放足{number}{measure}才能用，急不得。",
    "后来换了{tool}，{step}快了{number}%，{part}也更{state}。",
    "图纸一共{number}张，其中{part}的一张改过{number}次。",
    "“先学会看，再学着做。”{person}常在{place}里这样说。",
    "{step}和{step}之间隔着一夜，{material}在夜里慢慢定下来。",
    "如今{place}里还留着当年的{tool}，木柄上磨出了手指的形状。",
    "{person}用{material}做了{number}个小样，只留下最{state}的一个。",
    "温度高了{number}度，{part}发脆；低了{number}度，又不够{state}。",
    "他们把{step}拆成{number}个动作，一个一个地练。",
    "{part}的样子没有变，变的是里面的{material}和做它的{tool}。",
    "试过{material}，也试过{material}，最后还是回到{material}。",
    "{time}的{place}最安静，只听得见{tool}的声音。",
    "标准写明{part}的误差不超过{number}{measure}，{person}自己定的是它的一半。",
    "从{step}到{step}，每一步都有人签字，也都有样件可查。",
    "{person}说，{state}不是磨出来的，是一开始就想好的。",
    "这批{material}来自山里，{time}砍下，{time}才运到{place}。",
    "参观的人可以在{place}里试一试{tool}，感受{step}的力道。",
    "记录本第{number}页写着：{part}已经{state}，可以{step}。",
)
_CLAUSES = (
    "{step}用{tool}，不用{tool}",
    "{material}先晾{number}{measure}",
    "{part}要{state}",
    "{time}在{place}集中",
    "{person}负责{step}",
    "{place}留样{number}件",
    "{step}之后量{part}",
    "备好{material}和{tool}",
)


def sentence(chance: random.Random) -> str:
    """Give a sentence, with its full stop."""
    return _filled(chance.choice(_PATTERNS), chance)


def clause(chance: random.Random) -> str:
    """Give a clause without punctuation at its end: an item, a cell."""
    return _filled(chance.choice(_CLAUSES), chance)


def numeral(number: int, width: int = 5) -> str:
    """Write a number in Chinese digits, `width` of them at least."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{number:0{width}}")


def _filled(pattern: str, chance: random.Random) -> str:
    """Fill each place of a pattern anew: the same word may stand in it twice for different things."""
    pieces = []
    for piece in pattern.split("{"):
        name, closed, rest = piece.partition("}")
        if not closed:
            pieces.append(piece)
        elif name == "number":
            pieces.append(f"{chance.randint(2, 96)}{rest}")
        else:
            pieces.append(chance.choice(_WORDS[name]) + rest)
    return "".join(pieces)
