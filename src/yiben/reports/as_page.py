"""A draft as one HTML file that needs nothing else: each figure leads to its line in the list."""

from html import escape

from yiben.documents.clean import clean
from yiben.reports.as_word import LIST_TITLE
from yiben.reports.model import Draft, FigureLine, FigureRun, Run, Section

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #F7F5EE; color: #1F2429;
  font: 17px/34px "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
main { box-sizing: border-box; max-width: 820px; margin: 32px auto; padding: 64px 72px;
  background: #FFFEFB; border: 1px solid #D2CBBA; }
h1 { margin: 0; font-size: 28px; line-height: 44px; text-align: center; text-wrap: balance; }
h2 { margin: 16px 0 0; font: 600 17px/34px "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  text-indent: 2em; }
p { margin: 0; text-align: justify; text-indent: 2em; }
.dateline, .basis { margin-bottom: 24px; color: #4E545A; text-align: center; text-indent: 0; }
.basis, .note { font-size: 14px; line-height: 22px; }
.note { margin-top: 8px; color: #4E545A; text-indent: 0; }
a { color: inherit; text-decoration: underline dotted #27476E; text-underline-offset: 4px; }
a:focus, tr:target { outline: 2px solid #27476E; outline-offset: 1px; }
.figure { white-space: nowrap; }
.figure::after { display: inline-block; margin-left: 1px; color: #666B70; content: attr(data-number);
  font-size: 11px; line-height: 0; vertical-align: 6px; text-indent: 0; }
section { margin-top: 48px; }
table { width: 100%; border-collapse: collapse; border-top: 2px solid #1F2429;
  border-bottom: 2px solid #1F2429; font-size: 14px; line-height: 22px; }
th { border-bottom: 1px solid #1F2429; font-weight: 600; }
th, td { padding: 6px 8px; text-align: left; vertical-align: top; }
td { border-bottom: 1px solid #E6E1D4; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
small { display: block; color: #666B70; font-size: 12px; line-height: 18px; }
@media (max-width: 767px) { main { margin: 0; padding: 24px 16px; border: 0; } }
@media print { body, main { background: none; } main { max-width: none; margin: 0; padding: 0; border: 0; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; }
  section.list { break-before: page; } a { text-decoration: none; } .figure::after { content: none; } }
"""
_HEAD = (
    '<tr><th class="number">序</th><th>部分</th><th>名称</th><th class="number">数值</th>'
    "<th>单位</th><th>台账与行数</th></tr>"
)


def html(draft: Draft) -> str:
    """The whole page; figures carry title, 口径, period and count of rows, and lead to the list."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    body = "".join(map(_section, draft.body))
    rows = "".join(map(_line, draft.figures))
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in draft.notes)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(draft.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{_text(draft.title)}</h1>\n<p class="dateline">{_text(draft.dateline)}</p>\n{body}'
        f'<section class="list">\n<h1>{LIST_TITLE}</h1>\n<p class="basis">{_text(draft.basis)}</p>\n'
        f"<table>\n<thead>{_HEAD}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n{notes}\n</section>\n"
        "</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    heading = f"<h2>{_text(section.heading)}</h2>\n" if section.heading else ""
    paragraphs = "".join(f"<p>{''.join(map(_run, p.runs))}</p>\n" for p in section.paragraphs)
    return heading + paragraphs


def _run(run: Run) -> str:
    if not isinstance(run, FigureRun):
        return _text(run.shown)
    told = f"{run.number}. {run.title}：{run.definition} 时期：{run.period.title()}，{run.rows:,}行"
    # the number is drawn, not written, so that copied text reads 252户947人
    return (
        f'<a class="figure" href="#figure-{run.number}" data-number="{run.number}"'
        f' data-figure="{_text(run.figure)}" title="{_text(told)}">{_text(run.shown)}</a>'
    )


def _line(line: FigureLine) -> str:
    definition = f"<small>{_text(line.definition)}</small>" if line.definition else ""
    return (
        f'<tr id="figure-{line.number}"><td class="number">{line.number}</td><td>{_text(line.section)}</td>'
        f'<td>{_text(line.title)}{definition}</td><td class="number">{_text(line.value)}</td>'
        f"<td>{_text(line.unit)}</td><td>{_text(line.source)}</td></tr>\n"
    )


def _text(text: str) -> str:
    return escape(clean(text))
