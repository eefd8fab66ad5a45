"""Days read from what people type."""

import re
import unicodedata
from datetime import date, datetime, time

from yiben.kernel.clock import SHANGHAI, day_of

_SEPARATED = re.compile(r"(\d{4}) ?([-./年]) ?(\d{1,2}) ?([-./月]) ?(\d{1,2}) ?([日号]?)", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_OF_DAY = re.compile(r"[ T]?(?<!\d)(\d{1,2})[::时](\d{1,2})分?(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")


def parse_moment(raw: object) -> datetime:
    """The minute of 2023-10-12 09:30 · 2023-10-12T09:30 · 2023年10月12日 9:30 · Excel's cell.

    As Asia/Shanghai writes it, without a zone. ValueError where no time of day is said, or it is no moment.
    """
    if isinstance(raw, datetime):
        local = raw.astimezone(SHANGHAI) if raw.tzinfo else raw
        return local.replace(second=0, microsecond=0, tzinfo=None)
    text = unicodedata.normalize("NFKC", str(raw)[:60]).strip()
    found = _OF_DAY.search(text)
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2])
    return datetime.combine(parse_day(text[: found.start()]), time(hour, minute))


def parse_day(raw: object) -> date:
    """The day of 2023-10-12 · 2023.10.12 · 2023/10/12 · 20231012 · 2023年10月12日, or of Excel's date cell.

    A time of day after it is dropped. ValueError where it is no day, or one that isn't in the calendar.
    """
    if isinstance(raw, datetime):
        return day_of(raw) if raw.tzinfo else raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw)
    if isinstance(raw, float) and raw.is_integer():
        text = str(int(raw))
    if len(text) > 60:
        raise ValueError(text[:60])
    plain = _CLOCK.sub("", unicodedata.normalize("NFKC", text).strip())
    found = _SEPARATED.fullmatch(plain)
    if found:
        year, first, month, second, day, end = found.groups()
        chinese = (first, second) == ("年", "月")
        if not chinese and (first != second or first in "年月" or end):
            raise ValueError(text)
        return date(int(year), int(month), int(day))
    run = _RUN.fullmatch(plain)
    if not run:
        raise ValueError(text)
    return date(*map(int, run.groups()))
