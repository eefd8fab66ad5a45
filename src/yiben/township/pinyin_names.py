"""Chinese names of places in letters, as English texts write them: 雷家坪村 is Leijiaping Village."""

from functools import lru_cache

KINDS = {
    "居民委员会": "Community",
    "村民委员会": "Village",
    "社区": "Community",
    "街道": "Subdistrict",
    "自治县": "Autonomous County",
    "村": "Village",
    "镇": "Town",
    "乡": "Township",
    "县": "County",
    "区": "District",
    "市": "City",
    "省": "Province",
}


@lru_cache(maxsize=4096)
def in_pinyin(name: str) -> str:
    """The name in pinyin with its kind in English; what isn't Chinese stays as it is."""
    from pypinyin import lazy_pinyin

    ending = next((end for end in KINDS if name.endswith(end) and len(name) > len(end)), "")
    own = "".join(lazy_pinyin(name.removesuffix(ending)))
    return f"{own[:1].upper()}{own[1:]} {KINDS[ending]}" if ending else f"{own[:1].upper()}{own[1:]}"
