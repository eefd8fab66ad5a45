"""Problems Y: duties."""

CHINESE: dict[str, tuple[str, str]] = {
    "Y001": (
        "“{title}”的任务由分工和频次自动生成，不能直接登记成“{state}”",
        "计划外多做的一次可以直接登记；要改任务，请改分工台账。",
    ),
    "Y002": (
        "“{object}”{turn}的任务还没有登记完成（{which}）",
        "请打开那一条登记完成；同一次不用登记两遍。",
    ),
    "Y003": (
        "完成日{day}不在{turn}（{start}至{end}）之内",
        "请登记在那一天所在的一期；本期没有做的，照实留作漏做。",
    ),
    "Y004": ("完成日{day}还没有到，今天是{today}", "请核对日期；做了再登记。"),
    "Y005": ("应完成日{due}还没有过，不能登记为漏做", "到期没有登记完成的，次日自动记为漏做。"),
    "Y006": ("“{title}”随分工而定，不能在任务上改", "请在分工台账里更正，没有完成的任务随即跟着改。"),
    "Y007": ("登记为完成的要有完成日", "登记错了的，请用“撤回”，写明理由。"),
    "Y008": ("“{which}”没有登记发现问题，没有什么可转", "请先更正“发现问题”。"),
    "Y009": ("“{which}”发现的{found}个问题都已经转出", "多发现了的，请先更正“发现问题”。"),
    "Y010": ("“{title}”没有约定问题转到哪本台账", "请直接在有关台账登记，再把两条关联起来。"),
    "Y011": ("“{register}”用 [uses.duties] 并写了 assignments，但缺{what}", "请照其他任务台账补上。"),
    "Y012": ("本镇没有人能登记“{title}”，任务没有生成", "请系统管理员给有关岗位配上人，或停用这本台账。"),
    "Y013": ("计划外做的一次要填完成日", "请填哪一天做的。"),
    "Y014": ("“{which}”的{field}“{value}”没有对应的频次规定", "请更正分工，或在分工上写明约定频次。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "Y001": (
        "The tasks of “{title}” are made from assignments and frequencies; one can't be entered as “{state}”",
        "One done beyond the plan may be entered; to change a task, change its assignment.",
    ),
    "Y002": (
        "The task of “{object}” for {turn} is not recorded as done yet ({which})",
        "Open that one and record it there; the same thing need not be recorded twice.",
    ),
    "Y003": (
        "Done on {day}, which is not within {turn} ({start} to {end})",
        "Record it with the turn that the day lies in; what was not done in this one stays missed.",
    ),
    "Y004": ("The day {day} has not come yet; today is {today}", "Check the day; record it once it is done."),
    "Y005": (
        "It is due on {due}, which has not passed; it can't be missed yet",
        "What is not recorded as done in time is missed from the day after, by itself.",
    ),
    "Y006": (
        "“{title}” follows the assignment and can't be changed on the task",
        "Correct the assignment; tasks not done yet follow.",
    ),
    "Y007": (
        "What is done has a day on which it was done",
        "If it was recorded by mistake, take it back and say why.",
    ),
    "Y008": (
        "“{which}” has no problem found, so there is none to hand on",
        "Correct “problems found” first.",
    ),
    "Y009": (
        "All {found} problems found by “{which}” were handed on already",
        "If more were found, correct “problems found” first.",
    ),
    "Y010": (
        "“{title}” does not say into which register problems go",
        "Enter it in the register it belongs to, and link the two.",
    ),
    "Y011": (
        "“{register}” uses [uses.duties] with assignments, but lacks {what}",
        "Add it as in other registers of duties.",
    ),
    "Y012": (
        "Nobody in the town may write “{title}”, so no task was made",
        "Have the system administrator fill a post that may, or take the register out of use.",
    ),
    "Y013": ("What was done beyond the plan needs the day on which it was done", "Please give the day."),
    "Y014": (
        "{field} “{value}” of “{which}” has no frequency",
        "Correct the assignment, or write the agreed frequency into it.",
    ),
}
