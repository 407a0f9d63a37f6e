"""Names the packages of a system on which the window's libraries cannot be loaded.

The standalone program brings most of what Qt needs, and leaves the graphics and the fonts to the system.
"""

import re

from desktop.messages.language.catalogue import _

PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxcb.so.1": "libxcb1",
    "libdrm.so.2": "libdrm2",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libexpat.so.1": "libexpat1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""Debian's names; other distributions have similar ones."""
_LIBRARY = re.compile(r"^(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")


def sentence(error: ImportError) -> str:
    """Returns what the user is told, or an empty text if the error has nothing to do with the system's libraries."""
    found = _LIBRARY.match(str(error))
    if found is None:
        return ""
    library = found[1]
    package = PACKAGES.get(library)
    if package is None:
        return _("Askance needs {library}, which this system lacks.").format(library=library)
    return _(
        "Askance needs {library}, which this system lacks. On Debian and Ubuntu, type: sudo apt install {package}"
    ).format(library=library, package=package)


def no_font_sentence() -> str:
    """Returns what the user is told where the system has no font."""
    return _(
        "this system has no fonts, so letters of many languages can't be shown. "
        "On Debian and Ubuntu, type: sudo apt install fonts-dejavu-core"
    )
