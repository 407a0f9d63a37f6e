"""What is dragged over a window, and what lights up below it. What becomes of a drop is decided by the controllers."""
