"""Fingerprints of private text: equal for equal text while the program runs, and of no use to anybody afterwards."""

import hashlib
import os

_KEY = os.urandom(32)  # of this run: without it nobody can try texts until a fingerprint matches


def fingerprint(text: str) -> str:
    """Returns the fingerprint of a text, in which white space does not count; OCR knows that less well."""
    return hashlib.blake2b("".join(text.split()).encode("utf-8", "replace"), key=_KEY, digest_size=16).hexdigest()
