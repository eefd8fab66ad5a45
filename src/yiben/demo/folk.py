"""Invented people: names from lists, ID numbers of the area 99 that no person has, made-up numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from yiben.demo.villages import Village

SURNAMES = (
    "向覃田谭冉牟黄李王张杨陈刘吴何周罗廖郭邓袁孙徐胡朱高林马郑谢唐冯于董程曹彭曾"
    "蒋蔡贾魏薛叶余潘杜戴夏钟汪姜范方石姚熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易"
)
FIRST = "永光世建国明德志兴正大天文家祖昌春秋秀桂玉翠银玲素芝金凤忠本启泽远承开先仁义孝礼和顺庆"
SECOND = "平安发贵祥森华军勇波涛峰强斌辉松柏梅兰菊英芳琼珍香莲珊云霞燕碧容清洁静慧敏娟丽红霜"
AREA = "992802"
"""ID area codes begin with 11 to 82; 99 is nobody's, so no number here is any person's."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_COMMON = [9.0] * 6 + [5.0] * 14 + [1.0] * (len(SURNAMES) - 20)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    sex: str
    birth: date
    id_number: str
    phone: str
    bank_account: str
    village: str
    """Code of the village."""


class Folk:
    """A source of persons, none of whom share a number. The same seed gives the same persons."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)
        self._made = 0
        self._accounts = 0
        self._ids: set[str] = set()

    def person(self, village: Village, born: tuple[int, int] = (1938, 2015)) -> Person:
        """A new person of the village, born in these years (both included)."""
        rng = self.rng
        self._made += 1
        female = rng.random() < 0.49
        birth = date(born[0], 1, 1) + timedelta(rng.randrange((born[1] - born[0] + 1) * 365))
        number = self._id_number(birth, female)
        return Person(
            name=_name(rng),
            sex="女" if female else "男",
            birth=birth,
            id_number=number,
            phone=f"199000{self._made:05d}",
            bank_account=self.bank_account(),
            village=village.code,
        )

    def bank_account(self) -> str:
        """A made-up account number, another one each time."""
        self._accounts += 1
        return f"9900{self.rng.randrange(10**7):07d}{self._accounts:08d}"

    def _id_number(self, birth: date, female: bool) -> str:
        while True:
            order = self.rng.randrange(500) * 2 + (0 if female else 1)
            body = f"{AREA}{birth:%Y%m%d}{order:03d}"
            if body not in self._ids:
                self._ids.add(body)
                return body + check_digit(body)


def check_digit(body: str) -> str:
    """The last sign of an ID number over the 17 before (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def _name(rng: Random) -> str:
    surname = rng.choices(SURNAMES, _COMMON)[0]
    if rng.random() < 0.12:
        return surname + rng.choice(SECOND)
    return surname + rng.choice(FIRST) + rng.choice(SECOND)


def pick_name(rng: Random, taken: Sequence[str] = ()) -> str:
    """An invented name alone, for somebody who needs no numbers."""
    while (name := _name(rng)) in taken:
        pass
    return name
