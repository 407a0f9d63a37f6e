"""Tries the commands of README on bare Debian: debootstrap, python3 and git, nothing else.

    sudo python3 tools/try_bare_debian.py [RELEASE ...] [--as USER] [--folder DIR] [--mirror URL] [-- FOR PYTEST ...]

In each release (bookworm with its Python 3.11 and trixie with its 3.13, unless others are named) root runs the commands
first, in a container without namespaces; then somebody else does in a clone of their own, who may install nothing. With
`--as root` only root does; with `--as somebody` root runs a single test first, which installs what is needed. What is
tried is the last commit. Package mirrors and registries are the public ones, or those of the caller's environment:
proxies, certificates, and settings of pip and uv go along. Standard library only; the folder may be deleted afterwards.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ("bookworm", "trixie")
MIRROR = "http://deb.debian.org/debian"
USERS = {"root": (0, "/root"), "somebody": (1000, "/home/somebody")}
HANDED_ON = re.compile(r"(https?|no)_proxy|(PIP|UV)_\w+|SSL_CERT_FILE|REQUESTS_CA_BUNDLE", re.IGNORECASE)
A_TEST = "tests/core/test_stored_form.py"
SETTINGS = ("/etc/resolv.conf", "/etc/pip.conf", "/etc/uv/uv.toml")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MOUNT = (
    "mount -t proc proc proc && mount -t sysfs -o ro sysfs sys && mount --rbind /dev dev && "
    "mount -t tmpfs -o mode=1777 tmpfs dev/shm"
)


def main() -> int:
    """Returns the exit code: 0 if every command passed in every release, or if nothing can be tried here."""
    options, for_pytest = parsed(sys.argv[1:])
    if reason := why_not():
        print(f"Skipped, nothing was tried: {reason}")
        return 0
    results = [result for release in options.releases for result in tried(release, options, for_pytest)]
    print("\n".join(["", "release    who       what                         status  seconds", *map(line, results)]))
    return 0 if all(status == 0 for *_, status, _ in results) else 1


def parsed(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Returns the options, and the arguments after `--`, which go to pytest in place of all checks."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("releases", nargs="*", default=RELEASES, metavar="RELEASE")
    parser.add_argument("--as", choices=USERS, dest="user", help="only this user")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/askance-bare"), help="where the systems are made")
    parser.add_argument("--mirror", default=MIRROR, help="of Debian's packages")
    return parser.parse_args(arguments[:at]), arguments[at + 1 :]


def why_not() -> str:
    """Returns the reason why this machine cannot make a bare Debian and run commands in it, or an empty text."""
    if not sys.platform.startswith("linux"):
        return "this is not Linux."
    if os.geteuid() != 0:
        return "only root can make and enter a bare system."
    for tool in ("debootstrap", "unshare", "setpriv", "git"):
        if shutil.which(tool) is None:
            return f"`{tool}` is not installed."
    mounts = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, text=True)
    return f"this machine forbids it: {mounts.stderr.strip()}." if mounts.returncode else ""


Result = tuple[str, str, str, int, float]
"""Release, who, what, exit status, seconds."""


def tried(release: str, options: argparse.Namespace, for_pytest: list[str]) -> Iterator[Result]:
    """Creates a new system, and runs the commands of README in it as each user. Yields a result for each command."""
    system: Path = options.folder / release
    start = time.monotonic()
    status = make(system, release, options.mirror)
    yield release, "root", "debootstrap", status, time.monotonic() - start
    if status:
        return
    environment = handed_on(system)
    for user, (number, home) in USERS.items():
        if options.user == "root" != user:
            continue
        if number:
            subprocess.run(["chroot", system, "useradd", "--create-home", "--uid", str(number), user], check=True)
        clone = system / home[1:] / "askance"
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), clone], check=True)
        subprocess.run(["chown", "--recursive", f"{number}:{number}", clone], check=True)
        is_helping = options.user == "somebody" != user
        tests = [A_TEST] if is_helping else for_pytest
        for command in commands()[1:] if is_helping else (*commands(), ".venv/bin/askance self-test"):
            full = " ".join([command, *map(shlex.quote, tests)]) if command.endswith(" test") else command
            print(f"\n== {release}, {user}: {full}", flush=True)
            start = time.monotonic()
            status = run_in(system, number, f"{home}/askance", full, {"HOME": home, **environment})
            yield release, user, command, status, time.monotonic() - start


def commands() -> list[str]:
    """Returns the first commands of README, which stand in one block each."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```\n(python3 run\.py.*)\n```$", readme, re.MULTILINE)
    assert found == ["python3 run.py", "python3 run.py test"], found
    return found


def make(system: Path, release: str, mirror: str) -> int:
    """Creates Debian's base system with python3 and git. Returns the exit status of debootstrap."""
    subprocess.run(["rm", "-rf", "--one-file-system", system], check=True)
    cache = system.parent / "packages"
    cache.mkdir(parents=True, exist_ok=True)
    how = ["--variant=minbase", "--include=python3,git", f"--cache-dir={cache.resolve()}"]
    print(f"\n== {release}: debootstrap", flush=True)
    return subprocess.run(["debootstrap", *how, release, system, mirror], stdout=subprocess.DEVNULL).returncode


def handed_on(system: Path) -> dict[str, str]:
    """Returns the caller's variables that configure access to registries. Files that they name are copied inside."""
    for name in SETTINGS:
        if Path(name).is_file():
            (system / name[1:]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, system / name[1:])
    found = {name: value for name, value in os.environ.items() if HANDED_ON.fullmatch(name)}
    for name, value in list(found.items()):
        if value.startswith("/"):  # a folder is not handed on
            del found[name]
        if Path(value).is_file():
            place = system / "etc/askance-caller" / name
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(value, place)
            found[name] = f"/etc/askance-caller/{name}"
    return found


def run_in(system: Path, user: int, folder: str, command: str, environment: dict[str, str]) -> int:
    """Runs a command inside, which may not create namespaces, and ends all its processes. Returns its exit status."""
    enter = ["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"]
    enter += ["chroot", f"--userspec={user}:{user}", "--groups=", ".", "env", "-i", f"PATH={PATH}", "LANG=C.UTF-8"]
    enter += [f"{name}={value}" for name, value in environment.items()]
    enter += ["sh", "-c", f"cd {folder} && {command}"]
    outside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", f'{MOUNT} && exec "$@"', "sh"]
    return subprocess.run([*outside, *enter], cwd=system, stdin=subprocess.DEVNULL).returncode


def line(result: Result) -> str:
    """Returns a result as a row of the table."""
    release, who, what, status, seconds = result
    return f"{release:10} {who:9} {what:28} {status:6}  {seconds:7.0f}"


if __name__ == "__main__":
    sys.exit(main())
