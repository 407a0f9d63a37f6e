"""ICC profiles made for colours that a file declares in its own words: primaries, and a curve to linear light.

The profile is one of three curves and a matrix (ICC.1:2001-04, section 6.3.1.2), so that the same library converts it
to sRGB that converts the profiles inside files.
"""

import struct
from collections.abc import Callable, Sequence

Curve = Callable[[float], float]
"""From a sample value (0–1) to linear light (0–1)."""
Primaries = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""The chromaticities x, y of red, green, blue and white."""
CURVE_POINTS = 4096

_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
Row = tuple[float, float, float]
Matrix = tuple[Row, Row, Row]


def matrix_profile(primaries: Primaries, curve: Curve) -> bytes:
    """Returns an RGB profile. Raises ValueError for primaries that span no colours."""
    columns = _adapted_columns(primaries)
    points = [min(1.0, max(0.0, curve(at / (CURVE_POINTS - 1)))) for at in range(CURVE_POINTS)]
    table = struct.pack(f">{CURVE_POINTS}H", *(round(point * 65535) for point in points))
    curves = b"curv\0\0\0\0" + struct.pack(">I", CURVE_POINTS) + table
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 9) + b"declared\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curves),
    }
    return _packed(tags)


def _packed(tags: dict[bytes, bytes]) -> bytes:
    """Returns the profile; equal tags share their data."""
    places: dict[bytes, int] = {}
    body, start = b"", 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = b"".join(name + struct.pack(">II", places[data], len(data)) for name, data in tags.items())
    head = struct.pack(">I4xI4s4s4s12x4s", start + len(body), 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    illuminant = struct.pack(">3i", *(round(value * 65536) for value in _D50))
    return (head.ljust(68, b"\0") + illuminant).ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _adapted_columns(primaries: Primaries) -> tuple[Row, Row, Row]:
    """Returns the colours of red, green and blue as XYZ, seen under D50, the white of profiles."""
    red, green, blue, white = map(_xyz_of, primaries)
    unscaled: Matrix = ((red[0], green[0], blue[0]), (red[1], green[1], blue[1]), (red[2], green[2], blue[2]))
    shares = _applied(_inverse(unscaled), white)
    source, target = _applied(_BRADFORD, white), _applied(_BRADFORD, _D50)
    back = _inverse(_BRADFORD)

    def adapted(color: Row, share: float) -> Row:
        cone = _applied(_BRADFORD, (color[0] * share, color[1] * share, color[2] * share))
        return _applied(
            back, (cone[0] * target[0] / source[0], cone[1] * target[1] / source[1], cone[2] * target[2] / source[2])
        )

    return adapted(red, shares[0]), adapted(green, shares[1]), adapted(blue, shares[2])


def _xyz_of(chromaticity: tuple[float, float]) -> Row:
    x, y = chromaticity
    if not (0 <= x <= 1 and 0 < y <= 1):
        raise ValueError("no chromaticity")
    return x / y, 1.0, (1 - x - y) / y


def _applied(matrix: Matrix, vector: Row) -> Row:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _inverse(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    if abs(determinant) < 1e-9:
        raise ValueError("the primaries lie on a line")
    return (
        ((e * i - f * h) / determinant, (c * h - b * i) / determinant, (b * f - c * e) / determinant),
        ((f * g - d * i) / determinant, (a * i - c * g) / determinant, (c * d - a * f) / determinant),
        ((d * h - e * g) / determinant, (b * g - a * h) / determinant, (a * e - b * d) / determinant),
    )
