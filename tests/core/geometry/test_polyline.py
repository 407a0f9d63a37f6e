"""Lines with fewer points."""

from desktop.core.geometry.polyline import simplify_polyline


def test_a_line_is_simplified_within_bounds() -> None:
    way = tuple((float(at), 0.2 * (at % 2)) for at in range(500))
    assert simplify_polyline(way, 0.5) == (way[0], way[-1])
    corner = (*((float(at), 0.0) for at in range(50)), *((49.0, float(at)) for at in range(1, 50)))
    assert simplify_polyline(corner, 0.5) == ((0.0, 0.0), (49.0, 0.0), (49.0, 49.0))
