"""The transcript, a view that shows one conversation. Its rows paint themselves in rows/, its turns are placed in
turns/, and mouse, keyboard and buttons are handled in interaction/; other panes of the window are not here.
"""
