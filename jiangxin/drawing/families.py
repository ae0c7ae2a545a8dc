"""The families of exhibit drawings, and which one a thing gets.

Words of its trade or title decide first, then its kind, then its id. A family
that has just been used beside it is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jiangxin.drawing import bench, fasteners, machine_parts, machines, things, workshop
from jiangxin.drawing.seed import Seed

Family = Callable[[Seed], str]

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "gear": machine_parts.draw_gear,
        "shaft": machine_parts.draw_shaft,
        "flange": machine_parts.draw_flange,
        "cam": machine_parts.draw_cam,
        "spring": fasteners.draw_spring,
        "bearing": fasteners.draw_bearing,
        "bolt": fasteners.draw_bolt,
        "impeller": machine_parts.draw_impeller,
        "weld": workshop.draw_weld,
        "v-block": workshop.draw_v_block,
        "gauge": workshop.draw_gauge,
        "bracket": workshop.draw_bracket,
        "mould": bench.draw_mould,
        "vice": bench.draw_vice,
        "joinery": bench.draw_joinery,
        "knives": bench.draw_knives,
        "vase": things.draw_vase,
        "garment": things.draw_garment,
        "vessel": things.draw_vessel,
        "flame": things.draw_flame,
        "monument": things.draw_monument,
        "stand": things.draw_stand,
        "stage": things.draw_stage,
        "circuit": machines.draw_circuit,
        "drone": machines.draw_drone,
        "crane": machines.draw_crane,
        "robot": machines.draw_robot,
        "hand": machines.draw_hand,
    }
)

# The first line with a word of the text wins; so the special stands before the general.
WORDS: tuple[tuple[str, str], ...] = (
    ("hand", "仿生手 义肢 bionic"),
    ("drone", "无人机 mavic drone 航拍 巡检"),
    ("robot", "机器人 机械臂 机械手 robot"),
    ("crane", "起重 桥吊 吊车 吊装 行车 港口 crane"),
    ("stage", "分享 表演 决赛 演讲"),
    ("stand", "操作法 攻关项目 工作站 创新工作室"),
    ("weld", "焊 weld"),
    ("circuit", "电 芯片 路由 通信 网络 计算机 软件 智能 物联 起爆 router circuit electr chip"),
    ("mould", "注塑 模具 铸造 压铸 mould casting"),
    ("garment", "服装 服饰 礼服 龙服 战服 制服 衣 袍 纺 编织 织造 针织 绣 裁缝 裁剪 丝绸 garment textile dragon-suit"),
    ("bracket", "土木 建筑 钢结构 桥梁 施工"),
    ("knives", "雕 雕刻 篆刻 刻字 carving engrav"),
    ("joinery", "木 榫 古建 家具 joinery wood"),
    ("vase", "陶 瓷 紫砂 漆 非遗 老字号 ceramic porcelain pottery"),
    ("impeller", "泵 风机 水轮 汽轮 压缩机 叶轮 水利 pump turbine"),
    ("vessel", "液 化工 药 酿 食品 石油 炼油 水处理 环保 材料 coolant chemical"),
    ("bolt bracket spring", "火车 机车 铁路 轨道 railway"),
    ("flame", "火 炉 热处理 冶金 冶炼 炼钢 锻造 锻压 flame forge furnace"),
    ("gauge v-block", "测量 计量 检验 检测 质检 gauge measur"),
    ("v-block vice gauge bracket", "钳 装配 fitter assembl"),
    ("gear shaft cam", "数控 自动化 cnc"),
    ("shaft gear bearing", "车工 铣 磨 机加工 机床 传动 lathe turning"),
    ("bolt bracket spring", "维修 检修 机修 汽车 repair"),
    ("bearing", "轴承 bearing"),
)

_WORDS = tuple((tuple(names.split()), tuple(marks.split())) for names, marks in WORDS)

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "live-activity": ("stage",),
        "collective-display": ("stand",),
        "landmark": ("monument",),
        "hands-on": ("vice", "gauge", "v-block", "bolt", "bracket"),
    }
)

ANY = (
    "gear",
    "shaft",
    "flange",
    "cam",
    "spring",
    "bearing",
    "v-block",
    "gauge",
    "bracket",
    "bolt",
    "impeller",
    "joinery",
    "vase",
    "knives",
    "circuit",
    "weld",
    "mould",
    "vice",
)


def choose_family(seed: Seed, words: str, kind: str, count: int | None = None, avoid: str | None = None) -> str:
    """Give the family for a thing of `kind` described by `words`, or for `count` things; never `avoid`."""
    several = ("stand",) if count and count > 1 else ()
    fitting = _by_words(words) or KINDS.get(kind) or several or ANY
    return next(name for name in (*_from(seed, fitting), *_from(seed, ANY)) if name != avoid)


def _by_words(words: str) -> tuple[str, ...]:
    text = words.casefold()
    for names, marks in _WORDS:
        for mark in marks:
            if mark in text:
                return names
    return ()


def _from(seed: Seed, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give `names` in their order, beginning with the one that the id decides."""
    first = seed.between("family", 0, len(names) - 1)
    return names[first:] + names[:first]


def draw_family(name: str, seed: Seed, count: int = 0) -> str:
    """Give the strokes of a family; `count` is the number of things a stand shows."""
    return things.draw_stand(seed, count) if name == "stand" else FAMILIES[name](seed)
