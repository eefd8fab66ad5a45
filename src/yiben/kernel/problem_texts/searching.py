"""Problems Q: search and links."""

CHINESE: dict[str, tuple[str, str]] = {
    "Q001": ("要找的话太长了：最多{longest}个字、{words}个词", "请留下最要紧的几个词。"),
    "Q002": (
        "没有找到“{text}”这条记录",
        "请填记录编号，例如信访2023-0012；或填事由里的几个字，再从候选中选。",
    ),
    "Q003": ("“{text}”对得上{found}条记录，不知道是哪一条", "请从下面的候选中选一条，或填记录编号。"),
    "Q004": ("记录不能和自己关联", "请另选一条记录。"),
    "Q005": ("这条记录和{other}已经关联", "不用再关联；要改说法，请先取消关联。"),
    "Q006": ("要写一句为什么关联，最多{longest}个字，不要换行", "例如：同一户；同一件事的后续。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "Q001": (
        "The search is too long: at most {longest} characters and {words} words",
        "Keep the words that matter most.",
    ),
    "Q002": (
        "No record “{text}” was found",
        "Give its number, such as “信访2023-0012”, or some words of its subject, and choose from what is offered.",
    ),
    "Q003": (
        "“{text}” fits {found} records; it is not clear which",
        "Choose one of those below, or give its number.",
    ),
    "Q004": ("A record cannot be linked with itself", "Please choose another record."),
    "Q005": (
        "This record and {other} are linked already",
        "There is no need to link again; to change the words, unlink first.",
    ),
    "Q006": (
        "Say in a line why they are linked, in at most {longest} characters",
        "For example: same household; what came of the same matter.",
    ),
}
