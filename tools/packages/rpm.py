"""The .rpm: the same tree, put together by rpmbuild. It asks for libraries by names that every distribution knows."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from textwrap import fill

from .facts import DESCRIPTION, SUMMARY, Facts

REQUIRES = (
    *("libstdc++.so.6", "libgcc_s.so.1", "libexpat.so.1", "libGL.so.1", "libEGL.so.1", "libxcb.so.1", "libdrm.so.2"),
)
NAMED = ("fontconfig", "ca-certificates")
SPEC = """\
Name: askance
Version: {version}
Release: 1
Summary: {summary}
License: MIT
URL: {address}
Group: Applications/Multimedia
Packager: {maintainer}
AutoReqProv: no
{requires}
%global __os_install_post %{{nil}}
%global _build_id_links none
%global use_source_date_epoch_as_buildtime 1
%global _buildhost askance
%global _binary_payload w9T2.xzdio
%global clamp_mtime_to_source_date_epoch 1

%description
{description}

%install
mkdir -p %{{buildroot}}
cp -a {tree}/. %{{buildroot}}/

%files
%defattr(-,root,root,-)
/usr/bin/askance
/usr/lib/askance
/usr/share/applications/askance.desktop
/usr/share/metainfo/*
/usr/share/icons/hicolor/*/apps/askance.png
/usr/share/man/man1/askance.1.gz
%doc /usr/share/doc/askance

%changelog
* {day} {maintainer} - {version}-1
- See CHANGELOG.md.gz.
"""
WIDE = 78
"""Letters of a line of the description at most, as rpmlint wants it."""


def make_rpm(tree: Path, target: Path, facts: Facts, c_library: str) -> Path:
    """Packs a tree that is laid out into the folder `target`, and returns the package.

    Raises CalledProcessError if rpmbuild fails.
    """
    sonames = [f"libc.so.6(GLIBC_{c_library})(64bit)", *(f"{name}()(64bit)" for name in REQUIRES)]
    with tempfile.TemporaryDirectory() as scratch:
        own = Path(scratch, "tree")
        shutil.copytree(tree, own, symlinks=True, ignore=shutil.ignore_patterns("DEBIAN", "lintian"))
        spec = Path(scratch, "askance.spec")
        spec.write_text(
            SPEC.format(
                version=facts.version, summary=SUMMARY[0].upper() + SUMMARY[1:], address=facts.address, tree=own,
                maintainer=facts.maintainer, day=f"{facts.built:%a %b %d %Y}", description=fill(DESCRIPTION, WIDE),
                requires="\n".join(f"Requires: {name}" for name in (*sonames, *NAMED)),
            ),
            encoding="utf-8",
        )  # fmt: skip
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(facts.built.timestamp())), "HOME": scratch}
        command = ["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {scratch}/made", str(spec)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        package = next(Path(scratch, "made", "RPMS").rglob("*.rpm"))
        return Path(shutil.move(package, target / package.name))
