"""What is read to people who listen: where sentences end, how a formula is built, the place of an area in a picture.
The words for it are in messages/spoken.
"""
