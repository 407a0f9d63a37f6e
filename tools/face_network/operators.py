"""Reads a network in the form of TensorFlow Lite: its operators as plain values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import tflite

_OPTIONS = {
    "CONV_2D": tflite.Conv2DOptions,
    "DEPTHWISE_CONV_2D": tflite.DepthwiseConv2DOptions,
    "MAX_POOL_2D": tflite.Pool2DOptions,
    "ADD": tflite.AddOptions,
    "CONCATENATION": tflite.ConcatenationOptions,
    "RESIZE_BILINEAR": tflite.ResizeBilinearOptions,
}
_TYPES: dict[int, type[Any]] = {tflite.TensorType.FLOAT32: numpy.float32, tflite.TensorType.FLOAT16: numpy.float16}
_TYPES |= {tflite.TensorType.INT32: numpy.int32}
_NAMES = {number: name for name, number in vars(tflite.BuiltinOperator).items() if isinstance(number, int)}


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of the network. `inputs` and `output` are numbers of tensors; `options` is None where it has none."""

    name: str
    inputs: tuple[int, ...]
    output: int
    options: Any


@dataclass(frozen=True, slots=True)
class Network:
    """A network for pictures: its operators in order, the shapes of its tensors (in the order n, h, w, c), and the
    values of those that are constant.
    """

    operators: tuple[Operator, ...]
    shapes: tuple[tuple[int, ...], ...]
    constants: dict[int, Any]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


def network_in(path: Path) -> Network:
    """Returns the network of a file. Raises KeyError for a type of tensor that is not known here."""
    model = tflite.Model.GetRootAsModel(path.read_bytes(), 0)
    graph = model.Subgraphs(0)
    tensors = [graph.Tensors(number) for number in range(graph.TensorsLength())]
    shapes = tuple(tuple(int(side) for side in tensor.ShapeAsNumpy()) for tensor in tensors)
    constants = {}
    for number, tensor in enumerate(tensors):
        data = model.Buffers(tensor.Buffer())
        if data.DataLength():
            constants[number] = data.DataAsNumpy().view(_TYPES[tensor.Type()]).reshape(shapes[number])
    operators = tuple(_operator(model, graph.Operators(at)) for at in range(graph.OperatorsLength()))
    return Network(operators, shapes, constants, tuple(graph.InputsAsNumpy()), tuple(graph.OutputsAsNumpy()))


def _operator(model: Any, operator: Any) -> Operator:
    code = model.OperatorCodes(operator.OpcodeIndex())
    name = _NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
    options = None
    if name in _OPTIONS:
        table = operator.BuiltinOptions()
        options = _OPTIONS[name]()
        options.Init(table.Bytes, table.Pos)
    inputs = tuple(int(number) for number in operator.InputsAsNumpy())
    return Operator(name, inputs, int(operator.OutputsAsNumpy()[0]), options)
