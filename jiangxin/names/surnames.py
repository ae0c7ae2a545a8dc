"""Where a surname ends, and how it is read where that is not how its characters usually are."""

from __future__ import annotations

_READ = """
仇:qiú 单:shàn 解:xiè 曾:zēng 区:ōu 查:zhā 朴:piáo 盖:gě 覃:qín 乐:yuè 缪:miào 翟:zhái 召:shào 员:yùn 宓:fú 黑:hè
秘:bì 种:chóng 洗:xiǎn 折:shé 繁:pó 郇:xún 乜:niè 郗:chī 隗:wěi 祭:zhài 都:dū 牟:mù 卜:bǔ 炅:guì 句:gōu 阚:kàn
重:chóng 粘:nián 能:nài 佴:nài 藏:zāng 适:kuò 镡:xín 颉:xié 逢:páng 么:yāo 给:jǐ 亡:wú 不:fōu
任:rén 华:huà 纪:jǐ 葛:gě 於:yū 干:gān 那:nā 燕:yān 过:guō 哈:hǎ 要:yāo 占:zhān 撒:sǎ 观:guàn 冠:guàn 肖:xiāo
薄:bó 尉:wèi 少:shào 令:líng
单于:chán,yú 万俟:mò,qí 尉迟:yù,chí 长孙:zhǎng,sūn 令狐:líng,hú 澹台:tán,tái
"""
READ = {surname: tuple(said.split(",")) for surname, _, said in (pair.partition(":") for pair in _READ.split())}
"""The readings of surnames, a syllable for each character."""

_OF_TWO = """
欧阳 上官 司马 诸葛 夏侯 东方 皇甫 公孙 慕容 钟离 宇文 鲜于 司徒 司空 司寇 闻人 申屠 赫连 呼延 端木 轩辕 淳于 公冶 公羊
濮阳 太叔 仲孙 独孤 南宫 西门 百里 拓跋 完颜 纳兰 贺兰 巫马 漆雕 颛孙 闾丘 亓官
"""
OF_TWO = frozenset((*_OF_TWO.split(), *(surname for surname in READ if len(surname) > 1)))
"""Surnames of two characters, without those that are rarer than one of their first character (乐正, 段干, 梁丘)."""

_SHORTEST_WITH_TWO = 3  # 司马 alone is Sī Mǎ as soon as Sīmǎ


def family_of(name: str) -> str:
    """Give the surname that a person's Chinese name begins with."""
    return name[: 2 if len(name) >= _SHORTEST_WITH_TWO and name[:2] in OF_TWO else 1]
