"""The texts of a page in layers: in none of them a letter lies on another text's.

So the pixels that change when a layer is left out of the picture belong to the letter that lies there, and to no other
that is drawn over it. What would take too many layers, or is too crowded to tell, is in none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desktop.adapters.decoding.letters.drawn_letters import DrawnLetter
from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import Letter

CELL = 32  # pixels of a side
MOST_IN_CELL = 200  # letters; nobody reads so many there
MOST_COMPARED = 5_000_000  # letters with one another, and with cells
MOST_LAYERS = 6
SAME_PLACE = 0.4  # of the smaller of two letters, which they share if one is drawn over the other; all are chosen
ALIKE = 2.0  # ratio of their heights, up to which neither can be read


def layers_of(drawn: Sequence[DrawnLetter]) -> dict[int, int]:
    """Returns the layer of each object that draws these letters; objects in none are left out."""
    twins = _twins(drawn)
    conflicts = defaultdict[int, set[int]](set)
    crowded = set[int]()
    for first, second in _neighbours(drawn, crowded):
        one, other = twins[drawn[first].page_object], twins[drawn[second].page_object]
        if one != other:
            conflicts[one].add(other)
            conflicts[other].add(one)
    crowded = {twins[drawn[at].page_object] for at in crowded}
    layers: dict[int, int] = {}
    for item in dict.fromkeys(twins.values()):
        taken = {layers.get(other) for other in conflicts[item]}
        layer = next((layer for layer in range(MOST_LAYERS) if layer not in taken), None)
        if layer is not None and item not in crowded:
            layers[item] = layer
    return {item: layers[first] for item, first in twins.items() if first in layers}


def legible(seen: Sequence[DrawnLetter]) -> list[DrawnLetter]:
    """Returns the letters without different ones of like size over one another: nobody can tell which is meant."""
    crowded = set[int]()
    left_out = set[int]()
    for first, second in _neighbours(seen, crowded):
        if seen[first].letter.text != seen[second].letter.text and _is_over(seen[first].letter, seen[second].letter):
            left_out |= {first, second}
    return [letter for at, letter in enumerate(seen) if at not in left_out and at not in crowded]


def _twins(drawn: Sequence[DrawnLetter]) -> dict[int, int]:
    """Returns for each object the first that draws the same letters at the same places, as for bold ones, or itself."""
    letters = defaultdict[int, list[DrawnLetter]](list)
    for letter in drawn:
        letters[letter.page_object].append(letter)
    alike = defaultdict[tuple[str, ...], list[int]](list)
    twins: dict[int, int] = {}
    for item, own in letters.items():
        known = alike[tuple(letter.letter.text for letter in own)]
        pairs = ((first, zip(letters[first], own, strict=True)) for first in known[-4:])
        twins[item] = next((at for at, both in pairs if all(_is_over(a.letter, b.letter) for a, b in both)), item)
        known += [item] if twins[item] == item else []
    return twins


def _neighbours(drawn: Sequence[DrawnLetter], crowded: set[int]) -> Iterator[tuple[int, int]]:
    """Yields the pairs of letters whose shapes touch, some twice; puts those that lie too close into `crowded`."""
    cells = defaultdict[tuple[int, int], list[tuple[int, int, int, int, int]]](list)
    compared = 0
    for at, letter in enumerate(drawn):
        shape = letter.shape.expanded(1)
        edges = shape.left, shape.top, shape.right, shape.bottom
        for place in _cells(shape):
            there = cells[place]
            compared += 1 + len(there)
            if compared > MOST_COMPARED or len(there) >= MOST_IN_CELL:
                crowded.add(at)
                break
            for other, x1, y1, x2, y2 in there:
                if x1 < edges[2] and edges[0] < x2 and y1 < edges[3] and edges[1] < y2:
                    yield other, at
            there.append((at, *edges))


def _cells(shape: Rect) -> Iterable[tuple[int, int]]:
    across = range(shape.left // CELL, (shape.right - 1) // CELL + 1)
    return ((x, y) for y in range(shape.top // CELL, (shape.bottom - 1) // CELL + 1) for x in across)


def _is_over(first: Letter, second: Letter) -> bool:
    one, other = _core(first), _core(second)
    common, (low, high) = one.intersection(other), sorted((one.height, other.height))
    return high < ALIKE * low + 2 and all(
        part > SAME_PLACE * min(a, b) for part, a, b in zip(common.size, one.size, other.size, strict=True)
    )


def _core(letter: Letter) -> Rect:
    """Returns the place of a letter as long as it moves the next one on, as high as it is drawn."""
    ink, line = letter.ink, letter.line
    if letter.turns % 2:
        return Rect(ink.left, line.top, ink.right, line.bottom)
    return Rect(line.left, ink.top, line.right, ink.bottom)
