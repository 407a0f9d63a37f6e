"""Ways around allowed hosts by names: variables that tell the system's resolver to look for them elsewhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.exit_codes import UNREACHED
from tests.helpers.namespaces import LOOPBACK, unshared
from tests.helpers.policies.own_etc import etc_with

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs namespaces of Linux")
DOMAIN = "LOCALDOMAIN=stranger.example"


def test_no_variable_of_the_resolver_leads_a_name_of_the_house_elsewhere(home: Path, tmp_path: Path) -> None:
    etc, aliases = etc_with(tmp_path / "etc"), tmp_path / "aliases"
    aliases.write_text("ai ai.stranger.example\n")
    lines = f"{LOOPBACK} && mount --bind '{etc}' /etc"
    command = [*unshared("--net", "--mount", doing=lines), "sh", "-ec", f'{lines} && exec "$@"', "sh", sys.executable]
    command += ["-m", "tests.helpers.policies.strange_names", str(etc)]
    command += [DOMAIN, f"RES_OPTIONS=ndots:9 {DOMAIN}", f"RES_OPTIONS=ndots:9 HOSTALIASES={aliases} {DOMAIN}"]
    environment = {**os.environ, "ASKANCE_HOME": str(home), "OPENAI_API_KEY": "key-of-a-test-123456"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    asked = json.loads(done.stdout)
    assert [one["code"] for one in asked] == [UNREACHED] * 3, asked
    assert [one["heard"] for one in asked] == [0, 0, 0]
    assert all("Can't find ai.lan" in one["said"] for one in asked)
