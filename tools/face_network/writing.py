"""Writes a network for pictures as ONNX, for pictures of any size: 16 bits for each weight, 32 in the computation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

from tools.face_network.operators import Network, Operator, network_in

OPERATORS, FORMAT = 17, 8  # versions of ONNX's operators and of its files, which ONNX Runtime has known since 2022
INPUT, OUTPUTS = "picture", ("boxes", "scores")
_TO_ONNX, _FROM_ONNX = (0, 3, 1, 2), (0, 2, 3, 1)  # TensorFlow Lite has colours last


def write(source: Path, model: Path) -> None:
    """Writes the network of a file. Raises ValueError for an operator or option that is not known here."""
    writer = _Writer(network_in(source))
    built = writer.model()
    onnx.checker.check_model(built)
    model.write_bytes(built.SerializeToString())
    print(f"{model}: {model.stat().st_size / 1e3:.0f} KB, {len(writer.nodes)} nodes")


class _Writer:
    """Makes nodes of operators. Tensors are named by their numbers, and are in the order n, c, h, w."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.nodes: list[Any] = []
        self._constants: list[Any] = []
        self._halves: dict[int, Any] = {}  # weights of 16 bits, by the number of the tensor of 32 that they become
        self._wide: set[int] = set()  # tensors that are in the order n, h, w, c: what was reshaped

    def model(self) -> Any:
        """Returns the model. Raises ValueError."""
        network = self._network
        kinds: dict[str, Callable[[Operator], None]] = {
            "DEQUANTIZE": self._widened,
            "CONV_2D": self._convolved,
            "DEPTHWISE_CONV_2D": self._convolved,
            "RELU": self._rectified,
            "ADD": self._added,
            "PAD": self._padded,
            "MAX_POOL_2D": self._pooled,
            "RESIZE_BILINEAR": self._enlarged,
            "RESHAPE": self._reshaped,
            "CONCATENATION": self._joined,
        }
        for operator in network.operators:
            if operator.name not in kinds:
                raise ValueError(operator.name)
            kinds[operator.name](operator)
        named = dict(zip((_name(number) for number in network.outputs), OUTPUTS, strict=True))
        named[_name(network.inputs[0])] = INPUT
        for node in self.nodes:
            node.input[:] = [named.get(name, name) for name in node.input]
            node.output[:] = [named.get(name, name) for name in node.output]
        columns = (network.shapes[number][-1] for number in network.outputs)
        graph = helper.make_graph(
            self.nodes,
            "faces",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, 3, "height", "width"])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "anchors", count])
                for name, count in zip(OUTPUTS, columns, strict=True)
            ],
            self._constants,
        )
        operators = [helper.make_opsetid("", OPERATORS)]
        return helper.make_model(graph, opset_imports=operators, ir_version=FORMAT, producer_name="askance")

    def _add(self, kind: str, inputs: list[str], output: str, **options: Any) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], **options))

    def _constant(self, values: Any, name: str) -> str:
        self._constants.append(numpy_helper.from_array(numpy.ascontiguousarray(values), name))
        return name

    def _weights(self, number: int, order: tuple[int, ...] | None = None) -> str:
        """Adds the weights of a tensor in another order of their axes, and returns the name of its 32 bits."""
        name = f"w{number}"
        values = self._halves[number] if number in self._halves else self._network.constants[number]
        self._constant((values if order is None else values.transpose(order)).astype(numpy.float16), f"{name}h")
        self._add("Cast", [f"{name}h"], name, to=TensorProto.FLOAT)
        return name

    def _widened(self, operator: Operator) -> None:
        self._halves[operator.output] = self._network.constants[operator.inputs[0]]

    def _convolved(self, operator: Operator) -> None:
        options, (source, kernel, bias) = operator.options, operator.inputs
        is_separate = operator.name == "DEPTHWISE_CONV_2D"  # a kernel of shape (1, h, w, c) instead of (o, h, w, i)
        shape = self._network.shapes[kernel]
        strides = (options.StrideH(), options.StrideW())
        if (options.DilationHFactor(), options.DilationWFactor()) != (1, 1):
            raise ValueError("dilation")
        inputs = [_name(source), self._weights(kernel, (3, 0, 1, 2) if is_separate else _TO_ONNX), self._weights(bias)]
        self._add(
            "Conv",
            inputs,
            self._before_activation(operator),
            kernel_shape=shape[1:3],
            strides=strides,
            group=shape[3] if is_separate else 1,
            pads=self._pads(operator, shape[1:3], strides),
        )

    def _pads(self, operator: Operator, kernel: tuple[int, ...], strides: tuple[int, int]) -> list[int]:
        """Returns the margins (top, left, bottom, right) of a picture whose sides the strides divide."""
        if operator.options.Padding() == tflite.Padding.VALID:
            return [0, 0, 0, 0]
        sides = self._network.shapes[operator.inputs[0]][1:3]
        if any(side % stride for side, stride in zip(sides, strides, strict=True)):
            raise ValueError("a side that the stride does not divide")
        whole = [max(0, size - stride) for size, stride in zip(kernel, strides, strict=True)]
        return [*(room // 2 for room in whole), *(room - room // 2 for room in whole)]

    def _before_activation(self, operator: Operator) -> str:
        """Returns the name of the operator's own output, and adds the activation behind it, if it has one."""
        output, kind = _name(operator.output), operator.options.FusedActivationFunction()
        if kind == tflite.ActivationFunctionType.NONE:
            return output
        if kind != tflite.ActivationFunctionType.RELU:
            raise ValueError("activation")
        self._pending = f"{output}a"
        return self._pending

    def _rectified(self, operator: Operator) -> None:
        self._add("Relu", [_name(operator.inputs[0])], _name(operator.output))

    def _added(self, operator: Operator) -> None:
        self._add("Add", [_name(number) for number in operator.inputs], self._before_activation(operator))

    def _padded(self, operator: Operator) -> None:
        room = self._network.constants[operator.inputs[1]][list(_TO_ONNX)]
        pads = self._constant(numpy.concatenate([room[:, 0], room[:, 1]]).astype(numpy.int64), f"p{operator.output}")
        self._add("Pad", [_name(operator.inputs[0]), pads], _name(operator.output))

    def _pooled(self, operator: Operator) -> None:
        options = operator.options
        kernel, strides = (options.FilterHeight(), options.FilterWidth()), (options.StrideH(), options.StrideW())
        pads = self._pads(operator, kernel, strides)
        names = [_name(operator.inputs[0])], self._before_activation(operator)
        self._add("MaxPool", *names, kernel_shape=kernel, strides=strides, pads=pads)

    def _enlarged(self, operator: Operator) -> None:
        before, after = (self._network.shapes[number] for number in (operator.inputs[0], operator.output))
        if operator.options.AlignCorners():
            raise ValueError("aligned corners")
        way = "half_pixel" if operator.options.HalfPixelCenters() else "asymmetric"
        factors = numpy.array([1, 1, after[1] / before[1], after[2] / before[2]], numpy.float32)
        scales = self._constant(factors, f"s{operator.output}")
        inputs = [_name(operator.inputs[0]), "", scales]
        self._add("Resize", inputs, _name(operator.output), mode="linear", coordinate_transformation_mode=way)

    def _reshaped(self, operator: Operator) -> None:
        last, name = self._network.shapes[operator.output][-1], _name(operator.output)
        self._add("Transpose", [_name(operator.inputs[0])], f"{name}t", perm=_FROM_ONNX)
        shape = self._constant(numpy.array([1, -1, last], numpy.int64), f"{name}s")
        self._add("Reshape", [f"{name}t", shape], name)

    def _joined(self, operator: Operator) -> None:
        self._add("Concat", [_name(number) for number in operator.inputs], self._before_activation(operator), axis=1)


def _name(number: int) -> str:
    return f"t{number}"
