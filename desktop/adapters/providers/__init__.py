"""Whoever answers questions: one provider in one file, with its wire format, headers and hosts; no policy on asking."""
