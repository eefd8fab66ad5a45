"""Problems U: audit."""

CHINESE: dict[str, tuple[str, str]] = {
    "U001": ("“{value}”不是日期", "写作 2023-10-12。"),
    "U002": ("起日晚于止日", "请核对，起不晚于止。"),
    "U003": ("“{title}”应当是整数，“{value}”不是", "请只填数字。"),
    "U004": ("“{title}”要在{least}到{most}之间", "请核对。"),
    "U005": ("没有写为什么改界限，或者超过200个字", "请写明理由，会留痕。"),
    "U006": ("没有写说明，或者超过500个字", "请写清核实的经过和结果。"),
    "U007": ("选了“已移交”，没有写移交给谁（最多60个字）", "例如镇纪委、安全管理员。"),
    "U008": ("没有“{rule}”这条规则", "请从疑点规则页进入。"),
    "U009": ("{day}的查看日志封存时{sealed}条，现在{found}条", "有人删去或添入，请立即上报，并与备份比对。"),
    "U010": ("{day}的查看日志封存后被改动", "请立即上报，并与备份比对。"),
    "U011": ("{day}的日志封存被改动，或者前面的封存少了", "请立即上报，并与备份比对。"),
    "U012": ("审计清单中{day}的一行与原始记录不符（{source} {id}）", "请运行 ./yiben rebuild 重做。"),
    "U013": ("审计清单多出{count}行，没有对应的原始记录", "请运行 ./yiben rebuild 重做。"),
    "U014": ("没有选处理结果", "可选：待核实、已说明、已移交。"),
    "U015": ("这件疑点涉及您本人，不能由您处理", "请另一位审计管理员处理。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "U001": ("“{value}” is not a date", "Write it as 2023-10-12."),
    "U002": ("The first day is after the last", "Please check."),
    "U003": ("“{title}” must be a whole number; “{value}” is not", "Give digits only."),
    "U004": ("“{title}” must be between {least} and {most}", "Please check."),
    "U005": (
        "The reason of the new limit is missing, or has more than 200 characters",
        "Please give it; it is kept.",
    ),
    "U006": (
        "The note is missing, or has more than 500 characters",
        "State how it was looked into and what came out.",
    ),
    "U007": (
        "“Passed on” was chosen without saying to whom (at most 60 characters)",
        "For example the discipline committee of the town, or the security administrator.",
    ),
    "U008": ("There is no rule “{rule}”", "Please enter from the page of the rules on doubts."),
    "U009": (
        "The log of looks of {day} had {sealed} rows when sealed and now has {found}",
        "Rows were deleted or added: report it at once, and compare with a backup.",
    ),
    "U010": (
        "The log of looks of {day} was changed after it was sealed",
        "Report it at once, and compare with a backup.",
    ),
    "U011": (
        "The seal on the log of {day} was changed, or an earlier seal is missing",
        "Report it at once, and compare with a backup.",
    ),
    "U012": (
        "A row of {day} in the audit list does not match its origin ({source} {id})",
        "Please run ./yiben rebuild.",
    ),
    "U013": ("The audit list has {count} rows without an origin", "Please run ./yiben rebuild."),
    "U014": ("No result was chosen", "Allowed: to be looked into, explained, passed on."),
    "U015": ("This doubt concerns yourself; you cannot deal with it", "Another audit administrator must."),
}
