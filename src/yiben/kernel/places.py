"""Codes of places: what they are a part of can be read from their digits."""

from yiben.kernel.problems import refuse

LEVELS = {2: "province", 4: "city", 6: "county", 9: "town", 12: "village", 15: "grid"}
"""Level by digits: GB/T 2260 to the county, the statistical division codes to the village, then our grids."""

LEVEL_TITLES = {
    "province": "省",
    "city": "市（州）",
    "county": "县（市、区）",
    "town": "乡镇（街道）",
    "village": "村（社区）",
    "grid": "网格",
}


class PlaceCode(str):
    """A code of 2, 4, 6, 9, 12 or 15 digits; any other text raises Refused K023."""

    __slots__ = ()

    def __new__(cls, text: str) -> "PlaceCode":
        if len(text) not in LEVELS or not (text.isascii() and text.isdigit()):
            raise refuse("K023", value=text[:20])
        return super().__new__(cls, text)

    @property
    def level(self) -> str:
        return LEVELS[len(self)]

    @property
    def county(self) -> str:
        """Code of the county it lies in, "" above that."""
        return self._cut(6)

    @property
    def town(self) -> str:
        return self._cut(9)

    @property
    def village(self) -> str:
        return self._cut(12)

    @property
    def parent(self) -> str:
        """Code of the place right above, "" for a province."""
        return self._cut(max((size for size in LEVELS if size < len(self)), default=99))

    def holds(self, code: str) -> bool:
        """Whether the other place is this one or lies in it."""
        return code.startswith(self)

    def _cut(self, size: int) -> str:
        return str(self)[:size] if len(self) >= size else ""
