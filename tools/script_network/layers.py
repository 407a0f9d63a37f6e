"""The layers of the network, which its training and its export share.

Its input is a line as `script_finder.prepared_line` makes it, of shape (1, 1, HEIGHT, width); its output has the logits
of the scripts, of shape (1, scripts, width / COLUMN). There are 144,000 weights, 289 KB with 16 bits each.
"""

from typing import NamedTuple

from desktop.adapters.ocr.scripts.script_finder import SCRIPTS


class Convolution(NamedTuple):
    """A convolution; all but the last are followed by a rectifier. Sizes are (rows, columns)."""

    inputs: int
    outputs: int
    kernel: tuple[int, int]
    strides: tuple[int, int] = (1, 1)

    @property
    def padding(self) -> tuple[int, int]:
        """Rows and columns of zeros on each side."""
        rows, columns = self.kernel
        return 1 if rows == 3 else 0, columns // 2


LAYERS = (
    Convolution(1, 16, (3, 3), (2, 2)),
    Convolution(16, 24, (3, 3), (2, 2)),
    Convolution(24, 40, (3, 3), (2, 1)),
    Convolution(40, 56, (3, 3), (2, 1)),
    Convolution(56, 80, (2, 5)),  # two rows are left, and become one
    Convolution(80, 80, (1, 5)),
    Convolution(80, 80, (1, 5)),
    Convolution(80, len(SCRIPTS), (1, 1)),
)
