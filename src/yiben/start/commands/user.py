"""`./yiben user list|add|password|unlock`: accounts, for whoever runs the machine."""

import getpass
import sys
from collections.abc import Sequence

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.start.arguments import Parser
from yiben.start.book import open_book
from yiben.start.output import print_table

ACTIONS = {
    "list": "列出全部账号和岗位",
    "add": "新建账号：user add 账号 姓名 [--post 岗位 --place 地方代码]",
    "password": "改密码：user password 账号",
    "unlock": "解锁：user unlock 账号",
}


def run(arguments: Sequence[str]) -> int:
    parser = Parser("user", "账号。" + "；".join(ACTIONS.values()) + "。").account()
    parser.add_argument("action", choices=list(ACTIONS))
    parser.add_argument("username", nargs="?", metavar="账号名")
    parser.add_argument("name", nargs="?", metavar="姓名")
    parser.add_argument("--post", metavar="岗位", help="catalog/township/posts.toml 里的编号")
    parser.add_argument("--place", metavar="代码", help="岗位所在的乡镇或村代码")
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
        _add(args.username, args.name, args.post, args.place)
    elif args.action == "password":
        _password(args.username)
    else:
        _unlock(args.username)
    return 0


def _list() -> None:
    from yiben.township.models import Account
    from yiben.township.people import posts_of

    rows = [
        (a.username, a.name, "在用" if a.is_active else "停用", "、".join(map(str, posts_of(a))))
        for a in Account.objects.order_by("username")
    ]
    print_table(["账号", "姓名", "状态", "岗位"], rows)


def _add(username: str, name: str, post: str | None, place: str | None) -> None:
    from yiben.declare.load import catalog
    from yiben.township import people, places
    from yiben.township.models import Account

    if Account.objects.filter(username=username).exists():
        raise refuse("S019", name=username)
    if post:
        if post not in catalog().posts:
            raise refuse("C005", key="--post", value=post, allowed="、".join(catalog().posts))
        places.place(place or "")
    made = people.account(username, name, _typed_password())
    if post and place:
        people.appoint(made, people.post(post, place), clock.today())
    print(f"已建账号 {username}（{name}）。")


def _password(username: str) -> None:
    from yiben.township import people

    account = people.find(username)
    account.set_password(_typed_password())
    account.save(update_fields=["password"])
    print(f"已改 {username} 的密码。")


def _unlock(username: str) -> None:
    from axes.utils import reset

    from yiben.township import people

    people.find(username)
    print(f"已解锁 {username}。" if reset(username=username) else f"{username} 没有被锁定。")


def _typed_password() -> str:
    """Typed twice on a terminal, or one line on standard input; Refused S018 when it is too weak."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if sys.stdin.isatty():
        typed = getpass.getpass("新密码：")
        if getpass.getpass("再输一次：") != typed:
            raise refuse("S018", why="两次输入不一样")
    else:
        typed = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(typed)
    except ValidationError as fault:
        raise refuse("S018", why="".join(fault.messages)) from fault
    return typed
