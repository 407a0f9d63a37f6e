"""What gives way where there is little room: rows that fold, and columns that scroll.

How much room there is, is in `desktop.ui.look.room`; rows that go on in a further line are in `wrapping_row`, beside.
"""
