"""The looks in which the program is photographed, the scenes that are played, and the eyes that wait for them."""
