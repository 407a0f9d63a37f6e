"""What gives way where there is little room: rows that fold or go on in a further line, and columns that scroll.

How much room there is, is in `desktop.ui.look.room`.
"""
