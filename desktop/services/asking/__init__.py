"""A question on its way: built, reviewed, decided, kept and sent; what the user sees belongs to controllers."""
