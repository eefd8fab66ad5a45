"""The words that leave the system: how many things wait, and the address. No name, title or number."""

from django.conf import settings

END = "这里只报件数，不用回复，上班时再看。不想再收，请在“消息设置”里关掉。"


def for_person(count: int) -> tuple[str, str]:
    """Subject and text of a mail."""
    return f"一本账：{count}件待办", f"您有{count}件事待办，请打开 {settings.SITE}/notices/\n\n{END}\n"


def for_group(count: int) -> str:
    """The robot's text; 一本账 in it is the word that DingTalk asks robots for."""
    return f"一本账：有{count}件事待办，请打开 {settings.SITE}/notices/ 。只报件数，不用在群里回复。"
