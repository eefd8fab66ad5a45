"""How Chinese names are read: pinyin of names and titles, and typed letters cut into syllables."""

from functools import lru_cache
from typing import Any

from pypinyin import lazy_pinyin, load_phrases_dict
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha",
    "任": "ren", "盖": "ge", "华": "hua", "朴": "piao", "翟": "zhai", "乐": "yue",
    "缪": "miao", "覃": "qin", "员": "yun", "冼": "xian", "隗": "wei", "繁": "po",
    "召": "shao", "种": "chong", "秘": "bi", "折": "she", "黑": "he", "那": "na",
    "燕": "yan", "宁": "ning", "洗": "xian", "贾": "jia", "沈": "shen", "石": "shi",
    "尹": "yin", "车": "che", "重": "chong", "钻": "zuan", "祭": "zhai", "牟": "mu",
    "郗": "xi", "晁": "chao", "逄": "pang", "佴": "nai", "葛": "ge", "纪": "ji",
    "柏": "bai", "阚": "kan", "臧": "zang", "谌": "chen", "相": "xiang", "长": "chang",
}  # fmt: skip
"""Surnames that are read otherwise than the character mostly is, and some that a phrase could mislead."""
DOUBLE_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai",
    "令狐": "ling hu", "单于": "chan yu", "鲜于": "xian yu", "宇文": "yu wen",
    "夏侯": "xia hou", "皇甫": "huang fu",
}  # fmt: skip
PLACES = {
    "曾都": "zeng du", "黄陂": "huang pi", "秭归": "zi gui", "猇亭": "xiao ting",
    "郧": "yun", "浠水": "xi shui", "蕲春": "qi chun", "监利": "jian li",
    "沌口": "zhuan kou", "长阳": "chang yang", "涢水": "yun shui", "宣恩": "xuan en",
    "鹤峰": "he feng", "咸丰": "xian feng", "重庆": "chong qing", "见天": "jian tian",
    "石首": "shi shou", "谷城": "gu cheng", "随县": "sui xian", "柏杨坝": "bai yang ba",
    "大冶": "da ye", "应城": "ying cheng", "六安": "lu an", "厦门": "xia men",
    "乐亭": "lao ting", "洪洞": "hong tong",
}  # fmt: skip
"""Place names that pypinyin alone reads wrongly, and those of the demonstration."""


@lru_cache(maxsize=1)
def _taught() -> None:
    load_phrases_dict(
        {name: [[s] for s in read.split()] for name, read in (PLACES | DOUBLE_SURNAMES).items()}
    )


@lru_cache(maxsize=20_000)
def syllables(text: str, person: bool = False) -> tuple[str, ...]:
    """The reading of each character, letters and digits as they are: 雷家坪 → lei jia ping.

    person: the text is a person's name, so its first character is read as a surname.
    """
    _taught()
    read = tuple(lazy_pinyin(text, errors=_each))
    if person and text[:2] not in DOUBLE_SURNAMES and text[:1] in SURNAMES:
        return (SURNAMES[text[:1]], *read[1:])
    return read


def initials(read: tuple[str, ...]) -> str:
    """lei jia ping → ljp"""
    return "".join(s[:1] for s in read)


def _each(text: str) -> Any:
    """Letters and digits one by one, which the types of pypinyin do not foresee."""
    return list(text)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    toned = {one for kept in pinyin_dict.values() for one in kept.split(",")}
    found = {to_normal(one).replace("ü", "v") for one in toned if one}
    return frozenset(s for s in found if s in ("a", "o", "e") or (s.isascii() and set(s) & set("aeiouv")))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(s[:n] for s in _known() for n in range(1, len(s) + 1))


@lru_cache(maxsize=256)
def cut(letters: str, most: int = 6) -> tuple[tuple[str, ...], ...]:
    """The ways to read typed letters as syllables, the last of which may not be typed out yet.

    leijiap → (lei jia p); xian → (xian), (xi an). Nothing for what is no pinyin (ljp).
    """
    found: list[tuple[str, ...]] = []
    _cut(letters, 0, (), _ends(letters), found, most)
    return tuple(found)


def _ends(letters: str) -> list[bool]:
    """From where on the rest can be read, so that no way is followed in vain."""
    can = [False] * (len(letters) + 1)
    for start in range(len(letters) - 1, -1, -1):
        rest = letters[start:]
        can[start] = rest in (_beginnings() if start else _known()) or any(
            can[start + n] and rest[:n] in _known() for n in range(1, min(6, len(rest) - 1) + 1)
        )
    return can


def _cut(
    letters: str,
    start: int,
    before: tuple[str, ...],
    can: list[bool],
    found: list[tuple[str, ...]],
    most: int,
) -> None:
    rest = letters[start:]
    if rest in (_beginnings() if before else _known()):
        found.append((*before, rest))
    for n in range(min(6, len(rest) - 1), 0, -1):
        if len(found) >= most:
            return
        if can[start + n] and rest[:n] in _known():
            _cut(letters, start + n, (*before, rest[:n]), can, found, most)
