"""Problems R: reports."""

CHINESE: dict[str, tuple[str, str]] = {
    "R001": ("没有“{kind}”这种报告提纲", "可选：{allowed}。"),
    "R002": ("不能写成“{suffix}”文件", "可选：.docx、.html、.txt。"),
    "R003": (
        "句子里的“{token}”看不懂",
        "写作 {{town}}、{{period}}、{{day}} 或 {{台账.数据@时期|约数}}，花括号要成对。",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "R001": ("There is no report outline “{kind}”", "Allowed: {allowed}."),
    "R002": ("“{suffix}” files cannot be written", "Allowed: .docx, .html, .txt."),
    "R003": (
        "“{token}” in the sentence cannot be read",
        "Write {{town}}, {{period}}, {{day}} or {{register.figure@period|约数}}, braces in pairs.",
    ),
}
