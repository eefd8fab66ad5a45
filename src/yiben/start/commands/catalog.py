"""`./yiben catalog check`: every fault of the catalog with file and line. Needs no database."""

import sys
from collections.abc import Sequence

from yiben.declare.english import read_words, untranslated
from yiben.declare.locate import catalog_dir
from yiben.declare.model import Catalog
from yiben.start.arguments import Parser
from yiben.start.book import ready_django


def run(arguments: Sequence[str]) -> int:
    parser = Parser("catalog", "检查 catalog/ 里的台账定义，不用数据库。")
    parser.add_argument("action", choices=["check"], help="check：列出全部错处")
    parser.add_argument("--english", action="store_true", help="另列出 catalog/english/ 里还没有英文的词")
    asked = parser.read(arguments)
    # The figures add their rules (formulas, worked checks) when their app is ready.
    ready_django()
    from yiben.declare.load import load_catalog

    catalog, problems = load_catalog()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems or catalog is None:
        print(f"共 {len(problems)} 处。", file=sys.stderr)
        return 2
    figures = catalog.figures
    checks = sum(len(f.checks) for f in figures.values())
    if asked.english:
        _print_untranslated(catalog)
    print(f"台账 {len(catalog.registers)} 本，数据 {len(figures)} 项，验算 {checks} 个，没有错处。")
    return 0


def _print_untranslated(catalog: Catalog) -> None:
    """The words without English, each with the file that would hold it; they show in Chinese, no fault."""
    missing = untranslated(catalog, read_words(catalog_dir()))
    for file, text in missing:
        print(f"catalog/english/{file}.toml：{text}")
    print(f"没有英文的 {len(missing)} 处；英文页面上照中文显示。")
