"""The font table of a paper: which fonts may stand in where an office machine lacks the named one."""

from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from yiben.documents.word_styles import FANGSONG, HEI, KAI, SONG, SONG_TITLE, WESTERN

STAND_INS = {
    SONG_TITLE: "FZXiaoBiaoSong-B05S,STZhongsong,华文中宋,SimSun",
    FANGSONG: "FangSong_GB2312,FangSong,仿宋",
    KAI: "KaiTi_GB2312,KaiTi,楷体",
    HEI: "SimHei",
    SONG: "SimSun",
}
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_fonts(document: Document) -> None:
    """Name each font with its stand-ins (ECMA-376, 17.8.3.1); nothing is embedded."""
    fonts = [
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in STAND_INS.items()
    ]
    fonts.append(f'<w:font w:name={quoteattr(WESTERN)}><w:charset w:val="00"/></w:font>')
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{_NAMESPACE}">'
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    # python-docx keeps the font table as bytes and offers no other way in
    part._blob = (text + "".join(fonts) + "</w:fonts>").encode()
