"""What all starts of the program share before one of them opens a window; meeting_point.py decides who hands over."""
