"""Says in a PDF file in which language it is, and that a viewer shows its title: Qt's writer cannot.

The catalogue of the document is written once more at the end, as an incremental update (ISO 32000-1, 7.5.6).
"""

import re

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_ROOT = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def with_properties(pdf: bytes, language: str) -> bytes:
    """Returns the file that Qt wrote with its language (as in BCP 47); a file of any other form as it is."""
    trailer = _TRAILER.search(pdf[-4096:])
    root = _ROOT.search(trailer.group(1)) if trailer is not None else None
    if trailer is None or root is None or not _LANGUAGE.fullmatch(language):
        return pdf
    number = int(root.group(1))
    found = re.search(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % number, pdf, re.DOTALL)
    if found is None or b"<<" in found.group(1):
        return pdf
    start = len(pdf)
    more = b"/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % language.encode("ascii")
    catalogue = b"%d 0 obj\n<<%s%s>>\nendobj\n" % (number, found.group(1), more)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    end = b"trailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + catalogue + table + end % (trailer.group(1), trailer.group(2), start + len(catalogue))
