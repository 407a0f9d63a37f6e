"""Tokens, cost and limits of questions; not the models' prices (core/model_catalog.py)."""
