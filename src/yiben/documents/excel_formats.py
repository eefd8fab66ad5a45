"""Cell formats of a printed table: ink rules, numbers right, words left; each made once a workbook."""

from typing import Any

from yiben.documents.columns import NUMERIC, Column

INK = "#1F2429"
HAIR = "#D2CBBA"
_FONT = {"font_name": "宋体", "font_size": 11, "font_color": INK, "valign": "vcenter"}


class Formats:
    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, int, bool], Any] = {}
        self._heads = {
            right: self._add(
                bold=True, text_wrap=True, align="right" if right else "left", top=2, bottom=1,
                border_color=INK,
            )
            for right in (True, False)
        }  # fmt: skip
        self.title = self._add(font_size=16, bold=True, align="center")
        self.units = self._add(align="right")
        self.note = self._add(align="left")

    def head(self, right: bool) -> Any:
        return self._heads[right]

    def cell(self, column: Column, total: bool = False) -> Any:
        """The format of a value of the column's own kind."""
        return self._of(column.kind, column.decimals, total)

    def words(self, column: Column, total: bool = False) -> Any:
        """The format of words, also where a column of numbers holds one (a number too long, 合计)."""
        return self._of("id" if column.kind in ("id", *NUMERIC) else "text", 0, total)

    def _of(self, kind: str, decimals: int, total: bool) -> Any:
        key = (kind, decimals, total)
        if key not in self._made:
            rules = {"top": 1, "bottom": 6, "bold": True} if total else {"bottom": 4, "bottom_color": HAIR}
            self._made[key] = self._add(**self._look(kind, decimals), **rules)
        return self._made[key]

    def _look(self, kind: str, decimals: int) -> dict[str, Any]:
        places = f".{'0' * decimals}" if decimals else ""
        match kind:
            case "integer":
                return {"num_format": "#,##0", "align": "right"}
            case "number" | "money":
                return {"num_format": f"#,##0{places}", "align": "right"}
            case "percent":
                # the value is 97.5, not 0.975, so the sign is only written after it
                return {"num_format": f'0{places}"%"', "align": "right"}
            case "date":
                return {"num_format": "yyyy-mm-dd", "align": "left"}
            case "id":
                return {"num_format": "@", "align": "left"}
            case _:
                return {"align": "left", "text_wrap": True}

    def _add(self, **look: Any) -> Any:
        return self._workbook.add_format(_FONT | look)
