"""The ciphers and digests the ledger uses, behind one small interface.

SM4-GCM (GB/T 32907) and SM3 (GB/T 32905) by default; AES-256-GCM by the setting YIBEN_CIPHER. SM3 comes
from `cryptography`, because hashlib's depends on the system's OpenSSL.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NONCE, TAG = 12, 16


class Unreadable(Exception):
    """The ciphertext does not belong to this key, or was changed."""


@dataclass(frozen=True)
class Algorithm:
    name: str
    key_length: int
    make: type[algorithms.SM4] | type[algorithms.AES]

    def new_key(self) -> bytes:
        return os.urandom(self.key_length)

    def seal(self, key: bytes, plain: bytes, about: bytes) -> bytes:
        """Nonce, ciphertext and tag; `about` is authenticated with it and must be given again to open."""
        nonce = os.urandom(NONCE)
        worker = Cipher(self.make(key), modes.GCM(nonce)).encryptor()
        worker.authenticate_additional_data(about)
        return nonce + worker.update(plain) + worker.finalize() + worker.tag

    def open(self, key: bytes, sealed: bytes, about: bytes) -> bytes:
        nonce, body, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
        try:
            worker = Cipher(self.make(key), modes.GCM(nonce, tag)).decryptor()
            worker.authenticate_additional_data(about)
            return worker.update(body) + worker.finalize()
        except (InvalidTag, ValueError) as fault:
            raise Unreadable from fault


ALGORITHMS = {
    "SM4-GCM": Algorithm("SM4-GCM", 16, algorithms.SM4),
    "AES-GCM": Algorithm("AES-GCM", 32, algorithms.AES),
}


def sm3(*parts: bytes) -> str:
    """Hex SM3 digest of the parts joined."""
    digest = hashes.Hash(hashes.SM3())
    for part in parts:
        digest.update(part)
    return digest.finalize().hex()


def keyed_sm3(key: bytes, text: bytes) -> str:
    """Hex HMAC-SM3: equal texts give equal values, and without the key nobody can try texts out."""
    worker = hmac.HMAC(key, hashes.SM3())
    worker.update(text)
    return worker.finalize().hex()
