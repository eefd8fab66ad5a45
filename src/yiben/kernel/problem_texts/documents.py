"""Problems D: documents read."""

CHINESE: dict[str, tuple[str, str]] = {
    "D001": ("读不了 {path}：{why}", "请核对文件名和权限。"),
    "D002": ("文件太大，有{found} MB，最多{maximum} MB", "请分成几份，或只留文字。"),
    "D003": ("里面没有文字", "请粘贴一段文字，或换一个文件。"),
    "D004": ("认不出这是什么文字：{why}", "请另存为 UTF-8 或 GB18030 编码的文本文件。"),
    "D005": ("读不了{kind}", "{hint}"),
    "D006": ("这个{kind}已损坏：{why}", "请用原来的软件打开，另存一份再试。"),
    "D007": ("这个{kind}加了密码", "请打开后去掉密码，另存一份再试。"),
    "D008": (
        "这份 PDF 有{pages}页，都没有文字，像是扫描件或图片",
        "请换用原来的 Word 文件，或先做文字识别。",
    ),
    "D009": ("这个{kind}展开后超过{maximum} MB", "这不像一份材料，没有读；请核对来源。"),
    "D010": ("{pages}没有文字，像是扫描件或图片，没有读", "其余各页已读。"),
    "D011": ("这份 PDF 有{pages}页，最多{maximum}页", "请分成几份再读。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "D001": ("{path} cannot be read: {why}", "Check the file name and permissions."),
    "D002": ("The file is too large: {found} MB, at most {maximum} MB", "Split it, or keep only the text."),
    "D003": ("There is no text in it", "Paste some text, or choose another file."),
    "D004": ("The text encoding cannot be told: {why}", "Save it as a text file in UTF-8 or GB18030."),
    "D005": ("{kind} cannot be read", "{hint}"),
    "D006": ("This {kind} is damaged: {why}", "Open it in the program that made it and save a copy."),
    "D007": ("This {kind} is locked by a password", "Open it, remove the password and save a copy."),
    "D008": (
        "This PDF has {pages} pages and no text: it seems to be scanned",
        "Use the original Word file, or run text recognition first.",
    ),
    "D009": (
        "This {kind} unpacks to more than {maximum} MB",
        "This does not look like a document and was not read; check where it comes from.",
    ),
    "D010": ("{pages}: no text, it seems scanned; not read", "The other pages were read."),
    "D011": ("This PDF has {pages} pages, at most {maximum}", "Split it and read the parts."),
}
