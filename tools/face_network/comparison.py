"""Compares what a network says as TensorFlow Lite and as ONNX, for pictures of noise."""

from pathlib import Path

import numpy
import onnxruntime
from ai_edge_litert.interpreter import Interpreter

PICTURES = 20
LARGEST_DIFFERENCE = 0.02  # of numbers up to about 100: both compute with 32 bits, in another order


def are_alike(source: Path, model: Path) -> bool:
    """Prints the largest difference between the two, and returns True if it is small."""
    first, chance = Interpreter(str(source)), numpy.random.default_rng(1)
    first.allocate_tensors()
    entry = first.get_input_details()[0]
    second = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    largest = highest = 0.0
    for _ in range(PICTURES):
        coarse = chance.uniform(-1, 1, (1, *(side // 16 for side in entry["shape"][1:3]), 3))
        picture = coarse.repeat(16, axis=1).repeat(16, axis=2).astype(numpy.float32)
        first.set_tensor(entry["index"], picture)
        first.invoke()
        wanted = [first.get_tensor(output["index"]) for output in first.get_output_details()]
        answers = second.run(["boxes", "scores"], {"picture": picture.transpose(0, 3, 1, 2)})
        for one, other in zip(sorted(wanted, key=numpy.size), sorted(answers, key=numpy.size), strict=True):
            largest = max(largest, float(numpy.abs(one - other).max()))
            highest = max(highest, float(numpy.abs(one).max()))
    print(f"largest difference {largest:.5f}, of numbers up to {highest:.1f}")
    return largest < LARGEST_DIFFERENCE
