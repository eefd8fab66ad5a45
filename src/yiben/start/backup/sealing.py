"""A stream sealed under a passphrase: chunks of one MiB, each encrypted and authenticated.

    YIBEN BACKUP 1\\n · length of the header (4 bytes) · header in JSON · chunks
    a chunk: 0 or 1 for the last (1 byte) · length (4 bytes) · nonce, ciphertext and tag

All lengths are big-endian. The key is scrypt over the passphrase with the header's salt and costs. What
is authenticated with each chunk: the header's SM3, the chunk's number, and whether it is the last. So a
chunk can't be changed, moved, left out or taken from another backup, and a file cut short shows itself.
"""

import base64
import io
import json
import os
import struct
from typing import IO, Any

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from yiben.kernel.problems import refuse
from yiben.ledger.ciphers import ALGORITHMS, Algorithm, Unreadable, sm3

MAGIC = b"YIBEN BACKUP 1\n"
KIND = MAGIC[:13]
"""How every version of the format begins."""
CHUNK = 1024 * 1024
COSTS = {"n": 2**16, "r": 8, "p": 1}
"""scrypt: 64 MiB and some tenths of a second a try."""
DEAREST = 2**20


def _key(passphrase: str, header: dict[str, Any], algorithm: Algorithm) -> bytes:
    salt = base64.b64decode(header["salt"])
    made = Scrypt(salt=salt, length=algorithm.key_length, n=header["n"], r=header["r"], p=header["p"])
    return made.derive(passphrase.encode())


def _about(header: bytes, number: int, last: bool) -> bytes:
    return f"{sm3(header)}:{number}:{int(last)}".encode()


class Sealer(io.RawIOBase):
    """Seals what is written to it; only `finish` makes it whole."""

    def __init__(self, out: IO[bytes], passphrase: str, algorithm: Algorithm) -> None:
        self.out, self.algorithm = out, algorithm
        header = {"cipher": algorithm.name, "salt": base64.b64encode(os.urandom(16)).decode(), **COSTS}
        self.header = json.dumps(header).encode()
        self.key = _key(passphrase, header, algorithm)
        self.number = 0
        self.waiting = bytearray()
        out.write(MAGIC + struct.pack(">I", len(self.header)) + self.header)

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.waiting += content
        while len(self.waiting) > CHUNK:
            self._seal(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]
        return len(content)

    def finish(self) -> None:
        self._seal(bytes(self.waiting), last=True)
        self.waiting.clear()

    def _seal(self, plain: bytes, last: bool) -> None:
        sealed = self.algorithm.seal(self.key, plain, _about(self.header, self.number, last))
        self.out.write(struct.pack(">BI", last, len(sealed)) + sealed)
        self.number += 1


class Opener(io.RawIOBase):
    """Reads what `Sealer` wrote.

    Refused J002 (cut short), J003 (wrong passphrase), J004 (no backup), J005 (later), J013 (changed).
    """

    def __init__(self, source: IO[bytes], passphrase: str, name: str) -> None:
        self.source, self.name = source, name
        self.header = self._head()
        header = self._read_header()
        self.algorithm = ALGORITHMS[header["cipher"]]
        self.key = _key(passphrase, header, self.algorithm)
        self.number, self.last = 0, False
        self.plain = b""

    def _head(self) -> bytes:
        begins = self.source.read(len(MAGIC))
        if begins != MAGIC:
            if MAGIC.startswith(begins):
                raise refuse("J002", path=self.name)
            raise refuse("J005" if begins.startswith(KIND) else "J004", path=self.name)
        (length,) = struct.unpack(">I", self._exactly(4))
        if length > 4096:
            raise refuse("J013", path=self.name, part="开头")
        return self._exactly(length)

    def _read_header(self) -> dict[str, Any]:
        try:
            header: dict[str, Any] = json.loads(self.header)
            sound = header["cipher"] in ALGORITHMS and 1 < header["n"] <= DEAREST
            sound = sound and header["n"].bit_count() == 1 and 0 < header["r"] <= 16 and 0 < header["p"] <= 4
            sound = sound and len(base64.b64decode(header["salt"])) >= 16
        except (ValueError, KeyError, TypeError, AttributeError):
            sound = False
        if not sound:
            raise refuse("J013", path=self.name, part="开头")
        return header

    def _exactly(self, length: int) -> bytes:
        found = self.source.read(length)
        if len(found) < length:
            raise refuse("J002", path=self.name)
        return found

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.plain:
            if self.last:
                return 0
            self.plain = self._chunk()
        taken = self.plain[: len(buffer)]
        buffer[: len(taken)] = taken
        self.plain = self.plain[len(taken) :]
        return len(taken)

    def _chunk(self) -> bytes:
        last, length = struct.unpack(">BI", self._exactly(5))
        if last > 1 or length > 2 * CHUNK:
            raise refuse("J013", path=self.name, part=f"第{self.number + 1}MB处")
        sealed = self._exactly(length)
        try:
            plain = self.algorithm.open(self.key, sealed, _about(self.header, self.number, bool(last)))
        except Unreadable as fault:
            if self.number == 0:
                raise refuse("J003", path=self.name) from fault
            raise refuse("J013", path=self.name, part=f"第{self.number + 1}MB处") from fault
        if last and self.source.read(1):
            raise refuse("J013", path=self.name, part="末尾")
        self.number, self.last = self.number + 1, bool(last)
        return plain
