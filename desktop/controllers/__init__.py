"""A controller for each story of the user: it connects widgets to services. No widget and no lasting state lives here.

Each is built with what it needs and stores it; `connect` connects signals to slots; `show` brings the first state to
the widgets. Within each of these phases the order of controllers does not matter. main_controller.py runs the phases.
"""
