"""Marks of this computer on the batch jobs of runs: by them it knows its own again in a file that was anywhere.

A mark is made of all that a job says, with a secret that never leaves the folder of the runs.
"""

import contextlib
import hmac
import json
import os
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, private_folder, whole_file
from desktop.core.many.batch.batch_job import BatchJob

SECRET = "jobs.key"
_SECRET_BYTES = 32


class JobMarks:
    """Makes marks, and knows them again. The secret is made with the first one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mark_of(self, run_id: str, endpoint: str, job: BatchJob) -> str:
        """Returns the mark of a job as it is now. Raises OSError."""
        secret = self._secret()
        if not secret:
            self._make_secret()
            secret = self._secret()
        return _mark(secret, run_id, endpoint, job)

    def is_own(self, mark: str, run_id: str, endpoint: str, job: BatchJob) -> bool:
        """Returns True for a job that has been written here, and has not been changed since. Raises OSError."""
        secret = self._secret()
        return bool(secret) and hmac.compare_digest(_mark(secret, run_id, endpoint, job), mark)

    def _secret(self) -> bytes:
        try:
            return (self._folder / SECRET).read_bytes()
        except FileNotFoundError:
            return b""

    def _make_secret(self) -> None:
        """Writes the secret, unless another process has done that meanwhile."""
        place = private_folder(self._folder) / SECRET
        new = place.with_name(f".{SECRET}.{os.urandom(8).hex()}")
        with whole_file(new, PRIVATE) as file:
            file.write(os.urandom(_SECRET_BYTES))
        try:
            os.link(new, place)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            os.replace(new, place)
        with contextlib.suppress(FileNotFoundError):
            new.unlink()


def _mark(secret: bytes, run_id: str, endpoint: str, job: BatchJob) -> str:
    rows = [(row.number, float(row.expected_usd)) for row in job.rows]
    at_endpoint = job.file, job.batch, job.outputs, float(job.files_until)
    ledger = job.has_open_entries, job.entered_on
    signed = run_id, endpoint, job.id, job.model, job.stage.value, at_endpoint, ledger, rows
    return hmac.new(secret, json.dumps(signed).encode(), "sha256").hexdigest()
