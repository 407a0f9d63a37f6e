"""The foot of the canvas: the view on the left, the image on its way out on the right. Tools are above the canvas."""
