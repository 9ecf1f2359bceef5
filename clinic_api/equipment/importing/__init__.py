"""Machines from a table (CSV or Excel): read, checked row by row, shown, and written all or nothing."""
