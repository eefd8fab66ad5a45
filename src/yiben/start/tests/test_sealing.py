"""The sealed stream and its parts: whole, cut short, changed, of somebody else."""

import io
import struct
from collections.abc import Iterator

import pytest

from yiben.kernel.problems import Refused
from yiben.ledger.ciphers import ALGORITHMS
from yiben.start.backup import sealing
from yiben.start.backup.parts import PartsReader, PartsWriter
from yiben.start.backup.sealing import Opener, Sealer

PHRASE = "correct horse battery"
CONTENT = {"about.json": b'{"format": 1}', "tables/a": b"[1]\n[2]\n" * 400_000, "empty": b""}


@pytest.fixture(autouse=True, scope="module")
def cheap_tries() -> Iterator[None]:
    costs = dict(sealing.COSTS)
    sealing.COSTS["n"] = 2**4
    yield
    sealing.COSTS.update(costs)


def sealed(cipher: str = "SM4-GCM") -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, PHRASE, ALGORITHMS[cipher])
    parts = PartsWriter(sealer)
    for name, content in CONTENT.items():
        with parts.part(name) as part:
            for start in range(0, len(content), 100_000):
                part.write(content[start : start + 100_000])
    parts.finish()
    sealer.finish()
    return out.getvalue()


def read(file: bytes, phrase: str = PHRASE) -> dict[str, bytes]:
    opened = io.BufferedReader(Opener(io.BytesIO(file), phrase, "甲.yiben"))
    return {name: content.read() for name, content in PartsReader(opened, "甲.yiben")}


@pytest.fixture(scope="module")
def file() -> bytes:
    return sealed()


@pytest.mark.parametrize("cipher", ALGORITHMS)
def test_what_was_sealed_comes_back(cipher: str) -> None:
    assert read(sealed(cipher)) == CONTENT


def test_nothing_of_the_content_is_seen_in_the_file() -> None:
    big = io.BytesIO()
    sealer = Sealer(big, PHRASE, ALGORITHMS["SM4-GCM"])
    sealer.write(b"petitioner" * 300_000)
    sealer.finish()

    assert b"petitioner" not in big.getvalue()


def test_a_file_cut_short_anywhere_is_told_as_such(file: bytes) -> None:
    head = len(sealing.MAGIC)
    for length in (0, 5, head, head + 3, head + 40, len(file) // 2, len(file) - 1):
        with pytest.raises(Refused, match=r"不完整.*J002"):
            read(file[:length])


def test_a_file_cut_between_two_chunks_is_cut_short_too() -> None:
    out = io.BytesIO()
    sealer = Sealer(out, PHRASE, ALGORITHMS["SM4-GCM"])
    sealer.write(bytes(sealing.CHUNK * 2))
    whole_chunk = out.getvalue()

    with pytest.raises(Refused, match="J002"):
        io.BufferedReader(Opener(io.BytesIO(whole_chunk), PHRASE, "甲")).read()


def test_another_passphrase_opens_nothing(file: bytes) -> None:
    with pytest.raises(Refused, match="J003"):
        read(file, "wrong horse battery")


def test_what_is_no_backup_or_a_later_one_is_named() -> None:
    with pytest.raises(Refused, match="J004"):
        read(b"PK\x03\x04 a workbook, surely not a backup")
    with pytest.raises(Refused, match="J005"):
        read(b"YIBEN BACKUP 2\n" + bytes(40))


def chunks(file: bytes) -> list[tuple[int, int]]:
    """Where each chunk begins and ends."""
    at = len(sealing.MAGIC)
    at += 4 + struct.unpack(">I", file[at : at + 4])[0]
    found = []
    while at < len(file):
        end = at + 5 + struct.unpack(">BI", file[at : at + 5])[1]
        found.append((at, end))
        at = end
    return found


def many_chunks() -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, PHRASE, ALGORITHMS["SM4-GCM"])
    sealer.write(bytes(sealing.CHUNK * 3 + 10))
    sealer.finish()
    return out.getvalue()


@pytest.mark.parametrize("change", ["bit", "swap", "leave out", "more", "last"])
def test_a_change_behind_the_first_chunk_is_found(change: str) -> None:
    made = bytearray(many_chunks())
    (_, _), (b, c), (c, d), (_, end) = chunks(bytes(made))
    if change == "bit":
        made[b + 100] ^= 1
    elif change == "swap":
        made[b:d] = made[c:d] + made[b:c]
    elif change == "leave out":
        del made[b:c]
    elif change == "more":
        made += b"x"
    else:
        made[b] = 1
        del made[c:end]

    with pytest.raises(Refused, match="J013"):
        io.BufferedReader(Opener(io.BytesIO(bytes(made)), PHRASE, "甲")).read()


def test_a_header_with_costs_that_would_eat_the_memory_is_refused() -> None:
    header = b'{"cipher": "SM4-GCM", "salt": "AAAA", "n": 1073741824, "r": 8, "p": 1}'
    with pytest.raises(Refused, match="J013"):
        read(sealing.MAGIC + struct.pack(">I", len(header)) + header)
