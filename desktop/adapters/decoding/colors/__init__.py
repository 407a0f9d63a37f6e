"""The colours of an image: what its file declares, the range of its numbers, and the ground under transparency.

Converting them is for the decoder, one folder up.
"""
