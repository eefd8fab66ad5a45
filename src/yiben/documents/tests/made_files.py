"""Small Word, PDF and archive files written by hand, each byte known."""

import zipfile
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALTERNATE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def archive(**parts: str | bytes) -> bytes:
    """A zip; `__` in a name stands for a slash, a last `_` for the dot."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def docx(body: str, footnotes: str = "", before: str = "") -> bytes:
    """A Word file whose body is the given WordprocessingML, `w:` and `mc:` declared."""
    space = f'xmlns:w="{_W}" xmlns:mc="{_ALTERNATE}" xmlns:wps="wps" xmlns:v="v"'
    return archive(
        word__document_xml=f"{before}<w:document {space}><w:body>{body}</w:body></w:document>",
        word__footnotes_xml=f"<w:footnotes {space}>{footnotes}</w:footnotes>",
        **{"[Content_Types]_xml": "<Types/>"},
    )


def paragraph(*runs: str) -> str:
    written = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{''.join(written)}</w:p>"


def pdf(*pages: list[str]) -> bytes:
    """A PDF of these lines, in GBK, with no font in it; an empty page holds a picture only."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
    )
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        font,
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 50 {780 - 20 * n} Tm <{line.encode('gbk').hex()}> Tj " for n, line in enumerate(lines)
        )
        content = f"BT /F1 12 Tf {shown}ET".encode()
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )
