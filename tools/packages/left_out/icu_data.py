"""Leaves out of a package what ICU knows of languages and Qt never asks it: two thirds of 32 MB.

Qt sorts names by ICU's rules of each language, which stay. Its own tables have dates, numbers, countries and the breaks
of lines; converters of old encodings are asked for by name only, and Askance names none but those of Unicode, which are
code. The format of the file is described in ICU's `ucmndata.h`: a header, a table of names and places, the items.
"""

import re
import struct
import tempfile
from pathlib import Path

from tools.packages.elf import soname, symbols

from .stub import can_replace, replace_by_stub

LEFT_OUT = re.compile(
    r"[^/]+/(?:(?:brkitr|curr|lang|rbnf|region|translit|unit|zone)/.*|.*\.(?:cnv|spp)|unames\.icu"
    r"|(?!res_index)[a-z]{2,3}(?:_\w+)?\.res)"  # the last are dates and numbers of each language
)
_ALIGNED = 16  # bytes, to multiples of which items begin
_SOURCE = """
__asm__(".section .rodata\\n.balign 16\\n.globl {name}\\n.type {name}, @object\\n"
        "{name}:\\n.incbin \\"{data}\\"\\n.size {name}, . - {name}\\n.previous\\n"
        ".section .note.GNU-stack, \\"\\", @progbits\\n.previous\\n");
"""


def leave_out_locales(package: Path) -> list[Path]:
    """Compiles each libicudata below `package` anew with what is used, and returns the files.

    Without a C compiler or binutils nothing is changed, and the list is empty. Raises CalledProcessError if the
    compiler fails, and ValueError if the library is not of the known form.
    """
    if not can_replace():
        return []
    found = [path for path in sorted(package.rglob("libicudata.so.*")) if not path.is_symlink()]
    for library in found:
        symbol = next(symbol for symbol in symbols(library) if symbol.is_defined and symbol.name.endswith("_dat"))
        whole = library.read_bytes()
        start = whole.find(b"CmnD") - 12
        with tempfile.TemporaryDirectory() as scratch:
            data, source = Path(scratch, "icu.dat"), Path(scratch, "icu.c")
            data.write_bytes(without_items(whole[start : start + symbol.size]))
            source.write_text(_SOURCE.format(name=symbol.name, data=data), encoding="ascii")
            replace_by_stub(library, soname(library), source)
    return found


def without_items(data: bytes) -> bytes:
    """Returns ICU's common data without the items that are left out. Raises ValueError if it is of another form."""
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD" or data[8] != 0:
        raise ValueError("This is not ICU's data in the order of bytes that is known here.")
    (head,) = struct.unpack_from("<H", data)
    items = _items(data[head:])
    kept = [(name, item) for name, item in items if not LEFT_OUT.fullmatch(name)]
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in kept)
    table, place = list[bytes](), 4 + 8 * len(kept)
    body, at = bytearray(), _aligned(place + len(names))
    padding = bytes(at - place - len(names))
    for name, item in kept:
        table.append(struct.pack("<II", place, at + len(body)))
        place += len(name) + 1
        body += item + bytes(_aligned(len(item)) - len(item))
    return data[:head] + struct.pack("<I", len(kept)) + b"".join(table) + names + padding + bytes(body)


def _items(data: bytes) -> list[tuple[str, bytes]]:
    """Returns names and items in their order; `data` begins with their number."""
    (count,) = struct.unpack_from("<I", data)
    table = [struct.unpack_from("<II", data, 4 + 8 * at) for at in range(count)]
    ends = [*(place for _, place in table[1:]), len(data)]
    return [
        (data[name : data.index(b"\0", name)].decode("ascii"), data[place:end])
        for (name, place), end in zip(table, ends, strict=True)
    ]


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
