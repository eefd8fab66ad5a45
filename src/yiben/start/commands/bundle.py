"""`./yiben bundle --out FILE`: all that a machine without internet needs, made on one that has it."""

import platform
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start.arguments import Parser
from yiben.start.backup.full_disk import no_space
from yiben.start.bundling import packing, sources, wheels
from yiben.start.places_of_things import TREE
from yiben.start.version import __version__

MACHINES = ("x86_64", "aarch64")


def run(arguments: Sequence[str]) -> int:
    parser = Parser("bundle", "做一个安装包：程序、全部组件和校验值，拷到不能上网的机器上解开就能用。")
    parser.add_argument(
        "--out", type=Path, metavar="文件", help=f"默认 yiben-bundle-{__version__}-机型.tar.gz"
    )
    parser.add_argument(
        "--machine", choices=MACHINES, default=None, metavar="机型", help="x86_64 或 aarch64（鲲鹏、飞腾）"
    )
    parser.add_argument(
        "--python", action="append", metavar="版本", help="那台机器的 Python，如 3.11；可写几次，默认同本机"
    )
    parser.add_argument(
        "--glibc",
        default="2.28",
        metavar="版本",
        help="那台机器的 glibc，默认 2.28（麒麟 V10、统信 20、Debian 10 起）",
    )
    args = parser.read(arguments)
    machine = wheels.Machine(
        args.machine or _own_machine(),
        _numbers(args.glibc, "--glibc"),
        [".".join(map(str, _numbers(p, "--python"))) for p in args.python or [_own_python()]],
    )
    out = (args.out or Path(f"yiben-bundle-{__version__}-{machine.name}.tar.gz")).resolve()
    if out.exists():
        raise refuse("J007", path=out)
    started = time.monotonic()
    try:
        count = _bundle(out, machine)
    except OSError as fault:
        raise no_space(fault, out) from fault
    size = out.stat().st_size / 1e6
    print(f"安装包 {out}，{size:.0f} MB，{count:,} 个文件，用了 {time.monotonic() - started:.0f} 秒。")
    print(f"给 Python {'、'.join(machine.pythons)}、{machine.name}、glibc {args.glibc} 或更新的机器。")
    print("在那台机器上：")
    print(f"  sha256sum -c {out.name}.sha256 && tar xf {out.name} && cd yiben-{__version__} && ./yiben")
    return 0


def _bundle(out: Path, machine: wheels.Machine) -> int:
    files = [*sources.released(TREE), *sources.front_end(TREE)]
    with tempfile.TemporaryDirectory(prefix="yiben-bundle-", dir=out.parent) as folder:
        print("取组件……", file=sys.stderr, flush=True)
        found = wheels.fetch(TREE, machine, Path(folder), TREE / ".yiben" / "bundle.log")
        return packing.pack(out, f"yiben-{__version__}", TREE, files, found)


def _own_machine() -> str:
    name = platform.machine()
    return name if name in MACHINES else MACHINES[0]


def _own_python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _numbers(text: str, option: str) -> tuple[int, int]:
    if not re.fullmatch(r"\d{1,2}\.\d{1,2}", text):
        raise refuse(
            "S012", why=f"{option} 的 {text} 看不懂", usage=f"{option} {'3.11' if 'py' in option else '2.28'}"
        )
    major, _, minor = text.partition(".")
    return int(major), int(minor)
