"""The text of a Word file (.docx) as its reader sees it: tracked changes accepted, hidden text left out.

ECMA-376 part 1: 17.3 runs, 17.4 tables, 17.11 footnotes, 17.13.5 revisions; part 3 for alternate content.
Elements are known by their local names, so that the strict and the transitional form are read alike.
"""

import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from yiben.kernel.problems import Refused, refuse

KIND = "Word 文件"
UNPACKED_MB = 64
"""The most that one part may hold; the text of three hundred pages is about 5 MB of XML."""
_WIDEST = 63
"""The most columns of a Word table."""
_DROPPED = {
    "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "tblPr", "trPr", "tcPr",
    "sectPr", "tblGrid", "sdtPr", "sdtEndPr", "rt", "Fallback", "object",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError, OSError)


def kind_of_zip(content: bytes) -> str:
    """`.docx`, a suffix that tells what else it is, or "" for any other archive or a broken one."""
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except _BROKEN:
        return ".docx" if b"word/" in content else ""
    if "[Content_Types].xml" in names:
        for folder, suffix in (("xl/", ".xlsx"), ("ppt/", ".pptx")):
            if any(name.startswith(folder) for name in names):
                return suffix
        return ".docx"
    if "OFD.xml" in names:
        return ".ofd"
    return ".odt" if "content.xml" in names and "mimetype" in names else ""


def text_of(content: bytes, where: str = "") -> str:
    """Paragraphs one a line, table rows one a line with tabs, a note after the paragraph that calls it.

    Refused D006 (damaged), D007 (locked), D009 (unpacks to too much).
    """
    if not content.startswith(b"PK"):
        locked = content.startswith(b"\xd0\xcf\x11\xe0")
        raise refuse("D007", where, kind=KIND) if locked else _damaged(where, "不是 docx 的内容")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return _Reader(package, where).text()
    except RecursionError:
        raise _damaged(where, "嵌套太深") from None
    except RuntimeError as fault:
        # what zipfile raises for a locked member
        raise refuse("D007", where, kind=KIND) from fault
    except _BROKEN as fault:
        raise _damaged(where, "压缩包不完整") from fault


def _damaged(where: str, why: str) -> Refused:
    return refuse("D006", where, kind=KIND, why=why)


def parse(content: bytes, where: str) -> etree._Element:
    """The root of an XML part; entities and document types are refused (ECMA-376 part 2, 6.2.5)."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise _damaged(where, f"正文第{fault.lineno or 1}行不合 XML") from None
    if root.getroottree().docinfo.doctype:
        raise _damaged(where, "正文里有不许有的文档类型声明")
    return root


class _Reader:
    """One package being read; notes are gathered while a paragraph is, and put after it."""

    def __init__(self, package: zipfile.ZipFile, where: str) -> None:
        self.package, self.where = package, where
        self.main = self._main()
        self.notes: dict[str, dict[str, etree._Element]] = {}
        self.pending: list[str] = []

    def text(self) -> str:
        body = next((e for e in self._part(self.main) if _name(e) == "body"), None)
        if body is None:
            raise _damaged(self.where, "没有正文")
        return self.blocks(body).strip("\n")

    def _main(self) -> str:
        try:
            for one in self._part("_rels/.rels"):
                if str(one.get("Type", "")).endswith("/officeDocument"):
                    return normpath(str(one.get("Target", "")).lstrip("/"))
        except KeyError:
            pass
        return "word/document.xml"

    def _part(self, name: str) -> etree._Element:
        limit = UNPACKED_MB * 1024 * 1024
        with self.package.open(name) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise refuse("D009", self.where, kind=KIND, maximum=UNPACKED_MB)
        return parse(content, self.where)

    def blocks(self, parent: etree._Element) -> str:
        """Paragraphs and tables of a body, a cell or a note, each with its line break."""
        found: list[str] = []
        for one in parent:
            name = _name(one)
            if name == "p":
                found.append(self.paragraph(one))
            elif name == "tbl":
                found.append(self.table(one))
            elif name not in _DROPPED:
                # content controls, accepted insertions and the like
                found.append(self.blocks(one))
        return "".join(found)

    def paragraph(self, paragraph: etree._Element) -> str:
        outer, self.pending = self.pending, []
        text = self.runs(paragraph)
        ended = not _mark_deleted(paragraph)
        after, self.pending = "".join(self.pending), outer
        return text + ("\n" if ended or after else "") + after

    def runs(self, parent: etree._Element) -> str:
        found: list[str] = []
        for one in parent:
            name = _name(one)
            if name == "t":
                found.append(one.text or "")
            elif name in _SIGNS:
                found.append(_SIGNS[name])
            elif name in _NOTES:
                self.pending.append(self.note(_NOTES[name], one))
            elif name == "txbxContent":
                self.pending.append(self.blocks(one))
            elif name == "AlternateContent":
                found.append(self.alternate(one))
            elif name not in _DROPPED and not (name == "r" and _hidden(one)):
                found.append(self.runs(one))
        return "".join(found)

    def alternate(self, parent: etree._Element) -> str:
        """A text box is written twice, for new and for old programs; the first that says something counts."""
        for one in parent:
            before = len(self.pending)
            said = self.runs(one)
            if said or len(self.pending) > before:
                return said
        return ""

    def table(self, table: etree._Element) -> str:
        return "".join(
            "\t".join(self.cell(cell) + "\t" * _more_columns(cell) for cell in _within(row, "tc")) + "\n"
            for row in _within(table, "tr")
            if not any(_name(e) == "del" for e in _within(row, "trPr") for e in e)
        )

    def cell(self, cell: etree._Element) -> str:
        return " ".join(self.blocks(cell).split("\n")).strip()

    def note(self, part: str, reference: etree._Element) -> str:
        if part not in self.notes:
            self.notes[part] = self._notes_of(part)
        note = self.notes[part].pop(_id(reference), None)
        return self.blocks(note) if note is not None else ""

    def _notes_of(self, part: str) -> dict[str, etree._Element]:
        try:
            root = self._part(join(dirname(self.main), f"{part}.xml"))
        except KeyError:
            return {}
        return {_id(one): one for one in root}


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _id(element: etree._Element) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == "id"), "")


def _within(parent: etree._Element, name: str) -> list[etree._Element]:
    """Children of that name, also inside content controls and accepted insertions."""
    found: list[etree._Element] = []
    for one in parent:
        if _name(one) == name:
            found.append(one)
        elif _name(one) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            found.extend(_within(one, name))
    return found


def _more_columns(cell: etree._Element) -> int:
    """How many columns a cell reaches over beyond its own (17.4.17), so that those below keep their heads."""
    for properties in _within(cell, "tcPr"):
        for span in _within(properties, "gridSpan"):
            said = next((str(v) for k, v in span.attrib.items() if str(k).rpartition("}")[2] == "val"), "")
            return min(int(said) - 1, _WIDEST) if said.isdigit() and int(said) > 0 else 0
    return 0


def _mark_deleted(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end was deleted, so that the next one goes on in it."""
    return any(
        _name(mark) in ("del", "moveFrom")
        for properties in paragraph
        if _name(properties) == "pPr"
        for run in properties
        if _name(run) == "rPr"
        for mark in run
    )


def _hidden(run: etree._Element) -> bool:
    return any(
        _name(mark) == "vanish" and not any(str(v) in ("0", "false", "off") for v in mark.attrib.values())
        for properties in run
        if _name(properties) == "rPr"
        for mark in properties
    )
