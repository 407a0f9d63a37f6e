"""An organisation's policy: its keys, each declared once; judging a file; and what several files make together.

Reading files, the registry and managed preferences does not belong here (desktop/adapters/policy/).
"""
