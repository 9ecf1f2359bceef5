"""All of one factory's data: given to it as one file, and deleted when it asks for that."""
