"""The file of a machine as a document with hash and signature, and the answer to whether one is genuine."""
