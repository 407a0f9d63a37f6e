"""The things that are done on the transcript: selecting, following links, scrolling cards, pressing buttons.
Each is a class that works on the visible area and the turns; none knows the view.
"""
