"""The second factor (GB/T 22239-2019, 8.1.4.1): one-time codes (RFC 6238), security keys, recovery codes.

The work is done by django-otp and django-otp-webauthn; here is what the town asks of them. Recovery codes
are a way back in, no factor of their own: they go with the last factor.
"""

import base64
import hashlib
import secrets
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex
from django_otp_webauthn.models import WebAuthnCredential

from yiben.township import rights
from yiben.township.models import Account
from yiben.township.one_time import ALPHABET

CODE, KEY = "code", "key"
MODELS = {CODE: TOTPDevice, KEY: WebAuthnCredential}
RECOVERY = "recovery"
CODES, GROUPS, LENGTH = 10, 3, 4
"""Recovery codes at once; three groups of four letters: 59 bits each."""
ROUNDS = 20_000
"""Of PBKDF2 over a recovery code; random letters need little stretching."""
LONGEST_NAME = 30


@dataclass(frozen=True)
class Factor:
    kind: str
    """code or key."""
    id: int
    name: str
    since: datetime | None
    used: datetime | None


@dataclass(frozen=True)
class Setup:
    """A new code generator, not kept yet: what is scanned or typed into it."""

    letters: str
    address: str
    picture: str
    """The address as a QR code, a data: image."""


@dataclass(frozen=True)
class Tried:
    """What came of a typed code: the device it belongs to, or how many seconds nothing is heard."""

    device: Any = None
    wait: int = 0


def has_any(account: Account) -> bool:
    """Whether the account logs in by a second step; one short query, asked on unverified requests."""
    either = Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)) | Exists(
        WebAuthnCredential.objects.filter(user=OuterRef("pk"), confirmed=True)
    )
    return bool(Account.objects.filter(either, pk=account.pk).exists())


def required(account: Account) -> bool:
    """Whether the site asks this account to have one (YIBEN_SECOND_FACTOR: admins, all or off)."""
    asked = settings.SECOND_FACTOR
    return asked == "all" or (asked == "admins" and bool(rights.administers(account)))


def factors(account: Account) -> list[Factor]:
    """Code generators and keys, oldest first."""
    found = [
        Factor(kind, d.pk, d.name, d.created_at, d.last_used_at)
        for kind, model in MODELS.items()
        for d in model.objects.filter(user=account, confirmed=True)
    ]
    return sorted(found, key=lambda f: (f.since is None, f.since or timezone.now(), f.id))


def new_key() -> str:
    """Twenty random bytes for a code generator, as hexadecimal digits."""
    return str(random_hex(20))


def setup(account: Account, key: str) -> Setup:
    address = str(TOTPDevice(user=account, key=key).config_url)
    letters = base64.b32encode(bytes.fromhex(key)).decode()
    grouped = " ".join(letters[n : n + 4] for n in range(0, len(letters), 4))
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
    return Setup(grouped, address, picture)


def add_generator(account: Account, key: str, typed: str, name: str) -> Any:
    """Keep the generator if it shows the right code now; None if not. The code is not good a second time."""
    code = _plain(typed)
    if not (len(code) == 6 and code.isdigit()):
        return None
    clockwork = TOTP(bytes.fromhex(key))
    clockwork.time = time.time()
    if not clockwork.verify(int(code), tolerance=1):
        return None
    return TOTPDevice.objects.create(
        user=account, key=key, name=name, last_t=clockwork.t(), drift=clockwork.drift
    )


def try_code(account: Account, typed: str) -> Tried:
    """Check six digits against the generators, or letters against the recovery codes.

    After a wrong one, django-otp hears nothing for 1, 2, 4, 8 … seconds.
    """
    code, wait = _plain(typed), 0
    with transaction.atomic():
        tried = list(_concerned(account, code))
        for device, token in tried:
            allowed, why = device.verify_is_allowed()
            if not allowed:
                wait = max(wait, ceil((why["locked_until"] - timezone.now()).total_seconds()))
            elif device.verify_token(token):
                for other, _token in tried:
                    if other is not device:
                        other.throttle_reset()
                return Tried(device)
    return Tried(None, wait)


def _concerned(account: Account, code: str) -> Iterator[tuple[Any, str]]:
    if len(code) == 6 and code.isdigit():
        for generator in TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True):
            yield generator, code
    else:
        for box in StaticDevice.objects.select_for_update().filter(user=account, confirmed=True):
            yield box, _kept(account, code)


def _plain(typed: str) -> str:
    """As typed, without spaces and dashes, full-width digits made narrow."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).lower() if c.isalnum())[:40]


def _kept(account: Account, code: str) -> str:
    """What the database keeps of a recovery code: sixteen letters from which it can't be found."""
    salt = f"yiben recovery {account.pk}".encode()
    digest = hashlib.pbkdf2_hmac("sha256", code.encode(), salt, ROUNDS, dklen=10)
    return base64.b32encode(digest).decode().lower()


def make_recovery_codes(account: Account) -> list[str]:
    """Ten new codes, each good once; the old ones are void. The only time that anybody sees them."""
    codes = ["-".join(_letters() for _ in range(GROUPS)) for _ in range(CODES)]
    with transaction.atomic():
        box, _made = StaticDevice.objects.get_or_create(user=account, name=RECOVERY)
        box.token_set.all().delete()
        for code in codes:
            box.token_set.create(token=_kept(account, _plain(code)))
    return codes


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def recovery_left(account: Account) -> int:
    boxes = StaticDevice.objects.filter(user=account)
    return sum(box.token_set.count() for box in boxes)


def remove(account: Account, kind: str, number: int) -> Factor | None:
    """Take one factor away, with the last one the recovery codes; None if it is not the account's."""
    found = next((f for f in factors(account) if (f.kind, f.id) == (kind, number)), None)
    if found is None:
        return None
    with transaction.atomic():
        MODELS[kind].objects.filter(user=account, pk=number).delete()
        if not has_any(account):
            StaticDevice.objects.filter(user=account).delete()
    return found


def remove_all(account: Account) -> int:
    """Take all of them away, for somebody who lost them; how many there were."""
    known = factors(account)
    for one in known:
        remove(account, one.kind, one.id)
    return len(known)
