"""Writes trained weights as an ONNX model, with 16 bits for each and 32 in the computation."""

from pathlib import Path
from typing import Any

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

from desktop.adapters.ocr.scripts.script_finder import HEIGHT, SCRIPTS
from tools.script_network.layers import LAYERS

OPERATORS, FORMAT = 17, 8  # versions of ONNX's operators and of its files, which ONNX Runtime has known since 2022
INPUT, OUTPUT = "line", "scripts"


def export(weights: Path, model: Path) -> None:
    """Writes the weights that `training.train` saved. Raises onnx.checker.ValidationError if the model is not sound."""
    with numpy.load(weights) as saved:
        arrays = [saved[name] for name in saved.files]
    built = model_of(arrays)
    onnx.checker.check_model(built)
    model.write_bytes(built.SerializeToString())
    print(f"{model}: {model.stat().st_size / 1e3:.0f} KB")


def model_of(arrays: list[Any]) -> Any:
    """Returns the model of these arrays: kernel (outputs, inputs, rows, columns) and bias of each layer in order."""
    nodes, constants = [], []
    name = INPUT
    for number, layer in enumerate(LAYERS):
        kernel, bias, sums = f"w{number}", f"b{number}", f"c{number}"
        for full, values in zip((kernel, bias), arrays[2 * number : 2 * number + 2], strict=True):
            constants.append(numpy_helper.from_array(values.astype(numpy.float16), f"{full}h"))
            nodes.append(helper.make_node("Cast", [f"{full}h"], [full], to=TensorProto.FLOAT))
        shape = {"kernel_shape": list(layer.kernel), "strides": list(layer.strides), "pads": [*layer.padding] * 2}
        nodes.append(helper.make_node("Conv", [name, kernel, bias], [sums], **shape))
        name = sums
        if layer is not LAYERS[-1]:
            name = f"r{number}"
            nodes.append(helper.make_node("Relu", [sums], [name]))
    constants.append(numpy_helper.from_array(numpy.array([2]), "axis"))
    nodes.append(helper.make_node("Squeeze", [name, "axis"], [OUTPUT]))
    graph = helper.make_graph(
        nodes,
        "scripts",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, 1, HEIGHT, "width"])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, len(SCRIPTS), "columns"])],
        constants,
    )
    operators = [helper.make_opsetid("", OPERATORS)]
    return helper.make_model(graph, opset_imports=operators, ir_version=FORMAT, producer_name="askance")
