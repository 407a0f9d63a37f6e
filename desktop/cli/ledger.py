"""`askance ledger`: the requests that have left this computer, one a line, their sums, and both for other programs.

Sends nothing.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from desktop.cli.exit_codes import ANSWERED
from desktop.composition.ledger import ledger_files
from desktop.core.ledger.entries import SUMMED, LedgerEntry, read_ledger, sums_by
from desktop.core.ledger.tables import entries_table, sums_table, to_csv
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.settings.ledger import damaged_words, entry_words, sum_words

DAMAGED = 1
"""The exit code for a ledger in which lines are damaged."""
LONGEST = 500  # letters of a line that is printed; chosen


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("--since", metavar="DAY", type=date.fromisoformat, help=_("from this day on: 2026-11-01"))
    parser.add_argument("--until", metavar="DAY", type=date.fromisoformat, help=_("up to and including this day"))
    parser.add_argument("--sum", choices=SUMMED, help=_("add up by day, month, host, model or outcome"))
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=_("one JSON object"))
    forms.add_argument("--csv", action="store_true", help=_("a table with commas, for spreadsheets"))


def run(chosen: argparse.Namespace) -> int:
    """Prints the requests, or their sums. Returns the exit code: 1 if lines are damaged. Raises StorageError."""
    ledger = read_ledger(ledger_files().lines())
    entries = tuple(entry for entry in ledger.entries if _is_wanted(entry, chosen))
    sums = sums_by(entries, chosen.sum) if chosen.sum else ()
    if chosen.json:
        plain = [asdict(found) for found in (sums if chosen.sum else entries)]
        print(json.dumps({"sums" if chosen.sum else "requests": plain, "damaged_lines": ledger.damaged}))
    elif chosen.csv:
        sys.stdout.write(to_csv(sums_table(sums) if chosen.sum else entries_table(entries)))
    elif not entries:
        print(_("The ledger holds no requests."))
    else:
        for line in sum_words(sums) if chosen.sum else map(entry_words, entries):
            print(untrusted_line(line, LONGEST))
    if ledger.damaged:
        print("askance:", damaged_words(ledger.damaged), file=sys.stderr)
    return DAMAGED if ledger.damaged else ANSWERED


def _is_wanted(entry: LedgerEntry, chosen: argparse.Namespace) -> bool:
    first, last = (day.isoformat() if day else "" for day in (chosen.since, chosen.until))
    return entry.day >= first and (not last or entry.day <= last)
