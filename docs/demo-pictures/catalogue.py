"""Every picture by its name: where it belongs in the exhibition, how large it is, who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import crafting
import electrics
import forging
import landmark
import lifting
import machining
import venue
from studio import LANDSCAPE, PORTRAIT, Size


@dataclass(frozen=True, slots=True)
class Still:
    """A picture taken in the studio: its place under `content/`, its scene, and its size in pixels."""

    path: str
    scene: Callable[[], None]
    size: Size = LANDSCAPE
    on_paper: bool = False
    samples: int = 6  # light paths a pixel; the denoiser does the rest


STILLS = {
    "flame": Still("exhibits/chuangxin-zhi-huo.jpg", landmark.flame, PORTRAIT),
    "flame-names": Still("exhibits/chuangxin-zhi-huo-names.jpg", landmark.flame_names),
    "flame-cities": Still("exhibits/chuangxin-zhi-huo-cities.jpg", landmark.flame_cities),
    "flame-above": Still("exhibits/chuangxin-zhi-huo-above.jpg", landmark.flame_above, PORTRAIT),
    "flame-stone": Still("exhibits/chuangxin-zhi-huo-stone.jpg", landmark.flame_stone),
    "temper": Still("exhibits/bada-zhenguan-zhibao.jpg", forging.temper),
    "fibres": Still("exhibits/chaoqiang-luyouqi.jpg", electrics.fibres),
    "coolant": Still("exhibits/juxin-lengdongye.jpg", electrics.coolant, on_paper=True),
    "crane": Still("exhibits/qiaodiao-moxing.jpg", lifting.crane, on_paper=True),
    "joinery": Still("exhibits/feiyi-tiyan.jpg", crafting.joinery, on_paper=True),
    "venue": Still("halls/hangzhou-guoji-bolan-zhongxin.jpg", venue.venue),
    "room-1a": Still("halls/zhanting-1a.jpg", venue.room_1a),
    "room-1b": Still("halls/zhanting-1b.jpg", venue.room_1b),
    "corridor": Still("halls/shikong-changlang.jpg", venue.corridor),
    "plinths": Still("halls/zhu-zhanguan.jpg", venue.plinths),
    "roadshow": Still("halls/jiaoyi-luyan-qu.jpg", venue.roadshow),
    "experience": Still("halls/zonghe-tiyan-zhuanqu.jpg", venue.experience),
    "lattice": Still("halls/gaoduan-xincailiao-guan.jpg", lifting.lattice),
    "board": Still("halls/zhineng-wulian-guan.jpg", electrics.board),
    "ladder": Still("programmes/rongyu-jieti.jpg", venue.ladder),
    "anvil": Still("programmes/daguo-gongjiang.jpg", forging.anvil),
    "lacquer": Still("programmes/shijie-jineng-dasai.jpg", crafting.lacquer),
    "caliper": Still("programmes/jishu-biwu.jpg", machining.caliper, on_paper=True),
    "bearing": Still("programmes/lianhua-jianxiu-dasai.jpg", machining.bearing),
    "stator": Still("methods/wan-yayong-naiya-ceshi-fa.jpg", electrics.stator),
    "pour": Still("methods/gao-chun-lv-zhuzao-xitong.jpg", forging.pour),
    "discs": Still("methods/bandaoti-bacai.jpg", lifting.discs),
    "weave": Still("methods/yiyin-wuhen-shuixima.jpg", crafting.weave, (1920, 1280)),
    "hook": Still("studios/zhu-shijie-gongzuoshi.jpg", lifting.hook),
    "gears": Still("pages/tuji/gears.jpg", machining.gears),
    "springs": Still("pages/tuji/springs.jpg", machining.springs, on_paper=True),
    "cutter": Still("pages/tuji/cutter.jpg", machining.cutter),
    "shaft": Still("pages/tuji/shaft.jpg", machining.shaft, on_paper=True),
    "weld": Still("pages/tuji/weld.jpg", forging.weld, samples=24),
    "shavings": Still("pages/tuji/shavings.jpg", crafting.shavings, on_paper=True),
    "vase": Still("pages/tuji/vase.jpg", crafting.vase, on_paper=True),
}

FILM = "programmes/chuanbangdai.webp"
GREAT_SHEET = "halls/hangzhou-guoji-bolan-zhongxin-axonometry.png"
PLAN_SHEET = "pages/visit-plan.png"
SHAFT_SHEET = "pages/tuji/shaft-drawing.png"
COLOURS_SHEET = "pages/tuji/tempering-colours.png"
EMBLEM = "exhibits/chuangxin-zhi-huo-emblem.svg"
