"""The constructor calls of the ledger of requests."""

from collections.abc import Callable

from desktop import paths
from desktop.adapters.ledger.batch_ledger import BatchLedger
from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.adapters.ledger.request_ledger import RequestLedger
from desktop.adapters.providers.provider_entry import RunBlocking


def request_ledger(is_kept: Callable[[], bool], run_blocking: RunBlocking) -> RequestLedger:
    """Returns this user's ledger of requests, which is kept where `is_kept` says so at that moment."""
    return RequestLedger(ledger_files(), is_kept, run_blocking)


def batch_ledger(run_blocking: RunBlocking) -> BatchLedger:
    """Returns the same ledger for the rows of batches."""
    return BatchLedger(ledger_files(), run_blocking)


def ledger_files() -> LedgerFiles:
    """Returns the files of this user's ledger."""
    return LedgerFiles(paths.folders().ledger)
