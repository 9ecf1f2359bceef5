"""Files made to break a reader, by the kind of file that they pretend to be; nothing of them is stored."""
