"""The grammar of orders to a model: kinds of phrases in several languages, each with a weight.

Weighing a text by it is one folder up.
"""
