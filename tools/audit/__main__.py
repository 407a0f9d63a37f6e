"""The command: `python -m tools.audit [--osv PATH]…`. Exit codes: 0 nothing known, 1 a known hole, 2 not all compared.

Without `--osv` the locked packages go to pip-audit, which asks the network. With it nothing is asked: the given files
are compared, native libraries included.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tools.audit.advisories import Advisory, UnreadableAdvisories, read_advisories
from tools.audit.inventory import installed_libraries, locked_packages
from tools.audit.matching import Match, matches
from tools.audit.online import AuditFailed, ask

ROOT = Path(__file__).parents[2]
OLD = 30
"""Days after which a file of advisories says too little about today."""
OFFLINE = "Without a network, compare with OSV's file: python3 run.py audit --osv all.zip"


def main(arguments: list[str] | None = None) -> int:
    """Runs the audit that the arguments ask for and returns its exit code."""
    parser = argparse.ArgumentParser(prog="run.py audit", description="Look for known holes in what Askance is made of")
    parser.add_argument("--osv", type=Path, action="append", metavar="PATH", help="OSV's JSON: all.zip, folder or file")
    chosen = parser.parse_args(arguments)
    return compare(chosen.osv, ROOT / "uv.lock") if chosen.osv else ask_the_network()


def compare(sources: list[Path], lock: Path) -> int:
    """Compares the lock and the libraries installed here with the advisories of these files, and prints the matches."""
    advisories: list[Advisory] = []
    for source in sources:
        try:
            found = read_advisories(source)
        except UnreadableAdvisories as error:
            print(error, "Download OSV's all.zip for PyPI anew.", file=sys.stderr)
            return 2
        advisories += found
        print(_age(source, found))
    components = locked_packages(lock) + installed_libraries()
    known = matches(components, advisories)
    for match in known:
        print(_sentence(match))
    print(f"{len(components)} components compared with {len(advisories)} advisories: {len(known)} to look at.")
    return 1 if known else 0


def _age(source: Path, advisories: list[Advisory]) -> str:
    if not advisories:
        return f"{source.name}: every advisory in it has been withdrawn."
    newest = max(advisory.modified for advisory in advisories)
    days = (datetime.now(UTC) - newest).days
    warning = " That is old: holes found since are missing from it." if days > OLD else ""
    return f"{source.name}: newest entry of {newest:%Y-%m-%d}, {days} days ago.{warning}"


def _sentence(match: Match) -> str:
    names = ", ".join((match.advisory.id, *match.advisory.aliases))
    fixed = f" Fixed in {', '.join(match.fixed_in)}." if match.fixed_in else " No fixed version is listed."
    doubt = "" if match.certain else " The versions cannot be compared: look it up."
    return f"{match.component}: {names}: {match.advisory.summary}{fixed}{doubt}"


def ask_the_network() -> int:
    """Looks the locked packages up through pip-audit and prints what is known. Native libraries are not looked up."""
    try:
        report = ask(ROOT)
    except AuditFailed as error:
        print(error, OFFLINE, sep="\n", file=sys.stderr)
        return 2
    for sentence in report.holes:
        print(sentence)
    print(f"{report.looked_up} packages looked up: {len(report.holes)} known holes.")
    if report.skipped:
        print(f"{len(report.skipped)} could not be looked up: {', '.join(report.skipped)}.", OFFLINE, sep="\n")
    return 1 if report.holes else 2 if report.skipped else 0


if __name__ == "__main__":
    sys.exit(main())
