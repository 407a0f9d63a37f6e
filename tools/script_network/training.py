"""Trains the network on drawn lines, from the beginning or from weights that were saved."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy
import optax

from desktop.adapters.ocr.scripts.script_finder import COLUMN
from tools.script_network.layers import LAYERS

BATCH = 64
WINDOW = 32  # columns of labels of a line that are seen at a time
DECAY = 1e-4  # of weights, in each step
NEW_PEAK, NEW_RISE = 4e-3, 0.2  # highest rate of learning; share of all steps in which it is reached
SAVED_PEAK, SAVED_RISE = 2e-3, 0.1  # the same for weights that were trained before
Weights = list[tuple[Any, Any]]
"""Kernel (outputs, inputs, rows, columns) and bias of each layer."""


def train(lines: Sequence[Path], weights: Path, epochs: int, start: Path | None = None) -> None:
    """Trains on the lines of these files, from `start` if it is given, and saves the weights after each epoch.

    Raises SystemExit if there are fewer lines than a step takes.
    """
    images, labels = _lines(lines)
    steps = len(images) // BATCH
    if not steps:
        raise SystemExit(f"Training takes {BATCH} lines at least.")
    peak, rise = (NEW_PEAK, NEW_RISE) if start is None else (SAVED_PEAK, SAVED_RISE)
    optimizer = optax.adamw(optax.cosine_onecycle_schedule(epochs * steps, peak, rise), weight_decay=DECAY)
    values = new_weights() if start is None else _saved_weights(start)
    state = optimizer.init(values)

    @jax.jit  # type: ignore[untyped-decorator]
    def step(values: Any, state: Any, seen: Any, wanted: Any) -> Any:
        error, slopes = jax.value_and_grad(loss)(values, seen, wanted)
        changes, state = optimizer.update(slopes, state, values)
        return optax.apply_updates(values, changes), state, error

    chance, begin = numpy.random.default_rng(0), time.monotonic()
    for epoch in range(epochs):
        order, total = chance.permutation(len(images)), 0.0
        for at in range(steps):
            chosen = order[at * BATCH : (at + 1) * BATCH]
            values, state, error = step(values, state, *_windows(images, labels, chosen, chance))
            total += float(error)
        numpy.savez(weights, *(numpy.asarray(array) for layer in values for array in layer))
        print(f"epoch {epoch + 1}: mean loss {total / steps:.3f}, {time.monotonic() - begin:.0f} s", flush=True)


def new_weights() -> Weights:
    """Returns random kernels, as wide as rectifiers need them, and biases of zero; always the same ones."""
    key, weights = jax.random.PRNGKey(0), []
    for layer in LAYERS:
        key, part = jax.random.split(key)
        rows, columns = layer.kernel
        width = (2 / (layer.inputs * rows * columns)) ** 0.5
        kernel = jax.random.normal(part, (layer.outputs, layer.inputs, rows, columns)) * width
        weights.append((kernel, jnp.zeros(layer.outputs)))
    return weights


def logits(weights: Weights, lines: Any) -> Any:
    """Returns the network's output (n, scripts, w / COLUMN) for lines (n, 1, HEIGHT, w) with values from 0 to 1."""
    for layer, (kernel, bias) in zip(LAYERS, weights, strict=True):
        padding = [(size, size) for size in layer.padding]
        order = ("NCHW", "OIHW", "NCHW")
        sums = jax.lax.conv_general_dilated(lines, kernel, layer.strides, padding, dimension_numbers=order)
        lines = sums + bias[None, :, None, None]
        if layer is not LAYERS[-1]:
            lines = jax.nn.relu(lines)
    return lines[:, :, 0, :]


def loss(weights: Weights, lines: Any, labels: Any) -> Any:
    """Returns the mean cross entropy in the columns that have a label; those with -1 do not count."""
    logs = jax.nn.log_softmax(logits(weights, lines.astype(jnp.float32) / 255), axis=1)
    counts = labels >= 0
    wanted = jnp.maximum(labels, 0)[:, None, :].astype(int)
    likely = jnp.take_along_axis(logs, wanted, axis=1)[:, 0]
    return -(likely * counts).sum() / counts.sum()


def _lines(paths: Sequence[Path]) -> tuple[Any, Any]:
    """Returns the images (n, 1, HEIGHT, w) and labels (n, w / COLUMN) of all files."""
    images, labels = [], []
    for path in paths:
        with numpy.load(path) as saved:
            images.append(saved["images"])
            labels.append(saved["labels"])
    return numpy.concatenate(images)[:, None], numpy.concatenate(labels)


def _saved_weights(path: Path) -> Weights:
    with numpy.load(path) as saved:
        arrays = [jnp.asarray(saved[name]) for name in saved.files]
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def _windows(images: Any, labels: Any, chosen: Any, chance: Any) -> tuple[Any, Any]:
    """Returns a random part of each chosen line, not beyond the last column that has a label, and its labels."""
    last = numpy.array([max(numpy.flatnonzero(labels[line] >= 0), default=0) for line in chosen])
    starts = chance.integers(0, labels.shape[1] - WINDOW + 1, len(chosen))
    starts = numpy.minimum(starts, numpy.maximum(0, last - WINDOW + 1))
    places = list(zip(chosen, starts, strict=True))
    seen = [images[line][:, :, COLUMN * start : COLUMN * (start + WINDOW)] for line, start in places]
    return numpy.stack(seen), numpy.stack([labels[line][start : start + WINDOW] for line, start in places])
