"""One page a file, each with one public function that takes the visit and draws the page.

The folder is not called ``pages``: Streamlit would run every file of such a folder as a page of its own, before
anyone is asked who they are.
"""
