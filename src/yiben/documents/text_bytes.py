"""Bytes as text: UTF-8, UTF-16 and GB18030, with a mark of byte order or without."""

import codecs
import re

from yiben.kernel.problems import Refused, problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_GB_MARK = b"\x84\x31\x95\x33"
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_SAMPLE = 20_000
_PLAIN_ENOUGH = 0.6


class NoText(Refused):
    """The bytes are no text in any encoding that offices use (D004)."""


def decode(content: bytes, where: str = "") -> str:
    """The text without its byte order mark, its line breaks as they are. NoText (D004) for other bytes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, where)
    if b"\x00" in content:
        return _wide(content, where)
    if content.startswith(_GB_MARK):
        return _strict(content[len(_GB_MARK) :], "gb18030", where)
    try:
        return _printed(content.decode("utf-8"), where)
    except UnicodeDecodeError as fault:
        return _gb(content, fault, where)


def _gb(content: bytes, utf8: UnicodeDecodeError, where: str) -> str:
    """GB18030, if what comes out looks like Chinese: it can read almost any bytes, and a torn UTF-8 too."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as fault:
        # whichever got further is what the file was meant to be
        meant = max(utf8, fault, key=lambda f: f.start)
        raise _no_text(where, _at(meant.encoding, meant.start)) from None
    if not _looks_chinese(text):
        raise _no_text(where, _at("utf-8", utf8.start))
    return _printed(text, where)


def _looks_chinese(text: str) -> bool:
    """Whether most characters are of GB 2312's first level (3,755 in daily use) or its signs."""
    wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
    daily = 0
    for character in wide:
        code = character.encode("gb18030")
        daily += len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3) and code[1] >= 0xA1
    return daily >= _PLAIN_ENOUGH * len(wide)


def _wide(content: bytes, where: str) -> str:
    """UTF-16 without a mark: every other byte of ASCII and line breaks is zero."""
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if len(content) % 2 == 0 and min(even, odd) == 0 and max(even, odd) > 0:
        try:
            return _printed(content.decode(encoding), where)
        except UnicodeDecodeError:
            pass
    raise _no_text(where, "里面有空字节，像是程序或图片")


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return _printed(content.decode(encoding), where)
    except UnicodeDecodeError as fault:
        raise _no_text(where, _at(encoding, fault.start)) from None


def _printed(text: str, where: str) -> str:
    found = _CONTROL.search(text)
    if found:
        raise _no_text(where, f"第{found.start() + 1:,}个字是控制符号，像是程序或图片")
    return text


def _at(encoding: str, position: int) -> str:
    return f"第{position + 1:,}个字节起不合 {encoding.upper()} 编码"


def _no_text(where: str, why: str) -> NoText:
    return NoText([problem("D004", where, why=why)])
