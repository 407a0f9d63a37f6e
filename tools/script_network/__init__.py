"""The recipe of `resources/scripts.onnx`: draws lines of text, trains the network on them and writes it as ONNX.

It is run by hand, and nothing of the program or its build belongs here. docs/decisions/0037 says what the network is
for. The commands, from the root of the project:

    python -m tools.script_network draw --seed 1 --lines 16000 first.npz
    python -m tools.script_network draw --seed 2 --lines 16000 second.npz
    python -m tools.script_network train --epochs 6 --weights early.npz first.npz second.npz
    python -m tools.script_network draw --seed 3 --lines 14000 --mix late third.npz
    python -m tools.script_network train --epochs 1 --weights final.npz --from early.npz second.npz third.npz
    python -m tools.script_network export --weights final.npz resources/scripts.onnx

The first two files have the scripts by and large in the shares of their use; the third has more lines in Vietnamese,
Thai and the scripts of which there are few fonts. The last epoch goes over it and one of the first two. On two shared
cores a file took 8 to 25 minutes to draw, the six epochs 12 minutes and the last one 2. The mean loss was 0.41 in the
sixth epoch, and 0.51 in the last, for the third file is harder.

Libraries, beyond the project's own with its `reader` extra (PySide6, NumPy, OpenCV, ONNX Runtime): Babel, which has the
words and comes with the tools of development, and for `train` and `export` alone jax 0.10.2, optax 0.2.8 and onnx
1.23.2, which the project does not depend on. They go into an environment of their own.

Fonts are all TrueType and OpenType files under `/usr/share/fonts` or the folders given. Those of Debian 12 were used:

    culmus fonts-crosextra-carlito fonts-dejavu-core fonts-dejavu-extra fonts-firacode fonts-freefont-ttf
    fonts-hosny-amiri fonts-inconsolata fonts-lato fonts-linuxlibertine fonts-nanum fonts-noto-cjk fonts-noto-core
    fonts-noto-extra fonts-noto-mono fonts-open-sans fonts-roboto-unhinted fonts-thai-tlwg fonts-urw-base35

Some of them are kept back (`fonts.KEPT_BACK`): `draw --kept-back --seed 100 --lines 1500` draws the lines with which
the network was measured. A script without a font is left out, and `draw` prints how many each has.

The same seed, fonts and versions give the same lines. The network that the program has was trained on lines of the
first draft of this code, which took the words in no fixed order: it cannot be made again bit for bit.
"""
