"""The factories' machines and their machine descriptions."""
