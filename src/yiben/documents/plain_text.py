"""Plain text out of the files that offices pass on: txt, docx, html and pdf with text.

What a file is, its content says first and its name second: a web page named .doc is read as a web page.
"""

from dataclasses import dataclass
from pathlib import Path

from yiben.documents import pdf_text, text_bytes, web_text, word_text
from yiben.kernel.problems import Problem, refuse

LIMIT_MB = 200
"""Of a text file; of the others `OTHERS_MB`, as they are small beside what they hold when unpacked."""
OTHERS_MB = 60
_MB = 1024 * 1024

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再试。"
_SAVE_PDF = "请用阅读器打开，转存为 PDF，或复制文字到 .txt 再试。"
_COPY = "请把要读的文字复制到 .txt 或 .docx 再试。"
_OCR = "图片里的字认不出来；请换用原来的 Word 文件，或先做文字识别。"
_UNPACK = "请先解压，再一份一份地读。"
HINTS = {
    ".doc": ("旧版 Word 文件（.doc）", _SAVE_AS),
    ".dot": ("旧版 Word 文件（.dot）", _SAVE_AS),
    ".wps": ("WPS 文字文件（.wps）", _SAVE_AS),
    ".rtf": ("RTF 文件", _SAVE_AS),
    ".odt": ("ODT 文件", _SAVE_AS),
    ".ofd": ("OFD 文件", _SAVE_PDF),
    ".ceb": ("CEB 公文文件", _SAVE_PDF),
    ".caj": ("CAJ 文件", _SAVE_PDF),
    ".mht": ("网页档案（.mht）", "请用浏览器打开，另存为 .html 再试。"),
    ".xls": ("Excel 表格", _COPY), ".xlsx": ("Excel 表格", _COPY), ".et": ("WPS 表格", _COPY),
    ".ppt": ("幻灯片", _COPY), ".pptx": ("幻灯片", _COPY), ".dps": ("WPS 演示", _COPY),
    ".jpg": ("图片", _OCR), ".jpeg": ("图片", _OCR), ".png": ("图片", _OCR), ".bmp": ("图片", _OCR),
    ".gif": ("图片", _OCR), ".tif": ("图片", _OCR), ".tiff": ("图片", _OCR), ".webp": ("图片", _OCR),
    ".zip": ("压缩包", _UNPACK), ".rar": ("压缩包", _UNPACK), ".7z": ("压缩包", _UNPACK),
    ".gz": ("压缩包", _UNPACK),
}  # fmt: skip
_MAGIC = (
    (b"{\\rtf", ".rtf"), (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"),
    (b"Rar!", ".rar"), (b"7z\xbc\xaf", ".7z"), (b"\x1f\x8b", ".gz"), (b"Founder CEB", ".ceb"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Opened:
    """A file's text and what of the file could not be read."""

    text: str
    notes: tuple[Problem, ...] = ()


def read_text(source: Path | bytes, name: str = "") -> str:
    """The text of the file in reading order; what was left unread, `open_text` tells.

    Refused D001–D009: unreadable, too large, empty, no text, of a kind not read, damaged, locked, scanned.
    """
    return open_text(source, name).text


def open_text(source: Path | bytes, name: str = "") -> Opened:
    """The text of a file given by its path or its bytes; `name` tells the kind where the content doesn't."""
    name = name or (source.name if isinstance(source, Path) else "")
    content = _bytes(source, name) if isinstance(source, Path) else source
    where = name.rpartition("/")[2]
    suffix = Path(where.lower()).suffix
    kind = _kind(content, suffix)
    _check_size(len(content), kind, where)
    if kind in HINTS:
        raise _not_read(kind, where)
    text, unread = _of_kind(content, kind, suffix, where)
    if not text.strip():
        raise refuse("D003", where)
    return Opened(text, unread)


def _of_kind(content: bytes, kind: str, suffix: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    if kind == ".docx":
        return word_text.text_of(content, where), ()
    if kind == ".pdf":
        return pdf_text.text_of(content, where)
    if kind == ".html":
        return web_text.text_of(content, where), ()
    try:
        return text_bytes.decode(content, where), ()
    except text_bytes.NoText:
        if suffix in HINTS:
            raise _not_read(suffix, where) from None
        raise


def _bytes(path: Path, name: str) -> bytes:
    try:
        _check_size(path.stat().st_size, ".txt", name)
        return path.read_bytes()
    except OSError as fault:
        raise refuse("D001", path=path, why=fault.strerror or type(fault).__name__) from fault


def _check_size(size: int, kind: str, where: str) -> None:
    maximum = LIMIT_MB if kind == ".txt" else OTHERS_MB
    if size > maximum * _MB:
        raise refuse("D002", where, found=-(-size // _MB), maximum=maximum)


def _not_read(suffix: str, where: str) -> Exception:
    kind, hint = HINTS[suffix]
    return refuse("D005", where, kind=kind, hint=hint)


def _kind(content: bytes, suffix: str) -> str:
    """`.docx .pdf .html .txt`, or a suffix of `HINTS` for what is not read."""
    head = content[:1024]
    if content.startswith(b"PK\x03\x04"):
        return word_text.kind_of_zip(content) or (suffix if suffix in HINTS else ".zip")
    if b"%PDF-" in head or suffix == ".pdf":
        return ".pdf"
    if content.startswith(_OLE):
        if _LOCKED in content:
            return ".docx"
        return suffix if suffix in HINTS else ".doc"
    if suffix == ".docx":
        return ".docx"
    for magic, known in _MAGIC:
        if content.startswith(magic):
            return known
    return _kind_of_text(head, suffix)


def _kind_of_text(head: bytes, suffix: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b'progid="word.document"' in start:
        return ".doc"
    if start.startswith(b"mime-version:"):
        return ".mht"
    if suffix in (".html", ".htm", ".xhtml", ".shtml") or start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".txt"
