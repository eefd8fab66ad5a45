"""`./yiben user list|add|password|unlock|factor`: accounts, for whoever runs the machine.

Who can run this can read the database anyway, so no second person confirms; each act is kept as an entry
of the town and among the looks, where the audit administrator sees it.
"""

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.start.arguments import Parser
from yiben.start.book import open_book
from yiben.start.output import print_table

if TYPE_CHECKING:
    from yiben.township.models import Account

ACTIONS = {
    "list": "列出全部账号和岗位",
    "add": "新建账号：user add 账号 姓名 [--post 岗位 --place 地方代码]",
    "password": "改密码：user password 账号",
    "unlock": "解锁：user unlock 账号",
    "factor": "清除第二因子：user factor 账号",
}


def run(arguments: Sequence[str]) -> int:
    parser = Parser("user", "账号。" + "；".join(ACTIONS.values()) + "。").account()
    parser.add_argument("action", choices=list(ACTIONS))
    parser.add_argument("username", nargs="?", metavar="账号名")
    parser.add_argument("name", nargs="?", metavar="姓名")
    parser.add_argument("--post", metavar="岗位", help="catalog/township/posts.toml 里的编号")
    parser.add_argument("--place", metavar="代码", help="岗位所在的乡镇或村代码")
    parser.add_argument("--generate", action="store_true", help="由程序给一次性密码，只显示这一次")
    args = parser.read(arguments)
    if args.action != "list" and not args.username:
        parser.error("the following arguments are required: 账号名")
    if args.action == "add" and not args.name:
        parser.error("the following arguments are required: 姓名")
    if bool(args.post) != bool(args.place):
        parser.error("the following arguments are required: --post、--place")
    open_book()
    if args.action == "list":
        _list()
    elif args.action == "add":
        _add(args.username, args.name, args.post, args.place, args.generate)
    elif args.action == "password":
        _password(args.username, args.generate)
    elif args.action == "unlock":
        _unlock(args.username)
    else:
        _factor(args.username)
    return 0


def _list() -> None:
    from yiben.township.models import Account
    from yiben.township.people import posts_of

    rows = [
        (a.username, a.name, "在用" if a.is_active else "停用", "、".join(map(str, posts_of(a))))
        for a in Account.objects.order_by("username")
    ]
    print_table(["账号", "姓名", "状态", "岗位"], rows)


def _add(username: str, name: str, post: str | None, place: str | None, generate: bool) -> None:
    from yiben.administration.posts import Seats
    from yiben.declare.load import catalog
    from yiben.kernel.problems import Refused
    from yiben.township import people, places
    from yiben.township.models import Account

    if Account.objects.filter(username=username).exists():
        raise refuse("S019", name=username)
    if post:
        if post not in catalog().posts:
            raise refuse("C005", key="--post", value=post, allowed="、".join(catalog().posts))
        places.place(place or "")
        _, wrong = Seats((place or "")[:9]).find(post, place or "", "--post", "--place")
        if wrong:
            raise Refused(wrong)
    password = _given(generate)
    with _kept("user_added", username, place or ""):
        made = people.account(username, name, password)
        _to_be_changed(made)
        if post and place:
            people.appoint(made, people.post(post, place), clock.today())
    print(f"已建账号 {username}（{name}）。首次登录须改密码。")


def _password(username: str, generate: bool) -> None:
    from yiben.township import people

    account = people.find(username)
    password = _given(generate)
    with _kept("password_set", username):
        account.set_password(password)
        _to_be_changed(account)
        people.end_sessions(account)
    print(f"已改 {username} 的密码。下次登录须改。")


def _unlock(username: str) -> None:
    from axes.utils import reset

    from yiben.township import people

    people.find(username)
    with _kept("unlocked", username):
        unlocked = reset(username=username)
    print(f"已解锁 {username}。" if unlocked else f"{username} 没有被锁定。")


def _factor(username: str) -> None:
    """For an administrator who lost his: nobody resets an administrator's from the pages."""
    from yiben.township import people, second_factor

    account = people.find(username)
    with _kept("factor_reset", username):
        gone = second_factor.remove_all(account)
        people.end_sessions(account)
    print(f"已清除 {username} 的{gone}个第二因子。" if gone else f"{username} 没有设第二因子。")


def _to_be_changed(account: "Account") -> None:
    """Somebody else chose the password."""
    account.must_change_password, account.password_changed_at = True, None
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])


@contextmanager
def _kept(event: str, username: str, place: str = "") -> Iterator[None]:
    """Do the block and keep that it was done: an entry of the account's town, and a look."""
    from yiben.ledger.entries import append
    from yiben.ledger.gate import writing
    from yiben.township import looks, people, rights
    from yiben.township.models import Account

    with writing():
        yield
        town = place[:9] or next(iter(rights.towns(people.find(username))), "")
        if len(town) == 9:
            body = {"account": username, "place": place}
            append(town, "", "", 0, f"machine.{event}", body, Account(username="", name="命令行"))
        looks.log(None, "machine", f"{event} {username}")


def _given(generate: bool) -> str:
    """The password: made and shown once, or typed."""
    from yiben.township.one_time import one_time_password

    if not generate:
        return _typed_password()
    made = one_time_password()
    print(f"一次性密码（只显示这一次）：{made}")
    return made


def _typed_password() -> str:
    """Typed twice on a terminal, or one line on standard input; Refused S018 when it is too weak."""
    from yiben.township.own_password import weakness

    if sys.stdin.isatty():
        typed = getpass.getpass("新密码：")
        if getpass.getpass("再输一次：") != typed:
            raise refuse("S018", why="两次输入不一样")
    else:
        typed = sys.stdin.readline().rstrip("\n")
    weak = weakness(typed)
    if weak:
        raise refuse("S018", why=weak)
    return typed
