"""Attachments: named by the SM3 of their content, kept encrypted, stored once however often attached."""

import json
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger import keys
from yiben.ledger.ciphers import Unreadable, sm3
from yiben.ledger.entries import append
from yiben.ledger.gate import said, writing
from yiben.ledger.models import Attachment, Entry, Record
from yiben.township.models import Account
from yiben.township.rights import require

LIMIT_MB = 10


@dataclass(frozen=True)
class Kept:
    """Where a content lies, sealed under the master key and its own digest."""

    digest: str

    @property
    def path(self) -> Path:
        return Path(settings.DATA_DIR) / "files" / self.digest[:2] / self.digest


def attach(record_id: str, name: str, content: bytes, by: Account) -> Attachment:
    """Add a file to a record; Refused L013 (too large), L014 (empty), L001 (no such record)."""
    if not content:
        raise refuse("L014", "file", name=name)
    if len(content) > LIMIT_MB * 1024 * 1024:
        raise refuse("L013", "file", name=name, limit=LIMIT_MB)
    record = Record.objects.filter(record=record_id).first()
    if record is None:
        raise refuse("L001", record=record_id)
    require(by, "write", record.register, record.place)
    name = Path(name.replace("\\", "/")).name[:200] or "附件"
    digest = sm3(content)
    _keep(digest, content)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with writing():
        body = {"attach": {"name": name, "digest": digest, "size": len(content), "type": media_type}}
        kind = f"{record.register}.attached"
        entry = append(record.town, record.register, record_id, record.version, kind, body, by)
        return Attachment.objects.create(
            record=record_id,
            entry=entry.seq,
            name=name,
            media_type=media_type,
            size=len(content),
            digest=digest,
        )


def _keep(digest: str, content: bytes) -> None:
    path = Kept(digest).path
    if path.exists():
        return
    ring = keys.ring()
    sealed = ring.algorithm.seal(_file_key(ring, digest), content, digest.encode())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{digest}.{os.getpid()}.new")
        with fresh.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as fault:
        raise said(fault) from fault


def _file_key(ring: keys.Ring, digest: str) -> bytes:
    """A key of each file's own, from the index key, which rotation leaves as it is."""
    derived = bytes.fromhex(sm3(b"yiben file key", ring.index, digest.encode()))
    return derived[: ring.algorithm.key_length]


def open_attachment(attachment: Attachment, by: Account) -> bytes:
    """The content; Denied without the right to read the record, Refused L020 if it was changed or lost."""
    record = Record.objects.get(record=attachment.record)
    require(by, "read", record.register, record.place)
    return _read(attachment)


def _read(attachment: Attachment) -> bytes:
    ring = keys.ring()
    try:
        sealed = Kept(attachment.digest).path.read_bytes()
        plain = ring.algorithm.open(_file_key(ring, attachment.digest), sealed, attachment.digest.encode())
    except (OSError, Unreadable) as fault:
        raise refuse("L020", name=attachment.name) from fault
    if sm3(plain) != attachment.digest:
        raise refuse("L020", name=attachment.name)
    return plain


def attachments(record_id: str) -> list[Attachment]:
    return list(Attachment.objects.filter(record=record_id).order_by("id"))


def verify_files() -> list[Problem]:
    """Attachments whose content is lost, changed, or not what the entry says."""
    problems = []
    for one in Attachment.objects.order_by("id"):
        entry = Entry.objects.filter(seq=one.entry).first()
        told = json.loads(entry.body).get("attach", {}).get("digest") if entry else None
        try:
            _read(one)
        except Refused:
            told = None
        if told != one.digest:
            problems.append(problem("L020", name=one.name))
    return problems
