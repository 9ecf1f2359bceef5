"""The QR label of a machine: its token, the sheet to print, and the link by which a reporter follows one case."""
