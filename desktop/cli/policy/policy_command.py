"""`askance policy`: each value in force and its origin, what is wrong with a file, and the schema. Sends nothing."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from desktop.adapters.policy.file_reader import file_source
from desktop.adapters.policy.forms.json_schema import json_schema
from desktop.adapters.policy.forms.mac_profile import mobileconfig
from desktop.adapters.policy.forms.windows_templates import adml, admx
from desktop.cli.exit_codes import ANSWERED, USAGE
from desktop.composition import factories
from desktop.composition.house.what_is_wrong import what_is_wrong
from desktop.core.errors import Problem
from desktop.core.privacy.custom_patterns import patterns_from_plain
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.contradictions import contradictions
from desktop.core.settings.policy.judge import judged
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.source import Level
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.problem_tables.reasons import reason_words
from desktop.messages.problems import message_for
from desktop.messages.settings.policy import mistake_words, rejected_words, whose_rules
from desktop.messages.settings.policy_contradictions import contradiction_words
from desktop.messages.settings.policy_lines import policy_lines

WRONG = 1
"""The exit code for a policy with mistakes."""
_FORMS = {"json": json_schema, "admx": admx, "adml": adml, "mobileconfig": mobileconfig}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("--check", metavar="FILE", type=Path, help=_("say what is wrong with a file of a policy"))
    parser.add_argument(
        "--recommended", action="store_true", help=_("with --check: the file is for the folder of recommended settings")
    )
    parser.add_argument(
        "--schema",
        nargs="?",
        const="json",
        choices=_FORMS,
        help=_("print the keys: as JSON schema, or for other tools"),
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of text"))


def run(chosen: argparse.Namespace) -> int:
    """Does one of three. Returns the exit code: 1 if there are mistakes."""
    if chosen.schema:
        sys.stdout.write(_FORMS[chosen.schema]())
        return ANSWERED
    if chosen.check is not None:
        is_default = chosen.recommended or chosen.check.absolute().parent.name == Level.RECOMMENDED
        return _check(chosen.check, Level.RECOMMENDED if is_default else Level.MANAGED)
    problems: list[Problem] = []
    layers = factories.settings_layers(problems.append)
    policy = layers.policy
    print(_json(layers)) if chosen.json else _print(layers)
    wrong = what_is_wrong(policy)
    for line in (*(message_for(problem).text for problem in problems), *wrong):
        print(f"askance: {line}", file=sys.stderr)
    return WRONG if wrong else ANSWERED


def _print(layers: SettingsLayers) -> None:
    if rules := whose_rules(layers):
        print(rules)
    print("\n".join(layers.policy.read) or _("There is no policy on this computer."))
    lines = policy_lines(layers)
    width = max(len(line.name) for line in lines)
    for line in lines:
        print(f"{line.name:{width}}  {line.value}  ({line.origin})")


def _json(layers: SettingsLayers) -> str:
    lines = [
        {"key": line.name, "value": line.value, "origin": line.origin, "locked": line.is_locked}
        for line in policy_lines(layers)
    ]
    return json.dumps({"files": layers.policy.read, "values": lines}, ensure_ascii=False)


def _check(path: Path, level: Level) -> int:
    """Prints what is wrong with a file, wherever it lies and whoever owns it. Returns the exit code."""
    source = file_source(path, level, lambda _: "")
    if source is None:
        print(_("askance: there is no file “{name}”.").format(name=untrusted_line(str(path), 200)), file=sys.stderr)
        return USAGE
    source = replace(source, place=str(path))
    found = judged(source)
    rejected = patterns_from_plain(list(found.patterns)).rejected
    lines = [mistake_words(mistake) for mistake in found.mistakes]
    lines += [rejected_words(name) for name in rejected]
    contradicting = contradictions(policy_of((source,)))
    lines += [contradiction_words(part) for part in contradicting if not part.may_be_mended_elsewhere]
    if found.unreadable:
        lines.append(
            _("It can't be read: {reason}. With it, nothing is sent.").format(reason=reason_words(found.unreadable))
        )
    remarks = [contradiction_words(part) for part in contradicting if part.may_be_mended_elsewhere]
    for line in (*lines, *remarks):
        print(f"{path}: {line}", file=sys.stderr)
    if not lines and not remarks:
        print(_("{path}: nothing is wrong with it.").format(path=path))
    return WRONG if lines else ANSWERED
