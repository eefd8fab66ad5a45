"""The last word of a figure's name, from its unit and kind: 受理举报 of 件 → 受理举报件数."""

import re

_UNIT_WORDS = {
    "人": "人数", "人次": "人次", "场次": "场次", "户次": "户次", "家次": "家次", "元": "金额",
    "美元": "金额", "亩": "面积", "平方米": "面积",
    "平方公里": "面积", "公里": "里程", "延米": "长度",
    "米": "长度", "吨": "量", "立方米": "量", "比例": "比例", "名次": "名次",
    "分钟": "时长", "小时": "时长", "个月": "月数", "次/月": "频次", "次/周": "频次", "次/季": "频次",
}  # fmt: skip
_ENDS = re.compile(
    r"(?:面积|产值|资金|收入|投资|投资额|[率额数费款金税量]|里程|人口|人次|场次|支出|贷款|存款|造价|税收|经费|补贴|津贴|总值|单产|亩产|工资|薪酬|报酬|效益|利润|消费|[满意]度|指标)$"
)
_FALLS = re.compile(r"(?:下降|减少|降低|下滑|回落|压降|递减)[了约近达]?$")
_TURNED_OVER = re.compile(r"(?:^完成[^,]*(?<!总)投资|完成投资|剩余投资|捐资|捐款|出口|销售|交易|筹资|引资)$")
_OUTPUTS = ("年产", "年加工", "年处理", "年生产", "年回收")


def ending(stem: str, unit: str, kind: str, lead: str, surface: str) -> str:
    """What the name of a figure ends with behind its stem: 人数, 面积, 增长率; "" where the stem says it."""
    if kind == "growth":
        if surface.endswith(("百分点", "位")):
            return "位次" if surface.endswith("位") else "百分点"
        if stem.endswith(("增速", "增幅", "降幅", "率")):
            return ""
        if _FALLS.search(lead) and not _FALLS.search(stem):
            return "下降率"
        return "率" if stem.endswith(("增长", "下降", "减少", "增加", "提高")) else "增长率"
    if kind == "rank":
        return "位次" if stem.endswith(("的", "先后")) else "" if stem.endswith(("名次", "排名")) else "名次"
    if unit == "比例":
        return (
            ""
            if kind == "target" or stem.endswith(("率", "比", "比重", "比例", "水平", "面", "度"))
            else "比例"
        )
    if stem.endswith(("占比", "人口", "控制数", "任务数", "总数")) or (
        unit == "元" and stem.endswith("任务")
    ):
        return ""
    if stem.endswith(unit) and len(unit) > 1:
        return ""
    if unit == "元" and _TURNED_OVER.search(stem):
        return "额"
    if stem.endswith(_OUTPUTS):
        return "量"
    if unit in ("人", "户", "件", "个", "家") and stem.endswith("数"):
        return ""
    if unit not in ("人", "户", "件", "个", "家") and _ENDS.search(stem):
        return ""
    if kind == "profile" and unit in ("年", "月", "季度"):
        return "年度" if unit == "年" else "月份" if unit == "月" else "季度"
    word = _UNIT_WORDS.get(unit, unit.split("/")[0] + "数")
    return word if not stem.endswith(word) else ""
