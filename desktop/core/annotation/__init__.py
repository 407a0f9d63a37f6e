"""The kinds of annotation and what all of them can do; not painting (ui/canvas), and nothing that reads pixels."""
