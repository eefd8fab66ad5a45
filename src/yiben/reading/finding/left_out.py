"""Why a numeral is no figure, in the words shown to a reader."""

REASONS = {
    "date": "日期、时刻或时期",
    "list_mark": "序号",
    "ordinal": "第几，属于名称或次序",
    "name": "名称、口号或政策简称",
    "word": "固定词语或虚指",
    "title": "文件、书籍的名称",
    "number": "编号、道路号、文号或电话",
    "furniture": "网页附带内容",
    "size_class": "只用来划分类别的标准",
    "unclear": "写法不明，读不成数",
    "no_unit": "没有单位",
    "vague": "约略之词，没有确数",
}


def reason(name: str) -> str:
    return REASONS[name]
