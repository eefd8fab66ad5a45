"""The visible text of a web page, block by block, as a browser without scripts would show it."""

import re

from lxml import etree

from yiben.documents import text_bytes
from yiben.kernel.problems import refuse

_UNSEEN = {
    "head", "script", "style", "noscript", "template", "svg", "math", "select", "datalist", "iframe",
    "object", "audio", "video", "canvas", "map", "del", "rt", "rp", "input", "textarea",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CHINESE = re.compile(r"[⺀-鿿豈-﫿！-｠、-〿]")
_GAPS = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ ]*")
"""A tab at the head of a line stays: the first cell of that row is empty."""
_WIDEST = 200
"""So many columns and rows a cell may reach over."""
_HEAD = 4096


def text_of(content: bytes, where: str = "") -> str:
    """One line a block, cells of a table parted by tabs. Refused D004 (no text), D006 (no page)."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    page = _decoded(content, where)
    if not page.strip():
        return ""
    try:
        root = etree.fromstring(page.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise refuse("D006", where, kind="网页", why="里面没有网页的内容")
    if any(fault.level == etree.ErrorLevels.FATAL for fault in parser.error_log):
        # the parser stops there, and what follows would be missing without a word
        raise refuse("D006", where, kind="网页", why="嵌套太深")
    _square(root)
    return _GAPS.sub("\n", "".join(_said(root))).lstrip("\n ").rstrip("\n \t")


def _decoded(content: bytes, where: str) -> str:
    """By the byte order mark or the content; the declared charset only where these don't tell."""
    try:
        return text_bytes.decode(content, where)
    except text_bytes.NoText:
        declared = _CHARSET.search(content[:_HEAD])
        if declared is None:
            raise
        name = declared[1].decode("ascii").lower()
        try:
            # one torn character must not cost the page
            return content.decode("gb18030" if name.startswith("gb") else name, "replace")
        except (LookupError, UnicodeError):
            raise refuse("D004", where, why=f"不认识编码 {name}") from None


def _said(root: etree._Element) -> list[str]:
    """Pieces of text and line breaks in order; walked without recursion, as pages nest deep."""
    out: list[str] = [""]
    kept = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _UNSEEN or _is_hidden(element):
                walk.skip_subtree()
                continue
            kept += name == "pre"
            if name in _BLOCKS or name == "br":
                out.append("\n")
            _add(out, element.text, kept > 0)
            continue
        if name not in _UNSEEN and not _is_hidden(element):
            kept -= name == "pre"
            if name in _BLOCKS:
                out.append("\n")
            elif name in ("td", "th") and _following_cell(element):
                out.append("\t")
        _add(out, element.tail, kept > 0)
    return out


def _square(root: etree._Element) -> None:
    """Empty cells for those that reach over columns or rows, so that each cell stands under its head."""
    for table in root.iter("table"):
        below: dict[int, int] = {}
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            below = _squared(row, below)


def _squared(row: etree._Element, below: dict[int, int]) -> dict[int, int]:
    """The row filled up; by column, how many further rows its cells and those above reach over."""
    column, reach = 0, {at: rows - 1 for at, rows in below.items() if rows > 1}
    for cell in [one for one in row if one.tag in ("td", "th")]:
        while below.get(column):
            cell.addprevious(etree.Element("td"))
            column += 1
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        for _ in range(1, wide):
            empty = etree.Element("td")
            empty.tail, cell.tail = cell.tail, None
            cell.addnext(empty)
        if high > 1:
            reach.update(dict.fromkeys(range(column, column + wide), high - 1))
        column += wide
    return reach


def _span(cell: etree._Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 6 else 1


def _add(out: list[str], text: str | None, kept: bool) -> None:
    if not text:
        return
    if kept:
        out.append(text)
        return
    before = out[-1][-1:] or "\n"
    parts = _BLANKS.split(text)
    joined = parts[0]
    for blank, part in zip(_BLANKS.findall(text), parts[1:], strict=True):
        joined += _blank(blank, joined[-1:] or before, part[:1]) + part
    if joined.strip() or before not in "\n\t ":
        out.append(joined)


def _blank(blank: str, left: str, right: str) -> str:
    """One blank; none where a line of the source breaks between Chinese characters (CSS Text 3, 4.1.3)."""
    torn = "\n" in blank and _CHINESE.match(left) and _CHINESE.match(right)
    return "" if torn or left in "\n\t " else " "


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _following_cell(element: etree._Element) -> bool:
    return any(one.tag in ("td", "th") for one in element.itersiblings())
