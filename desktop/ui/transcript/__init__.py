"""The transcript, a view that shows one conversation. What its rows look like is in rows/, where its turns stand in
turns/, and what is done with mouse, keyboard and buttons in interaction/; other panes of the window are not here.
"""
