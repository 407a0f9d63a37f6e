"""Services own the little state there is and do the slow things through ports; they know no widget."""
