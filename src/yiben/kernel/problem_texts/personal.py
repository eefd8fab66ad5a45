"""Problems V: what one keeps for oneself."""

CHINESE: dict[str, tuple[str, str]] = {
    "V001": ("视图要有名称，最多{most}个字", "请起一个看得出用处的名称，如“雷家坪未办结”。"),
    "V002": ("您已有一个叫“{name}”的视图", "请换一个名称。"),
    "V003": ("没有这个视图，或者已经删除", "请在“视图”里另选一个。"),
    "V004": ("您的岗位不属于科室，不能共享给科室", "请只给自己存；需要共享，请找同科室的同事存。"),
    "V005": ("这个视图是{owner}存的，您不能改", "请照它的条件另存一个自己的。"),
    "V006": ("一本台账最多存{most}个视图", "请先删去不用的。"),
    "V007": ("视图“{view}”里的“{parts}”台账里已经没有，这一部分没有用上", "请核对条件后更新视图。"),
    "V008": ("没有这份草稿，或者已经交了、丢弃了", "草稿留30天；请从头填。"),
    "V009": ("草稿已有{most}份，这一份没有存上", "请先在工作台的“未交的草稿”里丢弃不用的。"),
    "V010": ("填的内容超过{most}万字，草稿没有存上", "请删减，或作为附件上传。"),
    "V011": ("这一笔是{who}记的，只能撤销自己记的", "如有错，请用更正。"),
    "V012": ("这一笔是{day}记的，只能当天撤销", "请用更正。"),
    "V013": ("{who}在{when}又改过这条记录，不能撤销了", "请看过流水，再用更正。"),
    "V014": ("作废不能撤销", "请重新登记，在理由里写明原编号。"),
    "V015": ("“{move}”不能撤销：这本台账没有从“{here}”直接回到“{before}”的步骤", "栏目填错了的，请用更正。"),
    "V016": ("这一笔不能撤销", "只能撤销自己当天的登记、更正和办理步骤。"),
    "V017": ("“{title}”原来的号码已依法销毁，不能撤销", "请用更正填新的号码。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "V001": (
        "A view needs a name of at most {most} characters",
        "Choose one that tells its use, such as “雷家坪未办结”.",
    ),
    "V002": ("You already have a view called “{name}”", "Please choose another name."),
    "V003": ("There is no such view, or it was deleted", "Choose another under “Views”."),
    "V004": (
        "Your post belongs to no office, so the view cannot be shared",
        "Keep it for yourself; to share it, ask somebody of an office.",
    ),
    "V005": (
        "This view was saved by {owner}; you cannot change it",
        "Save one of your own with its conditions.",
    ),
    "V006": ("A register can have at most {most} views", "Delete those not used first."),
    "V007": (
        "“{parts}” in the view “{view}” is no longer in the register; that part was not applied",
        "Check the conditions and update the view.",
    ),
    "V008": (
        "There is no such draft, or it was submitted or discarded",
        "Drafts are kept for 30 days; please start anew.",
    ),
    "V009": (
        "You have {most} drafts; this one was not kept",
        "Discard those not needed under the drafts on your desk first.",
    ),
    "V010": (
        "The content has more than {most}0,000 characters; the draft was not kept",
        "Shorten it, or attach it as a file.",
    ),
    "V011": ("This entry was made by {who}; you can undo only your own", "If it is wrong, correct it."),
    "V012": ("This entry was made on {day}; it can be undone only the same day", "Please correct it."),
    "V013": (
        "{who} changed this record again at {when}; it can no longer be undone",
        "Look at the entries, then correct it.",
    ),
    "V014": ("Voiding cannot be undone", "Register it anew and give the old number as the reason."),
    "V015": (
        "“{move}” cannot be undone: this register has no step straight back from “{here}” to “{before}”",
        "If a field is wrong, correct it.",
    ),
    "V016": (
        "This entry cannot be undone",
        "Only your own registrations, corrections and steps of the same day can.",
    ),
    "V017": (
        "The former number in “{title}” was destroyed as the law requires; this cannot be undone",
        "Give the new number by a correction.",
    ),
}
