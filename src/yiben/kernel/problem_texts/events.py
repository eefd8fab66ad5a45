"""Problems E: events."""

CHINESE: dict[str, tuple[str, str]] = {
    "E001": ("“{village}”不是本镇的村（社区）", "同时涉及的村用顿号隔开，写现在的村名。"),
    "E002": ("“{village}”写了两次", "一个村写一次；主要的村已在“村（社区）”里，不必再写。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "E001": (
        "“{village}” is no village of this town",
        "Part the villages by commas, with their present names.",
    ),
    "E002": (
        "“{village}” is given twice",
        "Once is enough; the main village stands in its own field already.",
    ),
}
