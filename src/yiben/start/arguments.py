"""What is typed after a command, read; a fault is told in the same shape as every other."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from yiben.kernel.periods import Period, parse_period
from yiben.kernel.problems import refuse

# argparse speaks English only; what it says most is put in Chinese here.
_WORDS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument ([^:]+): expected one argument", r"\1 后面缺少内容"),
    (r"argument ([^:]+): invalid choice: (\S+) \(choose from (.+)\)", r"\1 不能是 \2，可选：\3"),
    (r"argument ([^:]+): invalid \w+ value: (.+)", r"\1 的 \2 看不懂"),
    (r"one of the arguments (.+) is required", r"缺少 \1 之一"),
)


class Parser(argparse.ArgumentParser):
    """argparse whose faults are `Refused` S012 and whose help is in Chinese."""

    def __init__(self, command: str, what: str) -> None:
        super().__init__(prog=f"./yiben {command}", description=what, add_help=False, allow_abbrev=False)
        self._optionals.title, self._positionals.title = "可选", "必填"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _WORDS:
            message = re.sub(english, chinese, message)
        raise refuse("S012", why=message, usage=" ".join(self.format_usage().split()[1:]))

    def account(self) -> "Parser":
        self.add_argument("--as", dest="account", metavar="账号", help="以谁的身份，演示中默认为演示账号")
        return self

    def town(self) -> "Parser":
        self.add_argument("town", metavar="乡镇", help="9位代码或唯一的名称")
        return self

    def period(self) -> "Parser":
        self.add_argument(
            "--from", dest="start", required=True, metavar="日期", help="时期的第一天，2023-01-01"
        )
        self.add_argument("--to", dest="end", required=True, metavar="日期", help="时期的最后一天")
        return self

    def as_of(self) -> "Parser":
        self.add_argument("--as-of", dest="as_of", metavar="日期", help="只看到这一天24点前登记的")
        return self

    def json(self) -> "Parser":
        self.add_argument("--json", action="store_true", help="只输出一个 JSON 文档")
        return self

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        return self.parse_args(list(arguments))


def period_of(args: Any) -> Period:
    return parse_period(args.start, args.end)


def day(text: str | None, title: str) -> date | None:
    """An ISO day, or None where nothing was typed; Refused K002."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise refuse("K002", title=title, value=text) from fault
