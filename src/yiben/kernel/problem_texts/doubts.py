"""Problems B: doubts about data (数据疑点)."""

CHINESE: dict[str, tuple[str, str]] = {
    "B001": ("有疑点：{message}（{code}）", "核对过可以一并入账；入账后在这本台账的“数据疑点”里还看得到。"),
    "B002": ("疑点{code}现在不成立，不用核实", "记录已经更正，或别人先核实过了。"),
    "B003": ("没有写核实的情况", "写清怎么核实的，例如“已电话问过本人，确是两件事”。"),
    "B004": ("核实情况写了{found}字，最多{most}字", "只写要点。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "B001": (
        "Doubt: {message} ({code})",
        "Once checked it may be put in all the same; it stays in the register's “Data doubts”.",
    ),
    "B002": (
        "Doubt {code} does not stand now, so there is nothing to settle",
        "The record has been corrected, or somebody else has settled it.",
    ),
    "B003": (
        "What was found out is not written",
        "Write how it was checked, such as “asked by telephone: these are two things”.",
    ),
    "B004": ("The note has {found} characters, {most} at most", "Write the main point only."),
}
