"""Named parts one after another in one stream, and the SM3 of each.

A part: length of its name (2 bytes), name, then blocks of a length (4 bytes) and content; a block of no
length ends it. Lengths are big-endian. The whole is compressed by zlib.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from cryptography.hazmat.primitives import hashes

from yiben.kernel.problems import refuse

BLOCK = 256 * 1024
LEVEL = 1
"""Of zlib: the quickest, as it takes most of what can be taken."""


@dataclass(frozen=True)
class Sum:
    """What a part amounts to."""

    bytes: int
    sm3: str


class _Summed:
    def __init__(self) -> None:
        self.bytes, self.digest = 0, hashes.Hash(hashes.SM3())

    def add(self, content: bytes) -> None:
        self.bytes += len(content)
        self.digest.update(content)

    def sum(self) -> Sum:
        return Sum(self.bytes, self.digest.finalize().hex())


class PartsWriter:
    """Writes parts; `sums` tells what each came to."""

    def __init__(self, out: IO[bytes] | io.RawIOBase) -> None:
        self.out: Any = out
        self.packer = zlib.compressobj(LEVEL)
        self.sums: dict[str, Sum] = {}

    @contextmanager
    def part(self, name: str) -> Iterator["PartFile"]:
        told = name.encode()
        self.put(struct.pack(">H", len(told)) + told)
        file = PartFile(self)
        yield file
        file.end()
        self.sums[name] = file.summed.sum()

    def put(self, content: bytes) -> None:
        packed = self.packer.compress(content)
        if packed:
            self.out.write(packed)

    def finish(self) -> None:
        self.put(struct.pack(">H", 0))
        self.out.write(self.packer.flush())


class PartFile:
    """What one part is written to."""

    def __init__(self, writer: PartsWriter) -> None:
        self.writer, self.waiting = writer, bytearray()
        self.summed = _Summed()

    def write(self, content: bytes) -> None:
        self.waiting += content
        if len(self.waiting) >= BLOCK:
            self._put()

    def _put(self) -> None:
        if self.waiting:
            block = bytes(self.waiting)
            self.summed.add(block)
            self.writer.put(struct.pack(">I", len(block)) + block)
            self.waiting.clear()

    def end(self) -> None:
        self._put()
        self.writer.put(struct.pack(">I", 0))


class PartsReader:
    """Reads parts in their order; `sums` tells what each part that was read to its end came to."""

    def __init__(self, source: IO[bytes] | io.RawIOBase, name: str) -> None:
        self.source: Any = source
        self.name = name
        self.unpacker = zlib.decompressobj()
        self.plain = bytearray()
        self.sums: dict[str, Sum] = {}

    def __iter__(self) -> Iterator[tuple[str, "PartContent"]]:
        while True:
            (length,) = struct.unpack(">H", self.take(2))
            if not length:
                self._ended()
                return
            name = self.take(length).decode("utf-8", "replace")
            content = PartContent(self)
            yield name, content
            content.skip()
            self.sums[name] = content.summed.sum()

    def take(self, length: int) -> bytes:
        while len(self.plain) < length:
            # In bounded steps, so that a stream that unpacks to very much takes no memory.
            packed = self.unpacker.unconsumed_tail or self.source.read(BLOCK)
            if not packed:
                raise refuse("J002", path=self.name)
            try:
                self.plain += self.unpacker.decompress(packed, 4 * BLOCK)
            except zlib.error as fault:
                raise refuse("J013", path=self.name, part="压缩层") from fault
        taken = bytes(self.plain[:length])
        del self.plain[:length]
        return taken

    def _ended(self) -> None:
        """Read to the very end, so that the seal of the last chunk has been seen."""
        while self.source.read(BLOCK):
            pass


class PartContent:
    """One part, read as blocks or as lines."""

    def __init__(self, reader: PartsReader) -> None:
        self.reader, self.summed, self.done = reader, _Summed(), False

    def blocks(self) -> Iterator[bytes]:
        while not self.done:
            (length,) = struct.unpack(">I", self.reader.take(4))
            if not length:
                self.done = True
                return
            if length > 64 * BLOCK:
                raise refuse("J013", path=self.reader.name, part="分块")
            block = self.reader.take(length)
            self.summed.add(block)
            yield block

    def lines(self) -> Iterator[bytes]:
        rest = b""
        for block in self.blocks():
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
        if rest:
            yield rest

    def read(self) -> bytes:
        return b"".join(self.blocks())

    def skip(self) -> None:
        for _ in self.blocks():
            pass
