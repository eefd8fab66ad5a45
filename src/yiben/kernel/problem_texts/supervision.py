"""Problems O: supervision items, sheets, meetings and their decisions."""

CHINESE: dict[str, tuple[str, str]] = {
    "O001": ("{item}已经是“{state}”，不能再发督办单", "要再办的，请先做“重新办理”。"),
    "O002": ("{item}还没有交给任何单位，不能发督办单", "请先交办，再发单。"),
    "O005": ("拆分至少要两项，现在是{count}项", "只有一项的，请直接改办结期限或重新交办。"),
    "O006": ("第{row}项的办结期限{due}晚于原事项的期限{whole}", "各分项都要在原期限内；要延长的，先批延期。"),
    "O007": ("还有{count}个分项没有办结：{numbers}", "分项都办结后，再报请办结。"),
    "O008": ("会议日期{held}还没有到", "开过以后再记；备会单可以先打印。"),
    "O009": ("{item}现在是“{state}”，不能拆分", "待交办、待领办和办理中的可以拆分。"),
    "O010": ("一次最多记{most}件议定事项，现在是{count}件", "请分两次记，或把同一单位的合成一件。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "O001": (
        "{item} is already “{state}”; no sheet can be issued for it",
        "If it must be done again, reopen it first.",
    ),
    "O002": (
        "{item} was not given to any unit yet; no sheet can be issued for it",
        "Give it to a unit first.",
    ),
    "O005": (
        "A split needs at least two parts and has {count}",
        "For a single part, change the due day or give the item anew.",
    ),
    "O006": (
        "Part {row} is due on {due}, later than the whole item on {whole}",
        "Every part lies within the item's due day; to go beyond it, have it extended first.",
    ),
    "O007": (
        "{count} parts are not finished yet: {numbers}",
        "Once all parts are finished, submit the whole.",
    ),
    "O008": (
        "The day of the meeting, {held}, has not come yet",
        "Record it after it was held; the prepared sheet can be printed before.",
    ),
    "O009": (
        "{item} is “{state}” now and cannot be split",
        "It can be split while it is to be given, to be taken or in hand.",
    ),
    "O010": (
        "At most {most} decisions can be recorded at once; there are {count}",
        "Record them in two goes, or join those of one unit.",
    ),
}
